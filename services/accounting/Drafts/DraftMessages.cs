using Region.Accounting.Domain;
using Region.Accounting.Vouchers;
using Region.Kernel;
using Region.Platform.Storage;
using Message = Region.Contracts.Accounting.V1;

namespace Region.Accounting.Drafts;

/// <summary>Drafts in the words of the contract.</summary>
internal static class DraftMessages
{
    /// <summary>What a maker wrote; a template has no date.</summary>
    public static Decision<DraftEdit, Refusal> Read(this Message.DraftContent? content, bool dated = true)
    {
        if (content is null)
            return Refusal.EmptyVoucher.On("content");

        if (!BusinessDate.TryRead(content.AccountingDate, out var date) && dated)
            return Refusal.DateInvalid.On("accounting_date", content.AccountingDate);

        var corrects = Guid.Empty;
        var corrected = content.CorrectsVoucherId.Trim();
        if (dated && corrected.Length > 0 && !Guid.TryParseExact(corrected, "D", out corrects))
            return Refusal.CorrectedUnknown.On("corrects_voucher_id", content.CorrectsVoucherId);

        var postings = new List<Posting>();
        foreach (var line in content.Postings.Take(ManualVoucher.MaximumLines + 1))
        {
            if (!TryReadQuantity(line.Quantity, out var quantity))
                return Refusal.QuantityInvalid.On($"postings[{postings.Count}]", line.Quantity);

            postings.Add(Read(line, quantity));
        }

        return new DraftEdit
        {
            AttachmentsReason = content.NoAttachmentsReason.Trim(),
            CashReason = content.NegativeCashReason.Trim(),
            Content = new Draft
            {
                Word = content.Word.Trim(),
                Date = date,
                Summary = content.Summary.Trim(),
                Attachments = content.Attachments,
                PreparedBy = "",
                Corrects = dated && corrected.Length > 0 ? corrects : null,
                Files = dated ? [.. content.FileHashes] : [],
                Postings = postings,
            },
        };
    }

    /// <summary>A draft with everything that stands in its way.</summary>
    public static async Task<Message.VoucherDraft> ToMessageAsync(
        this StoredDraft draft,
        Session session,
        BookNow book,
        CancellationToken cancellationToken)
    {
        var message = draft.ToMessage(book.Chart);
        if (draft.Sheet.IsFinal)
            return message;

        var problems = await JudgeDraft.ContentAsync(session, draft.Sheet, book, cancellationToken);
        var cash = await JudgeDraft.CashAsync(session, draft.Sheet, book.Chart, cancellationToken);
        message.Problems.AddRange(problems.Select(refused => refused.ToSentence()));
        message.Problems.AddRange(cash is { } refused ? [refused.ToSentence()] : []);
        return message;
    }

    public static Message.VoucherDraft ToMessage(this StoredDraft draft, Chart chart)
    {
        var sheet = draft.Sheet;
        var (debit, credit) = DraftTotals.Of(sheet.Content);
        return new Message.VoucherDraft
        {
            DraftId = sheet.Id.ToString("D"),
            Version = sheet.Version,
            State = (Message.DraftState)sheet.State,
            Content = sheet.Content.ToContent(new DraftEdit
            {
                Content = sheet.Content,
                AttachmentsReason = sheet.AttachmentsReason,
                CashReason = sheet.CashReason,
            }, chart),
            Makers = { sheet.Makers },
            PreparedBy = sheet.Content.PreparedBy,
            CheckedBy = sheet.Content.CheckedBy,
            Cashier = sheet.Content.Cashier,
            Note = sheet.Note,
            VoucherId = sheet.VoucherId?.ToString("D") ?? "",
            TemplateId = sheet.Template,
            TotalDebitFen = debit.Fen,
            TotalCreditFen = credit.Fen,
            AmountInWords = VoucherMessages.InWords(debit),
            NeedsCashier = ManualVoucher.MovesCash(sheet.Content, chart),
            CreatedAt = Instant.Write(draft.CreatedAt),
            ChangedAt = Instant.Write(draft.ChangedAt),
        };
    }

    public static Message.DraftContent ToContent(this Draft content, DraftEdit edit, Chart chart) => new()
    {
        Word = content.Word,
        AccountingDate = content.Date == default ? "" : BusinessDate.Write(content.Date),
        Summary = content.Summary,
        Attachments = content.Attachments,
        Postings = { content.Postings.Select(posting => posting.ToMessage(chart)) },
        NoAttachmentsReason = edit.AttachmentsReason,
        NegativeCashReason = edit.CashReason,
        CorrectsVoucherId = content.Corrects?.ToString("D") ?? "",
        FileHashes = { content.Files },
    };

    public static Message.DraftAct ToMessage(this ActRow act) => new()
    {
        Act = act.Act,
        Version = act.Version,
        Login = act.Login,
        Name = act.Name,
        Reason = act.Reason,
        ActedAt = Instant.Write(act.ActedAt),
    };

    private static bool TryReadQuantity(string text, out Quantity quantity)
    {
        quantity = default;
        return text.Length is 0 || Quantity.TryRead(text, out quantity);
    }

    private static Posting Read(Message.Posting line, Quantity quantity) => new()
    {
        Account = line.Account.Trim(),
        Counterparty = line.Counterparty.Trim(),
        CounterpartyName = line.CounterpartyName.Trim(),
        Project = line.Project.Trim(),
        Stock = line.Stock.Trim(),
        Quantity = quantity,
        Debit = new Money(line.DebitFen),
        Credit = new Money(line.CreditFen),
    };
}
