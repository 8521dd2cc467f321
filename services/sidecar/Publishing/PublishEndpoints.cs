using System.Buffers;
using Region.Sidecar.Apps;

namespace Region.Sidecar.Publishing;

/// <summary>Publishing over HTTP.</summary>
internal static class PublishEndpoints
{
    private const string MetadataPrefix = "metadata.";
    private static readonly string[] Methods = [HttpMethods.Post, HttpMethods.Put];

    public static void MapPublishing(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods("/v1.0/publish/{pubsub}/{**topic}", Methods, PublishAsync);
        endpoints.MapMethods("/v1.0/publish/{pubsub}", Methods, PublishAsync);
        endpoints.MapMethods("/v1.0/publish", Methods, PublishAsync);
        endpoints.MapMethods("/v1.0-alpha1/publish/bulk/{pubsub}/{**topic}", Methods, PublishBulkAsync);
    }

    private static async Task PublishAsync(HttpContext context)
    {
        var publisher = context.RequestServices.GetRequiredService<Publisher>();
        var app = ApiTokenGate.AppOf(context);
        var (pubsub, topic) = Target(context);
        var refusal = publisher.Check(app, pubsub, topic);
        if (refusal is null)
        {
            var (traceParent, traceState) = RequestTrace.Of(context);
            var request = new PublishRequest
            {
                PubSub = pubsub,
                Topic = topic,
                Data = await ReadAsync(context),
                ContentType = context.Request.ContentType ?? string.Empty,
                Metadata = Metadata(context.Request.Query),
                TraceParent = traceParent,
                TraceState = traceState,
            };
            refusal = await publisher.PublishAsync(app, [request], context.RequestAborted);
        }

        await AnswerAsync(context, refusal);
    }

    private static async Task PublishBulkAsync(HttpContext context)
    {
        var publisher = context.RequestServices.GetRequiredService<Publisher>();
        var app = ApiTokenGate.AppOf(context);
        var (pubsub, topic) = Target(context);
        var batch = BulkBatch.Read(await ReadAsync(context));
        if (batch.Error is { } error)
        {
            await ErrorJson.WriteAsync(context, PublishRefusal.BadBatch(pubsub, topic, error));
            return;
        }

        var refusal = publisher.Check(app, pubsub, topic);
        if (refusal is null && batch.Entries.Count > 0)
        {
            var (traceParent, traceState) = RequestTrace.Of(context);
            var common = Metadata(context.Request.Query);
            var requests = batch.Entries.Select(entry => entry.ToRequest(pubsub, topic, common) with
            {
                TraceParent = traceParent,
                TraceState = traceState,
            });
            refusal = await publisher.PublishAsync(app, [.. requests], context.RequestAborted);
        }

        if (refusal?.HttpStatus is StatusCodes.Status403Forbidden or StatusCodes.Status500InternalServerError)
        {
            await ErrorJson.WriteAsync(context, refusal, batch.Entries.Select(entry => entry.EntryId));
            return;
        }

        await AnswerAsync(context, refusal);
    }

    private static Task AnswerAsync(HttpContext context, PublishRefusal? refusal)
    {
        if (refusal is not null)
        {
            return ErrorJson.WriteAsync(context, refusal);
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private static (string PubSub, string Topic) Target(HttpContext context) => (
        context.Request.RouteValues["pubsub"] as string ?? string.Empty,
        context.Request.RouteValues["topic"] as string ?? string.Empty);

    private static Dictionary<string, string> Metadata(IQueryCollection query)
    {
        var metadata = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, values) in query)
        {
            if (key.StartsWith(MetadataPrefix, StringComparison.Ordinal) && values.Count > 0)
            {
                metadata[key[MetadataPrefix.Length..]] = values[0] ?? string.Empty;
            }
        }

        return metadata;
    }

    /// <summary>The whole body; Kestrel has already bounded it.</summary>
    private static async Task<byte[]> ReadAsync(HttpContext context)
    {
        var reader = context.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(context.RequestAborted);
            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
