using Microsoft.AspNetCore.Routing;

namespace Dapr;

/// <summary>Gathers the endpoints' topics into one subscription per component and topic.</summary>
internal static class SubscriptionList
{
    private const string RawPayload = "rawPayload";

    public static IEnumerable<Subscription> From(EndpointDataSource endpoints, bool rawPayload) => endpoints.Endpoints
        .OfType<RouteEndpoint>()
        .SelectMany(EndpointTopic.Of)
        .GroupBy(topic => (topic.Topic.PubsubName, topic.Topic.Name))
        .Select(group => ToSubscription([.. group.OrderBy(topic => topic.Topic.Priority)], rawPayload))
        .OrderBy(subscription => subscription.PubsubName, StringComparer.Ordinal)
        .ThenBy(subscription => subscription.Topic, StringComparer.Ordinal);

    private static Subscription ToSubscription(List<EndpointTopic> topics, bool rawPayload)
    {
        var first = topics[0];
        var rules = topics.Where(topic => !string.IsNullOrEmpty(topic.Topic.Match)).ToList();
        var fallback = topics.FirstOrDefault(topic => string.IsNullOrEmpty(topic.Topic.Match))?.Path;
        var metadata = ToMetadata(topics, rawPayload);
        return new Subscription
        {
            Topic = first.Topic.Name,
            PubsubName = first.Topic.PubsubName,
            Route = rules.Count == 0 ? fallback : null,
            Routes = rules.Count == 0 ? null : new Routes
            {
                Default = fallback,
                Rules = [.. rules.Select(rule => new Rule(rule.Topic.Match!, rule.Path))],
            },
            Metadata = metadata.Count == 0 ? null : metadata,
            DeadLetterTopic = first.DeadLetterTopic,
            BulkSubscribe = first.Bulk,
        };
    }

    private static Dictionary<string, string> ToMetadata(List<EndpointTopic> topics, bool rawPayload)
    {
        var separator = topics.Find(topic => !string.IsNullOrEmpty(topic.Separator))?.Separator ?? ",";
        var metadata = topics
            .SelectMany(topic => topic.Metadata)
            .GroupBy(entry => entry.Name, StringComparer.Ordinal)
            .ToDictionary(
                group => group.Key,
                group => string.Join(separator, group.Select(entry => entry.Value).Distinct(StringComparer.Ordinal)),
                StringComparer.Ordinal);
        if (rawPayload || topics.Exists(topic => topic.IsRaw))
        {
            metadata.Add(RawPayload, "true");
        }

        return metadata;
    }
}
