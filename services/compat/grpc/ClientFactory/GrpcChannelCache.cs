using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Grpc.Net.ClientFactory;

/// <summary>Keeps one channel for each registered client, for as long as the application runs.</summary>
internal sealed class GrpcChannelCache(
    IHttpMessageHandlerFactory handlers,
    IOptionsMonitor<GrpcClientFactoryOptions> options,
    IServiceScopeFactory scopes,
    ILoggerFactory loggers) : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<Opened>> _channels = new(StringComparer.Ordinal);

    public CallInvoker Get(string name) =>
        _channels.GetOrAdd(name, static (key, cache) => new Lazy<Opened>(() => cache.Open(key)), this).Value.Invoker;

    public void Dispose()
    {
        foreach (var channel in _channels.Values)
        {
            if (channel.IsValueCreated)
                channel.Value.Dispose();
        }
    }

    private Opened Open(string name)
    {
        var settings = options.Get(name);
        if (settings.Address is null)
        {
            throw new InvalidOperationException(
                $"Could not resolve the address for gRPC client '{name}'. Set an address when registering the " +
                $"client: services.AddGrpcClient<...>(\"{name}\", o => o.Address = new Uri(\"https://localhost\"))");
        }

        var scope = scopes.CreateScope();
        var channelOptions = new GrpcChannelOptions
        {
            HttpHandler = handlers.CreateHandler(name),
            LoggerFactory = loggers,
            ServiceProvider = scope.ServiceProvider,
        };
        foreach (var change in settings.ChannelOptionsActions)
            change(channelOptions);

        if (settings.HasCallCredentials && !MayCarryCredentials(settings.Address, channelOptions))
        {
            throw new InvalidOperationException(
                $"Call credential configured for gRPC client '{name}' requires TLS, and the client isn't configured " +
                "to use TLS. Either configure a TLS address, or use the call credential without TLS by setting " +
                "GrpcChannelOptions.UnsafeUseInsecureChannelCallCredentials to true: " +
                "client.AddCallCredentials((context, metadata) => {}).ConfigureChannel(o => " +
                "o.UnsafeUseInsecureChannelCallCredentials = true)");
        }

        var channel = GrpcChannel.ForAddress(settings.Address, channelOptions);
        var interceptors = settings.InterceptorRegistrations
            .Where(registration => registration.Scope is InterceptorScope.Channel)
            .Select(registration => registration.Creator(scope.ServiceProvider))
            .ToArray();
        return new Opened(scope, channel, channel.CreateCallInvoker().Intercept(interceptors));
    }

    private static bool MayCarryCredentials(Uri address, GrpcChannelOptions channel) =>
        channel.UnsafeUseInsecureChannelCallCredentials ||
        string.Equals(address.Scheme, Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase);

    private sealed record Opened(IServiceScope Scope, GrpcChannel Channel, CallInvoker Invoker) : IDisposable
    {
        public void Dispose()
        {
            Channel.Dispose();
            Scope.Dispose();
        }
    }
}
