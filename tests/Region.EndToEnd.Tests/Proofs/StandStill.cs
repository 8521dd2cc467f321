using Region.AppHost.Backups;
using Region.Contracts;
using Region.Platform.Backups;
using Region.Platform.Storage;

namespace Region.EndToEnd.Tests.Proofs;

/// <summary>
/// Looks at all stores at the moment of a cut: whether every event that was applied was also announced, and whether
/// every event that counts as published was applied everywhere or still lies in the queue. What fails here would be
/// lost money, or money out of nothing, once the system runs again from there.
/// </summary>
internal sealed class StandStill
{
    /// <summary>Events that stand in a village's book and in the company's.</summary>
    private static readonly string[] OfTwoBooks =
        [Topics.PrepaymentReceived, Topics.SettlementAllocated, Topics.RefundPaid];

    private readonly Dictionary<string, (string Topic, bool Published)> _announced = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _applied = new(StringComparer.Ordinal);
    private readonly HashSet<string> _queued = new(StringComparer.Ordinal);

    /// <summary>How many applications and announcements were looked at.</summary>
    internal int Looked => _announced.Count + _applied.Values.Sum();

    internal IReadOnlyList<string> Wrong
    {
        get
        {
            var lost =
                from pair in _announced
                where pair.Value.Published && !_queued.Contains(pair.Key)
                    && _applied.GetValueOrDefault(pair.Key) < (OfTwoBooks.Contains(pair.Value.Topic) ? 2 : 1)
                select $"lost: {pair.Value.Topic} {pair.Key} is applied {_applied.GetValueOrDefault(pair.Key)} times";
            return
            [
                .. _applied.Keys.Where(id => !_announced.ContainsKey(id)).Select(id => $"without cause: {id}"),
                .. lost,
            ];
        }
    }

    internal static async Task<StandStill> OfAsync(Cut cut, CancellationToken cancellationToken)
    {
        var found = new StandStill();
        foreach (var store in cut.Stores)
        {
            await store.ReadAsync<bool>(
                store.Name is InstalledStores.Queue ? found.QueueAsync : found.ServiceAsync, cancellationToken);
        }

        return found;
    }

    private async Task<bool> QueueAsync(ReadSession session, CancellationToken cancellationToken)
    {
        _queued.UnionWith(await session.QueryAsync<string>(
            """
            SELECT json_extract(CAST(e.payload AS TEXT), '$.id')
            FROM deliveries d JOIN events e ON e.seq = d.event_seq
            """,
            null,
            cancellationToken));
        return true;
    }

    private async Task<bool> ServiceAsync(ReadSession session, CancellationToken cancellationToken)
    {
        var outbox = await session.QueryAsync<(string Id, string Topic, long? PublishedAt)>(
            "SELECT event_id, topic, published_at FROM outbox", null, cancellationToken);
        foreach (var (id, topic, publishedAt) in outbox)
            _announced.Add(id, (topic, publishedAt is not null));

        foreach (var id in await session.QueryAsync<string>("SELECT event_id FROM inbox", null, cancellationToken))
            _applied[id] = _applied.GetValueOrDefault(id) + 1;

        return true;
    }
}
