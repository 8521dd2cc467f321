using System.Globalization;
using System.Text.Json;
using Region.Sidecar.Subscriptions;

namespace Region.Sidecar.Delivery;

/// <summary>The body of a bulk delivery.</summary>
internal static class BulkBody
{
    public static string EntryId(long seq) => seq.ToString(CultureInfo.InvariantCulture);

    public static byte[] Write(string id, Subscription subscription, IReadOnlyList<Prepared> entries)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true }))
        {
            writer.WriteStartObject();
            writer.WriteString("id", id);
            writer.WriteStartArray("entries");
            foreach (var entry in entries)
            {
                WriteEntry(writer, subscription, entry);
            }

            writer.WriteEndArray();
            writer.WriteStartObject("metadata");
            writer.WriteString("pubsubName", subscription.Definition.PubSub);
            writer.WriteEndObject();
            writer.WriteString("pubsubname", subscription.Definition.PubSub);
            writer.WriteString("topic", subscription.Definition.Topic);
            writer.WriteString("type", "com.dapr.event.sent.bulk");
            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void WriteEntry(Utf8JsonWriter writer, Subscription subscription, Prepared entry)
    {
        writer.WriteStartObject();
        writer.WriteString("entryId", EntryId(entry.Event.Seq));
        if (subscription.Definition.RawPayload)
        {
            writer.WriteBase64String("event", entry.Event.Payload);
            writer.WriteString("contentType", "application/octet-stream");
        }
        else
        {
            writer.WritePropertyName("event");
            writer.WriteRawValue(entry.Body.Json, skipInputValidation: true);
            writer.WriteString("contentType", "application/cloudevents+json");
        }

        writer.WriteStartObject("metadata");
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
