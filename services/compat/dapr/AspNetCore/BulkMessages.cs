using System.Text.Json.Serialization;

namespace Dapr.AspNetCore;

#pragma warning disable CA1002, CA1711, CA1707, CA2227, MA0016 // Lists, setters and names are the official ones.

/// <summary>What a bulk delivery posts to the app.</summary>
public class BulkSubscribeMessage<TValue>
{
    public BulkSubscribeMessage()
    {
    }

    public BulkSubscribeMessage(
        List<BulkSubscribeMessageEntry<TValue>> entries, string topic, Dictionary<string, string> metadata) =>
        (Entries, Topic, Metadata) = (entries, topic, metadata);

    public List<BulkSubscribeMessageEntry<TValue>>? Entries { get; set; }

    public string? Topic { get; set; }

    public Dictionary<string, string>? Metadata { get; set; }
}

/// <summary>One event of a bulk delivery.</summary>
public class BulkSubscribeMessageEntry<TValue>
{
    public BulkSubscribeMessageEntry()
    {
    }

    public BulkSubscribeMessageEntry(
        string entryId, string contentType, Dictionary<string, string> metadata, TValue eventData) =>
        (EntryId, ContentType, Metadata, Event) = (entryId, contentType, metadata, eventData);

    public string? EntryId { get; set; }

    public string? ContentType { get; set; }

    public Dictionary<string, string>? Metadata { get; set; }

    public TValue? Event { get; set; }
}

/// <summary>An envelope inside a bulk delivery.</summary>
public class BulkMessageModel<TValue>
{
    public BulkMessageModel()
    {
    }

    public BulkMessageModel(
        string id, string source, string type, string specversion, string datacontenttype, TValue data) =>
        (Id, Source, Type, Specversion, Datacontenttype, Data) =
        (id, source, type, specversion, datacontenttype, data);

    public string? Id { get; set; }

    public string? Source { get; set; }

    public string? Type { get; set; }

    public string? Specversion { get; set; }

    public string? Datacontenttype { get; set; }

    public TValue? Data { get; set; }
}

/// <summary>The app's answer for each event of a bulk delivery; a missing entry comes again.</summary>
public class BulkSubscribeAppResponse(List<BulkSubscribeAppResponseEntry> statuses)
{
    public List<BulkSubscribeAppResponseEntry> Statuses { get; } = statuses;
}

/// <summary>The answer for one event.</summary>
public class BulkSubscribeAppResponseEntry(string entryId, BulkSubscribeAppResponseStatus status)
{
    [JsonPropertyName("entryId")]
    public string EntryId { get; } = entryId;

    [JsonPropertyName("status")]
    public string Status { get; } = status.ToString();
}

/// <summary>Done, bring it again, or never again.</summary>
public enum BulkSubscribeAppResponseStatus
{
    SUCCESS = 0,
    RETRY = 1,
    DROP = 2,
}
#pragma warning restore CA1002, CA1711, CA1707, CA2227, MA0016
