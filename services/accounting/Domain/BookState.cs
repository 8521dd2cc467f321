namespace Region.Accounting.Domain;

/// <summary>What a new voucher must follow.</summary>
/// <param name="Chain">The end of the chain.</param>
/// <param name="OpeningDate">The date of the opening balances; null where they are not in.</param>
/// <param name="ClosedThrough">The last day of the newest closed month; null where none is closed.</param>
internal sealed record BookState(Chain Chain, DateOnly? OpeningDate, DateOnly? ClosedThrough)
{
    /// <summary>Whether the month of a day is closed (已结账), so that nothing is posted into it.</summary>
    public bool IsClosed(DateOnly day) => day <= ClosedThrough;

    /// <summary>
    /// The day on which something that happened on this day can still be posted: itself, or the first day behind the
    /// closed months.
    /// </summary>
    public DateOnly OpenDayFor(DateOnly day) => IsClosed(day) ? ClosedThrough!.Value.AddDays(1) : day;
}
