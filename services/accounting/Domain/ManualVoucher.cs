using Region.Kernel;

namespace Region.Accounting.Domain;

/// <summary>
/// What a voucher that people make must fulfil beside what every voucher must (<see cref="Bookkeeping"/>).
/// </summary>
internal static class ManualVoucher
{
    /// <summary>More lines than a person reads; large tables come as many vouchers.</summary>
    public const int MaximumLines = 500;

    public const int MaximumSummary = 200;

    public const int MaximumAttachments = 9_999;

    public const int MaximumFiles = 50;

    private const int ShortestReason = 2;

    private const int MaximumRefusals = 50;

    /// <summary>
    /// What even an unfinished draft must keep to: lengths, bounds and plain text. Accounts, balance and attachments
    /// may still be wrong; <see cref="Check"/> asks for them.
    /// </summary>
    public static Refused<Refusal>[] CheckForm(DraftEdit edit)
    {
        var content = edit.Content;
        return
        [
            .. OfHead(edit).Concat(content.Postings.Count > MaximumLines
                ? [Refusal.TooManyLines.On("postings", content.Postings.Count)]
                : content.Postings.SelectMany((posting, index) => OfLine(posting, $"postings[{index}]")))
                .Take(MaximumRefusals),
        ];
    }

    /// <summary>What stands between a draft and the book, except check, signature and cash in hand.</summary>
    public static IReadOnlyList<Refused<Refusal>> Check(DraftSheet sheet, Chart chart, BookState state)
    {
        var content = sheet.Content;
        var refused = new List<Refused<Refusal>>(Bookkeeping.Check(content, chart, state).Refusals);
        if (CheckWord(content, chart) is { } word)
            refused.Add(word);

        if (CheckAttachments(sheet) is { } attachments)
            refused.Add(attachments);

        return refused;
    }

    /// <summary>Whether a line touches cash or a bank account, so that the cashier signs.</summary>
    public static bool MovesCash(Draft content, Chart chart) =>
        content.Postings.Any(posting => IsCash(posting, chart));

    /// <summary>收 has cash or bank on the debit side only, 付 on the credit side only, 转 on neither.</summary>
    public static Refused<Refusal>? CheckWord(Draft content, Chart chart)
    {
        var debit = content.Postings.Any(posting => IsCash(posting, chart) && posting.Debit.Fen is not 0);
        var credit = content.Postings.Any(posting => IsCash(posting, chart) && posting.Credit.Fen is not 0);
        return content.Word switch
        {
            Words.Receipt when !debit || credit => Refusal.WordNotReceipt.On("word", content.Word),
            Words.Payment when debit || !credit => Refusal.WordNotPayment.On("word", content.Word),
            Words.Transfer when debit || credit => Refusal.WordNotTransfer.On("word", content.Word),
            _ => null,
        };
    }

    /// <summary>
    /// 会计基础工作规范第五十一条: every voucher has attachments but for closing and corrections; where none can be had, the
    /// maker says why.
    /// </summary>
    public static Refused<Refusal>? CheckAttachments(DraftSheet sheet)
    {
        var content = sheet.Content;
        var exempt = content.Kind is VoucherKind.YearEnd || content.Corrects is not null;
        return content.Attachments > 0 || exempt || sheet.AttachmentsReason.Length > 0
            ? null
            : Refusal.AttachmentsMissing.On("attachments", content.Attachments);
    }

    /// <summary>The stated reasons, as the voucher keeps them under its hash.</summary>
    public static string ReasonsOf(DraftSheet sheet)
    {
        var attachments = sheet.Content.Attachments is 0 && sheet.AttachmentsReason.Length > 0
            ? $"无附件：{sheet.AttachmentsReason}"
            : "";
        var cash = sheet.CashReason.Length > 0 ? $"现金不足说明：{sheet.CashReason}" : "";
        return string.Join('；', ((string[])[attachments, cash]).Where(text => text.Length > 0));
    }

    /// <summary>
    /// The lines of a posted voucher for a new draft; its originals and their count belong to the old one. A voucher
    /// in red is no pattern: red cancels one voucher of the same year, and its copy would cancel nothing.
    /// </summary>
    public static Decision<Draft, Refusal> CopyOf(Voucher voucher, DateOnly on)
    {
        var posted = voucher.Content;
        if (posted.Reverses is not null || posted.Postings.All(posting => posting.Amount.Fen < 0))
            return Refusal.CopyOfRed.On("voucher_id", Reversal.NameOf(voucher));

        return new Draft
        {
            Word = posted.Word,
            Date = on,
            Summary = PlainText.Shorten(posted.Summary, MaximumSummary),
            PreparedBy = "",
            Postings = [.. posted.Postings.Select(posting => posting with { RuleLine = 0 })],
        };
    }

    /// <summary>Whether the text can stand as a reason.</summary>
    public static bool IsReason(string text) =>
        text.Length is >= ShortestReason and <= Reversal.MaximumReason && PlainText.IsPlain(text);

    private static bool IsCash(Posting posting, Chart chart) =>
        chart.Find(posting.Account)?.Cash is CashKind.Cash or CashKind.Bank;

    private static IEnumerable<Refused<Refusal>> OfHead(DraftEdit edit)
    {
        var content = edit.Content;
        if (content.Word is not (Words.General or Words.Receipt or Words.Payment or Words.Transfer))
            yield return Refusal.WordUnknown.On("word", content.Word);

        if (content.Summary.Length is 0 or > MaximumSummary || !PlainText.IsPlain(content.Summary))
            yield return Refusal.DraftTextInvalid.On("summary", content.Summary);

        if (content.Attachments is < 0 or > MaximumAttachments)
            yield return Refusal.AttachmentsInvalid.On("attachments", content.Attachments);

        if (edit.AttachmentsReason.Length > 0 && !IsReason(edit.AttachmentsReason))
            yield return Refusal.ReasonInvalid.On("no_attachments_reason", edit.AttachmentsReason);

        if (edit.CashReason.Length > 0 && !IsReason(edit.CashReason))
            yield return Refusal.ReasonInvalid.On("negative_cash_reason", edit.CashReason);

        if (content.Files.Count > MaximumFiles)
            yield return Refusal.TooManyFiles.On("file_hashes", content.Files.Count);

        if (content.Files.Distinct(StringComparer.Ordinal).Count() < content.Files.Count)
            yield return Refusal.FileTwice.On("file_hashes", content.Files.Count);
    }

    private static IEnumerable<Refused<Refusal>> OfLine(Posting posting, string field)
    {
        string[] texts =
        [
            posting.Account, posting.Counterparty, posting.CounterpartyName, posting.Project, posting.Stock,
        ];
        if (texts.FirstOrDefault(text => text.Length > Bookkeeping.MaximumText || !PlainText.IsPlain(text)) is { } bad)
            yield return Refusal.DraftTextInvalid.On(field, PlainText.Of(PlainText.Shorten(bad, MaximumSummary)));

        var outside = posting.Debit.Fen is < -Bookkeeping.MaximumFen or > Bookkeeping.MaximumFen
            || posting.Credit.Fen is < -Bookkeeping.MaximumFen or > Bookkeeping.MaximumFen;
        if (outside)
            yield return Refusal.AmountInvalid.On(field, $"借 {posting.Debit}，贷 {posting.Credit}");
    }
}
