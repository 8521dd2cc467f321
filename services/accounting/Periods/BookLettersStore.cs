using System.Text.Json;
using Region.Accounting.Domain;
using Region.Platform.Storage;

namespace Region.Accounting.Periods;

/// <summary>Which events for a book could not be posted: the platform keeps them for the whole service.</summary>
internal sealed class BookLettersStore(Database database)
{
    private const int MostRead = 1_000;
    private const int MostNote = 120;

    /// <summary>
    /// The unresolved letters that name the book, up to a day; one without a readable date counts at any time.
    /// </summary>
    public async Task<Found> FindAsync(string book, string throughDay, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(cancellationToken);
        var places = new List<CheckPlace>();
        var after = "";
        while (true)
        {
            var rows = await session.QueryAsync<LetterRow>(
                """
                SELECT event_id, topic, reason, envelope FROM dead_letters
                WHERE resolved_at IS NULL AND event_id > @after ORDER BY event_id LIMIT @MostRead
                """,
                new { after, MostRead },
                cancellationToken);
            places.AddRange(rows.Where(row => Concerns(row.Envelope, book, throughDay)).Select(row => new CheckPlace
            {
                Note = $"{row.Topic} {row.EventId}：{PlainText.Shorten(PlainText.Of(row.Reason), MostNote)}",
            }));
            if (rows.Count < MostRead)
                return new Found(CheckKind.DeadLetter, places);

            after = rows[^1].EventId;
        }
    }

    private static bool Concerns(byte[] envelope, string book, string throughDay)
    {
        try
        {
            using var document = JsonDocument.Parse(envelope);
            return document.RootElement.TryGetProperty("data", out var data)
                && data.ValueKind is JsonValueKind.Object
                && data.EnumerateObject().Any(field => Is(field.Value, book))
                && !IsLater(data, throughDay);
        }
        catch (JsonException)
        {
            // What cannot be read names no book; operators see it among all letters.
            return false;
        }
    }

    private static bool Is(JsonElement value, string book) =>
        value.ValueKind is JsonValueKind.String && value.ValueEquals(book);

    private static bool IsLater(JsonElement data, string throughDay) =>
        data.TryGetProperty("accountingDate", out var date)
        && date.ValueKind is JsonValueKind.String
        && string.CompareOrdinal(date.GetString(), throughDay) > 0;

    private sealed record LetterRow
    {
        public required string EventId { get; init; }

        public required string Topic { get; init; }

        public required string Reason { get; init; }

        public required byte[] Envelope { get; init; }
    }
}
