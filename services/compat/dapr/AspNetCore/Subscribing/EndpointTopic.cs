using Dapr.AspNetCore;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Dapr;

/// <summary>One topic on one endpoint.</summary>
internal sealed record EndpointTopic(
    ITopicMetadata Topic,
    RoutePattern Pattern,
    IReadOnlyList<IOriginalTopicMetadata> Metadata,
    BulkSubscribe? Bulk)
{
    public string? DeadLetterTopic => (Topic as IDeadLetterTopicMetadata)?.DeadLetterTopic;

    public bool IsRaw => (Topic as IRawTopicMetadata)?.EnableRawPayload ?? false;

    public string? Separator => (Topic as IOwnedOriginalTopicMetadata)?.MetadataSeparator;

    /// <summary>
    /// The path without a leading slash. A route with a parameter throws: the official package does too.
    /// </summary>
    public string Path => string.Join(
        '/',
        Pattern.PathSegments.Select(segment =>
            string.Concat(segment.Parts.Cast<RoutePatternLiteralPart>().Select(part => part.Content))));

    public static IEnumerable<EndpointTopic> Of(RouteEndpoint endpoint)
    {
        var metadata = endpoint.Metadata.GetOrderedMetadata<IOriginalTopicMetadata>();
        var bulk = endpoint.Metadata.GetOrderedMetadata<IBulkSubscribeMetadata>();
        foreach (var topic in endpoint.Metadata.GetOrderedMetadata<ITopicMetadata>())
        {
            var owned = (topic as IOwnedOriginalTopicMetadata)?.OwnedMetadatas ?? [];
            var wanted = bulk.FirstOrDefault(
                options => string.Equals(options.TopicName, topic.Name, StringComparison.Ordinal));
            yield return new EndpointTopic(
                topic,
                endpoint.RoutePattern,
                [.. metadata.Where(entry => string.IsNullOrEmpty(entry.Id) || owned.Contains(entry.Id))],
                wanted is null ? null : new BulkSubscribe(true, wanted.MaxMessagesCount, wanted.MaxAwaitDurationMs));
        }
    }
}
