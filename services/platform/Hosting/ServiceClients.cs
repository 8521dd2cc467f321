using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.DependencyInjection;
using Region.Platform.Identity;

namespace Region.Platform.Hosting;

/// <summary>Registers clients of other services.</summary>
public static class ServiceClients
{
    /// <summary>
    /// A gRPC client of the named service. Each call carries this service's own token unless it brings another, ends
    /// after ten seconds unless it says otherwise, and with the call that it is part of. Reads are tried again while
    /// the service is unavailable: <see cref="RetriedReads"/>.
    /// </summary>
    public static IHttpClientBuilder AddServiceClient<TClient>(this IServiceCollection services, string name)
        where TClient : class =>
        services
            .AddGrpcClient<TClient>((provider, options) =>
                options.Address = provider.GetRequiredService<ServiceDirectory>().Of(name).Grpc)
            .ConfigurePrimaryHttpMessageHandler(CreateHandler)
            .EnableCallContextPropagation(options => options.SuppressContextNotFoundErrors = true)
            .AddInterceptor<ServiceCallInterceptor>()
            .AddInterceptor<RetriedReads>();

    /// <summary>
    /// Connections that end after a while, so that the name is looked up again and a service that was moved or scaled
    /// is found; and that are asked for a sign of life, since a machine that vanishes closes nothing.
    /// </summary>
    internal static SocketsHttpHandler CreateHandler() => new()
    {
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        KeepAlivePingDelay = TimeSpan.FromSeconds(30),
        KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
        ConnectTimeout = TimeSpan.FromSeconds(5),
        EnableMultipleHttp2Connections = true,
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
    };
}

/// <summary>Adds token and deadline to outgoing calls.</summary>
internal sealed class ServiceCallInterceptor(ServiceTokens tokens, TimeProvider clock) : Interceptor
{
    private const string Authorization = "authorization";
    private static readonly TimeSpan DefaultDeadline = TimeSpan.FromSeconds(10);

    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        TRequest request,
        ClientInterceptorContext<TRequest, TResponse> context,
        BlockingUnaryCallContinuation<TRequest, TResponse> continuation) =>
        continuation(request, Prepare(context));

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request,
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncUnaryCallContinuation<TRequest, TResponse> continuation) =>
        continuation(request, Prepare(context));

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        TRequest request,
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncServerStreamingCallContinuation<TRequest, TResponse> continuation) =>
        continuation(request, Prepare(context));

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncClientStreamingCallContinuation<TRequest, TResponse> continuation) =>
        continuation(Prepare(context));

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncDuplexStreamingCallContinuation<TRequest, TResponse> continuation) =>
        continuation(Prepare(context));

    private ClientInterceptorContext<TRequest, TResponse> Prepare<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context)
        where TRequest : class
        where TResponse : class
    {
        var headers = new Metadata();
        foreach (var entry in context.Options.Headers ?? Metadata.Empty)
            headers.Add(entry);

        if (headers.Get(Authorization) is null)
            headers.Add(Authorization, $"Bearer {tokens.Current()}");

        var deadline = context.Options.Deadline ?? clock.GetUtcNow().UtcDateTime + DefaultDeadline;
        var options = context.Options.WithHeaders(headers).WithDeadline(deadline);
        return new ClientInterceptorContext<TRequest, TResponse>(context.Method, context.Host, options);
    }
}
