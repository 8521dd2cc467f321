using Microsoft.Data.Sqlite;
using Region.Sidecar.Subscriptions;

namespace Region.Sidecar.Store;

/// <summary>The open transaction and the statements that every write is made of.</summary>
internal sealed class WriteSession : IDisposable
{
    private readonly SubscriptionTable _subscriptions;
    private readonly Statement _insertEvent;
    private readonly Statement _insertDelivery;
    private readonly Statement _deleteDelivery;
    private readonly Statement _postpone;
    private readonly Statement _bury;
    private readonly List<(Subscription Subscription, StoredEvent Event)> _queued = [];

    public WriteSession(SqliteConnection connection, SubscriptionTable subscriptions, TimeProvider clock)
    {
        Connection = connection;
        Clock = clock;
        _subscriptions = subscriptions;
        _insertEvent = new Statement(
            connection,
            """
            INSERT INTO events (pubsub, topic, payload, traceparent, tracestate, expires_at, published_at)
            VALUES ($pubsub, $topic, $payload, $traceparent, $tracestate, $expires_at, $published_at) RETURNING seq
            """,
            "pubsub", "topic", "payload", "traceparent", "tracestate", "expires_at", "published_at");
        _insertDelivery = new Statement(
            connection, "INSERT INTO deliveries (subscription_id, event_seq) VALUES ($sub, $seq)", "sub", "seq");
        _deleteDelivery = new Statement(
            connection, "DELETE FROM deliveries WHERE subscription_id = $sub AND event_seq = $seq", "sub", "seq");
        _postpone = new Statement(
            connection,
            """
            UPDATE deliveries SET attempts = $attempts, last_error = $error
            WHERE subscription_id = $sub AND event_seq = $seq
            """,
            "attempts", "error", "sub", "seq");
        _bury = new Statement(
            connection,
            """
            INSERT INTO dead_letters
              (app_id, pubsub, topic, payload, traceparent, tracestate, reason, attempts, published_at, dead_at)
            VALUES ($app, $pubsub, $topic, $payload, $traceparent, $tracestate, $reason, $attempts, $published, $dead)
            """,
            "app", "pubsub", "topic", "payload", "traceparent", "tracestate",
            "reason", "attempts", "published", "dead");
    }

    public SqliteConnection Connection { get; }

    public TimeProvider Clock { get; }

    public SqliteTransaction Transaction { get; set; } = null!;

    /// <summary>Stores an event and one delivery for each subscription of its topic.</summary>
    /// <returns>How many subscriptions get it.</returns>
    public int Publish(StoredEvent published)
    {
        var targets = _subscriptions.For(published.PubSub, published.Topic);
        Publish(published, targets);
        return targets.Count;
    }

    /// <summary>Stores an event for the given subscriptions only.</summary>
    public void Publish(StoredEvent published, IReadOnlyList<Subscription> targets)
    {
        var seq = (long)_insertEvent.Scalar(
            Transaction,
            published.PubSub,
            published.Topic,
            published.Payload,
            published.TraceParent,
            published.TraceState,
            published.ExpiresAt?.ToUnixTimeMilliseconds(),
            published.PublishedAt.ToUnixTimeMilliseconds())!;
        var stored = published with { Seq = seq };
        foreach (var target in targets)
        {
            _insertDelivery.Run(Transaction, target.Id, seq);
            _queued.Add((target, stored));
        }
    }

    public void RemoveDelivery(long subscriptionId, long seq) => _deleteDelivery.Run(Transaction, subscriptionId, seq);

    public void Postpone(long subscriptionId, long seq, int attempts, string error) =>
        _postpone.Run(Transaction, attempts, error, subscriptionId, seq);

    /// <summary>Keeps a copy of an event that an app will not get.</summary>
    public void Bury(string appId, StoredEvent dead, int attempts, string reason) => _bury.Run(
        Transaction,
        appId,
        dead.PubSub,
        dead.Topic,
        dead.Payload,
        dead.TraceParent,
        dead.TraceState,
        reason,
        attempts,
        dead.PublishedAt.ToUnixTimeMilliseconds(),
        Clock.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>Hands what was just committed to the queues in memory.</summary>
    public void Announce()
    {
        foreach (var (subscription, stored) in _queued)
        {
            subscription.Queue.Committed(stored);
        }

        _queued.Clear();
    }

    public void Forget() => _queued.Clear();

    public void Dispose()
    {
        _insertEvent.Dispose();
        _insertDelivery.Dispose();
        _deleteDelivery.Dispose();
        _postpone.Dispose();
        _bury.Dispose();
    }
}
