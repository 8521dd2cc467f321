using Dapper;
using Region.Sidecar.Store;

namespace Region.Sidecar.DeadLetters;

/// <summary>A dead letter as an operator sees it.</summary>
internal sealed record DeadLetter
{
    public required long Id { get; init; }

    public required string AppId { get; init; }

    public required string PubSub { get; init; }

    public required string Topic { get; init; }

    public required string Reason { get; init; }

    public required int Attempts { get; init; }

    public required DateTimeOffset PublishedAt { get; init; }

    public required DateTimeOffset DeadAt { get; init; }

    public DateTimeOffset? ReplayedAt { get; init; }

    /// <summary>The event as it was queued; bytes that are no text come as U+FFFD.</summary>
    public required string Payload { get; init; }
}

/// <summary>One page of dead letters, newest first.</summary>
internal sealed record DeadLetterPage(IReadOnlyList<DeadLetter> Items, long Total, int Page, int PageSize);

/// <summary>How much waits for one subscription.</summary>
internal sealed record QueueLine(string AppId, string PubSub, string Topic, long Pending, long OldestAgeSeconds);

/// <summary>What an operator may look at.</summary>
internal sealed class DeadLetterReads(EventStore store, TimeProvider clock)
{
    public DeadLetterPage Page(string? appId, string? topic, bool includeReplayed, int page, int pageSize)
    {
        const string where =
            """
            FROM dead_letters
            WHERE (@appId IS NULL OR app_id = @appId) AND (@topic IS NULL OR topic = @topic)
              AND (@includeReplayed OR replayed_at IS NULL)
            """;
        using var connection = store.Open();
        var filter = new { appId, topic, includeReplayed, pageSize, skip = (page - 1L) * pageSize };
        var total = connection.ExecuteScalar<long>($"SELECT count(*) {where}", filter);
        var rows = connection.Query<Row>(
            $"""
            SELECT id AS Id, app_id AS AppId, pubsub AS PubSub, topic AS Topic, reason AS Reason, attempts AS Attempts,
                   published_at AS PublishedAt, dead_at AS DeadAt, replayed_at AS ReplayedAt, payload AS Payload
            {where} ORDER BY id DESC LIMIT @pageSize OFFSET @skip
            """,
            filter);
        return new DeadLetterPage([.. rows.Select(row => row.ToLetter())], total, page, pageSize);
    }

    public IReadOnlyList<QueueLine> Queue()
    {
        using var connection = store.Open();
        var rows = connection.Query<(string AppId, string PubSub, string Topic, long Pending, long? Oldest)>(
            """
            SELECT s.app_id, s.pubsub, s.topic, count(d.event_seq), min(e.published_at)
            FROM subscriptions s
            LEFT JOIN deliveries d ON d.subscription_id = s.id
            LEFT JOIN events e ON e.seq = d.event_seq
            GROUP BY s.id ORDER BY s.app_id, s.pubsub, s.topic
            """);
        var now = clock.GetUtcNow();
        return [.. rows.Select(row => new QueueLine(
            row.AppId,
            row.PubSub,
            row.Topic,
            row.Pending,
            row.Oldest is { } oldest ? Math.Max(0, (long)(now - EventStore.Instant(oldest)).TotalSeconds) : 0))];
    }

    private sealed class Row
    {
        public long Id { get; init; }

        public string AppId { get; init; } = string.Empty;

        public string PubSub { get; init; } = string.Empty;

        public string Topic { get; init; } = string.Empty;

        public string Reason { get; init; } = string.Empty;

        public int Attempts { get; init; }

        public long PublishedAt { get; init; }

        public long DeadAt { get; init; }

        public long? ReplayedAt { get; init; }

        public byte[] Payload { get; init; } = [];

        public DeadLetter ToLetter() => new()
        {
            Id = Id,
            AppId = AppId,
            PubSub = PubSub,
            Topic = Topic,
            Reason = Reason,
            Attempts = Attempts,
            PublishedAt = EventStore.Instant(PublishedAt),
            DeadAt = EventStore.Instant(DeadAt),
            ReplayedAt = ReplayedAt is { } replayed ? EventStore.Instant(replayed) : null,
            Payload = System.Text.Encoding.UTF8.GetString(Payload),
        };
    }
}
