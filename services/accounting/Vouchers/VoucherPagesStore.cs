using Region.Accounting.Domain;
using Region.Platform.Storage;

namespace Region.Accounting.Vouchers;

/// <summary>Reads vouchers with their lines, reviews and red counterparts.</summary>
internal static class VoucherPagesStore
{
    private const string Select =
        """
        SELECT v.sequence, v.id, v.word, v.month, v.number, v.accounting_date, v.summary, v.attachments, v.prepared_by,
          v.event_id, v.topic, v.rule, v.rule_version, v.document, v.mirror_book, v.reverses, v.recorded_at,
          v.posting_count, v.hash, v.layout, v.kind, v.checked_by, v.cashier, v.posted_by, v.corrects, v.files,
          r.reviewed_by, red.id AS reversed_by,
          (SELECT blue.id FROM vouchers blue
            WHERE blue.corrects = v.id AND blue.corrects <> '' AND NOT EXISTS (
              SELECT 1 FROM vouchers undone WHERE undone.reverses = blue.id AND undone.reverses <> '')
            ORDER BY blue.sequence DESC LIMIT 1) AS corrected_by
        FROM vouchers v
        LEFT JOIN reviews r ON r.voucher_id = v.id
        LEFT JOIN vouchers red ON red.reverses = v.id AND red.reverses <> ''
        """;

    /// <summary>
    /// Vouchers in the order of the chain, after the given sequence; of one month, or of all where it is empty.
    /// </summary>
    public static async Task<IReadOnlyList<VoucherView>> PageAsync(
        Session session,
        VoucherPage page,
        CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync<VoucherRow>(
            $"""
            {Select}
            WHERE v.sequence > @After{(page.Month.Length > 0 ? " AND v.month = @Month" : "")}
            ORDER BY v.sequence LIMIT @Most
            """,
            page,
            cancellationToken);
        if (rows.Count is 0)
            return [];

        var postings = await session.QueryAsync<PostingRow>(
            $"""
            SELECT p.sequence, p.line, p.account, p.counterparty, p.counterparty_name, p.project, p.stock, p.quantity,
              p.debit, p.credit, p.rule_line
            FROM postings p{(page.Month.Length > 0 ? " JOIN vouchers v ON v.sequence = p.sequence" : "")}
            WHERE p.sequence BETWEEN @first AND @last{(page.Month.Length > 0 ? " AND v.month = @month" : "")}
            ORDER BY p.sequence, p.line
            """,
            new { first = rows[0].Sequence, last = rows[^1].Sequence, month = page.Month },
            cancellationToken);
        var lines = postings.ToLookup(row => row.Sequence, row => row.ToPosting());
        return [.. rows.Select(row => View(row, [.. lines[row.Sequence]]))];
    }

    public static Task<VoucherView?> FindAsync(Session session, string id, CancellationToken cancellationToken) =>
        FindAsync(session, "v.id = @id", new { id }, cancellationToken);

    /// <summary>The voucher that an event became in this book; red vouchers do not count.</summary>
    public static Task<VoucherView?> FindByEventAsync(
        Session session,
        string eventId,
        CancellationToken cancellationToken) =>
        FindAsync(
            session,
            "v.event_id = @eventId AND v.event_id <> '' AND v.reverses = ''",
            new { eventId },
            cancellationToken);

    private static async Task<VoucherView?> FindAsync(
        Session session,
        string condition,
        object parameters,
        CancellationToken cancellationToken)
    {
        var row = await session.FindAsync<VoucherRow>($"{Select} WHERE {condition}", parameters, cancellationToken);
        if (row is null)
            return null;

        var postings = await session.QueryAsync<PostingRow>(
            """
            SELECT sequence, line, account, counterparty, counterparty_name, project, stock, quantity, debit, credit,
              rule_line
            FROM postings WHERE sequence = @Sequence ORDER BY line
            """,
            new { row.Sequence },
            cancellationToken);
        return View(row, [.. postings.Select(posting => posting.ToPosting())]);
    }

    private static VoucherView View(VoucherRow row, IReadOnlyList<Posting> postings) =>
        new(row.ToVoucher(postings), row.ReviewedBy ?? "", row.ReversedBy ?? "", row.CorrectedBy ?? "");
}

/// <summary>Which vouchers to read.</summary>
/// <param name="After">The sequence before the first one.</param>
/// <param name="Month">YYYY-MM, or empty for all.</param>
/// <param name="Most">How many at most.</param>
internal sealed record VoucherPage(long After, string Month, int Most);

/// <summary>A voucher with what came after it.</summary>
/// <param name="Voucher">As it was posted.</param>
/// <param name="ReviewedBy">Empty until reviewed.</param>
/// <param name="ReversedBy">The id of the red voucher that cancels it; else empty.</param>
/// <param name="CorrectedBy">The id of the blue voucher that corrects it and was not cancelled; else empty.</param>
internal sealed record VoucherView(Voucher Voucher, string ReviewedBy, string ReversedBy, string CorrectedBy = "");
