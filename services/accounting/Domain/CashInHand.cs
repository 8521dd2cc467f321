using System.Runtime.InteropServices;
using Region.Kernel;

namespace Region.Accounting.Domain;

/// <summary>Cash is counted coin and note: it cannot go below zero on any day without a stated reason.</summary>
internal static class CashInHand
{
    /// <summary>The cash accounts from which a draft takes more than it puts in, with how much.</summary>
    public static IReadOnlyDictionary<string, Money> TakenBy(Draft draft, Chart chart) => draft.Postings
        .Where(posting => chart.Find(posting.Account)?.Cash is CashKind.Cash)
        .GroupBy(posting => posting.Account, StringComparer.Ordinal)
        .Select(group => KeyValuePair.Create(
            group.Key, Money.Sum(group.Select(posting => posting.Credit - posting.Debit))))
        .Where(pair => pair.Value.IsPositive)
        .ToDictionary(StringComparer.Ordinal);

    /// <summary>
    /// The first day from the draft's own on at whose end the account would lie below zero; null where there is none.
    /// </summary>
    /// <param name="before">What the account held before the first of these days.</param>
    /// <param name="days">What it moved each day, in order of the days; earlier than the draft's day too.</param>
    /// <param name="on">The draft's day.</param>
    /// <param name="taken">What the draft takes.</param>
    public static ShortDay? FirstShortDay(Money before, IReadOnlyList<DayMoved> days, DateOnly on, Money taken)
    {
        var held = before;
        foreach (var earlier in days.Where(day => day.Day <= on))
            held += earlier.Moved;

        held -= taken;
        if (held < Money.Zero)
            return new ShortDay(on, held);

        foreach (var later in days.Where(day => day.Day > on))
        {
            held += later.Moved;
            if (held < Money.Zero)
                return new ShortDay(later.Day, held);
        }

        return null;
    }
}

/// <summary>What an account moved on one day, signed to debit.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct DayMoved(DateOnly Day, Money Moved);

/// <summary>A day at whose end cash would be below zero.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ShortDay(DateOnly Day, Money Held);
