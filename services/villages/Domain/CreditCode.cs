namespace Region.Villages.Domain;

/// <summary>
/// 统一社会信用代码, GB 32100-2015: 17 characters and a check character. The alphabet leaves out I, O, S, V and Z;
/// the weight of a place is 3 to the power of the place, modulo 31.
/// </summary>
internal static class CreditCode
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private const int Length = 18;
    private const int Modulus = 31;

    /// <summary>Whether these are 18 characters of the alphabet, the last being the check character.</summary>
    public static bool IsValid(string code) =>
        code.Length == Length
        && code.All(character => Alphabet.Contains(character, StringComparison.Ordinal))
        && code[^1] == CheckCharacter(code);

    private static char CheckCharacter(string code)
    {
        var sum = 0;
        var weight = 1;
        foreach (var character in code.AsSpan(0, Length - 1))
        {
            sum += Alphabet.IndexOf(character, StringComparison.Ordinal) * weight;
            weight = weight * 3 % Modulus;
        }

        return Alphabet[(Modulus - (sum % Modulus)) % Modulus];
    }
}
