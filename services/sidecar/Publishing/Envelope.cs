using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Region.Sidecar.Store;

namespace Region.Sidecar.Publishing;

/// <summary>
/// Makes the CloudEvent that is queued: a new one around the data, or the publisher's own, completed.
/// </summary>
internal static class Envelope
{
    private const string EventType = "com.dapr.event.sent";
    private const string FallbackSource = "Dapr";

    // The text goes to programs, not into a page, so Chinese stays as it is instead of becoming escapes.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The event to store; null when the publisher's own envelope is not a JSON object.</summary>
    public static StoredEvent? For(PublishRequest request, string appId, DateTimeOffset now)
    {
        if (GoText.ParseBool(request.Find("rawPayload")) ?? false)
        {
            return Stored(request, now, request.Data.ToArray(), request.TraceParent, null);
        }

        var timeToLive = TimeToLive(request);
        return MediaType(request.ContentType) is "application/cloudevents+json"
            ? Complete(request, now, timeToLive)
            : Wrap(request, appId, now, timeToLive);
    }

    private static StoredEvent Wrap(PublishRequest request, string appId, DateTimeOffset now, TimeSpan? timeToLive)
    {
        var contentType = request.ContentType.Length > 0 ? request.ContentType : "text/plain";
        var trace = request.Find("cloudevent.traceparent")
            ?? request.Find("cloudevent.traceid")
            ?? request.TraceParent
            ?? string.Empty;
        var expires = now + timeToLive;
        using var buffer = new MemoryStream(request.Data.Length + 512);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            writer.WriteString("id", request.Find("cloudevent.id") ?? Guid.CreateVersion7(now).ToString());
            writer.WriteString("source", request.Find("cloudevent.source") ?? appId);
            writer.WriteString("specversion", "1.0");
            writer.WriteString("type", request.Find("cloudevent.type") ?? EventType);
            writer.WriteString("datacontenttype", contentType);
            writer.WriteString("topic", request.Topic);
            writer.WriteString("pubsubname", request.PubSub);
            writer.WriteString("traceid", trace);
            writer.WriteString("traceparent", trace);
            writer.WriteString("tracestate", request.Find("cloudevent.tracestate") ?? request.TraceState ?? "");
            writer.WriteString("time", Text(now));
            WriteIfSet(writer, "subject", request.Find("cloudevent.subject"));
            WriteIfSet(writer, "expiration", expires is { } at ? Text(at) : null);
            WriteData(writer, MediaType(contentType), request.Data.Span);
            writer.WriteEndObject();
        }

        return Stored(request, now, buffer.ToArray(), trace, expires);
    }

    /// <summary>Keeps the publisher's envelope and fills what is missing. It gets no id if it has none.</summary>
    private static StoredEvent? Complete(PublishRequest request, DateTimeOffset now, TimeSpan? timeToLive)
    {
        using var document = Parse(request.Data);
        if (document?.RootElement is not { ValueKind: JsonValueKind.Object } given)
        {
            return null;
        }

        var missing = Missing(request, now);
        string? expiration = timeToLive is { } life ? Text(now + life) : null;
        using var buffer = new MemoryStream(request.Data.Length + 512);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            foreach (var property in given.EnumerateObject())
            {
                if (IsKept(property, expiration))
                {
                    missing.Remove(property.Name);
                    property.WriteTo(writer);
                }
            }

            writer.WriteString("topic", request.Topic);
            writer.WriteString("pubsubname", request.PubSub);
            WriteIfSet(writer, "expiration", expiration);
            WriteMissing(writer, missing, given);
            writer.WriteEndObject();
        }

        var trace = Field(given, "traceparent") ?? Field(given, "traceid") ?? request.TraceParent;
        return Stored(request, now, buffer.ToArray(), trace, Instant(expiration ?? Field(given, "expiration")));
    }

    private static bool IsKept(JsonProperty property, string? expiration) => property.Name switch
    {
        "topic" or "pubsubname" => false,
        "expiration" => expiration is null,
        "source" or "type" or "specversion" => property.Value.ValueKind is not JsonValueKind.Null,
        _ => true,
    };

    private static Dictionary<string, string> Missing(PublishRequest request, DateTimeOffset now) =>
        new(StringComparer.Ordinal)
        {
            ["source"] = FallbackSource,
            ["type"] = EventType,
            ["specversion"] = "1.0",
            ["time"] = Text(now),
            ["traceid"] = request.TraceParent ?? string.Empty,
            ["traceparent"] = request.TraceParent ?? string.Empty,
            ["tracestate"] = request.TraceState ?? string.Empty,
        };

    private static void WriteMissing(Utf8JsonWriter writer, Dictionary<string, string> missing, JsonElement given)
    {
        // The trace is one thing under two names: with a traceid of its own the envelope gets no other traceparent.
        if (given.TryGetProperty("traceid", out _))
        {
            missing.Remove("traceparent");
        }

        foreach (var (name, value) in missing)
        {
            writer.WriteString(name, value);
        }
    }

    private static void WriteData(Utf8JsonWriter writer, string mediaType, ReadOnlySpan<byte> data)
    {
        if (mediaType is "application/json" && IsJson(data))
        {
            writer.WritePropertyName("data");
            writer.WriteRawValue(data, skipInputValidation: true);
        }
        else if (mediaType is "application/octet-stream" or "application/cloudevents+protobuf")
        {
            writer.WriteBase64String("data_base64", data);
        }
        else
        {
            writer.WriteString("data", Encoding.UTF8.GetString(data));
        }
    }

    private static bool IsJson(ReadOnlySpan<byte> data)
    {
        try
        {
            var reader = new Utf8JsonReader(data);
            var any = false;
            while (reader.Read())
            {
                any = true;
            }

            return any;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static JsonDocument? Parse(ReadOnlyMemory<byte> data)
    {
        try
        {
            return JsonDocument.Parse(data);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static StoredEvent Stored(
        PublishRequest request,
        DateTimeOffset now,
        byte[] payload,
        string? traceParent,
        DateTimeOffset? expires) => new()
        {
            PubSub = request.PubSub,
            Topic = request.Topic,
            Payload = payload,
            TraceParent = traceParent,
            TraceState = request.TraceState,
            ExpiresAt = expires,
            PublishedAt = now,
        };

    private static TimeSpan? TimeToLive(PublishRequest request) =>
        (request.Find("ttlInSeconds") ?? request.Find("ttl")) is { } text ? GoText.ParsePositiveDuration(text) : null;

    private static string MediaType(string contentType) => contentType.Split(';', 2)[0].Trim().ToLowerInvariant();

    private static string? Field(JsonElement given, string name) =>
        given.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private static DateTimeOffset? Instant(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant
            : null;

    private static string Text(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static void WriteIfSet(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }
}
