using System.Buffers;
using System.Diagnostics;
using System.Text.Json;
using Google.Protobuf;
using Region.Contracts;

namespace Region.Platform.Events;

/// <summary>
/// The CloudEvents 1.0 envelope, written whole by the publisher so that the broker keeps its id and type as they are.
/// </summary>
internal static class Envelope
{
    internal const string ContentType = "application/cloudevents+json";

    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default);

    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    private static readonly Dictionary<string, string> EventNames =
        Topics.All.ToDictionary(topic => topic.Name, topic => topic.Event, StringComparer.Ordinal);

    internal static byte[] Write(
        string id,
        string topic,
        string source,
        string subject,
        DateTimeOffset time,
        IMessage message)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString("specversion", "1.0");
        json.WriteString("id", id);
        json.WriteString("type", EventNames[topic]);
        json.WriteString("source", source);
        json.WriteString("subject", subject);
        json.WriteString("time", time);
        json.WriteString("datacontenttype", "application/json");
        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } traceparent })
        {
            // daprd adds both where traceid is absent; they travel together.
            json.WriteString("traceid", traceparent);
            json.WriteString("traceparent", traceparent);
        }

        json.WritePropertyName("data");
        json.WriteRawValue(Formatter.Format(message));
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads what identifies the event; null where the envelope is not one of ours.</summary>
    internal static EventHeader? ReadHeader(string topic, JsonElement envelope)
    {
        if (envelope.ValueKind is not JsonValueKind.Object)
            return null;

        var id = Text("id");
        return id is { Length: > 0 and <= 100 }
            ? new EventHeader(id, topic, Text("source") ?? "", Text("subject") ?? "")
            : null;

        string? Text(string name) =>
            envelope.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String
                ? value.GetString()
                : null;
    }

    /// <summary>Reads the event; null where the data is not such an event.</summary>
    internal static TEvent? ReadData<TEvent>(JsonElement envelope)
        where TEvent : class, IMessage<TEvent>, new()
    {
        if (!envelope.TryGetProperty("data", out var data) || data.ValueKind is not JsonValueKind.Object)
            return null;

        try
        {
            return Parser.Parse<TEvent>(data.GetRawText());
        }
        catch (InvalidJsonException)
        {
            return null;
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }
}
