using Region.Accounting.Domain;
using Region.Accounting.Vouchers;
using Region.Kernel;
using Region.Platform.Storage;

namespace Region.Accounting.Periods;

/// <summary>What the checklist of a month needs to know of a book.</summary>
internal static class MonthFactsStore
{
    /// <summary>What every detail of every account holds at the end of a month, the year end included.</summary>
    public static async Task<IReadOnlyList<HeldBalance>> HeldAsync(
        Session session,
        string month,
        CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync<HeldRow>(
            """
            SELECT account, counterparty, project, stock, CAST(SUM(debit - credit) AS BIGINT) AS fen,
              CAST(SUM(debit_quantity - credit_quantity) AS BIGINT) AS quantity, MAX(month) AS last_month
            FROM balances WHERE month <= @month GROUP BY account, counterparty, project, stock
            """,
            new { month = LedgerMonth.EndOf(month) },
            cancellationToken);
        return [.. rows.Select(row => row.ToBalance())];
    }

    /// <summary>The balances that the book keeps for one month, the year end beside December.</summary>
    public static async Task<IReadOnlyDictionary<BalanceKey, Turnover>> MonthAsync(
        Session session,
        string month,
        CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync<MonthRow>(
            """
            SELECT account, counterparty, project, stock, month, debit, credit, debit_quantity, credit_quantity
            FROM balances WHERE month BETWEEN @month AND @end
            """,
            new { month, end = LedgerMonth.EndOf(month) },
            cancellationToken);
        return rows.ToDictionary(row => row.ToKey(), row => row.ToTurnover());
    }

    /// <summary>The hashes of the predecessors of a month's vouchers, by the voucher's sequence.</summary>
    public static async Task<IReadOnlyDictionary<long, string>> PredecessorsAsync(
        Session session,
        string month,
        CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync<(long Sequence, string Hash)>(
            """
            SELECT v.sequence, p.hash FROM vouchers v JOIN vouchers p ON p.sequence = v.sequence - 1
            WHERE v.month = @month
            """,
            new { month },
            cancellationToken);
        return rows.ToDictionary(row => row.Sequence, row => row.Hash);
    }

    /// <summary>What the cash accounts held before a month, and moved on each of its days.</summary>
    public static async Task<IReadOnlyList<CashDay>> CashAsync(
        Session session,
        string month,
        CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync<(string Account, string Day, long Fen)>(
            """
            SELECT b.account, '' AS day, CAST(SUM(b.debit - b.credit) AS BIGINT) AS fen
            FROM balances b JOIN accounts a ON a.code = b.account AND a.cash = 'Cash'
            WHERE b.month < @month GROUP BY b.account
            UNION ALL
            SELECT p.account, v.accounting_date AS day, CAST(SUM(p.debit - p.credit) AS BIGINT) AS fen
            FROM postings p
            JOIN vouchers v ON v.sequence = p.sequence
            JOIN accounts a ON a.code = p.account AND a.cash = 'Cash'
            WHERE v.month = @month AND v.kind <> 'Opening' GROUP BY p.account, v.accounting_date
            """,
            new { month },
            cancellationToken);
        return [.. rows.Select(row => new CashDay(row.Account, Day.ReadOrNull(row.Day), new Money(row.Fen)))];
    }

    /// <summary>Drafts up to a month that are neither posted nor discarded.</summary>
    public static async Task<Found> OpenDraftsAsync(
        Session session,
        string month,
        CancellationToken cancellationToken)
    {
        const string Open = "month <= @month AND state NOT IN ('Posted', 'Discarded')";
        var count = await session.ScalarAsync<long>(
            $"SELECT COUNT(*) FROM drafts WHERE {Open}", new { month }, cancellationToken);
        var rows = await session.QueryAsync<(string Id, string Day, string Summary)>(
            $"SELECT id, accounting_date AS day, summary FROM drafts WHERE {Open} ORDER BY seq LIMIT 50",
            new { month },
            cancellationToken);
        var places = rows.Select(row => new CheckPlace { Draft = row.Id, Note = $"{row.Day} {row.Summary}" });
        return new Found(CheckKind.DraftOpen, [.. places]) { Count = (int)count };
    }

    /// <summary>
    /// Ordinary vouchers of a month without attachments and without a reason for that: the first, and how many there
    /// are.
    /// </summary>
    public static Task<Found> WithoutAttachmentsAsync(
        Session session,
        string month,
        CancellationToken cancellationToken) =>
        VouchersAsync(
            session,
            CheckKind.AttachmentMissing,
            """
            v.attachments = 0 AND v.kind = 'Ordinary' AND v.reverses = '' AND v.corrects = ''
              AND NOT EXISTS (SELECT 1 FROM drafts d WHERE d.voucher_id = v.id AND d.attachments_reason <> '')
            """,
            month,
            cancellationToken);

    /// <summary>
    /// Vouchers of a month that only their maker has seen. Red ones that follow another voucher by themselves, the
    /// mirror of one or the end of an estimate, are seen with it.
    /// </summary>
    public static Task<Found> UnreviewedAsync(Session session, string month, CancellationToken cancellationToken) =>
        VouchersAsync(
            session,
            CheckKind.Unreviewed,
            """
            v.checked_by = '' AND v.kind <> 'Opening'
              AND (v.reverses = '' OR (v.prepared_by <> '自动' AND v.kind <> 'Estimate'))
              AND NOT EXISTS (SELECT 1 FROM reviews r WHERE r.voucher_id = v.id)
              AND NOT EXISTS (SELECT 1 FROM vouchers red WHERE red.reverses = v.id AND red.reverses <> '')
            """,
            month,
            cancellationToken);

    private static async Task<Found> VouchersAsync(
        Session session,
        CheckKind kind,
        string condition,
        string month,
        CancellationToken cancellationToken)
    {
        var count = await session.ScalarAsync<long>(
            $"SELECT COUNT(*) FROM vouchers v WHERE v.month = @month AND {condition}",
            new { month },
            cancellationToken);
        var rows = await session.QueryAsync<(string Id, string Word, long Number)>(
            $"""
            SELECT v.id, v.word, v.number FROM vouchers v WHERE v.month = @month AND {condition}
            ORDER BY v.sequence LIMIT 50
            """,
            new { month },
            cancellationToken);
        CheckPlace[] places =
        [
            .. rows.Select(row => new CheckPlace
            {
                Voucher = row.Id,
                Note = FormattableString.Invariant($"{row.Word}-{row.Number}号"),
            }),
        ];
        return new Found(kind, places) { Count = (int)count };
    }

    private sealed record HeldRow
    {
        public required string Account { get; init; }

        public required string Counterparty { get; init; }

        public required string Project { get; init; }

        public required string Stock { get; init; }

        public required long Fen { get; init; }

        public required long Quantity { get; init; }

        public required string LastMonth { get; init; }

        public HeldBalance ToBalance() => new()
        {
            Account = Account,
            Counterparty = Counterparty,
            Project = Project,
            Stock = Stock,
            Amount = new Money(Fen),
            Quantity = Quantity,
            LastMonth = LastMonth,
        };
    }

    private sealed record MonthRow
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
