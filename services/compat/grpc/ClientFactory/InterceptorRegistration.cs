using Grpc.Core.Interceptors;

namespace Grpc.Net.ClientFactory;

/// <summary>An interceptor that clients get.</summary>
public class InterceptorRegistration
{
    /// <summary>Registers a function that creates the interceptor.</summary>
    public InterceptorRegistration(InterceptorScope scope, Func<IServiceProvider, Interceptor> creator)
    {
        ArgumentNullException.ThrowIfNull(creator);
        Scope = scope;
        Creator = creator;
    }

    /// <summary>How long the interceptor lives.</summary>
    public InterceptorScope Scope { get; }

    /// <summary>Creates the interceptor.</summary>
    public Func<IServiceProvider, Interceptor> Creator { get; }
}
