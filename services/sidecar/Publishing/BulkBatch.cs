using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Region.Sidecar.Publishing;

/// <summary>One event of a batch, with its data as bytes.</summary>
internal sealed record BulkEntry(
    string EntryId, byte[] Data, string ContentType, IReadOnlyDictionary<string, string> Metadata)
{
    /// <summary>The event alone. Its own metadata goes before that of the batch.</summary>
    public PublishRequest ToRequest(string pubsub, string topic, IReadOnlyDictionary<string, string> common)
    {
        var metadata = new Dictionary<string, string>(common, StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in Metadata)
        {
            metadata[key] = value;
        }

        return new PublishRequest
        {
            PubSub = pubsub,
            Topic = topic,
            Data = Data,
            ContentType = ContentType,
            Metadata = metadata,
        };
    }
}

/// <summary>The body of a bulk publish over HTTP, or why it cannot be read.</summary>
internal sealed record BulkBatch(IReadOnlyList<BulkEntry> Entries, string? Error)
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNameCaseInsensitive = true };

    public static BulkBatch Read(byte[] body)
    {
        try
        {
            var items = JsonSerializer.Deserialize<List<Item>>(body, Json) ?? [];
            var entries = items.ConvertAll(ToEntry);
            var duplicate = FindDuplicate(entries);
            return duplicate is null
                ? new BulkBatch(entries, null)
                : new BulkBatch([], $"duplicate entryId {duplicate}");
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            return new BulkBatch([], exception.Message);
        }
    }

    private static string? FindDuplicate(List<BulkEntry> entries) => entries
        .GroupBy(entry => entry.EntryId, StringComparer.Ordinal)
        .FirstOrDefault(group => group.Skip(1).Any())?.Key;

    private static BulkEntry ToEntry(Item item)
    {
        if (string.IsNullOrEmpty(item.EntryId))
        {
            throw new FormatException("an entry has no entryId");
        }

        var contentType = item.ContentType ?? string.Empty;
        return new BulkEntry(item.EntryId, ToBytes(item, contentType), contentType, item.Metadata ?? []);
    }

    private static byte[] ToBytes(Item item, string contentType)
    {
        var mediaType = contentType.Split(';', 2)[0].Trim().ToLowerInvariant();
        if (mediaType is "application/json" or "application/cloudevents+json")
        {
            var isMissing = item.Event.ValueKind is JsonValueKind.Undefined;
            return Encoding.UTF8.GetBytes(isMissing ? "null" : item.Event.GetRawText());
        }

        var isText = mediaType is "application/xml" || mediaType.StartsWith("text/", StringComparison.Ordinal);
        if (!isText && mediaType is not "application/octet-stream")
        {
            throw new FormatException($"entry {item.EntryId} has the unsupported content type «{contentType}»");
        }

        if (item.Event.ValueKind is not JsonValueKind.String)
        {
            throw new FormatException($"the event of entry {item.EntryId} must be a text for {contentType}");
        }

        return isText ? Encoding.UTF8.GetBytes(item.Event.GetString()!) : item.Event.GetBytesFromBase64();
    }

    private sealed record Item
    {
        public string? EntryId { get; init; }

        public JsonElement Event { get; init; }

        [JsonPropertyName("contentType")]
        public string? ContentType { get; init; }

        public Dictionary<string, string>? Metadata { get; init; }
    }
}
