using System.Globalization;
using Region.Accounting.Domain;
using Region.Accounting.Vouchers;
using Region.Kernel;

namespace Region.Accounting.Ledgers;

/// <summary>Reads what requests for books and statements ask for.</summary>
internal static class LedgerRequests
{
    private const int DeepestLevel = 8;

    private static readonly DateOnly First = new(2000, 1, 1);
    private static readonly DateOnly Last = new(2099, 12, 31);

    private static readonly string[] InstantForms =
        ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>Unix milliseconds of an RFC 3339 instant; null where the text is empty.</summary>
    public static Decision<long?, Refusal> KnownAt(string text)
    {
        if (text.Length is 0)
            return (long?)null;

        // Without an offset an instant would mean another moment to everybody.
        var hasOffset = text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > "yyyy-MM-dd".Length;
        return hasOffset && DateTimeOffset.TryParseExact(
            text, InstantForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)
            ? instant.ToUnixTimeMilliseconds()
            : Refusal.KnownAtInvalid.On("known_at", text);
    }

    /// <summary>A span of days; both ends may be empty.</summary>
    public static Decision<(DateOnly From, DateOnly To), Refusal> Days(string from, string to)
    {
        var first = First;
        var last = Last;
        if (from.Length > 0 && !BusinessDate.TryRead(from, out first))
            return Refusal.DateInvalid.On("from_date", from);

        if (to.Length > 0 && !BusinessDate.TryRead(to, out last))
            return Refusal.DateInvalid.On("to_date", to);

        return first <= last ? (first, last) : Refusal.SpanInvalid.On("from_date", $"{from} 至 {to}");
    }

    /// <summary>A span of months; both ends may be empty.</summary>
    public static Decision<(string From, string To), Refusal> Months(string from, string to)
    {
        if (Paging.Month(from, "from_month") is { Allowed: false } first)
            return first.Refuse<(string, string)>();

        if (Paging.Month(to, "to_month") is { Allowed: false } last)
            return last.Refuse<(string, string)>();

        return to.Length > 0 && string.CompareOrdinal(from, to) > 0
            ? Refusal.MonthInvalid.On("from_month", from)
            : (from, to);
    }

    /// <summary>A day, or this one where the text is empty.</summary>
    public static Decision<DateOnly, Refusal> DayOr(DateOnly today, string text, string field)
    {
        if (text.Length is 0)
            return today;

        return BusinessDate.TryRead(text, out var day) ? day : Refusal.DateInvalid.On(field, text);
    }

    /// <summary>The first day of a month, or of this one where the text is empty.</summary>
    public static Decision<DateOnly, Refusal> MonthOr(DateOnly today, string text)
    {
        if (text.Length is 0)
            return new DateOnly(today.Year, today.Month, 1);

        return BusinessDate.TryReadMonth(text, out var month) ? month : Refusal.MonthInvalid.On("month", text);
    }

    /// <summary>How deep accounts are shown; 0 means as they are posted to.</summary>
    public static Decision<int, Refusal> Level(int level) =>
        level is >= 0 and <= DeepestLevel ? level : Refusal.LevelInvalid.On("level", level);

    /// <summary>An account of the chart.</summary>
    public static Decision<Account, Refusal> Account(Chart chart, string code) =>
        chart.Find(code) is { } account ? account : Refusal.AccountUnknown.On("account", code);

    /// <summary>An account of the chart, or none where the text is empty.</summary>
    public static Decision<string, Refusal> AccountOrAll(Chart chart, string code) =>
        code.Length is 0 || chart.Find(code) is not null ? code : Refusal.AccountUnknown.On("account", code);

    /// <summary>An account whose journal is balanced daily.</summary>
    public static Decision<Account, Refusal> CashAccount(Chart chart, string code)
    {
        if (chart.Find(code) is not { } account)
            return Refusal.AccountUnknown.On("account", code);

        var isCash = chart.Accounts.Any(candidate =>
            Chart.IsWithin(candidate.Code, code) && candidate.Cash is not CashKind.None);
        return isCash ? account : Refusal.NotCash.On("account", $"{account.Code} {account.Name}");
    }

    /// <summary>
    /// The place that a page begins behind; an empty token begins before the span's first day. A place outside of the
    /// span is none: lines would be missing between what is brought forward and the page.
    /// </summary>
    public static Decision<DetailPlace, Refusal> Place(string token, (DateOnly From, DateOnly To) span)
    {
        if (token.Length is 0)
            return DetailPlace.Before(span.From);

        return DetailPlace.TryRead(token, out var place) && place.Date >= span.From && place.Date <= span.To
            ? place
            : Refusal.PageInvalid.On("page_token", token);
    }
}
