using System.Globalization;
using System.Text.RegularExpressions;
using Google.Protobuf.Reflection;
using Region.Gateway.Rest;
using Region.Kernel;

namespace Region.Gateway.Web;

/// <summary>
/// Reads what people type into a field: amounts in yuan, rates in percent, numbers with thousands, days and months as
/// offices write them, in full-width signs as well. What can be understood in two ways is refused, never guessed.
/// </summary>
internal static partial class OfficeText
{
    private const int FullWidth = '！' - '!';
    private const decimal PartsPerPercent = 10_000m;

    /// <summary>The field's value, or null where the text does not say one.</summary>
    public static object? Read(FieldDescriptor field, string text) => KindOf(field) switch
    {
        Kind.Amount => Yuan.TryRead(Digits(Bare(Plain(text))), out var amount) ? amount.Fen : null,
        Kind.Rate => Percent(Plain(text)),
        Kind.Day => Day(Plain(text)),
        Kind.Month => Month(Plain(text)),
        Kind.Price => Digits(Bare(Plain(text))),
        Kind.Number => Digits(Plain(text)),
        Kind.Count => Digits(Plain(text)) is { } digits ? ScalarText.Read(field, digits) : null,
        Kind.Text => text,
        Kind.Other => ScalarText.Read(field, Plain(text)),
    };

    /// <summary>What the field takes, for the sentence that refuses something else.</summary>
    public static string Expected(FieldDescriptor field) => KindOf(field) switch
    {
        Kind.Amount => "金额（元，最多两位小数，如 1,234.50）",
        Kind.Rate => "百分比（0 到 100，最多四位小数，如 1.5）",
        Kind.Day => "日期（如 2026年3月5日 或 2026-03-05）",
        Kind.Month => "月份（如 2026年3月 或 2026-03）",
        Kind.Price or Kind.Number => "数字（如 1,234.5）",
        Kind.Count => "整数（如 1,234）",
        Kind.Text or Kind.Other => ScalarText.Expected(field),
    };

    private static Kind KindOf(FieldDescriptor field)
    {
        var name = field.Name;
        if (name.EndsWith("_fen", StringComparison.Ordinal))
            return Kind.Amount;

        if (name.EndsWith("_ppm", StringComparison.Ordinal))
            return Kind.Rate;

        return field.FieldType switch
        {
            FieldType.Int32 or FieldType.Int64 => Kind.Count,
            FieldType.String when IsDay(name) => Kind.Day,
            FieldType.String when name is "month" || name.EndsWith("_month", StringComparison.Ordinal) => Kind.Month,
            FieldType.String when name.EndsWith("_price", StringComparison.Ordinal) => Kind.Price,
            FieldType.String when IsNumber(name) => Kind.Number,
            FieldType.String => Kind.Text,
            _ => Kind.Other,
        };
    }

    private static bool IsDay(string name) =>
        name.EndsWith("_on", StringComparison.Ordinal) || name.EndsWith("_date", StringComparison.Ordinal)
        || name is "cut_off" or "since" or "in_service";

    private static bool IsNumber(string name) => name.EndsWith("quantity", StringComparison.Ordinal)
        || name is "packs" or "pack_size" or "units" or "work_total" or "remaining_work";

    private static object? Percent(string text) =>
        decimal.TryParse(
            text.EndsWith('%') ? text[..^1].TrimEnd() : text,
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var percent)
        && percent is >= 0 and <= 100 && decimal.IsInteger(percent * PartsPerPercent)
            ? (long)(percent * PartsPerPercent) : null;

    // 2026年3月5日, 2026.3.5, 2026/3/5 and 20260305 are written in offices as often as 2026-03-05; 2026111 is two days.
    private static string? Day(string text)
    {
        var match = LongDay().Match(text);
        var date = match.Success ? $"{Part(match, "year")}-{Part(match, "month")}-{Part(match, "day")}" : "";
        return BusinessDate.TryRead(date, out _) ? date : null;
    }

    private static string? Month(string text)
    {
        var match = LongMonth().Match(text);
        var month = match.Success ? $"{Part(match, "year")}-{Part(match, "month")}" : "";
        return BusinessDate.TryReadMonth(month, out _) ? month : null;
    }

    private static string Part(Match match, string part) => match.Groups[part].Value.PadLeft(2, '0');

    /// <summary>The number without its thousands; null where it is none, or grouped as nobody groups.</summary>
    private static string? Digits(string text) =>
        Grouped().IsMatch(text) ? text.Replace(",", "", StringComparison.Ordinal) : null;

    /// <summary>The amount without its currency: one sign before it, one word after it.</summary>
    private static string Bare(string text)
    {
        var inner = text.StartsWith('¥') ? text[1..].TrimStart() : text;
        return inner.EndsWith('元') ? inner[..^1].TrimEnd() : inner;
    }

    /// <summary>Full-width digits and signs, as a Chinese keyboard types them, in their plain form.</summary>
    private static string Plain(string text) => string.Concat(text.Select(sign => sign switch
    {
        '￥' => '¥',
        >= '！' and <= '～' => (char)(sign - FullWidth),
        '。' => '.',
        '−' => '-',
        '\u3000' => ' ',
        _ => sign,
    })).Trim();

    [GeneratedRegex(@"^(?=.*[0-9])[+-]?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)?(?:\.[0-9]*)?$", RegexOptions.None, 1000)]
    private static partial Regex Grouped();

    [GeneratedRegex(
        @"^(?<year>[0-9]{4})(?: ?[-./年] ?(?<month>[0-9]{1,2}) ?[-./月] ?(?<day>[0-9]{1,2})(?: ?[日号])?"
        + "|(?<month>[0-9]{2})(?<day>[0-9]{2}))$",
        RegexOptions.None,
        1000)]
    private static partial Regex LongDay();

    [GeneratedRegex(
        "^(?<year>[0-9]{4})(?: ?[-./年] ?(?<month>[0-9]{1,2})(?: ?月)?|(?<month>[0-9]{2}))$", RegexOptions.None, 1000)]
    private static partial Regex LongMonth();

    /// <summary>What a field holds, as its name and type say.</summary>
    private enum Kind
    {
        Text,
        Amount,
        Rate,
        Price,
        Number,
        Count,
        Day,
        Month,
        Other,
    }
}
