using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Region.Sidecar.Store;
using Region.Sidecar.Subscriptions;

namespace Region.Sidecar.Delivery;

/// <summary>An event in the form in which a subscription gets it.</summary>
internal sealed record DeliveryBody(byte[] Json, JsonElement Envelope)
{
    /// <summary>
    /// The envelope, or one made around a raw payload; null when the payload should be one and is not.
    /// </summary>
    public static DeliveryBody? For(StoredEvent stored, Subscription subscription)
    {
        var json = subscription.Definition.RawPayload ? Wrap(stored) : stored.Payload;
        try
        {
            var envelope = JsonSerializer.Deserialize<JsonElement>(json);
            return envelope.ValueKind is JsonValueKind.Object ? new DeliveryBody(json, envelope) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static byte[] Wrap(StoredEvent stored)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("id", StableId(stored));
            writer.WriteString("specversion", "1.0");
            writer.WriteString("datacontenttype", "application/octet-stream");
            writer.WriteString("source", "Dapr");
            writer.WriteString("type", "com.dapr.event.sent");
            writer.WriteString("topic", stored.Topic);
            writer.WriteString("pubsubname", stored.PubSub);
            writer.WriteBase64String("data_base64", stored.Payload);
            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <summary>
    /// The same for every attempt, so that a handler can tell a repetition; Dapr makes a new one each time.
    /// </summary>
    private static string StableId(StoredEvent stored)
    {
        var name = string.Create(
            CultureInfo.InvariantCulture, $"{stored.Seq}/{stored.PublishedAt.ToUnixTimeMilliseconds()}/{stored.Topic}");
        return new Guid(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name)).AsSpan(0, 16)).ToString();
    }
}
