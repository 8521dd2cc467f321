using Region.Accounting.Books;
using Region.Accounting.Domain;
using Region.Kernel;
using Region.Platform.Storage;

namespace Region.Accounting.Ledgers;

/// <summary>Reads the lines of accounts in the order of their dates, and what stood before them.</summary>
internal static class DetailsStore
{
    private const int MostKeys = 1_000;
    private const int MostCounterAccounts = 10;

    /// <summary>Lines behind a place, in order; opening balances are none.</summary>
    public static async Task<IReadOnlyList<DetailEntry>> EntriesAsync(
        Session session,
        DetailQuery query,
        DetailPlace after,
        int most,
        CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync<EntryRow>(
            $"""
            SELECT v.sequence, v.id, v.word, v.number, v.accounting_date, v.summary, p.line, p.account, p.counterparty,
              p.counterparty_name, p.project, p.stock, p.quantity, p.debit, p.credit
            FROM postings p JOIN vouchers v ON v.sequence = p.sequence
            WHERE {Lines(query)} AND v.accounting_date BETWEEN @From AND @To
              AND (v.accounting_date, p.sequence, p.line) > (@Day, @Sequence, @Line)
            ORDER BY v.accounting_date, p.sequence, p.line LIMIT @Most
            """,
            Parameters.Of(query, after, most),
            cancellationToken);
        var counters = await CountersAsync(session, rows, cancellationToken);
        return [.. rows.Select(row => row.ToEntry(counters[row.Sequence]))];
    }

    /// <summary>
    /// What the account held at a place: whole months from the maintained balances, the month of the place from its
    /// lines; as known at an instant all of it from the lines.
    /// </summary>
    public static async Task<LedgerStanding> StandingAsync(
        Session session,
        DetailQuery query,
        DetailPlace place,
        CancellationToken cancellationToken)
    {
        var parameters = Parameters.Of(query, place, 0);
        var before = await session.FindAsync<BeforeRow>(
            $"""
            SELECT CAST(COALESCE(SUM(debit - credit), 0) AS BIGINT) AS balance,
              CAST(COALESCE(SUM(debit_quantity - credit_quantity), 0) AS BIGINT) AS quantity,
              {Sums("month <> '' AND month >= @Year")}
            FROM {BalancesStore.SourceOf(query.KnownAt)} WHERE {Keys(query)} AND (month = '' OR month < @Month)
            """,
            parameters,
            cancellationToken);
        var within = await session.QueryAsync<WithinRow>(
            $"""
            SELECT CASE WHEN v.accounting_date = @Day THEN 1 ELSE 0 END AS of_day,
              CAST(SUM(p.debit) AS BIGINT) AS debit, CAST(SUM(p.credit) AS BIGINT) AS credit,
              CAST(SUM(CASE WHEN p.debit <> 0 THEN p.quantity ELSE 0 END) AS BIGINT) AS debit_quantity,
              CAST(SUM(CASE WHEN p.debit <> 0 THEN 0 ELSE p.quantity END) AS BIGINT) AS credit_quantity
            FROM postings p JOIN vouchers v ON v.sequence = p.sequence
            WHERE {Lines(query)} AND v.month = @Month
              AND (v.accounting_date, p.sequence, p.line) <= (@Day, @Sequence, @Line)
            GROUP BY CASE WHEN v.accounting_date = @Day THEN 1 ELSE 0 END
            """,
            parameters,
            cancellationToken);
        return Standing(place, before!, within);
    }

    /// <summary>Sums of debit and credit by the items of a column, over the whole span.</summary>
    public static Task<IReadOnlyList<(string Code, long Net)>> ColumnsAsync(
        Session session,
        DetailQuery query,
        string column,
        CancellationToken cancellationToken) =>
        session.QueryAsync<(string Code, long Net)>(
            $"""
            SELECT p.{column} AS code, CAST(SUM(p.debit - p.credit) AS BIGINT) AS net
            FROM postings p JOIN vouchers v ON v.sequence = p.sequence
            WHERE {Lines(query)} AND v.accounting_date BETWEEN @From AND @To
            GROUP BY p.{column} ORDER BY p.{column}
            """,
            Parameters.Of(query, DetailPlace.Before(query.From), 0),
            cancellationToken);

    private static LedgerStanding Standing(DetailPlace place, BeforeRow before, IReadOnlyList<WithinRow> within)
    {
        var month = within.Aggregate(default(Turnover), (sum, row) => sum + row.ToTurnover());
        return new LedgerStanding
        {
            Date = place.Date,
            Balance = new Money(before.Balance) + month.Debit - month.Credit,
            Quantity = checked(before.Quantity + month.DebitQuantity - month.CreditQuantity),
            Day = within.FirstOrDefault(row => row.OfDay is 1)?.ToTurnover() ?? default,
            Month = month,
            Year = month + new Turnover(
                new Money(before.Debit), new Money(before.Credit), before.DebitQuantity, before.CreditQuantity),
        };
    }

