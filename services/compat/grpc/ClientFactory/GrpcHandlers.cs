namespace Grpc.Net.ClientFactory;

/// <summary>The HTTP handler of clients that do not bring their own.</summary>
internal static class GrpcHandlers
{
    public static SocketsHttpHandler CreateDefault() => new()
    {
        EnableMultipleHttp2Connections = true,

        // A proxy or a redirect has no place between a gRPC client and its server.
        AllowAutoRedirect = false,
        UseCookies = false,
    };
}
