using System.Net;
using Microsoft.AspNetCore.Http;

namespace Region.EndToEnd.Tests.Proofs;

/// <summary>A request on its way, that can be sent more than once.</summary>
internal sealed record Parcel(HttpMethod Method, Uri Address, byte[] Body)
{
    private static readonly string[] LeftOut = ["Host", "Connection", "Content-Length", "Transfer-Encoding"];

    public required IReadOnlyList<KeyValuePair<string, string[]>> Headers { get; init; }

    internal static async Task<Parcel> ReadAsync(HttpContext context, Uri target)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var address = new Uri(target, context.Request.Path.ToString() + context.Request.QueryString);
        return new Parcel(new HttpMethod(context.Request.Method), address, body.ToArray())
        {
            Headers =
            [
                .. context.Request.Headers
                    .Where(header => !LeftOut.Contains(header.Key, StringComparer.OrdinalIgnoreCase))
                    .Select(header => KeyValuePair.Create(header.Key, (string[])[.. header.Value!])),
            ],
        };
    }

    internal HttpRequestMessage ToRequest()
    {
        var request = new HttpRequestMessage(Method, Address);
        if (Body.Length > 0)
            request.Content = new ByteArrayContent(Body);

        foreach (var (name, values) in Headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, values))
                request.Content?.Headers.TryAddWithoutValidation(name, values);
        }

        return request;
    }
}

/// <summary>What the other side said.</summary>
internal readonly record struct ParcelAnswer(HttpStatusCode Status, string? Type, byte[] Body)
{
    internal static ParcelAnswer NotNow => new(HttpStatusCode.ServiceUnavailable, null, []);
}
