using Region.Kernel;

namespace Region.Gateway.Identity;

/// <summary>What a new password must be. Length is what protects; kinds of signs are nobody's business.</summary>
internal static class PasswordRules
{
    public const int Shortest = 10;

    private const int FewestSigns = 5;

    // What is tried first, without the digits and marks that people add at the end.
    private static readonly HashSet<string> Common = new(StringComparer.Ordinal)
    {
        "password", "passw0rd", "p@ssword", "p@ssw0rd", "admin", "administrator", "root", "guest", "welcome", "letmein",
        "qwerty", "qwertyuiop", "qwertyuiopasdf", "asdfghjkl", "asdfghjklzxcvbnm", "zxcvbnm", "qazwsx", "qazwsxedc",
        "1qaz2wsx", "1qaz2wsx3edc", "1q2w3e4r", "1q2w3e4r5t", "1q2w3e4r5t6y", "q1w2e3r4t5", "iloveyou", "abc", "abcd",
        "abcdef", "abcdefg", "abcdefghij", "a", "aa", "aaa", "woaini", "woaizuguo", "zhongguo", "mima", "mimamima",
        "kuaiji", "caiwu", "cunkuaiji", "cunwei", "dangwei", "nihao", "xiaoming", "china", "chinese", "account",
        "accountant", "village", "sunshine", "princess", "football", "monkey", "dragon", "master", "superman",
        "changeme", "secret", "test", "temp", "default", "user", "login", "computer", "internet", "windows",
        "密码", "我爱你", "我爱中国", "中国", "会计", "村会计", "样例",
    };

    public static Decision<string, Refusal> Check(string login, string password)
    {
        if (password.Length > LogIn.LongestPassword)
            return Refusal.PasswordTooLong.On("new_password");

        if (password.EnumerateRunes().Count() < Shortest)
            return Refusal.PasswordTooShort.On("new_password");

        if (NamesLogin(login, password))
            return Refusal.PasswordNamesLogin.On("new_password");

        return IsCommon(password) ? Refusal.PasswordCommon.On("new_password") : password;
    }

    private static bool NamesLogin(string login, string password) =>
        login.Length > 0 && password.Contains(login, StringComparison.OrdinalIgnoreCase);

    private static bool IsCommon(string password)
    {
        var small = password.ToLowerInvariant();
        var word = small.TrimEnd("0123456789!@#$%^&*._-?+= ".ToCharArray());
        return word.Length is 0
            || Common.Contains(word)
            || Common.Contains(small)
            || password.EnumerateRunes().Distinct().Count() < FewestSigns
            || IsRow(small);
    }

    // 1234567890 and abcdefghij, forwards and backwards.
    private static bool IsRow(string text)
    {
        var steps = text.Zip(text.Skip(1), (one, next) => next - one).Distinct().ToArray();
        return steps is [1] or [-1];
    }
}
