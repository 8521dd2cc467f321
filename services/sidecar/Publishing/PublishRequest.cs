namespace Region.Sidecar.Publishing;

/// <summary>One event as a publisher handed it over.</summary>
internal sealed record PublishRequest
{
    public required string PubSub { get; init; }

    public required string Topic { get; init; }

    public required ReadOnlyMemory<byte> Data { get; init; }

    public required string ContentType { get; init; }

    /// <summary>Keys in any case, as Dapr looks them up.</summary>
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    public string? TraceParent { get; init; }

    public string? TraceState { get; init; }

    /// <summary>A metadata value that a publisher set; null when it is absent or empty.</summary>
    public string? Find(string key) =>
        Metadata.TryGetValue(key, out var value) && value.Length > 0 ? value : null;
}
