using System.Text;
using System.Text.Json;
using Region.Platform.Storage;

namespace Region.Platform.Events;

/// <summary>The table of events that could not be applied.</summary>
internal sealed class DeadLetterStore(Database database)
{
    internal async Task KeepAsync(
        EventHeader header,
        JsonElement envelope,
        string reason,
        CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync("dead-letters", cancellationToken);
        await work.ExecuteAsync(
            """
            INSERT INTO dead_letters (event_id, topic, envelope, reason, received_at)
            VALUES (@Id, @Topic, @envelope, @reason, @now)
            ON CONFLICT (event_id) DO UPDATE SET reason = @reason, resolved_at = NULL
            """,
            new
            {
                header.Id,
                header.Topic,
                envelope = Encoding.UTF8.GetBytes(envelope.GetRawText()),
                reason,
                now = database.NowMilliseconds(),
            },
            cancellationToken);
        await work.CommitAsync(cancellationToken);
    }

    /// <summary>The letters that are not resolved, after the given one, by id (which is by time).</summary>
    internal async Task<IReadOnlyList<DeadLetterRow>> ListAsync(
        string after,
        int most,
        CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(cancellationToken);
        return await session.QueryAsync<DeadLetterRow>(
            """
            SELECT event_id, topic, envelope, reason, received_at FROM dead_letters
            WHERE resolved_at IS NULL AND event_id > @after ORDER BY event_id LIMIT @most
            """,
            new { after, most },
            cancellationToken);
    }

    internal async Task<DeadLetterRow?> FindAsync(string eventId, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(cancellationToken);
        return await session.FindAsync<DeadLetterRow>(
            """
            SELECT event_id, topic, envelope, reason, received_at FROM dead_letters
            WHERE resolved_at IS NULL AND event_id = @eventId
            """,
            new { eventId },
            cancellationToken);
    }

    internal async Task ResolveAsync(string eventId, CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync("dead-letters", cancellationToken);
        await work.ExecuteAsync(
            "UPDATE dead_letters SET resolved_at = @now WHERE event_id = @eventId",
            new { eventId, now = database.NowMilliseconds() },
            cancellationToken);
        await work.CommitAsync(cancellationToken);
    }
}

/// <summary>A stored dead letter.</summary>
internal sealed record DeadLetterRow
{
    public required string EventId { get; init; }

    public required string Topic { get; init; }

    public required byte[] Envelope { get; init; }

    public required string Reason { get; init; }

    public required long ReceivedAt { get; init; }
}
