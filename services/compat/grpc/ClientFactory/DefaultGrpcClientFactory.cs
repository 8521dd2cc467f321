using Grpc.Core.Interceptors;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Grpc.Net.ClientFactory;

/// <summary>Creates clients over the cached channel of their name.</summary>
internal sealed class DefaultGrpcClientFactory(
    GrpcChannelCache channels,
    ClientRegistrations registrations,
    IOptionsMonitor<GrpcClientFactoryOptions> options,
    IServiceProvider services) : GrpcClientFactory
{
    public override TClient CreateClient<TClient>(string name)
    {
        if (registrations.Find(name) is not { } registered)
            throw new InvalidOperationException($"No gRPC client configured with name '{name}'.");

        if (registered != typeof(TClient))
        {
            throw new InvalidOperationException(
                $"The gRPC client '{name}' is registered as {registered.FullName}, not {typeof(TClient).FullName}.");
        }

        var settings = options.Get(name);
        var invoker = channels.Get(name);
        if (settings.CallOptionsActions.Count > 0)
            invoker = new CallOptionsInvoker(invoker, settings.CallOptionsActions, services);

        var interceptors = settings.InterceptorRegistrations
            .Where(registration => registration.Scope is InterceptorScope.Client)
            .Select(registration => registration.Creator(services))
            .ToArray();
        invoker = invoker.Intercept(interceptors);
        return settings.Creator is { } creator
            ? (TClient)creator(invoker)
            : ActivatorUtilities.CreateInstance<TClient>(services, invoker);
    }
}
