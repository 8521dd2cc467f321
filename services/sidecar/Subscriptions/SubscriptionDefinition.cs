using System.Text.Json;
using Region.Sidecar.Store;

namespace Region.Sidecar.Subscriptions;

/// <summary>What an app wants of one topic, in the form in which it is stored.</summary>
internal sealed record SubscriptionDefinition
{
    public required string PubSub { get; init; }

    public required string Topic { get; init; }

    /// <summary>Tried in order; the one without a match takes everything and is last.</summary>
    public required IReadOnlyList<RouteRule> Rules { get; init; }

    public string? DeadLetterTopic { get; init; }

    /// <summary>
    /// Events of this subscription are bytes without an envelope; one is put around them on delivery.
    /// </summary>
    public bool RawPayload { get; init; }

    public IReadOnlyDictionary<string, string> Metadata { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    public BulkOptions? Bulk { get; init; }

    public static SubscriptionDefinition FromJson(string json) =>
        JsonSerializer.Deserialize<SubscriptionDefinition>(json)!;

    public string ToJson() => JsonSerializer.Serialize(this);

    public bool IsFor(StoredSubscription stored)
    {
        var other = FromJson(stored.Definition);
        return string.Equals(PubSub, other.PubSub, StringComparison.Ordinal)
            && string.Equals(Topic, other.Topic, StringComparison.Ordinal);
    }
}

/// <summary>A path and the condition for it; without a condition it takes every event.</summary>
internal sealed record RouteRule(string Match, string Path);

/// <summary>Deliver up to so many events at once.</summary>
internal sealed record BulkOptions(int MaxMessages, int MaxAwaitMilliseconds);
