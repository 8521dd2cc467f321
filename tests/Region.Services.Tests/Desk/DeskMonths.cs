using Region.Kernel;
using static System.FormattableString;

namespace Region.Services.Tests.Desk;

/// <summary>结账, 反结账 and red vouchers, as the handbook words them.</summary>
internal static class DeskMonths
{
    private const string Ok = DeskProblems.Ok;

    // The desks' services go by the machine's clock.
    private static DateOnly Today => BusinessDate.At(TimeProvider.System.GetUtcNow());

    /// <summary>What keeps a month from being closed, with how many there are of each.</summary>
    internal static string Blockers(DeskBook book, DateOnly month)
    {
        var end = DeskBook.EndOf(month);
        var held = book.HeldOn(end);
        var earlier = 0;
        for (var open = book.NextMonth; open < month; open = open.AddMonths(1))
            earlier++;

        var drafts = book.Drafts.Count(draft => !draft.IsFinal && draft.Content.Date <= end);
        var pending = held.GroupBy(detail => detail.Key.Account, detail => detail.Value)
            .Count(account => book.Accounts[account.Key].IsWithin(book.Regime.Pending) && account.Sum() is not 0);
        var yearEnd = month.Month < 12
            ? 0
            : held.Keys.Select(detail => detail.Account).Distinct(StringComparer.Ordinal)
                .Count(account => EndsAtZero(book, book.Accounts[account]));
        (string Name, int Count)[] found =
        [
            ("EarlierMonthOpen", earlier), ("DraftOpen", drafts), ("PendingLoss", pending),
            ("YearEndMissing", yearEnd), ("MonthNotBegun", month > Today ? 1 : 0),
        ];
        return string.Join(", ", found.Where(one => one.Count > 0).Select(one => Invariant($"{one.Name} {one.Count}")));
    }

    internal static string Close(DeskBook book, DateOnly month, string login)
    {
        if (book.IsClosed(month))
            return "MONTH_ALREADY_CLOSED";

        if (month != book.NextMonth)
            return "MONTH_NOT_NEXT";

        if (Blockers(book, month).Length > 0)
            return "MONTH_BLOCKED";

        book.ClosedThrough = DeskBook.EndOf(month);
        book.AnnouncedClosings++;
        book.Acts.Add(new DeskPeriodAct(
            "Close", DeskBook.MonthOf(month), DeskBook.MonthOf(month), login, book.Vouchers.Count));
        return Ok;
    }

    internal static string Reopen(DeskBook book, DateOnly month, string reason, string login)
    {
        if (!book.IsClosed(month))
            return "MONTH_NOT_CLOSED";

        if (!book.IsClosed(DeskBook.EndOf(month)) || book.ClosedThrough != DeskBook.EndOf(month))
            return "MONTH_NOT_NEWEST";

        if (reason.Length is 0)
            return "REASON_INVALID";

        if (month.Month < 12 && book.YearEnd(month.Year).Count > 0)
            return "YEAR_END_STANDS";

        book.ClosedThrough = month > book.FirstMonth ? month.AddDays(-1) : null;
        book.Acts.Add(new DeskPeriodAct(
            "Reopen",
            DeskBook.MonthOf(month),
            book.ClosedThrough is { } before ? DeskBook.MonthOf(before) : "",
            login,
            book.Vouchers.Count));
        return Ok;
    }

    internal static string Reverse(DeskBook book, DeskVoucher? voucher, DateOnly? on, string reason, string login)
    {
        if (on is not { } date)
            return "DATE_INVALID";

        var refused = voucher switch
        {
            null => "NOT_FOUND",
            { Cancels: not null } => "RED_NOT_REVERSIBLE",
            { Kind: "Opening" } => "OPENING_NOT_REVERSIBLE",
            { Kind: "YearEnd" } => "YEAR_END_REVERSED_ALONE",
            { Cancelled: true } => "ALREADY_REVERSED",
            _ when date.Year != voucher.Date.Year => "REVERSAL_OTHER_YEAR",
            _ when date < voucher.Date => "REVERSAL_TOO_EARLY",
            _ when reason.Length is 0 => "REASON_INVALID",
            _ when DeskProblems.IsCashShort(book, Red(voucher, date)) => "CASH_SHORT",
            _ when book.IsClosed(date) => "PERIOD_CLOSED",
            _ => null,
        };
        if (refused is not null)
            return refused;

        book.Cancel(voucher!, date, login);
        return Ok;
    }

    private static DeskContent Red(DeskVoucher voucher, DateOnly on) => new()
    {
        Word = voucher.Word,
        Date = on,
        Lines = [.. voucher.Lines.Select(line => line with { Debit = -line.Debit, Credit = -line.Credit })],
    };

    /// <summary>Whether the year end leaves nothing on an account.</summary>
    private static bool EndsAtZero(DeskBook book, DeskAccount account) =>
        account.Kind is DeskKind.Income or DeskKind.Expense
        || account.IsWithin(book.Regime.Result)
        || (account.IsWithin(book.Regime.Distribution) && account.Code != book.Regime.Retained);
}
