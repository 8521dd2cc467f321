using Dapper;
using Region.Sidecar.Subscriptions;

namespace Region.Sidecar.Store;

/// <summary>Replaces an app's subscriptions by those that it has just named.</summary>
internal sealed class RegisterWrite(
    string appId, IReadOnlyList<SubscriptionDefinition> wanted, SubscriptionTable table) : Write<int>
{
    private List<StoredSubscription> _after = [];

    // A publish in the same transaction would look for its readers in the table of before, and miss the new ones.
    public override bool EndsTransaction => true;

    protected override int Run(WriteSession session)
    {
        var now = session.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        var isFirst = session.Connection.Execute(
            "INSERT OR IGNORE INTO apps (app_id, discovered_at) VALUES (@appId, @now)",
            new { appId, now },
            session.Transaction) > 0;
        var before = Read(session);
        foreach (var definition in wanted)
        {
            var id = Upsert(session, definition);
            if (isFirst)
            {
                Backfill(session, id, definition);
            }
        }

        foreach (var withdrawn in before.Where(known => !wanted.Any(definition => definition.IsFor(known))))
        {
            Withdraw(session, withdrawn.Id, now);
        }

        _after = Read(session);
        return wanted.Count;
    }

    protected override void AfterCommit(int result) => table.Replace(appId, _after);

    private List<StoredSubscription> Read(WriteSession session) => [.. session.Connection.Query<StoredSubscription>(
        """
        SELECT id AS Id, app_id AS AppId, definition AS Definition
        FROM subscriptions WHERE app_id = @appId ORDER BY id
        """,
        new { appId },
        session.Transaction)];

    private long Upsert(WriteSession session, SubscriptionDefinition definition) =>
        session.Connection.ExecuteScalar<long>(
            """
            INSERT INTO subscriptions (app_id, pubsub, topic, definition)
            VALUES (@appId, @PubSub, @Topic, @Definition)
            ON CONFLICT (app_id, pubsub, topic) DO UPDATE SET definition = excluded.definition
            RETURNING id
            """,
            new { appId, definition.PubSub, definition.Topic, Definition = definition.ToJson() },
            session.Transaction);

    /// <summary>An app that answers for the first time gets what was published while it was awaited.</summary>
    private static void Backfill(WriteSession session, long id, SubscriptionDefinition definition) =>
        session.Connection.Execute(
            """
            INSERT INTO deliveries (subscription_id, event_seq)
            SELECT @id, seq FROM events WHERE pubsub = @PubSub AND topic = @Topic
            """,
            new { id, definition.PubSub, definition.Topic },
            session.Transaction);

    private static void Withdraw(WriteSession session, long id, long now)
    {
        session.Connection.Execute(
            """
            INSERT INTO dead_letters
              (app_id, pubsub, topic, payload, traceparent, tracestate, reason, attempts, published_at, dead_at)
            SELECT s.app_id, e.pubsub, e.topic, e.payload, e.traceparent, e.tracestate,
                   'the app no longer subscribes to this topic', d.attempts, e.published_at, @now
            FROM deliveries d
            JOIN events e ON e.seq = d.event_seq
            JOIN subscriptions s ON s.id = d.subscription_id
            WHERE d.subscription_id = @id;
            DELETE FROM deliveries WHERE subscription_id = @id;
            DELETE FROM subscriptions WHERE id = @id;
            """,
            new { id, now },
            session.Transaction);
    }
}
