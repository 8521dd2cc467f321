using System.Text;

namespace Region.EndToEnd.Tests.BadInput;

/// <summary>Tables as people send them, right ones and damaged ones, in Base64 as JSON carries bytes.</summary>
internal static class BadTables
{
    internal const string Villages =
        "region,village,name,population,households,cash,resource,asset,contribution,uscc\n";

    internal const string Wheat = "R05,V0501,麦香村(样例),800,200,100.00,0,0,100.00,N2410000MADEM01694\n";

    internal const string Bean = "R05,V0502,豆香村(样例),700,180,100.00,0,0,100.00,N2410000MADEM0177Y\n";

    internal const string Requisitions = "村编码,件数,用途\n";

    private const string Openings = "账套,科目编码,往来单位,往来单位名称,借方,贷方\n";

    internal static string Utf8(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    /// <summary>What Excel saves as «Unicode text».</summary>
    internal static string Utf16(string text) =>
        Convert.ToBase64String([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text)]);

    /// <summary>The text with a byte in it that is neither UTF-8 nor GB18030.</summary>
    internal static string Damaged(string text) =>
        Convert.ToBase64String([.. Encoding.UTF8.GetBytes(text), 0xFF, 0x0A]);

    /// <summary>The opening balances of one village, whose two sides are this many fen apart.</summary>
    internal static string Opening(int fen) => Utf8(
        $"{Openings}V0501,101,,,100.00,\nV0501,301,,,,{100 - ((fen + 99) / 100)}.{(100 - fen) % 100:00}\n");
}
