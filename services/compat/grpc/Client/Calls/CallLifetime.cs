using Grpc.Core;

namespace Grpc.Net.Client;

/// <summary>
/// Knows how a call ended, and ends it early when its deadline passes, its caller gives up or its channel closes.
/// The first end wins; everything that fails afterwards is told with that status.
/// </summary>
internal sealed class CallLifetime : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    private readonly TaskCompletionSource<Status> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _source = new();
    private readonly bool _throwCancelled;
    private bool _endedHere;
    private ITimer? _timer;
    private CancellationTokenRegistration _cancelled;
    private CancellationTokenRegistration _shutdown;

    public CallLifetime(bool throwCancelled) => _throwCancelled = throwCancelled;

    public CancellationToken Token => _source.Token;

    public Task<Status> Ended => _ended.Task;

    public bool HasEnded => _ended.Task.IsCompleted;

    public Metadata Trailers { get; private set; } = Metadata.Empty;

    /// <summary>The time that is left, or null without a deadline.</summary>
    public static TimeSpan? TimeLeft(DateTime? deadline)
    {
        if (deadline is not { } moment || moment == DateTime.MaxValue)
            return null;

        if (moment != DateTime.MinValue && moment.Kind is not DateTimeKind.Utc)
        {
            throw new InvalidOperationException(
                "Deadline must have a kind DateTimeKind.Utc or be equal to DateTime.MaxValue or DateTime.MinValue.");
        }

        return moment - TimeProvider.System.GetUtcNow().UtcDateTime;
    }

    public void Watch(TimeSpan? timeLeft, CancellationToken cancellationToken, CancellationToken shutdown)
    {
        if (timeLeft <= TimeSpan.Zero)
        {
            Cancel(new Status(StatusCode.DeadlineExceeded, ""));
            return;
        }

        if (timeLeft < Longest)
        {
            _timer = TimeProvider.System.CreateTimer(
                static state => ((CallLifetime)state!).Cancel(new Status(StatusCode.DeadlineExceeded, "")),
                this,
                timeLeft.Value,
                Timeout.InfiniteTimeSpan);
        }

        _cancelled = OnCancel(cancellationToken);
        _shutdown = shutdown.UnsafeRegister(
            static state => ((CallLifetime)state!).Cancel(new Status(StatusCode.Cancelled, "gRPC call disposed.")),
            this);
        if (HasEnded)
            Release();
    }

    /// <summary>Ends the whole call when the token fires, for tokens of single reads and writes.</summary>
    public CancellationTokenRegistration OnCancel(CancellationToken cancellationToken) =>
        cancellationToken.UnsafeRegister(
            static state => ((CallLifetime)state!).Cancel(
                new Status(StatusCode.Cancelled, "Call canceled by the client.")),
            this);

    /// <summary>Ends the call from this side: the stream is reset with CANCEL.</summary>
    public void Cancel(Status status)
    {
        if (_ended.Task.IsCompleted)
            return;

        _endedHere = true;
        if (_ended.TrySetResult(status))
            Release();

        _source.Cancel();
    }

    /// <summary>Ends the call with what the server said, or with what went wrong.</summary>
    public void End(Status status, Metadata? trailers = null)
    {
        if (_ended.Task.IsCompleted)
            return;

        if (trailers is not null)
            Trailers = trailers;

        if (_ended.TrySetResult(status))
            Release();
    }

    /// <summary>Resets the stream of a call that ended before its response did.</summary>
    public void Abandon() => _source.Cancel();

    /// <summary>The exception for a call that ended.</summary>
    public async Task<Exception> FailureAsync()
    {
        var status = await _ended.Task;
        var failure = new RpcException(status, Trailers);
        return _throwCancelled && _endedHere && status.StatusCode is StatusCode.Cancelled or StatusCode.DeadlineExceeded
            ? new OperationCanceledException(failure.Message, failure, Token)
            : failure;
    }

    public Status GetStatus() => HasEnded
        ? _ended.Task.Result
        : throw new InvalidOperationException("Unable to get the status because the call is not complete.");

    public Metadata GetTrailers() => HasEnded
        ? Trailers
        : throw new InvalidOperationException(
            "Can't get the call trailers because the call has not completed successfully.");

    public void Dispose() => Cancel(new Status(StatusCode.Cancelled, "gRPC call disposed."));

    private void Release()
    {
        _timer?.Dispose();
        _cancelled.Unregister();
        _shutdown.Unregister();
    }
}
