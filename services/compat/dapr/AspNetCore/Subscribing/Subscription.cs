namespace Dapr;

// The declaration order is the order of the JSON members that the official package writes.

/// <summary>A subscription as <c>GET /dapr/subscribe</c> answers it.</summary>
internal sealed class Subscription
{
    public required string Topic { get; init; }

    public required string PubsubName { get; init; }

    public string? Route { get; init; }

    public Routes? Routes { get; init; }

    public Dictionary<string, string>? Metadata { get; init; }

    public string? DeadLetterTopic { get; init; }

    public BulkSubscribe? BulkSubscribe { get; init; }
}

internal sealed class Routes
{
    public string? Default { get; init; }

    public required IReadOnlyList<Rule> Rules { get; init; }
}

internal sealed record Rule(string Match, string Path);

internal sealed record BulkSubscribe(bool Enabled, int MaxMessagesCount, int MaxAwaitDurationMs);
