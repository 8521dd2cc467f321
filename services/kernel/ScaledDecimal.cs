using System.Globalization;

namespace Region.Kernel;

/// <summary>Reads decimals that are stored as whole multiples of a small unit.</summary>
internal static class ScaledDecimal
{
    private const int MaximumLength = 24;

    internal static bool TryRead(string? text, int scale, long maximum, out long scaled)
    {
        scaled = 0;
        text = text?.Trim();
        if (text is not { Length: > 0 and <= MaximumLength } || !decimal.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var value))
        {
            return false;
        }

        // Compared before it is multiplied, since a decimal of 24 digits may overflow when scaled.
        if (value > (decimal)maximum / scale || value < -(decimal)maximum / scale)
            return false;

        var exact = value * scale;
        if (exact != decimal.Truncate(exact))
            return false;

        scaled = (long)exact;
        return true;
    }
}
