using System.Text.Json.Serialization;

namespace Dapr;

/// <summary>Envelope fields that a publisher sets itself. It has no id, and a sidecar does not add one to it.</summary>
public class CloudEvent
{
    [JsonPropertyName("source")]
    public Uri? Source { get; init; }

    [JsonPropertyName("type")]
    public string? Type { get; init; }

    [JsonPropertyName("subject")]
    public string? Subject { get; init; }
}

/// <summary>An envelope with data, published as application/cloudevents+json.</summary>
public class CloudEvent<TData>(TData data) : CloudEvent
{
    public TData Data { get; } = data;

    [JsonPropertyName("datacontenttype")]
    public string DataContentType { get; } = "application/json";
}
