using static System.FormattableString;

namespace Region.Services.Tests.Desk;

/// <summary>
/// 制单, 审核, 出纳签字, 记账: each step as the handbook words it. A verdict that is not «ok» leaves all as it was.
/// </summary>
internal static class DeskDrafts
{
    private const string Ok = DeskProblems.Ok;

    internal static string Begin(DeskBook book, DeskContent content, string login)
    {
        if (OfWriting(book, content) is { } refused)
            return refused;

        book.Drafts.Add(new DeskDraft { Content = content, PreparedBy = login, Makers = { login } });
        return Ok;
    }

    internal static string Change(DeskBook book, DeskDraft? draft, int version, DeskContent content, string login)
    {
        if (content.Date is null)
            return "DATE_INVALID";

        if ((Refuse(draft, version) ?? OfWriting(book, content)) is { } refused)
            return refused;

        draft!.Content = content;
        draft.Version++;
        draft.State = DeskState.Open;
        draft.PreparedBy = login;
        draft.CheckedBy = draft.Cashier = "";
        if (!draft.Makers.Contains(login))
            draft.Makers.Add(login);

        return Ok;
    }

    internal static string Copy(DeskBook book, DeskVoucher? voucher, DateOnly? on, string login) => (voucher, on) switch
    {
        (_, null) => "DATE_INVALID",
        (null, _) => "NOT_FOUND",
        _ when voucher.Cancels is not null || voucher.Lines.All(line => line.Debit + line.Credit < 0) => "COPY_OF_RED",
        _ => Begin(book, new DeskContent { Word = voucher.Word, Date = on, Lines = voucher.Lines }, login),
    };

    internal static string Check(DeskBook book, DeskDraft? draft, int version, string login)
    {
        if (Refuse(draft, version) is { } refused)
            return refused;

        if (draft!.State is not DeskState.Open)
            return "DRAFT_STATE_DIFFERS";

        if (draft.Makers.Contains(login))
            return "CHECKER_IS_MAKER";

        var verdict = DeskProblems.Verdict(DeskProblems.OfContent(book, draft.Content));
        if (verdict is Ok)
            (draft.State, draft.CheckedBy) = (DeskState.Checked, login);

        return verdict;
    }

    internal static string Return(DeskDraft? draft, int version, string reason, string login)
    {
        if (Refuse(draft, version) is { } refused)
            return refused;

        if (draft!.State is DeskState.Returned)
            return "DRAFT_STATE_DIFFERS";

        if (draft.Makers.Contains(login))
            return "CHECKER_IS_MAKER";

        if (reason.Length < 2)
            return "REASON_INVALID";

        (draft.State, draft.CheckedBy, draft.Cashier) = (DeskState.Returned, "", "");
        return Ok;
    }

    internal static string Sign(DeskBook book, DeskDraft? draft, int version, string login)
    {
        if (Refuse(draft, version) is { } refused)
            return refused;

        if (draft!.State is not DeskState.Checked)
            return "DRAFT_NOT_CHECKED";

        if (!DeskProblems.MovesMoney(book, draft.Content))
            return "SIGNATURE_NOT_NEEDED";

        if (draft.Cashier.Length > 0)
            return "ALREADY_SIGNED";

        if (draft.Makers.Contains(login))
            return "CASHIER_IS_MAKER";

        if (draft.CheckedBy == login)
            return "CASHIER_IS_CHECKER";

        draft.Cashier = login;
        return Ok;
    }

    internal static string Discard(DeskDraft? draft, int version, string reason)
    {
        if (Refuse(draft, version) is { } refused)
            return refused;

        if (reason.Length < 2)
            return "REASON_INVALID";

        draft!.State = DeskState.Discarded;
        return Ok;
    }

    /// <summary>Posts a draft; one that is posted already stays as it is.</summary>
    internal static string Post(DeskBook book, DeskDraft? draft, string login)
    {
        if (draft is null)
            return "NOT_FOUND";

        if (draft.State is DeskState.Posted)
            return Ok;

        var refused = draft switch
        {
            { State: DeskState.Discarded } => "DRAFT_FINAL",
            { State: not DeskState.Checked } => "DRAFT_NOT_CHECKED",
            { Cashier: "" } when DeskProblems.MovesMoney(book, draft.Content) => "DRAFT_NOT_SIGNED",
            _ when draft.Cashier == login => "POSTER_IS_CASHIER",
            _ => null,
        };
        if (refused is not null)
            return refused;

        var verdict = DeskProblems.Verdict(DeskProblems.OfContent(book, draft.Content));
        if (verdict is not Ok)
            return verdict;

        if (DeskProblems.IsCashShort(book, draft.Content))
            return "CASH_SHORT";

        var content = draft.Content;
        draft.State = DeskState.Posted;
        book.AnnouncedVouchers++;
        draft.Voucher = book.Append(new DeskVoucher
        {
            Word = content.Word,
            Number = book.NextNumber(content.Word, content.Date!.Value),
            Date = content.Date.Value,
            PreparedBy = draft.PreparedBy,
            CheckedBy = draft.CheckedBy,
            Cashier = draft.Cashier,
            PostedBy = login,
            Lines = content.Lines,
            Attachments = content.Attachments,
            Corrects = content.Corrects,
        });
        return Ok;
    }

    /// <summary>Posts the checked drafts of a month by date, then by age; answers how many, and how many not.</summary>
    internal static string PostAll(DeskBook book, string month, string login)
    {
        var ready = book.Drafts
            .Where(draft => draft.State is DeskState.Checked && draft.Content.Month == month)
            .OrderBy(draft => draft.Content.Date)
            .ToArray();
        var posted = ready.Count(draft => Post(book, draft, login) is Ok);
        return Invariant($"{Ok}: {posted} posted, {ready.Length - posted} skipped, 0 left");
    }

    /// <summary>What may not even be written down; null where nothing is wrong.</summary>
    private static string? OfWriting(DeskBook book, DeskContent content)
    {
        if (content.Date is null)
            return "DATE_INVALID";

        var form = DeskProblems.Verdict(DeskProblems.OfForm(content));
        return form is Ok ? DeskProblems.OfCorrection(book, content) : form;
    }

    private static string? Refuse(DeskDraft? draft, int version) => draft switch
    {
        null => "NOT_FOUND",
        { IsFinal: true } => "DRAFT_FINAL",
        _ when draft.Version != version => "DRAFT_VERSION_DIFFERS",
        _ => null,
    };
}
