using Region.Accounting.Domain;
using Region.Kernel;
using Region.Platform.Storage;

namespace Region.Accounting.Books;

/// <summary>The maintained balances: account, auxiliary items, month.</summary>
internal static class BalancesStore
{
    /// <summary>Adds what a voucher moves.</summary>
    public static Task AddAsync(
        UnitOfWork work,
        IReadOnlyDictionary<BalanceKey, Turnover> moved,
        CancellationToken cancellationToken) =>
        work.ExecuteAsync(
            """
            INSERT INTO balances
              (account, counterparty, project, stock, month, debit, credit, debit_quantity, credit_quantity)
            VALUES (@Account, @Counterparty, @Project, @Stock, @Month, @Debit, @Credit, @DebitQuantity, @CreditQuantity)
            ON CONFLICT (account, counterparty, project, stock, month) DO UPDATE SET
              debit = balances.debit + excluded.debit, credit = balances.credit + excluded.credit,
              debit_quantity = balances.debit_quantity + excluded.debit_quantity,
              credit_quantity = balances.credit_quantity + excluded.credit_quantity
            """,
            moved.Select(pair => BalanceRow.Of(pair.Key, pair.Value)).ToArray(),
            cancellationToken);

    /// <summary>Lines of the trial balance (科目余额表) over a span of months; both ends may be empty.</summary>
    public static async Task<IReadOnlyList<BalanceLine>> LinesAsync(
        Session session,
        string fromMonth,
        string toMonth,
        CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync<LineRow>(
            """
            SELECT account, counterparty,
              CAST(SUM(CASE WHEN month = '' OR month < @fromMonth THEN debit - credit ELSE 0 END) AS BIGINT) AS opening,
              CAST(SUM(CASE WHEN month <> '' AND month >= @fromMonth THEN debit ELSE 0 END) AS BIGINT) AS debit,
              CAST(SUM(CASE WHEN month <> '' AND month >= @fromMonth THEN credit ELSE 0 END) AS BIGINT) AS credit
            FROM balances WHERE month <= @toMonth
            GROUP BY account, counterparty
            """,
            new { fromMonth, toMonth = toMonth.Length > 0 ? LedgerMonth.EndOf(toMonth) : "9999-99" },
            cancellationToken);
        return
        [
            .. rows.Select(row => row.ToLine())
                .Where(line => !line.IsEmpty)
                .OrderBy(line => line.Account, StringComparer.Ordinal)
                .ThenBy(line => line.Counterparty, StringComparer.Ordinal),
        ];
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

    /// <summary>What an account holds by counterparty, signed to debit.</summary>
    public static async Task<IReadOnlyDictionary<string, long>> ByCounterpartyAsync(
        Session session,
        string account,
        CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync<(string Counterparty, long Fen)>(
            """
            SELECT counterparty, CAST(SUM(debit - credit) AS BIGINT) AS fen
            FROM balances WHERE account = @account GROUP BY counterparty
            """,
            new { account },
            cancellationToken);
        return rows.ToDictionary(row => row.Counterparty, row => row.Fen, StringComparer.Ordinal);
    }

    private sealed record LineRow
    {
        public required string Account { get; init; }

        public required string Counterparty { get; init; }

        public required long Opening { get; init; }

        public required long Debit { get; init; }

        public required long Credit { get; init; }

        public BalanceLine ToLine() => new()
        {
            Account = Account,
            Counterparty = Counterparty,
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

        public static BalanceRow Of(BalanceKey key, Turnover moved) => new()
        {
            Account = key.Account,
            Counterparty = key.Counterparty,
            Project = key.Project,
            Stock = key.Stock,
            Month = key.Month,
            Debit = moved.Debit.Fen,
            Credit = moved.Credit.Fen,
            DebitQuantity = moved.DebitQuantity,
            CreditQuantity = moved.CreditQuantity,
        };

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
