using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.DependencyInjection;
using Polly;
using Polly.Retry;
using Region.Platform.Identity;

namespace Region.Platform.Hosting;

/// <summary>Registers clients of other services.</summary>
public static class ServiceClients
{
    /// <summary>
    /// A gRPC client of the named service. Each call carries this service's own token unless it brings another, ends
    /// after ten seconds unless it says otherwise, and with the call that it is part of. Reads (methods named Get…,
    /// List…
    /// and Check) are tried again while the service is unavailable; commands never are, since they have their own key.
    /// </summary>
    public static IHttpClientBuilder AddServiceClient<TClient>(this IServiceCollection services, string name)
        where TClient : class =>
        services
            .AddGrpcClient<TClient>((provider, options) =>
                options.Address = provider.GetRequiredService<ServiceDirectory>().Of(name).Grpc)
            .ConfigurePrimaryHttpMessageHandler(CreateHandler)
            .EnableCallContextPropagation(options => options.SuppressContextNotFoundErrors = true)
            .AddInterceptor<ServiceCallInterceptor>();

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

/// <summary>Adds token and deadline to outgoing calls, and tries reads again.</summary>
internal sealed class ServiceCallInterceptor(ServiceTokens tokens, TimeProvider clock) : Interceptor
{
    private const int MaxRetries = 3;
    private const string Authorization = "authorization";
    private static readonly TimeSpan DefaultDeadline = TimeSpan.FromSeconds(10);

    private readonly ResiliencePipeline _retry = new ResiliencePipelineBuilder { TimeProvider = clock }
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<RpcException>(
                exception => exception.StatusCode == StatusCode.Unavailable || exception.IsBroken()),
            MaxRetryAttempts = MaxRetries,
            BackoffType = DelayBackoffType.Exponential,
            Delay = TimeSpan.FromMilliseconds(100),
            MaxDelay = TimeSpan.FromSeconds(1),
            UseJitter = true,
        })
        .Build();

    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        TRequest request,
        ClientInterceptorContext<TRequest, TResponse> context,
        BlockingUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        var prepared = Prepare(context);
        return IsRead(context.Method.Name)
            ? _retry.Execute(() => continuation(request, prepared))
            : continuation(request, prepared);
    }

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request,
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        var prepared = Prepare(context);
        return IsRead(context.Method.Name)
            ? new RetriedRead<TResponse>(_retry, () => continuation(request, prepared)).Call
            : continuation(request, prepared);
    }

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

    internal static bool IsRead(string method) =>
        method.StartsWith("Get", StringComparison.Ordinal)
        || method.StartsWith("List", StringComparison.Ordinal)
        || method is "Check";

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

/// <summary>A read that is started again while the service is unavailable, in the shape of one call.</summary>
internal sealed class RetriedRead<TResponse> : IDisposable
{
    private readonly CancellationTokenSource _disposed = new();
    private readonly Func<AsyncUnaryCall<TResponse>> _start;
    private volatile AsyncUnaryCall<TResponse>? _latest;

    public RetriedRead(ResiliencePipeline retry, Func<AsyncUnaryCall<TResponse>> start)
    {
        _start = start;
        var response = RunAsync(retry);
        Call = new AsyncUnaryCall<TResponse>(
            response,
            HeadersAsync(response),
            () => Latest.GetStatus(),
            () => Latest.GetTrailers(),
            Dispose);
    }

    public AsyncUnaryCall<TResponse> Call { get; }

    private AsyncUnaryCall<TResponse> Latest =>
        _latest ?? throw new InvalidOperationException("The call has not been started.");

    private async Task<TResponse> RunAsync(ResiliencePipeline retry) => await retry.ExecuteAsync(
        async _ =>
        {
            _latest?.Dispose();
            var call = _start();
            _latest = call;
            return await call.ResponseAsync;
        },
        _disposed.Token);

    /// <summary>The headers of the attempt that counted, hence only after the answer.</summary>
    private async Task<Metadata> HeadersAsync(Task<TResponse> response)
    {
        await response.ContinueWith(
            _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return await Latest.ResponseHeadersAsync;
    }

    public void Dispose()
    {
        _disposed.Cancel();
        _latest?.Dispose();
        _disposed.Dispose();
    }
}
