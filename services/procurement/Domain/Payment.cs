using Region.Kernel;

namespace Region.Procurement.Domain;

internal enum PaymentKind
{
    Supplier = 1,
    Carrier = 2,
    Refund = 3,
}

/// <summary>
/// A payment out of the villages' funds by the cashier, who neither settled the round nor recorded its bills.
/// </summary>
internal sealed record Payment
{
    public required string Id { get; init; }
    public required PaymentKind Kind { get; init; }

    /// <summary>The supplier's, carrier's or village's code.</summary>
    public required string Payee { get; init; }

    public required Money Amount { get; init; }
    public required DateOnly PaidOn { get; init; }
    public required string PaidBy { get; init; }

    /// <summary>Pays the supplier or the carrier: never above its bill, never above the villages' funds.</summary>
    public static Decision<Payment, Refusal> PayBill(Round round, Funds funds, PaymentDraft draft, Person cashier)
    {
        var form = new Form();
        var (amount, date) = Read(round, funds, draft, cashier, form);
        if (!form.Clean)
            return form.Refused;

        var kind = draft.Kind is PaymentKind.Supplier ? BillKind.Goods : BillKind.Freight;
        if (funds.Bills.FirstOrDefault(bill => bill.Kind == kind) is not { } bill)
            return Refusal.BillMissing.On("round_id", kind is BillKind.Goods ? "供应商发票" : "运费单");

        var open = bill.Amount - funds.Paid(draft.Kind);
        var available = funds.Available(date);
        form.Demand(amount <= available, Refusal.PaymentAboveFunds, "amount_fen", $"{amount}>{available}");
        form.Demand(amount <= open, Refusal.PaymentAboveBill, "amount_fen", $"{amount}>{open}");
        return form.Clean ? Make(draft, bill.Issuer, amount, date, cashier) : form.Refused;
    }

    /// <summary>Pays back what a village prepaid above its part of the settlement.</summary>
    public static Decision<Payment, Refusal> Refund(Round round, Funds funds, PaymentDraft draft, Person cashier)
    {
        var form = new Form();
        var (amount, date) = Read(round, funds, draft, cashier, form);
        if (!form.Clean)
            return form.Refused;

        var balance = funds.BalanceOf(draft.Village, date);
        form.Demand(amount <= balance, Refusal.RefundAboveBalance, "amount_fen", $"{amount}>{balance}");
        return form.Clean ? Make(draft, draft.Village, amount, date, cashier) : form.Refused;
    }

    private static (Money Amount, DateOnly Date) Read(
        Round round,
        Funds funds,
        PaymentDraft draft,
        Person cashier,
        Form form)
    {
        form.State(round, RoundState.Settled);
        form.Demand(!funds.SettledBy(cashier), Refusal.PayerIsSettler, "caller", cashier.Login);
        var earliest = funds.Settlement?.SettledOn ?? default;
        return (form.Amount("amount_fen", draft.AmountFen), form.Date("paid_on", draft.PaidOn, earliest));
    }

    private static Payment Make(PaymentDraft draft, string payee, Money amount, DateOnly date, Person cashier) => new()
    {
        Id = draft.Id,
        Kind = draft.Kind,
        Payee = payee,
        Amount = amount,
        PaidOn = date,
        PaidBy = cashier.Login,
    };
}

internal sealed record PaymentDraft
{
    public required string Id { get; init; }
    public required PaymentKind Kind { get; init; }
    public required long AmountFen { get; init; }
    public required string PaidOn { get; init; }

    /// <summary>The village that gets a refund; empty for other payments.</summary>
    public string Village { get; init; } = "";
}
