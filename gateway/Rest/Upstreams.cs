using System.Collections.Concurrent;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Region.Platform.Hosting;

namespace Region.Gateway.Rest;

/// <summary>One channel per service, found by the proto package; opened at the first call and kept.</summary>
internal sealed class Upstreams(ServiceDirectory directory, RetriedReads retried) : IDisposable
{
    private const int LargestMessage = 16 * 1024 * 1024;

    // The package that the gateway itself serves.
    private const string Identity = "identity";

    private readonly ConcurrentDictionary<string, Lazy<GrpcChannel>> _channels = new(StringComparer.Ordinal);

    /// <summary>
    /// The service that a request goes to; null where it names one that does not exist.
    /// <c>region.operations</c> is offered by every service, so there the request says which one.
    /// </summary>
    public CallInvoker? Find(RestMethod method, IMessage request)
    {
        var name = method.Descriptor.File.Package.Split('.')[1];
        if (name is "operations")
            name = method.Descriptor.InputType.FindFieldByName("service").Accessor.GetValue(request) as string;

        return name is Identity || (name is not null && directory.Names.Contains(name, StringComparer.Ordinal))
            ? Of(name)
            : null;
    }

    /// <summary>Calls of one service, by its name or its package; reads are tried again.</summary>
    public CallInvoker Of(string service) =>
        _channels.GetOrAdd(
            service is Identity ? "gateway" : service,
            key => new Lazy<GrpcChannel>(() => Open(key))).Value.Intercept(retried);

    public void Dispose()
    {
        foreach (var channel in _channels.Values.Where(channel => channel.IsValueCreated))
            channel.Value.Dispose();
    }

    private GrpcChannel Open(string service) => GrpcChannel.ForAddress(
        directory.Of(service).Grpc,
        new GrpcChannelOptions
        {
            MaxReceiveMessageSize = LargestMessage,
            MaxSendMessageSize = LargestMessage,
            DisposeHttpClient = true,
            HttpHandler = new SocketsHttpHandler
            {
                EnableMultipleHttp2Connections = true,
                PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
                KeepAlivePingDelay = TimeSpan.FromSeconds(60),
                KeepAlivePingTimeout = TimeSpan.FromSeconds(30),
                UseProxy = false,
            },
        });
}
