using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Dapr;

/// <summary>Replaces a structured CloudEvent in the request by its data. Anything else passes untouched.</summary>
internal sealed class CloudEventsMiddleware(RequestDelegate next, CloudEventsMiddlewareOptions options)
{
    private const string Envelope = "application/cloudevents+json";
    private const string Json = "application/json";
    private static readonly string[] NeverForwarded =
        ["datacontenttype", "data", "data_base64", "pubsubname", "traceparent"];

    public async Task InvokeAsync(HttpContext context)
    {
        if (EnvelopeCharset(context.Request.ContentType) is not { } charset)
        {
            await next(context);
            return;
        }

        var json = await ReadAsync(context.Request.Body, charset, context.RequestAborted);
        var properties = json.EnumerateObject().ToArray();
        var data = Find(properties, "data");
        var binary = Find(properties, "data_base64");
        if (data is not null && binary is not null)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        var (body, contentType) = Unwrap(data, binary, Find(properties, "datacontenttype"));
        Forward(context.Request.Headers, properties);
        await CallAsync(context, body, contentType);
    }

    private static string? EnvelopeCharset(string? contentType)
    {
        var isEnvelope = contentType is not null
            && contentType.StartsWith(Envelope, StringComparison.Ordinal)
            && MediaTypeHeaderValue.TryParse(contentType, out var parsed)
            && parsed.MediaType.Equals(Envelope, StringComparison.Ordinal);
        if (!isEnvelope)
        {
            return null;
        }

        var charset = MediaTypeHeaderValue.Parse(contentType).Charset;
        return charset.Length > 0 ? charset.Value : "utf-8";
    }

    private static async Task<JsonElement> ReadAsync(Stream body, string charset, CancellationToken cancellationToken)
    {
        if (string.Equals(charset, "utf-8", StringComparison.OrdinalIgnoreCase))
        {
            return await JsonSerializer.DeserializeAsync<JsonElement>(body, cancellationToken: cancellationToken);
        }

        using var reader = new StreamReader(body, Encoding.GetEncoding(charset), leaveOpen: true);
        return JsonSerializer.Deserialize<JsonElement>(await reader.ReadToEndAsync(cancellationToken));
    }

    private static JsonElement? Find(JsonProperty[] properties, string name)
    {
        foreach (var property in properties)
        {
            if (property.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return property.Value;
            }
        }

        return null;
    }

    private static (string ContentType, bool IsJson) ContentTypeOf(JsonElement? declared)
    {
        if (declared is not { ValueKind: JsonValueKind.String } value
            || !MediaTypeHeaderValue.TryParse(value.GetString(), out var parsed))
        {
            return (Json, true);
        }

        // A type such as application/x+json counts as text, because the official package looks for its suffix in vain.
        var isJson = parsed.MediaType.Equals(Json, StringComparison.Ordinal);
        var contentType = value.GetString()!;
        if (contentType.Contains("charset", StringComparison.Ordinal))
        {
            // The data leaves here as UTF-8, whatever it was before.
            parsed.Charset = StringSegment.Empty;
            contentType = parsed.ToString();
        }

        return (contentType, isJson);
    }

    private (byte[] Body, string? ContentType) Unwrap(JsonElement? data, JsonElement? binary, JsonElement? declared)
    {
        if (data is { } value)
        {
            var (contentType, isJson) = ContentTypeOf(declared);
            var keepsJson = isJson
                || value.ValueKind is not JsonValueKind.String
                || options.SuppressJsonDecodingOfTextPayloads;
            return keepsJson
                ? (JsonSerializer.SerializeToUtf8Bytes(value), contentType)
                : (Encoding.UTF8.GetBytes(value.GetString()!), contentType);
        }

        return binary is { } encoded ? (encoded.GetBytesFromBase64(), ContentTypeOf(declared).ContentType) : ([], null);
    }

    private void Forward(IHeaderDictionary headers, JsonProperty[] properties)
    {
        if (!options.ForwardCloudEventPropertiesAsHeaders)
        {
            return;
        }

        foreach (var property in properties.Where(property => IsForwarded(property.Name)))
        {
            headers.TryAdd($"Cloudevent.{property.Name.ToLowerInvariant()}", property.Value.GetRawText().Trim('"'));
        }
    }

    private bool IsForwarded(string name)
    {
        if (NeverForwarded.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            return false;
        }

        return options.IncludedCloudEventPropertiesAsHeaders is { } included
            ? included.Contains(name, StringComparer.OrdinalIgnoreCase)
            : options.ExcludedCloudEventPropertiesFromHeaders?.Contains(name, StringComparer.OrdinalIgnoreCase) != true;
    }

    private async Task CallAsync(HttpContext context, byte[] body, string? contentType)
    {
        var request = context.Request;
        var (originalBody, originalContentType) = (request.Body, request.ContentType);
        using var unwrapped = new MemoryStream(body);
        try
        {
            request.Body = unwrapped;
            request.ContentType = contentType;
            await next(context);
        }
        finally
        {
            request.Body = originalBody;
            request.ContentType = originalContentType;
        }
    }
}
