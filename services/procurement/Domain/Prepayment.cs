using Region.Kernel;

namespace Region.Procurement.Domain;

/// <summary>预付款: a village says that it paid, the company accountant confirms that exactly this arrived.</summary>
internal sealed record Prepayment
{
    public required string Id { get; init; }
    public required string Village { get; init; }
    public required Money Amount { get; init; }
    public required DateOnly PaidOn { get; init; }
    public required string BankReference { get; init; }
    public required string DeclaredBy { get; init; }
    public DateOnly? ReceivedOn { get; init; }
    public string ConfirmedBy { get; init; } = "";

    /// <summary>A village may prepay from the round's approval on, also after settlement where it still owes.</summary>
    public static Decision<Prepayment, Refusal> Declare(
        Round round,
        IReadOnlyList<Prepayment> earlier,
        PrepaymentDraft draft,
        Person accountant)
    {
        var form = new Form();
        form.Demand(round.State != RoundState.Draft, Refusal.RoundStateForbids, "round_id", round.State.InChinese());
        var amount = form.Amount("amount_fen", draft.AmountFen);
        var paidOn = form.Date("paid_on", draft.PaidOn, round.CollectsFrom);
        var reference = form.Note("bank_reference", draft.BankReference, Limits.BankReference);
        if (form.Clean)
        {
            var all = Money.Sum(Of(earlier, draft.Village).Select(prepayment => prepayment.Amount)) + amount;
            form.Demand(all.Fen <= Limits.Fen, Refusal.PrepaidTooMuch, "amount_fen", all);
        }

        if (!form.Clean)
            return form.Refused;

        return new Prepayment
        {
            Id = draft.Id,
            Village = draft.Village,
            Amount = amount,
            PaidOn = paidOn,
            BankReference = reference,
            DeclaredBy = accountant.Login,
        };
    }

    /// <summary>The company accountant confirms, once, what arrived.</summary>
    public static Decision<Prepayment, Refusal> Confirm(
        Prepayment? declared,
        Money arrived,
        string receivedOn,
        Person accountant)
    {
        if (declared is null)
            return Refusal.PrepaymentUnknown.On("prepayment_id");

        var form = new Form();
        form.Demand(declared.ReceivedOn is null, Refusal.PrepaymentConfirmed, "prepayment_id");
        form.Demand(
            arrived == declared.Amount,
            Refusal.PrepaymentDiffers,
            "amount_fen",
            $"{arrived}≠{declared.Amount}");
        form.Apart(declared.DeclaredBy, accountant);
        var date = form.Date("received_on", receivedOn, declared.PaidOn);
        return form.Clean ? declared with { ReceivedOn = date, ConfirmedBy = accountant.Login } : form.Refused;
    }

    /// <summary>What the company has received from a village.</summary>
    public static Money Received(IEnumerable<Prepayment> prepayments, string village) =>
        ReceivedBy(prepayments, village, DateOnly.MaxValue);

    /// <summary>What the company had received from a village at the end of a day.</summary>
    public static Money ReceivedBy(IEnumerable<Prepayment> prepayments, string village, DateOnly day) =>
        Money.Sum(Of(prepayments, village)
            .Where(prepayment => prepayment.ReceivedOn <= day)
            .Select(prepayment => prepayment.Amount));

    private static IEnumerable<Prepayment> Of(IEnumerable<Prepayment> prepayments, string village) =>
        prepayments.Where(prepayment => string.Equals(prepayment.Village, village, StringComparison.Ordinal));
}

internal sealed record PrepaymentDraft
{
    public required string Id { get; init; }
    public required string Village { get; init; }
    public required long AmountFen { get; init; }
    public required string PaidOn { get; init; }
    public required string BankReference { get; init; }
}
