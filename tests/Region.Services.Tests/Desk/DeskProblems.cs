using Region.Services.Tests.Model;

namespace Region.Services.Tests.Desk;

/// <summary>What stands between a draft and the book, as the handbook words it.</summary>
internal static class DeskProblems
{
    internal const string Ok = BooksModel.Ok;

    private const long LargestFen = 100_000_000_000_000;

    /// <summary>«ok», or the reasons of which the service gives one.</summary>
    internal static string Verdict(IEnumerable<string> reasons) =>
        string.Join('|', reasons.Distinct(StringComparer.Ordinal)) is { Length: > 0 } refused ? refused : Ok;

    /// <summary>What even an unfinished draft must keep to.</summary>
    internal static IEnumerable<string> OfForm(DeskContent content)
    {
        if (content.Word is not ("记" or "收" or "付" or "转"))
            yield return "WORD_UNKNOWN";

        if (content.Summary.Length is 0)
            yield return "DRAFT_TEXT_INVALID";

        if (content.Attachments < 0)
            yield return "ATTACHMENTS_INVALID";

        if (content.NoAttachments.Length is 1 || content.CashReason.Length is 1)
            yield return "REASON_INVALID";

        if (content.Lines.Any(line => Math.Max(Math.Abs(line.Debit), Math.Abs(line.Credit)) > LargestFen))
            yield return "AMOUNT_INVALID";
    }

    /// <summary>Why this voucher cannot be corrected on that day; null where it can.</summary>
    internal static string? OfCorrection(DeskBook book, DeskContent content)
    {
        var (corrected, on) = (content.Corrects, content.Date!.Value);
        if (corrected is null)
            return null;

        if (corrected.Cancels is not null)
            return "CORRECTION_OF_RED";

        if (on < corrected.Date)
            return "CORRECTION_TOO_EARLY";

        if (book.Vouchers.Any(blue => blue.Corrects == corrected && !blue.Cancelled))
            return "ALREADY_CORRECTED";

        if (on.Year > corrected.Date.Year && content.Lines.Any(line => line.Debit + line.Credit < 0))
            return "CORRECTION_IN_RED";

        var thisYear = on.Year == corrected.Date.Year && corrected.Kind is not "Opening";
        return thisYear && !corrected.Cancelled ? "CORRECTION_NEEDS_RED" : null;
    }

    /// <summary>Everything that a checker must not let pass.</summary>
    internal static IEnumerable<string> OfContent(DeskBook book, DeskContent content)
    {
        var date = content.Date!.Value;
        if (content.Lines.Count is 0)
            yield return "EMPTY_VOUCHER";

        if (date < book.OpenedOn)
            yield return "BEFORE_OPENING";

        if (book.IsClosed(date))
            yield return "PERIOD_CLOSED";

        foreach (var reason in content.Lines.SelectMany(line => OfLine(book, line, date)))
            yield return reason;

        if (content.Lines.Sum(line => line.Debit) != content.Lines.Sum(line => line.Credit))
            yield return "UNBALANCED";

        if (OfWord(book, content) is { } word)
            yield return word;

        if (content.Attachments is 0 && content.NoAttachments.Length is 0 && content.Corrects is null)
            yield return "ATTACHMENTS_MISSING";

        if (OfCorrection(book, content) is { } wrong)
            yield return wrong;
    }

    internal static bool MovesMoney(DeskBook book, DeskContent content) =>
        content.Lines.Any(line => MovesMoney(book, line));

    /// <summary>Whether cash lies below zero at the end of a day from the draft's on, by what it takes.</summary>
    internal static bool IsCashShort(DeskBook book, DeskContent content)
    {
        if (content.CashReason.Length > 0)
            return false;

        var taken = content.Lines
            .Where(line => book.Accounts.GetValueOrDefault(line.Account)?.Kind is DeskKind.Cash)
            .GroupBy(line => line.Account, line => line.Credit - line.Debit)
            .Select(account => (Code: account.Key, Fen: account.Sum()));
        return taken.Any(account => account.Fen > 0 && IsShort(book, account.Code, account.Fen, content.Date!.Value));
    }

    private static bool IsShort(DeskBook book, string account, long taken, DateOnly from)
    {
        var days = book.Vouchers.Select(voucher => voucher.Date).Where(day => day > from).Append(from);
        return days.Distinct().Any(day =>
            book.HeldOn(day).Where(held => held.Key.Account == account).Sum(held => held.Value) < taken);
    }

    private static bool MovesMoney(DeskBook book, ModelLine line) =>
        book.Accounts.GetValueOrDefault(line.Account)?.MovesMoney is true;

    private static IEnumerable<string> OfLine(DeskBook book, ModelLine line, DateOnly date)
    {
        var oneSided = (line.Debit is 0) != (line.Credit is 0);
        if (!oneSided)
            yield return "AMOUNT_INVALID";

        if (!book.Accounts.TryGetValue(line.Account, out var account))
        {
            yield return "ACCOUNT_UNKNOWN";
            yield break;
        }

        if (!book.IsLeaf(account.Code))
            yield return "ACCOUNT_NOT_LEAF";

        if (date >= account.ClosedOn)
            yield return "ACCOUNT_CLOSED";

        if (line.Counterparty.Length is 0)
        {
            if (account.Counterparty is "required")
                yield return "COUNTERPARTY_MISSING";

            yield break;
        }

        if (account.Counterparty.Length is 0)
            yield return "COUNTERPARTY_NOT_KEPT";

        if (book.Items.TryGetValue(line.Counterparty, out var item))
        {
            if (item.Closed)
                yield return "ITEM_CLOSED";
        }
        else if (account.Counterparty is "required")
        {
            yield return "ITEM_UNKNOWN";
        }
    }

    private static string? OfWord(DeskBook book, DeskContent content)
    {
        var into = content.Lines.Any(line => line.Debit is not 0 && MovesMoney(book, line));
        var outOf = content.Lines.Any(line => line.Credit is not 0 && MovesMoney(book, line));
        return content.Word switch
        {
            "收" when !into || outOf => "WORD_NOT_RECEIPT",
            "付" when into || !outOf => "WORD_NOT_PAYMENT",
            "转" when into || outOf => "WORD_NOT_TRANSFER",
            _ => null,
        };
    }
}
