using System.Text.Json;
using System.Text.Json.Serialization;

namespace Region.Sidecar.Subscriptions;

/// <summary>What an app answered, and what of it could not be taken.</summary>
internal sealed record SubscriptionList(
    IReadOnlyList<SubscriptionDefinition> Definitions, IReadOnlyList<string> Refusals);

/// <summary>Reads the answer of <c>GET /dapr/subscribe</c>. Member names match in any case, as in Dapr.</summary>
internal static class SubscriptionReader
{
    private const int DefaultBulkMessages = 100;
    private const int DefaultBulkAwait = 1_000;
    private const int MaxBulkMessages = 1_000;

    private static readonly JsonSerializerOptions Json = new() { PropertyNameCaseInsensitive = true };

    /// <exception cref="JsonException">The body is not an array of subscriptions.</exception>
    public static SubscriptionList Read(string body)
    {
        var definitions = new List<SubscriptionDefinition>();
        var refusals = new List<string>();
        var items = string.IsNullOrWhiteSpace(body) ? [] : JsonSerializer.Deserialize<List<Item>>(body, Json) ?? [];
        foreach (var item in items)
        {
            if (Refuse(item) is { } refusal)
            {
                refusals.Add(refusal);
            }
            else
            {
                definitions.Add(ToDefinition(item));
            }
        }

        return new SubscriptionList(definitions, refusals);
    }

    private static string? Refuse(Item item)
    {
        if (string.IsNullOrEmpty(item.PubSubName) || string.IsNullOrEmpty(item.Topic))
        {
            return "a subscription without pubsubname or topic";
        }

        if (!Rules(item).Any())
        {
            return $"topic {item.Topic}: no route";
        }

        foreach (var rule in Rules(item).Where(rule => rule.Match.Length > 0))
        {
            if (MatchExpression.TryParse(rule.Match, out var error) is null)
            {
                return $"topic {item.Topic}: match «{rule.Match}» is not supported: {error}";
            }
        }

        return null;
    }

    private static SubscriptionDefinition ToDefinition(Item item)
    {
        var metadata = item.Metadata ?? [];
        metadata.TryGetValue("rawPayload", out var raw);
        return new SubscriptionDefinition
        {
            PubSub = item.PubSubName!,
            Topic = item.Topic!,
            Rules = [.. Rules(item)],
            DeadLetterTopic = string.IsNullOrEmpty(item.DeadLetterTopic) ? null : item.DeadLetterTopic,
            Metadata = metadata,
            RawPayload = GoText.ParseBool(raw) ?? false,
            Bulk = item.BulkSubscribe is not { Enabled: true } bulk
                ? null
                : new BulkOptions(
                    bulk.MaxMessagesCount is > 0 and <= MaxBulkMessages ? bulk.MaxMessagesCount : DefaultBulkMessages,
                    bulk.MaxAwaitDurationMs > 0 ? bulk.MaxAwaitDurationMs : DefaultBulkAwait),
        };
    }

    private static IEnumerable<RouteRule> Rules(Item item)
    {
        foreach (var rule in item.Routes?.Rules ?? [])
        {
            if (!string.IsNullOrEmpty(rule.Path))
            {
                yield return new RouteRule(rule.Match ?? string.Empty, CleanPath(rule.Path));
            }
        }

        var fallback = string.IsNullOrEmpty(item.Routes?.Default) ? item.Route : item.Routes.Default;
        if (!string.IsNullOrEmpty(fallback))
        {
            yield return new RouteRule(string.Empty, CleanPath(fallback));
        }
    }

    /// <summary>One leading slash, none doubled, and no dot segments that would leave the app's root.</summary>
    private static string CleanPath(string path)
    {
        var segments = new List<string>();
        foreach (var segment in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (segment is "..")
            {
                segments.RemoveRange(Math.Max(0, segments.Count - 1), Math.Min(1, segments.Count));
            }
            else if (segment is not ".")
            {
                segments.Add(segment);
            }
        }

        return "/" + string.Join('/', segments);
    }

    private sealed record Item
    {
        [JsonPropertyName("pubsubname")]
        public string? PubSubName { get; init; }

        public string? Topic { get; init; }

        public string? Route { get; init; }

        public ItemRoutes? Routes { get; init; }

        public string? DeadLetterTopic { get; init; }

        public Dictionary<string, string>? Metadata { get; init; }

        public ItemBulk? BulkSubscribe { get; init; }
    }

    private sealed record ItemRoutes(List<ItemRule>? Rules, string? Default);

    private sealed record ItemRule(string? Match, string? Path);

    private sealed record ItemBulk(bool Enabled, int MaxMessagesCount, int MaxAwaitDurationMs);
}
