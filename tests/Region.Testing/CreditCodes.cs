namespace Region.Testing;

/// <summary>Codes of units (统一社会信用代码) for invented companies and villages.</summary>
public static class CreditCodes
{
    // It has no V.
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    /// <summary>Completes 17 characters with the check character of GB 32100-2015.</summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var code = text.Replace('V', 'W')[..17];
        var sum = 0;
        var weight = 1;
        foreach (var character in code)
        {
            sum += Alphabet.IndexOf(character, StringComparison.Ordinal) * weight;
            weight = weight * 3 % 31;
        }

        return code + Alphabet[(31 - (sum % 31)) % 31];
    }
}
