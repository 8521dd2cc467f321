using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Google.Protobuf;
using Region.Gateway.Rest;

namespace Region.Services.Tests.Isolation;

/// <summary>A request of the contracts as a REST caller sends it.</summary>
internal static partial class RestCall
{
    public static HttpRequestMessage Of(RestMethod method, IMessage request, string? token)
    {
        using var json = JsonDocument.Parse(JsonFormatter.Default.Format(request));
        var filled = json.RootElement.EnumerateObject().ToDictionary(
            member => member.Name, member => member.Value.Clone(), StringComparer.Ordinal);
        var path = Variable().Replace(method.Path.Public, match => Uri.EscapeDataString(ValueOf(filled, match)));
        var call = new HttpRequestMessage(new HttpMethod(method.Verb), method.HasBody ? path : path + Query(filled));
        if (method.HasBody)
        {
            call.Content = new StringContent(
                json.RootElement.GetRawText(), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        }

        if (token is not null)
            call.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return call;
    }

    // Taken out of the query, since it stands in the path. What a stage does not have is nobody's.
    private static string ValueOf(Dictionary<string, JsonElement> filled, Match match)
    {
        if (!filled.Remove(match.Groups[1].Value, out var value))
            return "none";

        return value.ValueKind is JsonValueKind.Number ? value.GetRawText() : value.GetString()!;
    }

    private static string Query(Dictionary<string, JsonElement> filled) => filled.Count is 0
        ? ""
        : "?" + string.Join('&', filled
            .Where(pair => pair.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number)
            .Select(pair => string.Create(
                CultureInfo.InvariantCulture,
                $"{pair.Key}={Uri.EscapeDataString(pair.Value.ToString())}")));

    [GeneratedRegex(@"\{([^}]+)\}")]
    private static partial Regex Variable();
}
