using System.Text.Json;
using System.Text.RegularExpressions;

namespace Region.Platform.Tests.Wire;

/// <summary>One answer of the official server, as it was recorded.</summary>
internal sealed partial record RecordedProbe
{
    public required string Name { get; init; }

    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    public required bool TrailersOnly { get; init; }

    public required string Data { get; init; }

    public required IReadOnlyDictionary<string, string> Trailers { get; init; }

    public required uint ResetCode { get; init; }

    public static IReadOnlyList<RecordedProbe> ReadAll() =>
        [.. Pattern().Matches(Fixture.Read("official-server-behaviour.txt")).Select(Parse)];

    private static RecordedProbe Parse(Match match) => new()
    {
        Name = match.Groups["name"].Value,
        Headers = Fields(match.Groups["headers"].Value),
        TrailersOnly = match.Groups["only"].Length > 0,
        Data = match.Groups["data"].Value,
        Trailers = Fields(match.Groups["trailers"].Value is "undefined" ? "{}" : match.Groups["trailers"].Value),
        ResetCode = uint.Parse(match.Groups["rst"].Value, System.Globalization.CultureInfo.InvariantCulture),
    };

    private static Dictionary<string, string> Fields(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.EnumerateObject()
            .Where(field => field.Name is not "date")
            .ToDictionary(field => field.Name, field => field.Value.ToString(), StringComparer.Ordinal);
    }

    [GeneratedRegex(
        """
        ^\#\#\ (?<name>[^\n]+)\n
        \ +headers\ (?<headers>\{[^\n]*?\})\ (?<only>END_STREAM\(trailers-only\))?\ ?\n
        \ +data\ \d+\ (?<data>[0-9a-f]*)\n
        \ +trailers\ (?<trailers>[^\n]+)\n
        \ +rstCode\ (?<rst>\d+)
        """,
        RegexOptions.Multiline | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex Pattern();
}
