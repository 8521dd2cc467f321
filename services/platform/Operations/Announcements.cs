using Region.Platform.Storage;

namespace Region.Platform.Operations;

/// <summary>An event that a service has announced.</summary>
/// <param name="Id">The same on every delivery.</param>
/// <param name="Topic">One of the contracts' topics.</param>
/// <param name="Subject">The village or order that it is about.</param>
public sealed record Announcement(string Id, string Topic, string Subject);

/// <summary>
/// Lists what a service has announced, so that an auditor can compare it with what others made of it.
/// </summary>
public sealed class Announcements(Database database)
{
    /// <summary>All announced events, in the order in which they were written.</summary>
    public async IAsyncEnumerable<Announcement> AllAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(cancellationToken);
        var rows = session.StreamAsync<Row>(
            "SELECT event_id, topic, envelope FROM outbox ORDER BY seq", null, cancellationToken);
        await foreach (var row in rows)
        {
            using var envelope = System.Text.Json.JsonDocument.Parse(row.Envelope);
            yield return new Announcement(
                row.EventId, row.Topic, envelope.RootElement.GetProperty("subject").GetString() ?? "");
        }
    }

    private sealed record Row
    {
        public required string EventId { get; init; }

        public required string Topic { get; init; }

        public required byte[] Envelope { get; init; }
    }
}
