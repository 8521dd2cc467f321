using Region.Accounting.Domain;
using Region.Kernel;
using Region.Platform.Storage;

namespace Region.Accounting.Books;

/// <summary>The maintained balances: account, auxiliary items, month.</summary>
internal static class BalancesStore
{
    private const string Adding =
        """
        ON CONFLICT (account, counterparty, project, stock, month) DO UPDATE SET
          debit = balances.debit + excluded.debit, credit = balances.credit + excluded.credit,
          debit_quantity = balances.debit_quantity + excluded.debit_quantity,
          credit_quantity = balances.credit_quantity + excluded.credit_quantity
        """;

    private static readonly string[] Columns =
    [
        "account", "counterparty", "project", "stock", "month", "debit", "credit", "debit_quantity", "credit_quantity",
    ];

    /// <summary>Adds what a voucher moves.</summary>
    public static Task AddAsync(
        UnitOfWork work,
        IReadOnlyDictionary<BalanceKey, Turnover> moved,
        CancellationToken cancellationToken) =>
        work.UpsertManyAsync(
            "balances",
            Columns,
            Adding,
            moved.Select(pair => Values(pair.Key, pair.Value)),
            cancellationToken);

    /// <summary>
    /// What sums are taken over: the maintained balances, or the vouchers that were recorded until an instant
    /// (parameter @KnownAt), in the columns of the balances.
    /// </summary>
    public static string SourceOf(long? knownAt) => knownAt is null
        ? "balances"
        : """
          (SELECT p.account, p.counterparty, p.project, p.stock,
             CASE WHEN v.kind = 'Opening' OR v.word = '期初' THEN ''
               WHEN v.kind = 'YearEnd' THEN substr(v.month, 1, 4) || '-13' ELSE v.month END AS month,
             p.debit, p.credit,
             CASE WHEN p.debit <> 0 THEN p.quantity ELSE 0 END AS debit_quantity,
             CASE WHEN p.debit <> 0 THEN 0 ELSE p.quantity END AS credit_quantity
           FROM postings p JOIN vouchers v ON v.sequence = p.sequence
           WHERE v.recorded_at <= @KnownAt) known
          """;

    /// <summary>Lines of the trial balance (科目余额表) over a span of months; both ends may be empty.</summary>
    public static Task<IReadOnlyList<BalanceLine>> LinesAsync(
        Session session,
        string fromMonth,
        string toMonth,
        CancellationToken cancellationToken) =>
        LinesAsync(session, new BalanceQuery { FromMonth = fromMonth, ToMonth = toMonth }, cancellationToken);

    /// <summary>Lines of the trial balance as a query asks for them.</summary>
    public static async Task<IReadOnlyList<BalanceLine>> LinesAsync(
        Session session,
        BalanceQuery query,
        CancellationToken cancellationToken)
    {
        if (query.KnownAt is { } knownAt)
        {
            var known = await RebuiltBalances.SumAsync(session, knownAt, cancellationToken);
            return BalanceLine.AtLevel(RebuiltBalances.Lines(known, query), query.Level);
        }

        var columns = Enum.GetValues<BalanceItems>().Where(item => item is not BalanceItems.None)
            .Select(item => (Kept: query.SplitBy.HasFlag(item), Name: item.ToString().ToLowerInvariant()))
            .ToArray();
        var split = string.Concat(
            columns.Select(column => column.Kept ? $", {column.Name}" : $", '' AS {column.Name}"));
        var groups = string.Concat(columns.Where(column => column.Kept).Select(column => $", {column.Name}"));
        var rows = await session.QueryAsync<LineRow>(
            $"""
            SELECT account{split},
              CAST(SUM(CASE WHEN month = '' OR month < @fromMonth THEN debit - credit ELSE 0 END) AS BIGINT) AS opening,
              CAST(SUM(CASE WHEN month <> '' AND month >= @fromMonth THEN debit ELSE 0 END) AS BIGINT) AS debit,
              CAST(SUM(CASE WHEN month <> '' AND month >= @fromMonth THEN credit ELSE 0 END) AS BIGINT) AS credit
            FROM balances WHERE month <= @toMonth
            GROUP BY account{groups}
            """,
            new { fromMonth = query.FromMonth, toMonth = query.LastMonth },
            cancellationToken);
        return BalanceLine.AtLevel(rows.Select(row => row.ToLine()), query.Level);
    }

    /// <summary>Every balance that the book keeps.</summary>
    public static async Task<IReadOnlyDictionary<BalanceKey, Turnover>> AllAsync(
        Session session,
        CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync<BalanceRow>(
            """
            SELECT account, counterparty, project, stock, month, debit, credit, debit_quantity, credit_quantity
            FROM balances
            """,
            null,
            cancellationToken);
        return rows.ToDictionary(row => row.ToKey(), row => row.ToTurnover());
    }

    /// <summary>Every account that was ever posted to with a counterparty.</summary>
    public static Task<IReadOnlyList<(string Account, string Counterparty)>> DetailsAsync(
        Session session,
        CancellationToken cancellationToken) =>
        session.QueryAsync<(string Account, string Counterparty)>(
            """
            SELECT DISTINCT account, counterparty FROM balances
            WHERE counterparty <> '' ORDER BY account, counterparty
            """,
            null,
            cancellationToken);

    /// <summary>What an account holds with its sub-accounts, by counterparty, signed to debit.</summary>
    public static async Task<IReadOnlyDictionary<string, long>> ByCounterpartyAsync(
        Session session,
        string account,
        CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync<(string Counterparty, long Fen)>(
            """
            SELECT counterparty, CAST(SUM(debit - credit) AS BIGINT) AS fen
            FROM balances WHERE account = @account OR account LIKE @below GROUP BY counterparty
            """,
            new { account, below = $"{account}.%" },
            cancellationToken);
        return rows.ToDictionary(row => row.Counterparty, row => row.Fen, StringComparer.Ordinal);
    }

    private static IReadOnlyList<object> Values(BalanceKey key, Turnover moved) =>
    [
        key.Account, key.Counterparty, key.Project, key.Stock, key.Month, moved.Debit.Fen, moved.Credit.Fen,
        moved.DebitQuantity, moved.CreditQuantity,
    ];

    private sealed record LineRow
    {
        public required string Account { get; init; }

        public required string Counterparty { get; init; }

        public required string Project { get; init; }

        public required string Stock { get; init; }

        public required long Opening { get; init; }

        public required long Debit { get; init; }

        public required long Credit { get; init; }

        public BalanceLine ToLine() => new()
        {
            Account = Account,
            Counterparty = Counterparty,
            Project = Project,
            Stock = Stock,
            Opening = new Money(Opening),
            Debit = new Money(Debit),
            Credit = new Money(Credit),
        };
    }

    private sealed record BalanceRow
    {
        public required string Account { get; init; }

        public required string Counterparty { get; init; }

        public required string Project { get; init; }

        public required string Stock { get; init; }

        public required string Month { get; init; }

        public required long Debit { get; init; }

        public required long Credit { get; init; }

        public required long DebitQuantity { get; init; }

        public required long CreditQuantity { get; init; }

        public BalanceKey ToKey() => new()
        {
            Account = Account,
            Counterparty = Counterparty,
            Project = Project,
            Stock = Stock,
            Month = Month,
        };

        public Turnover ToTurnover() =>
            new(new Money(Debit), new Money(Credit), DebitQuantity, CreditQuantity);
    }
}
