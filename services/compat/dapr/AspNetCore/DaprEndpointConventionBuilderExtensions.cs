using Dapr;
using Dapr.AspNetCore;

namespace Microsoft.AspNetCore.Builder;

public static class DaprEndpointConventionBuilderExtensions
{
    /// <summary>Makes the endpoint the receiver of a topic.</summary>
    public static T WithTopic<T>(this T builder, string pubsubName, string name)
        where T : IEndpointConventionBuilder => WithTopic(builder, pubsubName, name, false);

    /// <summary>Makes the endpoint the receiver of a topic, with metadata for the component.</summary>
    public static T WithTopic<T>(
        this T builder, string pubsubName, string name, IDictionary<string, string>? metadata)
        where T : IEndpointConventionBuilder => WithTopic(builder, pubsubName, name, false, metadata);

    /// <summary>Makes the endpoint the receiver of a topic whose events come without an envelope.</summary>
    public static T WithTopic<T>(this T builder, string pubsubName, string name, bool enableRawPayload)
        where T : IEndpointConventionBuilder => WithTopic(builder, pubsubName, name, enableRawPayload, null);

    /// <summary>Makes the endpoint the receiver of a topic.</summary>
    public static T WithTopic<T>(
        this T builder,
        string pubsubName,
        string name,
        bool enableRawPayload,
        IDictionary<string, string>? metadata)
        where T : IEndpointConventionBuilder
    {
        Require.NotNull(builder);
        builder.WithMetadata(new TopicAttribute(pubsubName, name, enableRawPayload));
        return WithMetadata(builder, metadata);
    }

    /// <summary>Makes the endpoint the receiver of a topic, or of those of its events that match.</summary>
    public static T WithTopic<T>(this T builder, TopicOptions topicOptions)
        where T : IEndpointConventionBuilder
    {
        Require.NotNull(builder);
        Require.Text(topicOptions.PubsubName);
        Require.Text(topicOptions.Name);
        WithMetadata(builder, topicOptions.Metadata);

        // The official package forgets MetadataSeparator here; so must we, or code would change when it is swapped in.
        var topic = new TopicAttribute(
            topicOptions.PubsubName, topicOptions.Name, topicOptions.DeadLetterTopic, topicOptions.EnableRawPayload)
        {
            Match = topicOptions.Match,
            Priority = topicOptions.Priority,
            OwnedMetadatas = topicOptions.OwnedMetadatas,
        };
        return builder.WithMetadata(topic);
    }

    /// <summary>Asks for bulk delivery of a topic that the endpoint receives.</summary>
    public static T WithBulkSubscribe<T>(this T builder, BulkSubscribeTopicOptions bulkSubscribeTopicOptions)
        where T : IEndpointConventionBuilder
    {
        Require.NotNull(builder);
        Require.Text(bulkSubscribeTopicOptions.TopicName);
        return builder.WithMetadata(new BulkSubscribeAttribute(
            bulkSubscribeTopicOptions.TopicName,
            bulkSubscribeTopicOptions.MaxMessagesCount,
            bulkSubscribeTopicOptions.MaxAwaitDurationMs));
    }

    private static T WithMetadata<T>(T builder, IDictionary<string, string>? metadata)
        where T : IEndpointConventionBuilder
    {
        foreach (var (key, value) in metadata ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            builder.WithMetadata(new TopicMetadataAttribute(key, value));
        }

        return builder;
    }
}
