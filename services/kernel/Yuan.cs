using System.Globalization;

namespace Region.Kernel;

/// <summary>Text forms of amounts in yuan.</summary>
public static class Yuan
{
    private const int MaximumLength = 24;

    /// <summary>Prints fen as yuan with grouped thousands and two decimals: 50,276.25 or -0.05.</summary>
    public static string Print(long fen)
    {
        var magnitude = UInt128.CreateChecked(fen < 0 ? -(Int128)fen : fen);
        var yuan = ((ulong)(magnitude / 100)).ToString("N0", CultureInfo.InvariantCulture);
        return $"{(fen < 0 ? "-" : "")}{yuan}.{(int)(magnitude % 100):00}";
    }

    /// <summary>
    /// Reads yuan with at most two decimals, such as 50276.25, 1,234.50 or -3. A third decimal is refused, never
    /// rounded.
    /// </summary>
    public static bool TryRead(string? text, out Money amount)
    {
        amount = default;
        text = text?.Trim().Replace(",", "", StringComparison.Ordinal);
        if (text is not { Length: > 0 and <= MaximumLength } || !decimal.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var yuan))
        {
            return false;
        }

        var fen = yuan * 100m;
        if (fen != decimal.Truncate(fen) || fen is > long.MaxValue or < long.MinValue)
            return false;

        amount = new Money((long)fen);
        return true;
    }
}
