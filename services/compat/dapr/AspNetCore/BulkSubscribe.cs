namespace Dapr.AspNetCore;

#pragma warning disable CA1019, CA1813 // The official attribute is open and its numbers have no constructor twin.

/// <summary>Asks the sidecar to deliver events of a topic many at a time.</summary>
public interface IBulkSubscribeMetadata
{
    int MaxMessagesCount { get; }

    int MaxAwaitDurationMs { get; }

    string TopicName { get; }
}

/// <summary>Bulk delivery of the named topic, at most so many events, waited for at most so long.</summary>
[AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
public class BulkSubscribeAttribute(string topicName, int maxMessagesCount, int maxAwaitDurationMs)
    : Attribute, IBulkSubscribeMetadata
{
    public BulkSubscribeAttribute(string topicName, int maxMessagesCount)
        : this(topicName, maxMessagesCount, BulkSubscribeTopicOptions.DefaultAwait)
    {
    }

    public BulkSubscribeAttribute(string topicName)
        : this(topicName, BulkSubscribeTopicOptions.DefaultCount)
    {
    }

    public int MaxMessagesCount { get; } = maxMessagesCount;

    public int MaxAwaitDurationMs { get; } = maxAwaitDurationMs;

    public string TopicName { get; } = topicName;
}

/// <summary>Bulk delivery of a topic.</summary>
public class BulkSubscribeTopicOptions
{
    internal const int DefaultCount = 100;
    internal const int DefaultAwait = 1000;

    public int MaxMessagesCount { get; set; } = DefaultCount;

    public int MaxAwaitDurationMs { get; set; } = DefaultAwait;

    public string? TopicName { get; set; }
}
#pragma warning restore CA1019, CA1813
