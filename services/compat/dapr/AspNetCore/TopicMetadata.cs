namespace Dapr;

#pragma warning disable CA1819 // Arrays, as in the official interfaces.

/// <summary>Marks an endpoint as the receiver of a topic.</summary>
public interface ITopicMetadata
{
    string Name { get; }

    string PubsubName { get; }

    /// <summary>A CEL expression over <c>event</c>; without one the endpoint is the topic's default.</summary>
    string? Match { get; }

    /// <summary>Rules are tried from the lowest to the highest.</summary>
    int Priority { get; }
}

public interface IRawTopicMetadata
{
    bool? EnableRawPayload { get; }
}

public interface IDeadLetterTopicMetadata
{
    string? DeadLetterTopic { get; }
}

/// <summary>A key and value for the component; owned by the topics that name its id, or by all without one.</summary>
public interface IOriginalTopicMetadata
{
    string? Id { get; }

    string Name { get; }

    string Value { get; }
}

public interface IOwnedOriginalTopicMetadata
{
    string[]? OwnedMetadatas { get; }

    string? MetadataSeparator { get; }
}
#pragma warning restore CA1819
