namespace Grpc.Core;

/// <summary>Names the method that binds a generated service base, so that a server finds it.</summary>
[AttributeUsage(AttributeTargets.Class)]
public class BindServiceMethodAttribute(Type bindType, string bindMethodName) : Attribute
{
    /// <summary>The type that holds the bind method.</summary>
    public Type BindType { get; } = bindType;

    /// <summary>The name of the bind method.</summary>
    public string BindMethodName { get; } = bindMethodName;
}
