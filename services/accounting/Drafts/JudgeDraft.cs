using Region.Accounting.Accounts;
using Region.Accounting.Domain;
using Region.Accounting.Vouchers;
using Region.Kernel;
using Region.Platform.Storage;

namespace Region.Accounting.Drafts;

/// <summary>Finds everything that stands between a draft and the book.</summary>
internal static class JudgeDraft
{
    /// <summary>What a checker must not let pass.</summary>
    public static async Task<IReadOnlyList<Refused<Refusal>>> ContentAsync(
        Session session,
        DraftSheet sheet,
        BookNow book,
        CancellationToken cancellationToken)
    {
        var named = ItemRules.NamedBy(sheet.Content.Postings);
        var known = await ItemsStore.KnownAsync(session, named, cancellationToken);
        Refused<Refusal>[] refused =
        [
            .. ManualVoucher.Check(sheet, book.Chart, book.State),
            .. ItemRules.Refuse(sheet.Content, book.Chart, known),
        ];
        if (sheet.Content.Corrects is not { } id)
            return refused;

        var corrected = await CorrectedAsync(session, id, cancellationToken);
        if (corrected is null)
            return [.. refused, Refusal.CorrectedUnknown.On("corrects_voucher_id", id.ToString("D"))];

        return Correction.Refuse(corrected, sheet.Content) is { } wrong ? [.. refused, wrong] : refused;
    }

    /// <summary>The cash account and the first day on which it would be below zero without a stated reason.</summary>
    public static Task<Refused<Refusal>?> CashAsync(
        Session session,
        DraftSheet sheet,
        Chart chart,
        CancellationToken cancellationToken) =>
        sheet.CashReason.Length > 0
            ? Task.FromResult<Refused<Refusal>?>(null)
            : CashAsync(session, sheet.Content, chart, cancellationToken);

    /// <summary>The cash account and the first day on which it would be below zero because of a voucher.</summary>
    public static async Task<Refused<Refusal>?> CashAsync(
        Session session,
        Draft content,
        Chart chart,
        CancellationToken cancellationToken)
    {
        var month = BusinessDate.WriteMonth(content.Date);
        foreach (var (account, taken) in CashInHand.TakenBy(content, chart))
        {
            var before = await CashDaysStore.BeforeAsync(session, account, month, cancellationToken);
            var days = await CashDaysStore.DaysAsync(session, account, month, cancellationToken);
            if (CashInHand.FirstShortDay(before, days, content.Date, taken) is { } found)
            {
                return Refusal.CashShort.On(
                    "negative_cash_reason",
                    $"{account} {chart.NameOf(account)}在 {BusinessDate.Write(found.Day)} 将为 {found.Held} 元");
            }
        }

        return null;
    }

    /// <summary>
    /// Completes what a maker wrote: the summary of a correction names the voucher that it corrects, and files are
    /// there.
    /// </summary>
    public static async Task<Decision<DraftEdit, Refusal>> CompleteAsync(
        Session session,
        DraftEdit edit,
        DateOnly today,
        CancellationToken cancellationToken)
    {
        var form = ManualVoucher.CheckForm(edit);
        if (form.Length > 0)
            return form;

        if (Bookkeeping.RefuseFar(edit.Content.Date, today) is { } far)
            return far;

        foreach (var file in edit.Content.Files)
        {
            if (!await Attachments.FilesStore.HasAsync(session, file, cancellationToken))
                return Refusal.FileUnknown.On("file_hashes", file);
        }

        if (edit.Content.Corrects is not { } id)
            return edit;

        var corrected = await CorrectedAsync(session, id, cancellationToken);
        if (corrected is null)
            return Refusal.CorrectedUnknown.On("corrects_voucher_id", id.ToString("D"));

        if (Correction.Refuse(corrected, edit.Content) is { } refused)
            return refused;

        var summary = Correction.Summary(corrected.Voucher, edit.Content.Summary);
        return edit with { Content = edit.Content with { Summary = summary } };
    }

    private static async Task<Corrected?> CorrectedAsync(Session session, Guid id, CancellationToken cancellationToken)
    {
        var found = await VoucherPagesStore.FindAsync(session, id.ToString("D"), cancellationToken);
        return found is null ? null : new Corrected(found.Voucher, found.ReversedBy.Length > 0, found.CorrectedBy);
    }
}

/// <summary>What a draft is judged by.</summary>
internal sealed record BookNow(Chart Chart, BookState State)
{
    public static async Task<BookNow> LoadAsync(Session session, CancellationToken cancellationToken) => new(
        await Books.ChartStore.LoadAsync(session, cancellationToken),
        await VouchersStore.StateAsync(session, cancellationToken));
}
