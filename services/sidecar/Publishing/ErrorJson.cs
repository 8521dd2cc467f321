using System.Text.Json;

namespace Region.Sidecar.Publishing;

/// <summary>Writes errors as Dapr writes them.</summary>
internal static class ErrorJson
{
    public static Task WriteAsync(HttpContext context, PublishRefusal refusal) =>
        SendAsync(context, refusal.HttpStatus, writer =>
        {
            writer.WriteString("errorCode", refusal.ErrorCode);
            writer.WriteString("message", refusal.Message);
            writer.WriteStartArray("details");
            WriteErrorInfo(writer, refusal);
            WriteResourceInfo(writer, refusal);
            writer.WriteEndArray();
        });

    /// <summary>The older form, without details.</summary>
    public static Task WriteAsync(HttpContext context, int status, string errorCode, string message) =>
        SendAsync(context, status, writer =>
        {
            writer.WriteString("errorCode", errorCode);
            writer.WriteString("message", message);
        });

    /// <summary>The answer to a batch of which nothing was stored.</summary>
    public static Task WriteAsync(HttpContext context, PublishRefusal refusal, IEnumerable<string> entryIds) =>
        SendAsync(context, refusal.HttpStatus, writer =>
        {
            writer.WriteStartArray("failedEntries");
            foreach (var entryId in entryIds)
            {
                writer.WriteStartObject();
                writer.WriteString("entryId", entryId);
                writer.WriteString("error", refusal.Message);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteString("errorCode", refusal.ErrorCode);
        });

    private static void WriteErrorInfo(Utf8JsonWriter writer, PublishRefusal refusal)
    {
        writer.WriteStartObject();
        writer.WriteString("@type", "type.googleapis.com/google.rpc.ErrorInfo");
        writer.WriteString("domain", "dapr.io");
        writer.WritePropertyName("metadata");
        JsonSerializer.Serialize(writer, refusal.Metadata);
        writer.WriteString("reason", refusal.Reason);
        writer.WriteEndObject();
    }

    private static void WriteResourceInfo(Utf8JsonWriter writer, PublishRefusal refusal)
    {
        if (refusal.Resource is null)
        {
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("@type", "type.googleapis.com/google.rpc.ResourceInfo");
        writer.WriteString("resource_type", "pubsub");
        writer.WriteString("resource_name", refusal.Resource);
        writer.WriteString("owner", string.Empty);
        writer.WriteString("description", refusal.Message);
        writer.WriteEndObject();
    }

    private static async Task SendAsync(HttpContext context, int status, Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(buffer.ToArray(), context.RequestAborted);
    }
}
