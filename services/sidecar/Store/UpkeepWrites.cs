using Dapper;
using Region.Sidecar.Subscriptions;

namespace Region.Sidecar.Store;

/// <summary>Deletes events that nobody waits for any more. Bounded, so that a commit never waits for long.</summary>
internal sealed class PruneWrite(DateTimeOffset before) : Write<int>
{
    public const int Limit = 2_000;

    protected override int Run(WriteSession session) => session.Connection.Execute(
        """
        DELETE FROM events WHERE seq IN (
          SELECT e.seq FROM events e
          WHERE e.published_at < @before AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.event_seq = e.seq)
          ORDER BY e.seq LIMIT @Limit)
        """,
        new { before = before.ToUnixTimeMilliseconds(), Limit },
        session.Transaction);
}

/// <summary>Remembers a value that an app attached to its sidecar.</summary>
internal sealed class SetMetadataWrite(string appId, string name, string value) : Write<int>
{
    protected override int Run(WriteSession session) => session.Connection.Execute(
        """
        INSERT INTO metadata (app_id, name, value) VALUES (@appId, @name, @value)
        ON CONFLICT (app_id, name) DO UPDATE SET value = excluded.value
        """,
        new { appId, name, value },
        session.Transaction);
}

/// <summary>What became of a request to deliver a dead letter once more.</summary>
internal enum Replay
{
    Queued,
    Unknown,
    AlreadyReplayed,
    NoSubscription,
}

/// <summary>Queues a dead letter again for the app that did not get it, and for nobody else.</summary>
internal sealed class ReplayWrite(long id, SubscriptionTable table) : Write<Replay>
{
    protected override Replay Run(WriteSession session)
    {
        var letter = session.Connection.QuerySingleOrDefault<Letter>(
            """
            SELECT app_id AS AppId, pubsub AS PubSub, topic AS Topic, payload AS Payload, traceparent AS TraceParent,
                   tracestate AS TraceState, published_at AS PublishedAt, replayed_at AS ReplayedAt
            FROM dead_letters WHERE id = @id
            """,
            new { id },
            session.Transaction);
        if (letter is null)
        {
            return Replay.Unknown;
        }

        if (letter.ReplayedAt is not null)
        {
            return Replay.AlreadyReplayed;
        }

        var targets = table.Of(letter.AppId).Intersect(table.For(letter.PubSub, letter.Topic)).ToList();
        if (targets.Count == 0)
        {
            return Replay.NoSubscription;
        }

        session.Publish(letter.ToEvent(), targets);
        session.Connection.Execute(
            "UPDATE dead_letters SET replayed_at = @now WHERE id = @id",
            new { id, now = session.Clock.GetUtcNow().ToUnixTimeMilliseconds() },
            session.Transaction);
        return Replay.Queued;
    }

    private sealed record Letter(
        string AppId,
        string PubSub,
        string Topic,
        byte[] Payload,
        string? TraceParent,
        string? TraceState,
        long PublishedAt,
        long? ReplayedAt)
    {
        public StoredEvent ToEvent() => new()
        {
            PubSub = PubSub,
            Topic = Topic,
            Payload = Payload,
            TraceParent = TraceParent,
            TraceState = TraceState,
            PublishedAt = EventStore.Instant(PublishedAt),
        };
    }
}
