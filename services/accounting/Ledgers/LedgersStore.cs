using Region.Accounting.Books;
using Region.Accounting.Domain;
using Region.Accounting.Vouchers;
using Region.Kernel;
using Region.Platform.Storage;

namespace Region.Accounting.Ledgers;

/// <summary>Reads the sums of general ledger and stock, and the lines that ageing needs.</summary>
internal static class LedgersStore
{
    /// <summary>Debit and credit of every account that is posted to, by month.</summary>
    public static async Task<IReadOnlyList<(string Account, string Month, Turnover Moved)>> MonthsAsync(
        Session session,
        long? knownAt,
        CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync<(string Account, string Month, long Debit, long Credit)>(
            $"""
            SELECT account, month, CAST(SUM(debit) AS BIGINT) AS debit, CAST(SUM(credit) AS BIGINT) AS credit
            FROM {BalancesStore.SourceOf(knownAt)} GROUP BY account, month
            """,
            new { KnownAt = knownAt ?? 0 },
            cancellationToken);
        return [.. rows.Select(row => (row.Account, row.Month, new Turnover(new(row.Debit), new(row.Credit))))];
    }

    /// <summary>Stock items by account over a span of months; both ends may be empty.</summary>
    public static async Task<IReadOnlyList<StockLine>> StockAsync(
        Session session,
        StockQuery query,
        CancellationToken cancellationToken)
    {
        const string Moved = "CASE WHEN month <> '' AND month >= @from THEN";
        const string Before = "CASE WHEN month = '' OR month < @from THEN";
        var rows = await session.QueryAsync<StockRow>(
            $"""
            SELECT account, stock, CAST(SUM({Before} debit - credit ELSE 0 END) AS BIGINT) AS opening,
              CAST(SUM({Before} debit_quantity - credit_quantity ELSE 0 END) AS BIGINT) AS opening_quantity,
              CAST(SUM({Moved} debit ELSE 0 END) AS BIGINT) AS debit,
              CAST(SUM({Moved} credit ELSE 0 END) AS BIGINT) AS credit,
              CAST(SUM({Moved} debit_quantity ELSE 0 END) AS BIGINT) AS debit_quantity,
              CAST(SUM({Moved} credit_quantity ELSE 0 END) AS BIGINT) AS credit_quantity
            FROM {BalancesStore.SourceOf(query.KnownAt)}
            WHERE stock <> '' AND month <= @to{(query.Account.Length > 0
                ? " AND (account = @account OR account LIKE @below)"
                : "")}{(query.Stock.Length > 0 ? " AND stock = @stock" : "")}
            GROUP BY account, stock
            """,
            new
            {
                from = query.FromMonth,
                to = query.ToMonth.Length > 0 ? LedgerMonth.EndOf(query.ToMonth) : "9999-99",
                account = query.Account,
                below = $"{query.Account}.%",
                stock = query.Stock,
                KnownAt = query.KnownAt ?? 0,
            },
            cancellationToken);
        return
        [
            .. rows.Select(row => row.ToLine())
                .Where(line => !line.IsEmpty)
                .OrderBy(line => line.Account, StringComparer.Ordinal)
                .ThenBy(line => line.Stock, StringComparer.Ordinal),
        ];
    }

    /// <summary>
    /// The lines of some accounts up to a day, in order of their counterparties; those without one are there too, so
    /// that the sum is what the accounts hold.
    /// </summary>
    public static async Task<IReadOnlyList<AgedLine>> AgeingAsync(
        Session session,
        AgeingQuery query,
        CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync<AgeingRow>(
            $"""
            SELECT p.account, p.counterparty, p.debit - p.credit AS amount, v.sequence, v.id, v.word, v.number,
              v.accounting_date, v.summary, COALESCE(cancelled.sequence, 0) AS cancels
            FROM postings p JOIN vouchers v ON v.sequence = p.sequence
            LEFT JOIN vouchers cancelled ON v.reverses <> '' AND cancelled.id = v.reverses
            WHERE p.account IN (SELECT code FROM accounts
                WHERE counterparty <> 'None' AND (@account = '' OR code = @account OR code LIKE @below))
              AND v.accounting_date <= @asOf
              {(query.Counterparty.Length > 0 ? "AND p.counterparty = @counterparty" : "")}
              {(query.KnownAt is null ? "" : "AND v.recorded_at <= @KnownAt")}
            ORDER BY p.account, p.counterparty, v.accounting_date, v.sequence, p.line
            """,
            new
            {
                asOf = BusinessDate.Write(query.AsOf),
                account = query.Account,
                below = $"{query.Account}.%",
                counterparty = query.Counterparty is "-" ? "" : query.Counterparty,
                KnownAt = query.KnownAt ?? 0,
            },
            cancellationToken);
        return [.. rows.Select(row => new AgedLine(row.Account, row.Counterparty, row.ToEntry()))];
    }

    private sealed record StockRow
    {
        public required string Account { get; init; }

        public required string Stock { get; init; }

        public required long Opening { get; init; }

        public required long OpeningQuantity { get; init; }

        public required long Debit { get; init; }

        public required long Credit { get; init; }

        public required long DebitQuantity { get; init; }

        public required long CreditQuantity { get; init; }

        public StockLine ToLine() => new()
        {
            Account = Account,
            Stock = Stock,
            Opening = new Money(Opening),
            OpeningQuantity = OpeningQuantity,
            Moved = new Turnover(new Money(Debit), new Money(Credit), DebitQuantity, CreditQuantity),
        };
    }

    private sealed record AgeingRow
    {
        public required string Account { get; init; }

        public required string Counterparty { get; init; }

        public required long Amount { get; init; }

        public required long Sequence { get; init; }

        public required string Id { get; init; }

        public required string Word { get; init; }

        public required long Number { get; init; }

        public required string AccountingDate { get; init; }

        public required string Summary { get; init; }

        public required long Cancels { get; init; }

        public AgeingEntry ToEntry() => new()
        {
            Sequence = Sequence,
            VoucherId = Id,
            Word = Word,
            Number = (int)Number,
            Date = Day.Read(AccountingDate),
            Summary = Summary,
            Amount = new Money(Amount),
            Cancels = Cancels,
        };
    }
}

/// <summary>Which stock items over which months.</summary>
internal sealed record StockQuery
{
    /// <summary>Empty for all accounts.</summary>
    public required string Account { get; init; }

    /// <summary>Empty for all items.</summary>
    public required string Stock { get; init; }

    public required string FromMonth { get; init; }

    public required string ToMonth { get; init; }

    public long? KnownAt { get; init; }
}

/// <summary>Which counterparties on which account, up to which day.</summary>
internal sealed record AgeingQuery
{
    /// <summary>Empty for all accounts.</summary>
    public required string Account { get; init; }

    /// <summary>Empty for all counterparties, - for lines without one.</summary>
    public required string Counterparty { get; init; }

    public required DateOnly AsOf { get; init; }

    public long? KnownAt { get; init; }
}

/// <summary>A line of one counterparty on one account.</summary>
internal sealed record AgedLine(string Account, string Counterparty, AgeingEntry Entry);
