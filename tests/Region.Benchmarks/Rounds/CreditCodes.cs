namespace Region.Benchmarks.Rounds;

/// <summary>Invented 统一社会信用代码 with the check character of GB 32100-2015.</summary>
internal static class CreditCodes
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private const int Length = 17;

    internal static string Complete(string text)
    {
        // The alphabet has no V.
        var code = text.Replace('V', 'W')[..Length];
        var sum = 0;
        var weight = 1;
        foreach (var character in code)
        {
            sum += Alphabet.IndexOf(character, StringComparison.Ordinal) * weight;
            weight = weight * 3 % Alphabet.Length;
        }

        return code + Alphabet[(Alphabet.Length - (sum % Alphabet.Length)) % Alphabet.Length];
    }
}
