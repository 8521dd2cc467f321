using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Region.Benchmarks.Rounds;

/// <summary>
/// Tells when so many vouchers are committed, from accounting's own telemetry in this process: the counter says how
/// many were written, the end of a span that its transaction is over.
/// </summary>
internal sealed class VoucherWatch : IDisposable
{
    private const string Name = "Region.Accounting";
    private const string Posting = "accounting.voucher.post";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly MeterListener _meter = new();
    private readonly ActivityListener _spans;
    private readonly Lock _gate = new();
    private TaskCompletionSource<long> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _written;
    private long _expected = long.MaxValue;
    private int _open;

    internal VoucherWatch()
    {
        _meter.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name is Name)
                listener.EnableMeasurementEvents(instrument);
        };
        _meter.SetMeasurementEventCallback<long>((_, count, _, _) => Interlocked.Add(ref _written, count));
        _meter.Start();
        _spans = new ActivityListener
        {
            ShouldListenTo = source => source.Name is Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.PropagationData,
            ActivityStarted = span => Note(span, 1),
            ActivityStopped = span => Note(span, -1),
        };
        ActivitySource.AddActivityListener(_spans);
    }

    /// <summary>Begins to wait for so many more; answers the time stamp of the last commit.</summary>
    internal Task<long> Expect(int count)
    {
        lock (_gate)
        {
            _done = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
            _expected = Interlocked.Read(ref _written) + count;
            return _done.Task.WaitAsync(Patience, TimeProvider.System);
        }
    }

    public void Dispose()
    {
        _meter.Dispose();
        _spans.Dispose();
    }

    private void Note(Activity span, int change)
    {
        if (span.OperationName is not Posting)
            return;

        var now = Stopwatch.GetTimestamp();
        lock (_gate)
        {
            _open += change;
            if (_open is 0 && Interlocked.Read(ref _written) >= _expected)
                _done.TrySetResult(now);
        }
    }
}
