using System.Runtime.InteropServices;
using Region.Kernel;

namespace Region.Accounting.Domain;

/// <summary>Red vouchers (红字冲销): the only way in which a posted voucher is taken back.</summary>
internal static class Reversal
{
    public const int MaximumReason = 200;

    /// <summary>
    /// Prepares the red counterpart of a voucher: the same lines with negative amounts on the same sides, within the
    /// same year (会计基础工作规范: an error of an earlier year is corrected by a blue voucher instead).
    /// </summary>
    public static Decision<Draft, Refusal> Prepare(Voucher original, bool reversed, DateOnly on, Reversing by)
    {
        var content = original.Content;
        if (content.Reverses is not null)
            return Refusal.RedNotReversible.On("voucher_id", NameOf(original));

        if (content.Word is Words.Opening)
            return Refusal.OpeningNotReversible.On("voucher_id", NameOf(original));

        // The steps of a year end build on each other: without one of them the others carry over what is not there.
        if (content.Kind is VoucherKind.YearEnd && !by.WholeYearEnd)
            return Refusal.YearEndReversedAlone.On("voucher_id", NameOf(original));

        if (reversed)
            return Refusal.AlreadyReversed.On("voucher_id", NameOf(original));

        if (on.Year != content.Date.Year)
            return Refusal.ReversalOtherYear.On("reversed_on", BusinessDate.Write(on));

        if (on < content.Date)
            return Refusal.ReversalTooEarly.On("reversed_on", BusinessDate.Write(on));

        if (!PlainText.IsPlain(by.Reason) || by.Reason.Length is 0 or > MaximumReason)
            return Refusal.ReasonInvalid.On("reason", by.Reason);

        if (by.CashReason.Length > 0 && !ManualVoucher.IsReason(by.CashReason))
            return Refusal.ReasonInvalid.On("negative_cash_reason", by.CashReason);

        return new Draft
        {
            Word = content.Word,
            Kind = content.Kind,
            Date = on,
            Summary = $"注销{NameOf(original)}凭证：{by.Reason}",
            PreparedBy = by.PreparedBy,
            PostedBy = by.PreparedBy,
            Origin = new Origin
            {
                EventId = content.Origin.EventId,
                Topic = content.Origin.Topic,
                Document = by.CashReason.Length > 0
                    ? string.Join('；', ((string[])[content.Origin.Document, $"现金不足说明：{by.CashReason}"])
                        .Where(text => text.Length > 0))
                    : content.Origin.Document,
                MirrorBook = content.Origin.MirrorBook,
            },
            Reverses = original.Id,
            Postings = [.. content.Postings.Select(posting => posting.Negated())],
        };
    }

    /// <summary>
    /// The day on which the mirror of a cancelled voucher is cancelled in its own book: that of the first red voucher,
    /// or the nearest one behind it that the book takes, and always within the mirror's own year; null where that year
    /// is closed.
    /// </summary>
    public static DateOnly? MirrorDay(Voucher mirror, BookState state, DateOnly on)
    {
        var date = mirror.Content.Date;
        var wanted = on < date ? date : on;
        var day = state.OpenDayFor(wanted.Year > date.Year ? new DateOnly(date.Year, 12, 31) : wanted);
        return day.Year == date.Year ? day : null;
    }

    /// <summary>A voucher as people name it: 2026年3月27日记-5号.</summary>
    public static string NameOf(Voucher voucher)
    {
        var date = voucher.Content.Date;
        return FormattableString.Invariant(
            $"{date.Year}年{date.Month}月{date.Day}日{voucher.Content.Word}-{voucher.Number}号");
    }
}

/// <summary>Who takes a voucher back, and why.</summary>
/// <param name="PreparedBy">The login, or the word for what the system does by itself.</param>
/// <param name="Reason">For the summary.</param>
/// <param name="WholeYearEnd">Whether the voucher goes together with all others of its year end.</param>
/// <param name="CashReason">Why cash may lie below zero because of it; empty where it does not.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Reversing(
    string PreparedBy,
    string Reason,
    bool WholeYearEnd = false,
    string CashReason = "");

/// <summary>Review (审核): a second pair of eyes, once for each voucher.</summary>
internal static class Review
{
    /// <summary>Refuses a second review, and the preparer's own.</summary>
    public static Decision<Voucher, Refusal> Decide(Voucher voucher, string reviewedBy, string reviewer)
    {
        if (reviewedBy.Length > 0)
            return Refusal.AlreadyReviewed.On("voucher_id", Reversal.NameOf(voucher));

        return string.Equals(voucher.Content.PreparedBy, reviewer, StringComparison.Ordinal)
            ? Refusal.ReviewerIsPreparer.On("voucher_id", Reversal.NameOf(voucher))
            : voucher;
    }
}
