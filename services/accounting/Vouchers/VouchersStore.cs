using Region.Accounting.Domain;
using Region.Platform.Storage;

namespace Region.Accounting.Vouchers;

/// <summary>Writes vouchers to a book, and reads what a new one needs to know.</summary>
internal static class VouchersStore
{
    /// <summary>The end of the chain and the date of the opening balances.</summary>
    public static async Task<BookState> StateAsync(Session session, CancellationToken cancellationToken)
    {
        var row = await session.FindAsync<StateRow>(
            """
            SELECT vouchers, head, (SELECT accounting_date FROM vouchers WHERE word = '期初') AS opening_date FROM chain
            """,
            null,
            cancellationToken) ?? throw new InvalidOperationException("The book has no chain.");
        return new BookState(new Chain(row.Vouchers, row.Head), Day.ReadOrNull(row.OpeningDate));
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
              event_id, topic, rule, rule_version, document, mirror_book, reverses, recorded_at, posting_count, hash)
            VALUES (@Sequence, @Id, @Word, @Month, @Number, @AccountingDate, @Summary, @Attachments, @PreparedBy,
              @EventId, @Topic, @Rule, @RuleVersion, @Document, @MirrorBook, @Reverses, @RecordedAt, @PostingCount,
              @Hash)
            """,
            VoucherRow.Of(voucher),
            cancellationToken);
        await work.ExecuteAsync(
            """
            INSERT INTO postings
              (sequence, line, account, counterparty, counterparty_name, debit, credit, rule_line)
            VALUES (@Sequence, @Line, @Account, @Counterparty, @CounterpartyName, @Debit, @Credit, @RuleLine)
            """,
            PostingRow.Of(voucher),
            cancellationToken);
        await work.ExecuteAsync(
            "UPDATE chain SET vouchers = @Sequence, head = @Hash WHERE one = 1",
            new { voucher.Sequence, voucher.Hash },
            cancellationToken);
        await NameCounterpartiesAsync(work, voucher.Content.Postings, cancellationToken);
    }

    private static async Task NameCounterpartiesAsync(
        UnitOfWork work,
        IReadOnlyList<Posting> postings,
        CancellationToken cancellationToken)
    {
        var named = postings
            .Where(posting => posting.Counterparty.Length > 0 && posting.CounterpartyName.Length > 0)
            .Select(posting => new { Code = posting.Counterparty, Name = posting.CounterpartyName })
            .DistinctBy(party => party.Code, StringComparer.Ordinal)
            .ToArray();
        if (named.Length > 0)
        {
            await work.ExecuteAsync(
                """
                INSERT INTO counterparties (code, name) VALUES (@Code, @Name)
                ON CONFLICT (code) DO UPDATE SET name = excluded.name
                """,
                named,
                cancellationToken);
        }
    }

    private sealed record StateRow
    {
        public required long Vouchers { get; init; }

        public required string Head { get; init; }

        public string? OpeningDate { get; init; }
    }
}

/// <summary>What a new voucher must follow.</summary>
/// <param name="Chain">The end of the chain.</param>
/// <param name="OpeningDate">The date of the opening balances; null where they are not in.</param>
internal sealed record BookState(Chain Chain, DateOnly? OpeningDate);
