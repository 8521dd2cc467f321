using System.Runtime.InteropServices;
using Region.Kernel;

namespace Region.Accounting.Domain;

/// <summary>What a book holds on one detail of an account at the end of a month.</summary>
internal sealed record HeldBalance
{
    public required string Account { get; init; }

    public string Counterparty { get; init; } = "";

    public string Project { get; init; } = "";

    public string Stock { get; init; } = "";

    /// <summary>Signed to debit.</summary>
    public required Money Amount { get; init; }

    /// <summary>Thousandths, signed to debit.</summary>
    public long Quantity { get; init; }

    /// <summary>The newest month with a movement, YYYY-MM; empty where only opening balances moved it.</summary>
    public string LastMonth { get; init; } = "";
}

/// <summary>Checks of a month that follow from its balances.</summary>
internal static class MonthFindings
{
    private const int StaleMonths = 12;

    /// <summary>待处理财产损溢 must be zero when a month is closed.</summary>
    public static Found PendingLoss(YearEndRule rule, IReadOnlyList<HeldBalance> held) => new(
        CheckKind.PendingLoss,
        [
            .. YearEndRule.LeavesOf(rule.Pending, held)
                .Select(group => (Account: group.Key, Sum: Money.Sum(group.Select(balance => balance.Amount))))
                .Where(pair => pair.Sum.Fen is not 0)
                .Select(pair => new CheckPlace { Account = pair.Account, Note = $"{pair.Account} 余额 {pair.Sum}" }),
        ]);

    /// <summary>
    /// Debts and claims that did not move for a year. Opening balances count as a movement of the opening date.
    /// </summary>
    public static Found StaleDealings(
        YearEndRule rule,
        IReadOnlyList<HeldBalance> held,
        DateOnly month,
        DateOnly? openingDate)
    {
        var limit = BusinessDate.WriteMonth(month.AddMonths(-StaleMonths));
        var opened = openingDate is { } date ? BusinessDate.WriteMonth(date) : "";
        var places =
            from balance in YearEndRule.LeavesOf(rule.Dealings, held).SelectMany(account => account)
            group balance by (balance.Account, balance.Counterparty)
            into detail
            let sum = Money.Sum(detail.Select(balance => balance.Amount))
            let last = detail.Select(balance => balance.LastMonth.Length > 0 ? balance.LastMonth : opened)
                .Max(StringComparer.Ordinal)!
            where sum.Fen is not 0 && last.Length > 0 && string.CompareOrdinal(last, limit) <= 0
            select new CheckPlace
            {
                Account = detail.Key.Account,
                Counterparty = detail.Key.Counterparty,
                Note = $"{detail.Key.Account} {detail.Key.Counterparty} {sum}（{last} 以后无发生额）",
            };
        return new Found(CheckKind.StaleDealing, [.. places]);
    }

    /// <summary>
    /// Whether income, expenses, the year's result and its distribution still hold something: then December may not be
    /// closed.
    /// </summary>
    public static Found YearEnd(YearEndRule rule, Chart chart, IReadOnlyList<HeldBalance> held, DateOnly month)
    {
        if (month.Month < 12)
            return new Found(CheckKind.YearEndMissing, []);

        var places =
            from account in held.GroupBy(balance => balance.Account, StringComparer.Ordinal)
            where rule.MustBeZero(chart, account.Key)
            where account.Any(balance => balance.Amount.Fen is not 0)
            select new CheckPlace
            {
                Account = account.Key,
                Note = $"{account.Key} {chart.NameOf(account.Key)} {Money.Sum(account.Select(one => one.Amount))}",
            };
        return new Found(CheckKind.YearEndMissing, [.. places]);
    }

    /// <summary>Days at whose end a cash account was below zero.</summary>
    public static Found CashNegative(IEnumerable<CashDay> days)
    {
        var held = new Dictionary<string, Money>(StringComparer.Ordinal);
        var places = new List<CheckPlace>();
        foreach (var day in days.OrderBy(day => day.On))
        {
            var now = held[day.Account] = held.GetValueOrDefault(day.Account) + day.Moved;
            if (now.Fen < 0 && day.On is { } on)
                places.Add(new CheckPlace { Account = day.Account, Note = $"{BusinessDate.Write(on)} {now}" });
        }

        return new Found(CheckKind.CashNegative, places);
    }
}

/// <summary>What a cash account held before a month (no day), or moved on a day of it.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CashDay(string Account, DateOnly? On, Money Moved);
