using Grpc.Core;
using Grpc.Core.Interceptors;
using Polly;
using Polly.Retry;

namespace Region.Platform.Hosting;

/// <summary>
/// Tries reads (methods named Get…, List… and Check) again while the service is unavailable. Commands never are:
/// whoever sent one repeats it under its own key.
/// </summary>
public sealed class RetriedReads(TimeProvider clock) : Interceptor
{
    private const int MaxRetries = 3;

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

    /// <inheritdoc />
    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        TRequest request,
        ClientInterceptorContext<TRequest, TResponse> context,
        BlockingUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        ArgumentNullException.ThrowIfNull(continuation);
        return IsRead(context.Method.Name)
            ? _retry.Execute(() => continuation(request, context))
            : continuation(request, context);
    }

    /// <inheritdoc />
    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request,
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        ArgumentNullException.ThrowIfNull(continuation);
        return IsRead(context.Method.Name)
            ? new RetriedRead<TResponse>(_retry, () => continuation(request, context)).Call
            : continuation(request, context);
    }

    internal static bool IsRead(string method) =>
        method.StartsWith("Get", StringComparison.Ordinal)
        || method.StartsWith("List", StringComparison.Ordinal)
        || method is "Check";
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
