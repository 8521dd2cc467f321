using System.Text;

namespace Region.Accounting.Domain;

/// <summary>Text that may stand in a voucher: valid Unicode without control characters.</summary>
internal static class PlainText
{
    /// <summary>Whether the text holds nothing that would have to be replaced.</summary>
    public static bool IsPlain(string text) => string.Equals(text, Of(text), StringComparison.Ordinal);

    /// <summary>Trims the text, and replaces control characters by spaces and broken surrogates by U+FFFD.</summary>
    public static string Of(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            plain.Append(Rune.IsControl(rune) ? " " : rune.ToString());

        return plain.ToString().Trim();
    }

    /// <summary>At most so many characters; what is cut is marked by an ellipsis.</summary>
    public static string Shorten(string text, int maximum)
    {
        if (text.Length <= maximum)
            return text;

        var cut = char.IsHighSurrogate(text[maximum - 2]) ? maximum - 2 : maximum - 1;
        return string.Concat(text.AsSpan(0, cut), "…");
    }
}
