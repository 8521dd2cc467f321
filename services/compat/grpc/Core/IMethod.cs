namespace Grpc.Core;

/// <summary>A remote method without its message types.</summary>
public interface IMethod
{
    /// <summary>The shape of the call.</summary>
    MethodType Type { get; }

    /// <summary>The full name of the service, with its package.</summary>
    string ServiceName { get; }

    /// <summary>The name of the method.</summary>
    string Name { get; }

    /// <summary>The path of the method: /service/method.</summary>
    string FullName { get; }
}
