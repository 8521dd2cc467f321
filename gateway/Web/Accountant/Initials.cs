using System.Text;

namespace Region.Gateway.Web.Accountant;

/// <summary>
/// First letters of the pinyin (拼音首字母), by which accountants find accounts: yhck for 银行存款. The common characters
/// stand in GB 2312 in the order of their pinyin, so its code says the letter.
/// </summary>
internal static class Initials
{
    private const string Letters = "abcdefghjklmnopqrstwxyz";

    // The first character of each letter in GB 2312, level one; there is none for i, u and v.
    private static readonly int[] Starts =
    [
        0xB0A1, 0xB0C5, 0xB2C1, 0xB4EE, 0xB6EA, 0xB7A2, 0xB8C1, 0xB9FE, 0xBBF7, 0xBFA6, 0xC0AC, 0xC2E8, 0xC4C3,
        0xC5B6, 0xC5BE, 0xC6DA, 0xC8BB, 0xC8F6, 0xCBFA, 0xCDDA, 0xCEF4, 0xD1B9, 0xD4D1,
    ];

    private const int End = 0xD7FA;

    private static readonly Encoding Chinese = CodePagesEncodingProvider.Instance.GetEncoding("GB2312")!;

    /// <summary>The letters of a name; characters with several readings have that of account names.</summary>
    public static string Of(string name)
    {
        var text = new StringBuilder(name.Length);
        var spoken = name.Replace("银行", "yh", StringComparison.Ordinal).Replace("会计", "kj", StringComparison.Ordinal);
        foreach (var sign in spoken)
        {
            if (char.IsAsciiLetterOrDigit(sign))
                text.Append(sign);
            else if (Chinese.GetBytes([sign]) is [var high, var low])
                Append(text, (high << 8) | low);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, int code)
    {
        if (code < Starts[0] || code >= End)
            return;

        var at = Array.BinarySearch(Starts, code);
        text.Append(Letters[at < 0 ? ~at - 1 : at]);
    }
}
