using System.Text;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Microsoft.Net.Http.Headers;
using Region.Gateway.Problems;

namespace Region.Gateway.Rest;

/// <summary>Reads a body as proto3 JSON: bounded in bytes and depth, strict in encoding, names and types.</summary>
internal static class BodyReader
{
    // No message of ours nests deeper than five.
    private const int Deepest = 32;

    private static readonly UTF8Encoding StrictUtf8 =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(false));

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = Deepest, AllowDuplicateProperties = false };

    public static async Task<ReadResult> ReadAsync(HttpRequest request, RestMethod method)
    {
        var type = method.Descriptor.InputType;
        var body = await BytesAsync(request, method.BodyLimit);
        if (body is null)
            return TooLarge(method.BodyLimit);

        if (body.Length is 0)
            return ReadResult.Of(type.Parser.ParseFrom(ByteString.Empty));

        if (!IsUtf8Json(request.ContentType))
        {
            return new Problem(
                StatusCodes.Status415UnsupportedMediaType,
                "INVALID_ARGUMENT",
                "CONTENT_TYPE",
                "请求内容应为 UTF-8 编码的 JSON，请加上 Content-Type: application/json。");
        }

        return Parse(body, type);
    }

    public static Problem TooLarge(int limit) => new(
        StatusCodes.Status413PayloadTooLarge,
        "RESOURCE_EXHAUSTED",
        "BODY_TOO_LARGE",
        $"请求内容超过此接口的上限 {limit / 1024} KiB。");

    private static bool IsUtf8Json(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    private static async Task<byte[]?> BytesAsync(HttpRequest request, int limit)
    {
        if (request.ContentLength > limit)
            return null;

        using var buffer = new MemoryStream((int)(request.ContentLength ?? 0));
        var piece = new byte[16 * 1024];
        while (await request.Body.ReadAsync(piece, request.HttpContext.RequestAborted) is var count and > 0)
        {
            if (buffer.Length + count > limit)
                return null;
            buffer.Write(piece, 0, count);
        }

        return buffer.ToArray();
    }

    private static ReadResult Parse(byte[] body, MessageDescriptor type)
    {
        try
        {
            var text = StrictUtf8.GetString(body).TrimStart('\uFEFF');
            using var json = JsonDocument.Parse(text, Strict);
            if (json.RootElement.ValueKind is not JsonValueKind.Object)
                return Problem.Malformed("MALFORMED_JSON", "请求内容应为一个 JSON 对象 { … }。");

            var errors = JsonShape.Compare(json.RootElement, type);
            return errors.Count > 0
                ? Problem.Malformed(errors[0].Reason!, errors[0].Message, errors)
                : ReadResult.Of(Parser.Parse(text, type));
        }
        catch (DecoderFallbackException)
        {
            return Problem.Malformed("NOT_UTF8", "请求内容不是有效的 UTF-8 文字。");
        }
        catch (JsonException exception)
        {
            return Problem.Malformed("MALFORMED_JSON", Place(exception));
        }
        catch (Exception exception) when (exception is InvalidProtocolBufferException or InvalidOperationException)
        {
            // InvalidOperationException: a lone surrogate, which is JSON by grammar but not text.
            return Problem.Malformed("MALFORMED_JSON", "请求内容不符合此接口的 JSON 格式。");
        }
    }

    private static string Place(JsonException exception) => exception.LineNumber is { } line
        ? $"请求内容不是有效的 JSON（第 {line + 1} 行，第 {(exception.BytePositionInLine ?? 0) + 1} 字节处），或有重复的字段、嵌套过深。"
        : "请求内容不是有效的 JSON，或有重复的字段、嵌套过深。";
}
