using System.Buffers;
using System.Globalization;

namespace Region.Sidecar;

/// <summary>Texts that Dapr reads with Go's own rules.</summary>
internal static class GoText
{
    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");

    /// <summary>Go's ParseBool: null when the text is none of its twelve words.</summary>
    public static bool? ParseBool(string? text) => text switch
    {
        "1" or "t" or "T" or "TRUE" or "true" or "True" => true,
        "0" or "f" or "F" or "FALSE" or "false" or "False" => false,
        _ => null,
    };

    /// <summary>A positive number of seconds, or a Go duration such as <c>1h30m</c>; null when it is neither.</summary>
    public static TimeSpan? ParsePositiveDuration(string text)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return seconds is > 0 and <= int.MaxValue ? TimeSpan.FromSeconds(seconds) : null;
        }

        var total = 0m;
        var rest = text.AsSpan();
        while (rest.Length > 0)
        {
            var digits = rest.IndexOfAnyExcept(NumberCharacters);
            if (digits <= 0
                || !decimal.TryParse(
                    rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            {
                return null;
            }

            rest = rest[digits..];
            var letters = rest.IndexOfAny(NumberCharacters);
            var unit = letters < 0 ? rest : rest[..letters];
            if (UnitMilliseconds(unit) is not { } factor || number > int.MaxValue)
            {
                return null;
            }

            total += number * factor;
            rest = rest[unit.Length..];
        }

        return total is > 0 and < int.MaxValue * 1000m ? TimeSpan.FromMilliseconds((double)total) : null;
    }

    private static decimal? UnitMilliseconds(ReadOnlySpan<char> unit) => unit switch
    {
        "ns" => 0.000001m,
        "us" or "µs" => 0.001m,
        "ms" => 1m,
        "s" => 1_000m,
        "m" => 60_000m,
        "h" => 3_600_000m,
        _ => null,
    };
}
