namespace Dapr;

#pragma warning disable CA1819, CA1051, S1104, MA0069 // Arrays and a field, as in the official class.

/// <summary>Everything that a subscription of an endpoint can say.</summary>
public class TopicOptions
{
    public IDictionary<string, string>? Metadata;

    public string? Name { get; set; }

    public string? PubsubName { get; set; }

    public bool EnableRawPayload { get; set; }

    public string? Match { get; set; }

    public int Priority { get; set; }

    public string[]? OwnedMetadatas { get; set; }

    public string? MetadataSeparator { get; set; }

    public string? DeadLetterTopic { get; set; }
}

/// <summary>Settings for all subscriptions of the app.</summary>
public class SubscribeOptions
{
    public bool EnableRawPayload { get; set; }
}
#pragma warning restore CA1819, CA1051, S1104, MA0069
