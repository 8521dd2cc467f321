using Region.Kernel;

namespace Region.Accounting.Domain;

/// <summary>A line of a voucher that opens or settles something with a counterparty.</summary>
internal sealed record AgeingEntry
{
    public required long Sequence { get; init; }

    public required string VoucherId { get; init; }

    public required string Word { get; init; }

    public required int Number { get; init; }

    public required DateOnly Date { get; init; }

    public required string Summary { get; init; }

    /// <summary>Signed to debit.</summary>
    public required Money Amount { get; init; }

    /// <summary>The sequence of the voucher that this red one cancels; 0 on all others.</summary>
    public long Cancels { get; init; }
}

/// <summary>What of a line is still open, signed to debit.</summary>
internal sealed record OpenAmount(AgeingEntry Entry, Money Open);

/// <summary>
/// 账龄: what is open with a counterparty by age. Payments settle the oldest first; a red voucher settles the one that
/// it cancels before any other.
/// </summary>
internal static class Ageing
{
    /// <summary>The last day in age of each band but the last, which is open to the top.</summary>
    public static IReadOnlyList<int> Bands { get; } = [30, 90, 180, 365];

    /// <summary>What stays open of lines that come in the order of their dates; all of it is on one side.</summary>
    public static IReadOnlyList<OpenAmount> Open(IEnumerable<AgeingEntry> entries)
    {
        var open = new LinkedList<OpenAmount>();
        foreach (var entry in entries)
        {
            var left = entry.Amount;
            if (entry.Cancels is not 0)
                left = Settle(open, left, item => item.Entry.Sequence == entry.Cancels);

            left = Settle(open, left, static _ => true);
            if (left.Fen is not 0)
                open.AddLast(new OpenAmount(entry, left));
        }

        return [.. open];
    }

    /// <summary>The sums of the open lines by age on a day, youngest band first; they add up to the balance.</summary>
    public static IReadOnlyList<Money> ByAge(IEnumerable<OpenAmount> open, DateOnly asOf)
    {
        var sums = new Money[Bands.Count + 1];
        foreach (var item in open)
        {
            var age = asOf.DayNumber - item.Entry.Date.DayNumber;
            sums[Bands.TakeWhile(last => age > last).Count()] += item.Open;
        }

        return sums;
    }

    // Takes from open lines of the other side, oldest first, and answers what is left.
    private static Money Settle(LinkedList<OpenAmount> open, Money amount, Func<OpenAmount, bool> fits)
    {
        var node = open.First;
        while (node is not null && amount.Fen is not 0)
        {
            var next = node.Next;
            if (fits(node.Value) && Math.Sign(node.Value.Open.Fen) == -Math.Sign(amount.Fen))
            {
                var sum = node.Value.Open + amount;
                if (Math.Sign(sum.Fen) == Math.Sign(node.Value.Open.Fen))
                {
                    node.Value = node.Value with { Open = sum };
                    return Money.Zero;
                }

                open.Remove(node);
                amount = sum;
            }

            node = next;
        }

        return amount;
    }
}
