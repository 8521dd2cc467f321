using Region.Kernel;

namespace Region.Accounting.Domain;

/// <summary>
/// Blue vouchers that put right what an earlier one had wrong (订正, 会计基础工作规范): of an earlier year at once,
/// of the same year only behind the red voucher that cancels it.
/// </summary>
internal static class Correction
{
    /// <summary>Refuses a correction that the rules do not know; null where it may be.</summary>
    public static Refused<Refusal>? Refuse(Corrected corrected, Draft blue)
    {
        var on = blue.Date;
        var original = corrected.Voucher;
        var name = Reversal.NameOf(original);
        if (original.Content.Reverses is not null)
            return Refusal.CorrectionOfRed.On("corrects_voucher_id", name);

        if (on < original.Content.Date)
            return Refusal.CorrectionTooEarly.On("accounting_date", BusinessDate.Write(on));

        if (corrected.CorrectedBy.Length > 0)
            return Refusal.AlreadyCorrected.On("corrects_voucher_id", name);

        if (on.Year > original.Content.Date.Year && blue.Postings.Any(posting => posting.Amount.Fen < 0))
            return Refusal.CorrectionInRed.On("postings", name);

        // The opening balances cannot be cancelled in red, so what is wrong in them is corrected at any time.
        var needsRed = on.Year == original.Content.Date.Year && original.Content.Word is not Words.Opening;
        return needsRed && !corrected.Cancelled
            ? Refusal.CorrectionNeedsRed.On("corrects_voucher_id", name)
            : null;
    }

    /// <summary>The summary as the rules word it: 订正2025年3月27日记-5号凭证：….</summary>
    public static string Summary(Voucher original, string summary)
    {
        var prefix = $"订正{Reversal.NameOf(original)}凭证";
        return summary.StartsWith(prefix, StringComparison.Ordinal)
            ? summary
            : PlainText.Shorten($"{prefix}：{summary}", ManualVoucher.MaximumSummary);
    }
}

/// <summary>A voucher that is to be corrected, and what became of it.</summary>
/// <param name="Voucher">As it was posted.</param>
/// <param name="Cancelled">Whether a red voucher cancels it.</param>
/// <param name="CorrectedBy">The blue voucher that corrects it and was not cancelled itself; else empty.</param>
internal sealed record Corrected(Voucher Voucher, bool Cancelled, string CorrectedBy);
