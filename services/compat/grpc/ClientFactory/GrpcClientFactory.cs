namespace Grpc.Net.ClientFactory;

/// <summary>Creates clients that were registered by name.</summary>
public abstract class GrpcClientFactory
{
    /// <summary>Creates the client with the name.</summary>
    public abstract TClient CreateClient<TClient>(string name)
        where TClient : class;
}
