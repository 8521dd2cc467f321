using Region.Kernel;

namespace Region.Accounting.Domain;

/// <summary>收发存: a stock item on an account over a span of months; debits came in, credits went out.</summary>
internal sealed record StockLine
{
    public required string Account { get; init; }

    public required string Stock { get; init; }

    public required Money Opening { get; init; }

    /// <summary>Thousandths.</summary>
    public required long OpeningQuantity { get; init; }

    public required Turnover Moved { get; init; }

    public Money Closing => Opening + Moved.Debit - Moved.Credit;

    public long ClosingQuantity => checked(OpeningQuantity + Moved.DebitQuantity - Moved.CreditQuantity);

    public bool IsEmpty => Opening.Fen is 0 && OpeningQuantity is 0 && Moved == default;

    /// <summary>Yuan per unit of what is left, rounded half up; null where nothing is left to divide by.</summary>
    public UnitPrice? AveragePrice => ClosingQuantity > 0
        ? UnitPrice.FromMillionths(Rounding.HalfUp(
            (Int128)Closing.Fen * (UnitPrice.Scale / 100) * Quantity.Scale, ClosingQuantity))
        : null;
}

/// <summary>总账: an account in a month.</summary>
internal sealed record GeneralLine
{
    public required string Account { get; init; }

    /// <summary>YYYY-MM; the entries of the year end count to December.</summary>
    public required string Month { get; init; }

    /// <summary>Signed to debit.</summary>
    public required Money Opening { get; init; }

    public required Turnover Moved { get; init; }

    /// <summary>本年累计.</summary>
    public required Turnover Year { get; init; }

    public Money Closing => Opening + Moved.Debit - Moved.Credit;
}

/// <summary>The general ledger (总账) from the monthly sums that a book keeps.</summary>
internal static class GeneralLedger
{
    /// <summary>
    /// A row for every account and month of the span in which it moved or held anything. Opening balances stand under
    /// the empty month.
    /// </summary>
    public static IReadOnlyList<GeneralLine> Rows(
        IEnumerable<KeyValuePair<string, IReadOnlyDictionary<string, Turnover>>> accounts,
        string fromMonth,
        string toMonth)
    {
        var known = accounts.OrderBy(account => account.Key, StringComparer.Ordinal).ToList();
        var all = known.SelectMany(account => account.Value.Keys).Where(month => month.Length > 0)
            .Select(CalendarMonth).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (all.Count is 0)
            return [];

        var last = toMonth.Length > 0 && string.CompareOrdinal(toMonth, all[^1]) < 0 ? toMonth : all[^1];
        return
        [
            .. known.SelectMany(account => Rows(account.Key, account.Value, all[0], last))
                .Where(row => string.CompareOrdinal(row.Month, fromMonth) >= 0),
        ];
    }

    private static IEnumerable<GeneralLine> Rows(
        string account,
        IReadOnlyDictionary<string, Turnover> sums,
        string first,
        string last)
    {
        var opening = Net(sums.GetValueOrDefault(""));
        var year = default(Turnover);
        for (var month = first; string.CompareOrdinal(month, last) <= 0; month = Next(month))
        {
            var moved = sums.GetValueOrDefault(month);
            if (month.EndsWith("-12", StringComparison.Ordinal))
                moved += sums.GetValueOrDefault(LedgerMonth.EndOf(month));

            year = month.EndsWith("-01", StringComparison.Ordinal) ? moved : year + moved;
            var row = new GeneralLine
            {
                Account = account,
                Month = month,
                Opening = opening,
                Moved = moved,
                Year = year,
            };
            if (moved != default || year != default || opening.Fen is not 0)
                yield return row;

            opening = row.Closing;
        }
    }

    private static Money Net(Turnover moved) => moved.Debit - moved.Credit;

    private static string CalendarMonth(string month) =>
        month.EndsWith("-13", StringComparison.Ordinal) ? $"{month[..5]}12" : month;

    private static string Next(string month) =>
        BusinessDate.TryReadMonth(month, out var day)
            ? BusinessDate.WriteMonth(day.AddMonths(1))
            : throw new ArgumentException($"{month} is no month.", nameof(month));
}
