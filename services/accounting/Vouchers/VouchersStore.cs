using Region.Accounting.Accounts;
using Region.Accounting.Domain;
using Region.Kernel;
using Region.Platform.Storage;

namespace Region.Accounting.Vouchers;

/// <summary>Writes vouchers to a book, and reads what a new one needs to know.</summary>
internal static class VouchersStore
{
    /// <summary>The end of the chain, the date of the opening balances, and how far the book is closed.</summary>
    public static async Task<BookState> StateAsync(Session session, CancellationToken cancellationToken)
    {
        var row = await session.FindAsync<StateRow>(
            """
            SELECT vouchers, head, (SELECT accounting_date FROM vouchers WHERE word = '期初') AS opening_date,
              (SELECT closed_through FROM period_acts ORDER BY seq DESC LIMIT 1) AS closed_through
            FROM chain
            """,
            null,
            cancellationToken) ?? throw new InvalidOperationException("The book has no chain.");
        return new BookState(
            new Chain(row.Vouchers, row.Head),
            Day.ReadOrNull(row.OpeningDate),
            BusinessDate.TryReadMonth(row.ClosedThrough, out var closed) ? closed.AddMonths(1).AddDays(-1) : null);
    }

    /// <summary>The date of the earliest voucher, the opening balances among them.</summary>
    public static async Task<DateOnly?> FirstDateAsync(Session session, CancellationToken cancellationToken) =>
        Day.ReadOrNull(await session.ScalarAsync<string?>(
            "SELECT MIN(accounting_date) FROM vouchers", null, cancellationToken));

    /// <summary>The newest number of a word in a month; 0 where there is none.</summary>
    public static async Task<int> LastNumberAsync(
        Session session,
        string word,
        string month,
        CancellationToken cancellationToken) =>
        (int)await session.ScalarAsync<long>(
            "SELECT COALESCE(MAX(number), 0) FROM vouchers WHERE word = @word AND month = @month",
            new { word, month },
            cancellationToken);

    /// <summary>
    /// Writes a voucher at the end of the chain; the transaction's lock keeps others from the same place.
    /// </summary>
    public static async Task AppendAsync(UnitOfWork work, Voucher voucher, CancellationToken cancellationToken)
    {
        await work.ExecuteAsync(
            """
            INSERT INTO vouchers (sequence, id, word, month, number, accounting_date, summary, attachments, prepared_by,
              event_id, topic, rule, rule_version, document, mirror_book, reverses, recorded_at, posting_count, hash,
              layout, kind, checked_by, cashier, posted_by, corrects, files)
            VALUES (@Sequence, @Id, @Word, @Month, @Number, @AccountingDate, @Summary, @Attachments, @PreparedBy,
              @EventId, @Topic, @Rule, @RuleVersion, @Document, @MirrorBook, @Reverses, @RecordedAt, @PostingCount,
              @Hash, @Layout, @Kind, @CheckedBy, @Cashier, @PostedBy, @Corrects, @Files)
            """,
            VoucherRow.Of(voucher),
            cancellationToken);
        await work.InsertManyAsync("postings", PostingRow.Columns, PostingRow.ValuesOf(voucher), cancellationToken);
        await work.ExecuteAsync(
            "UPDATE chain SET vouchers = @Sequence, head = @Hash WHERE one = 1",
            new { voucher.Sequence, voucher.Hash },
            cancellationToken);
        await ItemsStore.BringInAsync(work, ItemsOf(voucher.Content.Postings), cancellationToken);
    }

    // What vouchers name stands in the registers from then on.
    private static IEnumerable<AuxiliaryItem> ItemsOf(IReadOnlyList<Posting> postings) =>
        postings.SelectMany(posting => ((ItemKind Kind, string Code, string Name)[])
            [
                (ItemKind.Counterparty, posting.Counterparty, posting.CounterpartyName),
                (ItemKind.Project, posting.Project, ""),
                (ItemKind.Stock, posting.Stock, ""),
            ])
            .Where(item => item.Code.Length > 0)
            .OrderBy(item => item.Name.Length is 0)
            .Select(item => new AuxiliaryItem { Kind = item.Kind, Code = item.Code, Name = item.Name });

    private sealed record StateRow
    {
        public required long Vouchers { get; init; }

        public required string Head { get; init; }

        public string? OpeningDate { get; init; }

        public string? ClosedThrough { get; init; }
    }
}
