using System.Diagnostics.CodeAnalysis;

namespace Grpc.AspNetCore.Server;

/// <summary>A server interceptor with the arguments that dependency injection does not give.</summary>
public class InterceptorRegistration
{
    internal InterceptorRegistration(
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] Type type,
        object[] arguments)
    {
        Type = type;
        Arguments = arguments;
    }

    /// <summary>The type of the interceptor.</summary>
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)]
    public Type Type { get; }

    /// <summary>The arguments.</summary>
    public IReadOnlyList<object> Arguments { get; }
}
