namespace Region.Sidecar.Store;

/// <summary>An event as it is queued: the bytes that a broker would hold, and what is known about them.</summary>
internal sealed record StoredEvent
{
    public long Seq { get; init; }

    public required string PubSub { get; init; }

    public required string Topic { get; init; }

    public required byte[] Payload { get; init; }

    public string? TraceParent { get; init; }

    public string? TraceState { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public required DateTimeOffset PublishedAt { get; init; }
}

/// <summary>An event that one subscription has not acknowledged.</summary>
internal sealed record PendingDelivery(StoredEvent Event, int Attempts);
