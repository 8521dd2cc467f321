using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Region.Sidecar.Apps;
using Region.Sidecar.Store;
using Region.Sidecar.Subscriptions;

namespace Region.Sidecar.Delivery;

/// <summary>
/// Feeds one app: a bounded number of requests at once, its subscriptions in turn, nothing while it is down. An event
/// that fails steps aside until its time, so it never holds up those behind it.
/// </summary>
internal sealed class AppDispatcher(ServedApp app, Deliverer deliverer, EventStore store, TimeProvider clock)
    : IDisposable
{
    // Few enough that a batch can grow while they are under way, enough that one slow batch does not stop the rest.
    private const int BulkRequestsAtOnce = 4;
    private static readonly TimeSpan ShortestNap = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestNap = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    // Deliveries that are answered but whose ending is not on disk yet. They need no slot, only a bound.
    private const int SettlingAtOnce = 512;

    private readonly SemaphoreSlim _slots = new(app.Settings.MaxConcurrency);
    private readonly SemaphoreSlim _settling = new(SettlingAtOnce);
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private volatile IReadOnlyList<Subscription> _subscriptions = [];
    private int _cursor;

    /// <summary>Takes the app's subscriptions as they are now.</summary>
    public void Serve(IReadOnlyList<Subscription> subscriptions)
    {
        foreach (var subscription in subscriptions)
        {
            subscription.Queue.OnWork(Wake);
        }

        _subscriptions = subscriptions;
        Wake();
    }

    public void Wake() => _wake.Writer.TryWrite(true);

    /// <summary>Runs until stopped. Deliveries under way go on until they end or are aborted.</summary>
    public async Task RunAsync(CancellationToken stopping, CancellationToken abort)
    {
        while (!stopping.IsCancellationRequested)
        {
            await _slots.WaitAsync(stopping);
            try
            {
                var (subscription, due) = await NextAsync(stopping);
                _ = DeliverAsync(subscription, due, abort);
            }
            catch (OperationCanceledException)
            {
                _slots.Release();
            }
            catch (SqliteException exception)
            {
                // A store that cannot be read now may be read later; a loop that ended would deliver nothing again.
                _slots.Release();
                deliverer.NoteFailure(app.AppId, exception);
                await Task.Delay(AfterFailure, clock, stopping);
            }
        }
    }

    /// <summary>Waits until nothing is under way and everything is settled.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        for (var taken = 0; taken < app.Settings.MaxConcurrency; taken++)
        {
            await _slots.WaitAsync(cancellationToken);
        }

        for (var taken = 0; taken < SettlingAtOnce; taken++)
        {
            await _settling.WaitAsync(cancellationToken);
        }
    }

    public void Dispose()
    {
        _slots.Dispose();
        _settling.Dispose();
    }

    private async Task DeliverAsync(
        Subscription subscription, IReadOnlyList<DueDelivery> due, CancellationToken cancellationToken)
    {
        // Off the dispatcher's loop before anything runs.
        await Task.Yield();
        await _settling.WaitAsync(CancellationToken.None);
        try
        {
            var endings = await SendAsync(subscription, due, cancellationToken);
            await deliverer.SettleAsync(subscription, due, endings, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Shutting down: the delivery is still in the store and comes again after the next start.
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Nobody waits for this task: what went wrong unforeseen must not take the deliveries with it.
            deliverer.NoteFailure(app.AppId, exception);
            foreach (var delivery in due)
            {
                subscription.Queue.Return(delivery, AfterFailure);
            }
        }
        finally
        {
            _settling.Release();
        }
    }

    /// <summary>
    /// Holds a slot only until the app has answered, so that the next request need not wait for the disk.
    /// </summary>
    private async Task<List<(StoredEvent Event, Ending Ending)>> SendAsync(
        Subscription subscription, IReadOnlyList<DueDelivery> due, CancellationToken cancellationToken)
    {
        try
        {
            return await deliverer.SendAsync(app, subscription, due, cancellationToken);
        }
        finally
        {
            if (subscription.Definition.Bulk is not null)
            {
                subscription.Queue.End();
            }

            _slots.Release();
        }
    }

    private async Task<(Subscription Subscription, List<DueDelivery> Due)> NextAsync(CancellationToken stopping)
    {
        while (true)
        {
            if (app.IsUp && TryNext() is { } found)
            {
                return found;
            }

            await NapAsync(stopping);
        }
    }

    private (Subscription Subscription, List<DueDelivery> Due)? TryNext()
    {
        var subscriptions = _subscriptions;
        for (var tried = 0; tried < subscriptions.Count; tried++)
        {
            _cursor = (_cursor + 1) % subscriptions.Count;
            var subscription = subscriptions[_cursor];
            if (subscription.Queue.NeedsRead(out var afterSeq))
            {
                subscription.Queue.Add(store.ReadPending(subscription.Id, afterSeq, SubscriptionQueue.ReadLimit));
            }

            var isBulk = subscription.Definition.Bulk is not null;
            if (isBulk && !subscription.Queue.TryBegin(BulkRequestsAtOnce))
            {
                continue;
            }

            var due = subscription.Queue.Take(subscription.Definition.Bulk?.MaxMessages ?? 1);
            if (due.Count > 0)
            {
                return (subscription, due);
            }

            if (isBulk)
            {
                subscription.Queue.End(wake: false);
            }
        }

        return null;
    }

    /// <summary>Waits for work, for the next retry or for a while, whatever comes first.</summary>
    private async Task NapAsync(CancellationToken stopping)
    {
        var nap = LongestNap;
        foreach (var subscription in _subscriptions)
        {
            if (app.IsUp && subscription.Queue.UntilNextDue() is { } wait && wait < nap)
            {
                nap = wait > ShortestNap ? wait : ShortestNap;
            }
        }

        try
        {
            // Not ReadAsync: one that is given up when the nap ends would swallow the next signal.
            await _wake.Reader.WaitToReadAsync(stopping).AsTask().WaitAsync(nap, clock, stopping);
            _wake.Reader.TryRead(out _);
        }
        catch (TimeoutException)
        {
            // Time for the next retry.
        }
    }
}
