using Region.Accounting.Domain;
using Region.Kernel;
using Region.Platform.Storage;

namespace Region.Accounting.Drafts;

/// <summary>The table of drafts.</summary>
internal static class DraftsStore
{
    private const string Select =
        """
        SELECT seq, id, version, state, word, accounting_date, summary, attachments, attachments_reason, cash_reason,
          lines, files, corrects, makers, prepared_by, checked_by, cashier, note, voucher_id, template, template_month,
          created_at, changed_at
        FROM drafts
        """;

    private static readonly string[] Columns =
    [
        "id", "version", "state", "word", "month", "accounting_date", "summary", "attachments", "attachments_reason",
        "cash_reason", "lines", "files", "corrects", "makers", "prepared_by", "checked_by", "cashier", "note",
        "voucher_id", "template", "template_month", "total_debit", "total_credit", "created_at", "changed_at",
    ];

    public static async Task<StoredDraft?> FindAsync(Session session, string id, CancellationToken cancellationToken) =>
        (await session.FindAsync<DraftRow>($"{Select} WHERE id = @id", new { id }, cancellationToken))?.ToStored();

    /// <summary>Drafts in the order in which they were made.</summary>
    public static async Task<IReadOnlyList<StoredDraft>> PageAsync(
        Session session,
        DraftPage page,
        CancellationToken cancellationToken)
    {
        var state = page.State.Length > 0 ? " AND state = @State" : "";
        var month = page.Month.Length > 0 ? " AND month = @Month" : "";
        var rows = await session.QueryAsync<DraftRow>(
            $"{Select} WHERE seq > @After{state}{month} ORDER BY seq LIMIT @Most", page, cancellationToken);
        return [.. rows.Select(row => row.ToStored())];
    }

    /// <summary>
    /// Checked drafts of a month in the order in which they get their numbers, behind those that were skipped.
    /// </summary>
    public static async Task<IReadOnlyList<StoredDraft>> CheckedAsync(
        Session session,
        string month,
        (int Skipped, int Most) part,
        CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync<DraftRow>(
            $"""
            {Select} WHERE state = 'Checked' AND month = @month
            ORDER BY accounting_date, seq LIMIT @most OFFSET @skipped
            """,
            new { month, most = part.Most, skipped = part.Skipped },
            cancellationToken);
        return [.. rows.Select(row => row.ToStored())];
    }

    public static Task<long> CountCheckedAsync(Session session, string month, CancellationToken cancellationToken) =>
        session.ScalarAsync<long>(
            "SELECT COUNT(*) FROM drafts WHERE state = 'Checked' AND month = @month",
            new { month },
            cancellationToken);

    /// <summary>Writes new drafts in their order.</summary>
    public static Task AddAsync(
        UnitOfWork work,
        IEnumerable<DraftSheet> sheets,
        DateTimeOffset at,
        CancellationToken cancellationToken) =>
        work.InsertManyAsync("drafts", Columns, sheets.Select(sheet => Values(sheet, at)), cancellationToken);

    /// <summary>Writes what became of a draft, and who did it.</summary>
    public static async Task SaveAsync(
        UnitOfWork work,
        DraftSheet sheet,
        ActRow act,
        CancellationToken cancellationToken)
    {
        await work.ExecuteAsync(
            """
            UPDATE drafts SET version = @Version, state = @State, word = @Word, month = @Month,
              accounting_date = @AccountingDate, summary = @Summary, attachments = @Attachments,
              attachments_reason = @AttachmentsReason, cash_reason = @CashReason, lines = @Lines, files = @Files,
              corrects = @Corrects, makers = @Makers, prepared_by = @PreparedBy, checked_by = @CheckedBy,
              cashier = @Cashier, note = @Note, voucher_id = @VoucherId, total_debit = @TotalDebit,
              total_credit = @TotalCredit, changed_at = @ActedAt
            WHERE id = @Id
            """,
            new
            {
                Id = sheet.Id.ToString("D"),
                sheet.Version,
                State = sheet.State.ToString(),
                sheet.Content.Word,
                Month = BusinessDate.WriteMonth(sheet.Content.Date),
                AccountingDate = BusinessDate.Write(sheet.Content.Date),
                sheet.Content.Summary,
                sheet.Content.Attachments,
                sheet.AttachmentsReason,
                sheet.CashReason,
                Lines = DraftLines.Write(sheet.Content.Postings),
                Files = string.Join(' ', sheet.Content.Files),
                Corrects = sheet.Content.Corrects?.ToString("D") ?? "",
                Makers = string.Join(' ', sheet.Makers),
                sheet.Content.PreparedBy,
                sheet.Content.CheckedBy,
                sheet.Content.Cashier,
                sheet.Note,
                VoucherId = sheet.VoucherId?.ToString("D") ?? "",
                TotalDebit = DraftTotals.Of(sheet.Content).Debit.Fen,
                TotalCredit = DraftTotals.Of(sheet.Content).Credit.Fen,
                act.ActedAt,
            },
            cancellationToken);
        await DraftActsStore.AddAsync(work, sheet, act, cancellationToken);
    }

    private static object[] Values(DraftSheet sheet, DateTimeOffset at)
    {
        var content = sheet.Content;
        var total = DraftTotals.Of(content);
        return
        [
            sheet.Id.ToString("D"), sheet.Version, sheet.State.ToString(), content.Word,
            BusinessDate.WriteMonth(content.Date), BusinessDate.Write(content.Date), content.Summary,
            (long)content.Attachments, sheet.AttachmentsReason, sheet.CashReason, DraftLines.Write(content.Postings),
            string.Join(' ', content.Files), content.Corrects?.ToString("D") ?? "", string.Join(' ', sheet.Makers),
            content.PreparedBy, content.CheckedBy, content.Cashier, sheet.Note, "", sheet.Template,
            sheet.TemplateMonth, total.Debit.Fen, total.Credit.Fen, at.ToUnixTimeMilliseconds(),
            at.ToUnixTimeMilliseconds(),
        ];
    }
}

/// <summary>Which drafts to read; state and month are empty for all.</summary>
internal sealed record DraftPage(long After, string State, string Month, int Most);

/// <summary>Both sides of a draft, which need not be equal yet.</summary>
internal static class DraftTotals
{
    public static (Money Debit, Money Credit) Of(Draft content) => (
        Money.Sum(content.Postings.Select(posting => posting.Debit)),
        Money.Sum(content.Postings.Select(posting => posting.Credit)));
}
