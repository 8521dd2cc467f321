using Region.Accounting.Domain;
using Region.Kernel;
using Region.Platform.Storage;

namespace Region.Accounting.Books;

/// <summary>
/// The balances as the lines of the vouchers give them, whatever the book keeps beside them: what was known at an
/// instant, and the proof of the kept ones.
/// </summary>
internal static class RebuiltBalances
{
    private static readonly Tally Postings = new()
    {
        Lines = "postings",
        Heads = "vouchers",
        Link = "sequence",
        HeadKey =
            """
            CASE WHEN kind = 'Opening' OR word = '期初' THEN ''
              WHEN kind = 'YearEnd' THEN substr(month, 1, 4) || '-13' ELSE month END
            """,
        HeadCondition = "recorded_at <= @KnownAt",
        LineKeys = ["account", "counterparty", "project", "stock"],
        Sums =
        [
            "debit",
            "credit",
            "CASE WHEN debit <> 0 THEN quantity ELSE 0 END",
            "CASE WHEN debit <> 0 THEN 0 ELSE quantity END",
        ],
    };

    /// <summary>Sums every line of the vouchers that were recorded until an instant in Unix milliseconds.</summary>
    public static async Task<IReadOnlyDictionary<BalanceKey, Turnover>> SumAsync(
        Session session,
        long knownAt,
        CancellationToken cancellationToken)
    {
        var tally = Postings with
        {
            Parameters = new Dictionary<string, long>(StringComparer.Ordinal) { ["KnownAt"] = knownAt },
        };
        var rows = await session.SumAsync(tally, cancellationToken);
        return rows.ToDictionary(KeyOf, row => new Turnover(
            new Money(row.Sums[0]), new Money(row.Sums[1]), row.Sums[2], row.Sums[3]));
    }

    /// <summary>The balances as lines of a trial balance, not yet added up.</summary>
    public static IEnumerable<BalanceLine> Lines(
        IReadOnlyDictionary<BalanceKey, Turnover> balances,
        BalanceQuery query) =>
        from balance in balances
        let key = balance.Key
        let moved = balance.Value
        where string.CompareOrdinal(key.Month, query.LastMonth) <= 0
        let opening = key.Month.Length is 0 || string.CompareOrdinal(key.Month, query.FromMonth) < 0
        select new BalanceLine
        {
            Account = key.Account,
            Counterparty = query.SplitBy.HasFlag(BalanceItems.Counterparty) ? key.Counterparty : "",
            Project = query.SplitBy.HasFlag(BalanceItems.Project) ? key.Project : "",
            Stock = query.SplitBy.HasFlag(BalanceItems.Stock) ? key.Stock : "",
            Opening = opening ? moved.Debit - moved.Credit : Money.Zero,
            Debit = opening ? Money.Zero : moved.Debit,
            Credit = opening ? Money.Zero : moved.Credit,
        };

    private static BalanceKey KeyOf(TallyRow row) => new()
    {
        Account = row.LineKeys[0],
        Counterparty = row.LineKeys[1],
        Project = row.LineKeys[2],
        Stock = row.LineKeys[3],
        Month = row.HeadKey,
    };
}
