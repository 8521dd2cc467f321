using Region.Kernel;

namespace Region.Accounting.Domain;

/// <summary>How far the months of a book are closed.</summary>
/// <param name="First">The first day of the book's first month.</param>
/// <param name="ClosedThrough">The last day of the newest closed month; null where none is closed.</param>
internal sealed record PeriodState(DateOnly First, DateOnly? ClosedThrough)
{
    /// <summary>The first day of the month that is closed next: months are closed one after the other.</summary>
    public DateOnly Next => ClosedThrough is { } closed ? closed.AddDays(1) : First;

    /// <summary>
    /// The state of a book: it begins with its opening balances, or without them with the day on which it was opened or
    /// with an earlier voucher.
    /// </summary>
    public static PeriodState Of(BookState book, DateOnly openedOn, DateOnly? firstVoucher)
    {
        var first = book.OpeningDate ?? (firstVoucher < openedOn ? firstVoucher.Value : openedOn);
        return new PeriodState(Months.FirstDay(first), book.ClosedThrough);
    }
}

/// <summary>Closing and reopening of months (结账, 反结账).</summary>
internal static class Months
{
    public static DateOnly FirstDay(DateOnly day) => new(day.Year, day.Month, 1);

    public static DateOnly LastDay(DateOnly month) => FirstDay(month).AddMonths(1).AddDays(-1);

    /// <summary>
    /// Allows the next month to be closed while no blocker stands; answers the month that the book is closed through
    /// from then on.
    /// </summary>
    public static Decision<string, Refusal> Close(
        PeriodState state,
        DateOnly month,
        IReadOnlyList<CheckItem> items)
    {
        if (month <= state.ClosedThrough)
            return Refusal.MonthAlreadyClosed.On("month", BusinessDate.WriteMonth(month));

        if (month != state.Next)
            return Refusal.MonthNotNext.On("month", Pair(month, state.Next));

        var blockers = items.Where(item => item.Severity is CheckSeverity.Blocker)
            .Select(item => Refusal.MonthBlocked.On("month", $"{item.Title}{item.Remedy}"))
            .ToArray();
        return blockers.Length > 0 ? blockers : BusinessDate.WriteMonth(month);
    }

    /// <summary>
    /// Allows the newest closed month to be reopened with a reason; answers the month that the book is closed through
    /// from then on, or nothing. A month before December stays closed while the year end of its year stands, because
    /// the year end has carried its income and expenses over; December itself may be reopened, so that the year end can
    /// be taken back in it.
    /// </summary>
    /// <param name="state">How far the book is closed.</param>
    /// <param name="month">The first day of the month.</param>
    /// <param name="reason">Why.</param>
    /// <param name="yearEndStands">Whether the year end of its year stands.</param>
    /// <param name="before">What the book was closed through before the month was closed; empty for nothing.</param>
    public static Decision<string, Refusal> Reopen(
        PeriodState state,
        DateOnly month,
        string reason,
        bool yearEndStands,
        string before)
    {
        if (state.ClosedThrough is not { } closed || month > closed)
            return Refusal.MonthNotClosed.On("month", BusinessDate.WriteMonth(month));

        if (month != FirstDay(closed))
            return Refusal.MonthNotNewest.On("month", Pair(month, closed));

        if (!PlainText.IsPlain(reason) || reason.Length is 0 or > Reversal.MaximumReason)
            return Refusal.ReasonInvalid.On("reason", reason);

        if (yearEndStands && month.Month < 12)
            return Refusal.YearEndStands.On("month", BusinessDate.WriteMonth(month));

        return before;
    }

    // What was asked for and what would be right, for one sentence.
    private static string Pair(DateOnly asked, DateOnly right) =>
        $"{BusinessDate.WriteMonth(asked)}（{BusinessDate.WriteMonth(right)}）";
}