    // 对方科目: the accounts on the other side of the line's voucher.
    private static async Task<ILookup<long, (string Account, bool Debit)>> CountersAsync(
        Session session,
        IReadOnlyList<EntryRow> rows,
        CancellationToken cancellationToken)
    {
        var found = new List<(long Sequence, string Account, long OnDebit)>();
        foreach (var chunk in rows.Select(row => row.Sequence).Distinct().Chunk(MostKeys))
        {
            found.AddRange(await session.QueryAsync<(long Sequence, string Account, long OnDebit)>(
                $"""
                SELECT DISTINCT sequence, account, CAST(CASE WHEN debit <> 0 THEN 1 ELSE 0 END AS BIGINT) AS on_debit
                FROM postings WHERE sequence IN ({string.Join(',', chunk)}) ORDER BY sequence, account
                """,
                null,
                cancellationToken));
        }

        return found.ToLookup(row => row.Sequence, row => (row.Account, row.OnDebit is 1));
    }

    private static string Lines(DetailQuery query) =>
        $"""
        p.account IN (SELECT code FROM accounts WHERE code = @Account OR code LIKE @Below)
          AND v.word <> '期初' AND v.kind <> 'Opening'
          {Item(query.Counterparty, "p.counterparty = @Counterparty")}{Item(query.Project, "p.project = @Project")}
          {Item(query.Stock, "p.stock = @Stock")}{(query.KnownAt is null ? "" : " AND v.recorded_at <= @KnownAt")}
        """;

    private static string Keys(DetailQuery query) =>
        $"""
        (account = @Account OR account LIKE @Below){Item(query.Counterparty, "counterparty = @Counterparty")}
          {Item(query.Project, "project = @Project")}{Item(query.Stock, "stock = @Stock")}
        """;

    private static string Item(string item, string condition) => item.Length > 0 ? $" AND {condition}" : "";

    private static string Sums(string condition) => string.Join(
        ", ",
        from column in (string[])["debit", "credit", "debit_quantity", "credit_quantity"]
        select $"CAST(COALESCE(SUM(CASE WHEN {condition} THEN {column} ELSE 0 END), 0) AS BIGINT) AS {column}");

    private sealed record Parameters
    {
        public required string Account { get; init; }

        public required string Below { get; init; }

        public required string Counterparty { get; init; }

        public required string Project { get; init; }

        public required string Stock { get; init; }

        public required string From { get; init; }

        public required string To { get; init; }

        public required long KnownAt { get; init; }

        public required string Year { get; init; }

        public required string Month { get; init; }

        public required string Day { get; init; }

        public required long Sequence { get; init; }

        public required long Line { get; init; }

        public required int Most { get; init; }

        public static Parameters Of(DetailQuery query, DetailPlace place, int most) => new()
        {
            Account = query.Account,
            Below = $"{query.Account}.%",
            Counterparty = Named(query.Counterparty),
            Project = Named(query.Project),
            Stock = Named(query.Stock),
            From = BusinessDate.Write(query.From),
            To = BusinessDate.Write(query.To),
            KnownAt = query.KnownAt ?? 0,
            Year = FormattableString.Invariant($"{place.Date.Year:D4}-01"),
            Month = BusinessDate.WriteMonth(place.Date),
            Day = BusinessDate.Write(place.Date),
            Sequence = place.Sequence,
            Line = place.Line,
            Most = most,
        };

        private static string Named(string item) =>
            string.Equals(item, DetailQuery.NoItem, StringComparison.Ordinal) ? "" : item;
    }

    private sealed record EntryRow
    {
        public required long Sequence { get; init; }

        public required string Id { get; init; }

        public required string Word { get; init; }

        public required long Number { get; init; }

        public required string AccountingDate { get; init; }

        public required string Summary { get; init; }

        public required long Line { get; init; }

        public required string Account { get; init; }

        public required string Counterparty { get; init; }

        public required string CounterpartyName { get; init; }

        public required string Project { get; init; }

        public required string Stock { get; init; }

        public required long Quantity { get; init; }

        public required long Debit { get; init; }

        public required long Credit { get; init; }

        public DetailEntry ToEntry(IEnumerable<(string Account, bool OnDebit)> voucher) => new()
        {
            Sequence = Sequence,
            Line = Line,
            VoucherId = Id,
            Word = Word,
            Number = (int)Number,
            Date = Vouchers.Day.Read(AccountingDate),
            Summary = Summary,
            Posting = new Posting
            {
                Account = Account,
                Counterparty = Counterparty,
                CounterpartyName = CounterpartyName,
                Project = Project,
                Stock = Stock,
                Quantity = Region.Kernel.Quantity.FromThousandths(Quantity),
                Debit = new Money(Debit),
                Credit = new Money(Credit),
            },
            CounterAccounts =
            [
                .. voucher.Where(line => line.OnDebit == Debit is 0)
                    .Select(line => line.Account)
                    .Take(MostCounterAccounts),
            ],
        };
    }

    private sealed record BeforeRow
    {
        public required long Balance { get; init; }

        public required long Quantity { get; init; }

        public required long Debit { get; init; }

        public required long Credit { get; init; }

        public required long DebitQuantity { get; init; }

        public required long CreditQuantity { get; init; }
    }

    private sealed record WithinRow
    {
        public required long OfDay { get; init; }

        public required long Debit { get; init; }

        public required long Credit { get; init; }

        public required long DebitQuantity { get; init; }

        public required long CreditQuantity { get; init; }

        public Turnover ToTurnover() =>
            new(new Money(Debit), new Money(Credit), DebitQuantity, CreditQuantity);
    }
}
