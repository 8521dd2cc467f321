using Microsoft.AspNetCore.Http.Features;

namespace Grpc.AspNetCore.Server;

/// <summary>
/// Watches the deadline of one call. When it passes, the client gets its status, the stream is reset, and only then
/// the token of the call fires, so that the handler cannot race the answer.
/// </summary>
internal sealed class CallDeadline : IAsyncDisposable
{
    private const int ResetWithCancel = 8;
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    private readonly HttpServerCallContext _call;
    private readonly CancellationTokenSource _source;
    private readonly ITimer _timer;
    private Task _expiry = Task.CompletedTask;

    public CallDeadline(HttpServerCallContext call, TimeSpan timeout, CancellationToken aborted)
    {
        _call = call;
        _source = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        Moment = DateTime.MaxValue - now > timeout ? now + timeout : DateTime.MaxValue;

        // Longer than a timer can wait is as good as never: 49 days.
        var wait = timeout < Longest ? timeout : Timeout.InfiniteTimeSpan;
        _timer = TimeProvider.System.CreateTimer(
            static state => ((CallDeadline)state!).Expire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(wait, Timeout.InfiniteTimeSpan);
    }

    public DateTime Moment { get; }

    public CancellationToken Token => _source.Token;

    public CallEnd End { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync();
        await _expiry;
        _source.Dispose();
        End.Dispose();
    }

    private void Expire() => _expiry = ExpireAsync();

    private async Task ExpireAsync()
    {
        var expired = await End.EndOnceAsync(async () =>
        {
            ServerLog.DeadlineExceeded(_call.Logger, _call.Method);
            await _call.SendDeadlineExceededAsync();
            _call.HttpContext.Features.Get<IHttpResetFeature>()?.Reset(ResetWithCancel);
        });
        if (expired)
            await CancelHandlerAsync();
    }

    private async Task CancelHandlerAsync()
    {
        try
        {
            await _source.CancelAsync();
        }
        catch (AggregateException exception)
        {
            // The callbacks are the application's; their failure must not take the process down.
            ServerLog.CancellationCallbackFailed(_call.Logger, _call.Method, exception);
        }
    }
}
