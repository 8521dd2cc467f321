using Region.Sidecar.Store;

namespace Region.Sidecar.Delivery;

/// <summary>An event that may be delivered now. A retried one has left memory and is read again.</summary>
internal readonly record struct DueDelivery(long Seq, int Attempts, StoredEvent? Event);

/// <summary>
/// One subscription's part of the queue in memory. It holds a bounded number of events; when more are committed it
/// falls behind and reads them from the store as it empties. Retries are due so long after their failure, not at a time
/// of day: a clock that is set back would otherwise hold them up for as long as it was set back.
/// </summary>
internal sealed class SubscriptionQueue(TimeProvider clock)
{
    public const int ReadLimit = 500;
    private const int ReadyLimit = 2_000;
    private const long ReadyBytesLimit = 32 * 1024 * 1024;
    private const int DelayedLimit = 200_000;

    private readonly Lock _gate = new();
    private readonly Queue<DueDelivery> _ready = [];
    private readonly PriorityQueue<DueDelivery, long> _delayed = new();
    private long _readyBytes;
    private long _lastSeen;
    private long _lastCommitted;
    private bool _isBehind = true;
    private int _requests;
    private volatile Action? _wake;

    private bool IsFull =>
        _ready.Count >= ReadyLimit || _readyBytes >= ReadyBytesLimit || _delayed.Count >= DelayedLimit;

    /// <summary>Sets whom to tell that there is something to do.</summary>
    public void OnWork(Action wake) => _wake = wake;

    /// <summary>Takes an event that was just committed; called in the order of commit.</summary>
    public void Committed(StoredEvent committed)
    {
        lock (_gate)
        {
            _lastCommitted = committed.Seq;
            if (committed.Seq <= _lastSeen)
            {
                return;
            }

            _isBehind |= IsFull;
            if (!_isBehind)
            {
                AddReady(new DueDelivery(committed.Seq, 0, committed));
                _lastSeen = committed.Seq;
            }
        }

        _wake?.Invoke();
    }

    /// <summary>Where to read on, when events are only in the store and there is room for them.</summary>
    public bool NeedsRead(out long afterSeq)
    {
        lock (_gate)
        {
            afterSeq = _lastSeen;
            return _isBehind && _ready.Count < ReadyLimit / 2 && !IsFull;
        }
    }

    /// <summary>
    /// Takes what was read after <see cref="NeedsRead"/> said so. What failed in an earlier life of this process is due
    /// at once, since nobody knows how long it has waited.
    /// </summary>
    public void Add(IReadOnlyList<PendingDelivery> read)
    {
        lock (_gate)
        {
            foreach (var pending in read)
            {
                _lastSeen = Math.Max(_lastSeen, pending.Event.Seq);
                AddReady(new DueDelivery(pending.Event.Seq, pending.Attempts, pending.Event));
            }

            _isBehind = read.Count >= ReadLimit || _lastCommitted > _lastSeen;
        }
    }

    /// <summary>Takes up to <paramref name="limit"/> deliveries that are due now.</summary>
    public List<DueDelivery> Take(int limit)
    {
        var taken = new List<DueDelivery>();
        lock (_gate)
        {
            var now = clock.GetTimestamp();
            while (taken.Count < limit)
            {
                if (_delayed.TryPeek(out var retried, out var due) && due <= now)
                {
                    _delayed.Dequeue();
                    taken.Add(retried);
                }
                else if (_ready.TryDequeue(out var fresh))
                {
                    _readyBytes -= fresh.Event?.Payload.Length ?? 0;
                    taken.Add(fresh);
                }
                else
                {
                    break;
                }
            }
        }

        return taken;
    }

    /// <summary>Brings a delivery again after a while.</summary>
    public void Return(DueDelivery delivery, TimeSpan after)
    {
        var due = clock.GetTimestamp() + (long)(after.TotalSeconds * clock.TimestampFrequency);
        lock (_gate)
        {
            _delayed.Enqueue(delivery with { Event = null }, due);
        }

        _wake?.Invoke();
    }

    /// <summary>
    /// Begins a request unless so many are under way; bulk requests are few, so that batches can grow.
    /// </summary>
    public bool TryBegin(int limit)
    {
        if (Interlocked.Increment(ref _requests) <= limit)
        {
            return true;
        }

        Interlocked.Decrement(ref _requests);
        return false;
    }

    public void End(bool wake = true)
    {
        Interlocked.Decrement(ref _requests);
        if (wake)
        {
            _wake?.Invoke();
        }
    }

    /// <summary>
    /// How long until the next retry is due, negative where it is overdue; null when there is none.
    /// </summary>
    public TimeSpan? UntilNextDue()
    {
        lock (_gate)
        {
            return _delayed.TryPeek(out _, out var due) ? clock.GetElapsedTime(clock.GetTimestamp(), due) : null;
        }
    }

    private void AddReady(DueDelivery delivery)
    {
        _ready.Enqueue(delivery);
        _readyBytes += delivery.Event?.Payload.Length ?? 0;
    }
}
