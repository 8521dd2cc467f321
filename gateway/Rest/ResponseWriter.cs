using System.Text;
using Google.Api;
using Google.Protobuf;
using Grpc.Core;

namespace Region.Gateway.Rest;

/// <summary>Writes answers: proto3 JSON with lowerCamelCase names and default values, or a file as it is.</summary>
internal static class ResponseWriter
{
    private static readonly JsonFormatter Formatter =
        new(JsonFormatter.Settings.Default.WithFormatDefaultValues(true));

    public static async Task WriteAsync(HttpContext context, RestMethod method, IMessage answer)
    {
        var body = Select(method, answer);
        if (body is HttpBody file)
        {
            AsFile(context.Response, ContentType(file));
            await context.Response.BodyWriter.WriteAsync(file.Data.Memory, context.RequestAborted);
            return;
        }

        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.WriteAsync(Formatter.Format(body), context.RequestAborted);
    }

    /// <summary>
    /// Files are sent piece by piece; other streams become one JSON text per line. The first piece is awaited before
    /// the status leaves, so a refusal is still a problem; a failure later cuts the connection.
    /// </summary>
    public static async Task WriteAsync(HttpContext context, RestMethod method, IAsyncStreamReader<IMessage> answers)
    {
        var cancellationToken = context.RequestAborted;
        var some = await answers.MoveNext(cancellationToken);
        if (some && Select(method, answers.Current) is HttpBody first)
            AsFile(context.Response, ContentType(first));
        else if (method.AnswersRaw)
            AsFile(context.Response, "application/octet-stream");
        else
            context.Response.ContentType = "application/x-ndjson; charset=utf-8";

        while (some)
        {
            var bytes = Select(method, answers.Current) is HttpBody part
                ? part.Data.Memory
                : Encoding.UTF8.GetBytes(Formatter.Format(Select(method, answers.Current)) + "\n");
            await context.Response.BodyWriter.WriteAsync(bytes, cancellationToken);
            some = await answers.MoveNext(cancellationToken);
        }
    }

    private static IMessage Select(RestMethod method, IMessage answer) => method.ResponseBody is { } field
        ? (IMessage?)field.Accessor.GetValue(answer) ?? field.MessageType.Parser.ParseFrom(ByteString.Empty)
        : answer;

    // What somebody has uploaded is never shown in this site's name: browsers save it.
    private static void AsFile(HttpResponse response, string contentType)
    {
        response.ContentType = contentType;
        response.Headers.ContentDisposition = "attachment";
    }

    private static string ContentType(HttpBody file) =>
        file.ContentType.Length > 0 ? file.ContentType : "application/octet-stream";
}
