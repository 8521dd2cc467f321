using System.Net;
using System.Text.Json;
using Region.Sidecar.Apps;

namespace Region.Sidecar.Delivery;

/// <summary>What an app's answer means for one event.</summary>
internal enum Verdict
{
    Success,
    Retry,
    Drop,
}

/// <summary>A verdict with the words for the log, the queue or the dead-letter list.</summary>
internal readonly record struct AppVerdict(Verdict Verdict, string Reason)
{
    private const int ReasonLimit = 500;
    private static readonly AppVerdict Success = new(Verdict.Success, string.Empty);

    /// <summary>The answer to a single delivery: any 2xx is success unless its body says otherwise.</summary>
    public static AppVerdict OfSingle(AppAnswer answer)
    {
        if (!answer.IsSuccess)
        {
            return OfFailure(answer);
        }

        return Parse(answer.Body) is { ValueKind: JsonValueKind.Object } body
            ? OfStatus(Text(body, "status"), Text(body, "reason"), whenMissing: Success)
            : Success;
    }

    /// <summary>The answers to a bulk delivery; an entry that is not named comes again.</summary>
    public static IReadOnlyList<AppVerdict> OfBulk(AppAnswer answer, IReadOnlyList<string> entryIds)
    {
        if (!answer.IsSuccess)
        {
            return [.. entryIds.Select(_ => OfFailure(answer))];
        }

        var statuses = new Dictionary<string, AppVerdict>(StringComparer.Ordinal);
        var missing = new AppVerdict(Verdict.Retry, "the app gave no status for this entry");
        foreach (var entry in Entries(answer.Body))
        {
            if (Text(entry, "entryId") is { } entryId)
            {
                statuses[entryId] = OfStatus(Text(entry, "status"), Text(entry, "reason"), missing);
            }
        }

        return [.. entryIds.Select(entryId => statuses.GetValueOrDefault(entryId, missing))];
    }

    private static AppVerdict OfFailure(AppAnswer answer) => answer.Status is HttpStatusCode.NotFound
        ? new AppVerdict(Verdict.Drop, "the app answered 404: it has no such route")
        : new AppVerdict(Verdict.Retry, Cut(answer.Describe()));

    private static AppVerdict OfStatus(string? status, string? reason, AppVerdict whenMissing) => status switch
    {
        null or "" => whenMissing,
        "SUCCESS" => Success,
        "RETRY" => new AppVerdict(Verdict.Retry, Cut(reason ?? "the app asked for it again")),
        "DROP" => new AppVerdict(Verdict.Drop, Cut(reason ?? "the app dropped it")),
        _ => new AppVerdict(Verdict.Retry, Cut($"the app answered an unknown status: {status}")),
    };

    private static IEnumerable<JsonElement> Entries(string body) =>
        Parse(body) is { ValueKind: JsonValueKind.Object } root
        && root.TryGetProperty("statuses", out var statuses)
        && statuses.ValueKind is JsonValueKind.Array
            ? statuses.EnumerateArray().Where(entry => entry.ValueKind is JsonValueKind.Object)
            : [];

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String
            ? value.GetString()
            : null;

    private static JsonElement? Parse(string body)
    {
        try
        {
            return body.Length == 0 ? null : JsonSerializer.Deserialize<JsonElement>(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Cut(string text) => text.Length <= ReasonLimit ? text : text[..ReasonLimit];
}
