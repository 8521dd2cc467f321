using Dapper;
using Microsoft.Data.Sqlite;
using Region.Contracts;

namespace Region.EndToEnd.Tests.Proofs;

/// <summary>
/// Looks at stores that nothing runs on: whether every event that was applied was also announced, and whether every
/// event that counts as published was applied everywhere or still lies in the queue. What fails here would be lost
/// money, or money out of nothing, once the system runs again.
/// </summary>
internal static class StandStill
{
    /// <summary>Events that stand in a village's book and in the company's.</summary>
    private static readonly string[] OfTwoBooks =
        [Topics.PrepaymentReceived, Topics.SettlementAllocated, Topics.RefundPaid];

    internal static IReadOnlyList<string> WrongIn(string data)
    {
        var announced = new Dictionary<string, (string Topic, bool Published)>(StringComparer.Ordinal);
        var applied = new Dictionary<string, int>(StringComparer.Ordinal);
        var queued = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(data, "*.db", SearchOption.AllDirectories))
        {
            using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
            connection.Open();
            if (Path.GetFileName(file) is "sidecar.db")
            {
                queued.UnionWith(connection.Query<string>(
                    """
                    SELECT json_extract(CAST(e.payload AS TEXT), '$.id')
                    FROM deliveries d JOIN events e ON e.seq = d.event_seq
                    """));
                continue;
            }

            var outbox = connection.Query<(string Id, string Topic, long? PublishedAt)>(
                "SELECT event_id, topic, published_at FROM outbox");
            foreach (var (id, topic, publishedAt) in outbox)
                announced.Add(id, (topic, publishedAt is not null));

            foreach (var id in connection.Query<string>("SELECT event_id FROM inbox"))
                applied[id] = applied.GetValueOrDefault(id) + 1;
        }

        var lost =
            from pair in announced
            where pair.Value.Published && !queued.Contains(pair.Key)
                && applied.GetValueOrDefault(pair.Key) < (OfTwoBooks.Contains(pair.Value.Topic) ? 2 : 1)
            select $"lost: {pair.Value.Topic} {pair.Key} is applied {applied.GetValueOrDefault(pair.Key)} times";
        return
        [
            .. applied.Keys.Where(id => !announced.ContainsKey(id)).Select(id => $"without cause: {id} is applied"),
            .. lost,
        ];
    }
}
