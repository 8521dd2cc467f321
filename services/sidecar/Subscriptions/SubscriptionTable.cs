using System.Collections.Frozen;
using Region.Sidecar.Delivery;
using Region.Sidecar.Store;

namespace Region.Sidecar.Subscriptions;

/// <summary>
/// All subscriptions in memory. Only the writer changes it, between two transactions, so that what a transaction
/// stores and what the queues are told never differ.
/// </summary>
internal sealed class SubscriptionTable(TimeProvider clock)
{
    private volatile Snapshot _snapshot = new([]);

    /// <summary>Told of each app whose subscriptions have changed.</summary>
    public Action<string> Changed { get; set; } = _ => { };

    public IReadOnlyList<Subscription> All => _snapshot.All;

    public void Load(EventStore store) =>
        _snapshot = new Snapshot([.. store.ReadSubscriptions().Select(stored => ToSubscription(stored, []))]);

    public IReadOnlyList<Subscription> For(string pubsub, string topic) =>
        _snapshot.ByTopic.GetValueOrDefault((pubsub, topic), []);

    public IReadOnlyList<Subscription> Of(string appId) =>
        [.. _snapshot.All.Where(subscription => string.Equals(subscription.AppId, appId, StringComparison.Ordinal))];

    public void Replace(string appId, IReadOnlyList<StoredSubscription> stored)
    {
        var known = Of(appId);
        var others = _snapshot.All.Except(known);
        _snapshot = new Snapshot([.. others, .. stored.Select(item => ToSubscription(item, known))]);
        Changed(appId);
    }

    private Subscription ToSubscription(StoredSubscription stored, IReadOnlyList<Subscription> known)
    {
        var queue = known.FirstOrDefault(subscription => subscription.Id == stored.Id)?.Queue;
        return new Subscription(
            stored.Id,
            stored.AppId,
            SubscriptionDefinition.FromJson(stored.Definition),
            queue ?? new SubscriptionQueue(clock));
    }

    private sealed class Snapshot(Subscription[] all)
    {
        public IReadOnlyList<Subscription> All { get; } = all;

        public FrozenDictionary<(string PubSub, string Topic), Subscription[]> ByTopic { get; } = all
            .GroupBy(subscription => (subscription.Definition.PubSub, subscription.Definition.Topic))
            .ToFrozenDictionary(group => group.Key, group => group.ToArray());
    }
}
