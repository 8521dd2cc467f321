namespace Grpc.Net.ClientFactory;

/// <summary>How long an interceptor of a client lives.</summary>
public enum InterceptorScope
{
    /// <summary>Created once and shared by all clients of a channel.</summary>
    Channel = 0,

    /// <summary>Created anew for each client.</summary>
    Client = 1,
}
