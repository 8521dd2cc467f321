using System.Text;

namespace Region.Kernel;

/// <summary>
/// Amounts in Chinese capitals (大写金额), which nobody can change by a stroke of the pen. Where the rules for filling in
/// bills (正确填写票据和结算凭证的基本规定) leave a choice, their first example is followed.
/// </summary>
public static class Capitals
{
    private const string Digits = "零壹贰叁肆伍陆柒捌玖";
    private const long TenThousand = 10_000;
    private const long HundredMillion = 100_000_000;

    /// <summary>
    /// The amount without the currency's name: 壹仟肆佰零玖元伍角整, 陆仟零柒元壹角肆分, 负贰元整, 零元整.
    /// </summary>
    public static string Of(Money amount)
    {
        // The magnitude of the smallest long does not fit in a long.
        var fen = (ulong)Int128.Abs(amount.Fen);
        var yuan = (long)(fen / 100);
        var (jiao, rest) = ((int)(fen / 10 % 10), (int)(fen % 10));
        var text = new StringBuilder(amount.Fen < 0 ? "负" : "");
        if (fen is 0)
            return "零元整";

        if (yuan > 0)
            text.Append(Integer(yuan)).Append('元');

        // 零 stands for a missing 角 before 分, and marks the end of the yuan where their last digit is zero.
        if (yuan > 0 && (jiao is 0 ? rest > 0 : yuan % 10 is 0))
            text.Append('零');

        if (jiao > 0)
            text.Append(Digits[jiao]).Append('角');

        return (rest > 0 ? text.Append(Digits[rest]).Append('分') : text.Append('整')).ToString();
    }

    private static string Integer(long number) => number switch
    {
        >= HundredMillion => Joined(number, HundredMillion, "亿"),
        >= TenThousand => Joined(number, TenThousand, "万"),
        _ => Thousands((int)number),
    };

    // A lower part that does not fill its highest place is parted by one 零.
    private static string Joined(long number, long unit, string name)
    {
        var (high, low) = (number / unit, number % unit);
        var gap = low > 0 && low < unit / 10 ? "零" : "";
        return $"{Integer(high)}{name}{gap}{(low > 0 ? Integer(low) : "")}";
    }

    private static string Thousands(int number)
    {
        var text = new StringBuilder();
        var skipped = false;
        foreach (var (place, name) in ((int, string)[])[(1_000, "仟"), (100, "佰"), (10, "拾"), (1, "")])
        {
            var digit = number / place % 10;
            if (digit > 0)
            {
                text.Append(skipped ? "零" : "").Append(Digits[digit]).Append(name);
                skipped = false;
            }
            else
            {
                skipped = text.Length > 0;
            }
        }

        return text.ToString();
    }
}
