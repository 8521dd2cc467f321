using Region.Kernel;

namespace Region.Procurement.Domain;

internal enum BillKind
{
    Goods = 1,
    Freight = 2,
    Fee = 3,
}

/// <summary>
/// The supplier's invoice, the carrier's bill or the company's fee note. A later bill of the same kind replaces the
/// earlier one, which stays on record; an issuer's number is taken once and for all.
/// </summary>
internal sealed record Bill
{
    public required string Id { get; init; }
    public required BillKind Kind { get; init; }
    public required string Number { get; init; }
    public required string Issuer { get; init; }
    public required string IssuerName { get; init; }
    public required Money Amount { get; init; }

    /// <summary>Whose name it bears (发票抬头); empty where nobody recorded it.</summary>
    public string InvoiceName { get; init; } = "";

    /// <summary>The VAT that a fee note's amount contains.</summary>
    public Money Vat { get; init; }

    public required DateOnly BilledOn { get; init; }
    public required string RecordedBy { get; init; }

    /// <summary>Three-way match of order, acceptance and bill: goods and fee must be right to the fen.</summary>
    public static Decision<Bill, Refusal> Record(
        Round round,
        Order? order,
        IReadOnlyList<Delivery> deliveries,
        BillDraft draft,
        Person accountant)
    {
        var form = new Form();
        form.State(round, RoundState.Ordered);
        if (!form.Clean || order is null)
            return form.Refused;

        form.Demand(draft.Kind is not null, Refusal.BillKindUnknown, "kind");
        var number = form.Text("number", draft.Number, Limits.BillNumber);
        var issuer = draft.Kind is BillKind.Fee
            ? form.Text("issuer", draft.Issuer, Limits.Code)
            : form.Partner("issuer", draft.Issuer);
        var issuerName = form.Text("issuer_name", draft.IssuerName, Limits.Name);
        var billedOn = form.Date("billed_on", draft.BilledOn, order.OrderedOn);
        form.Demand(draft.AmountFen >= 0, Refusal.AmountNotPositive, "amount_fen", Yuan.Print(draft.AmountFen));
        form.Demand(draft.AmountFen <= Limits.Fen, Refusal.AmountTooLarge, "amount_fen", Yuan.Print(draft.AmountFen));
        var invoiceName = form.Note("invoice_name", draft.InvoiceName, Limits.Name);
        form.Demand(
            draft.VatFen is 0
                || (draft.Kind is BillKind.Fee && draft.VatFen > 0 && draft.VatFen <= draft.AmountFen),
            Refusal.BillVatWrong,
            "vat_fen",
            Yuan.Print(draft.VatFen));
        if (!form.Clean || draft.Kind is not { } kind)
            return form.Refused;

        var bill = new Bill
        {
            Id = draft.Id,
            Kind = kind,
            Number = number,
            Issuer = issuer,
            IssuerName = issuerName,
            Amount = new Money(draft.AmountFen),
            InvoiceName = invoiceName,
            Vat = new Money(draft.VatFen),
            BilledOn = billedOn,
            RecordedBy = accountant.Login,
        };
        Judge(round, order, deliveries, bill, form);
        return form.Clean ? bill : form.Refused;
    }

    /// <summary>What the supplier may ask for: the accepted packs at the order's price, rounded once.</summary>
    public static Money GoodsDue(Order order, IReadOnlyList<Delivery> deliveries) =>
        order.PriceOf(Receipt.OfSigned(deliveries).Accepted);

    private static void Judge(Round round, Order order, IReadOnlyList<Delivery> deliveries, Bill bill, Form form)
    {
        if (bill.Kind is BillKind.Freight)
            return;

        form.Demand(deliveries.All(delivery => delivery.Signed), Refusal.UnsignedDelivery, "kind");
        var goods = GoodsDue(order, deliveries);
        var (issuer, due, rule) = bill.Kind is BillKind.Goods
            ? (order.Supplier, goods, Refusal.GoodsBillDiffers)
            : (round.Company, round.Fee.Of(goods), Refusal.FeeBillDiffers);
        form.Demand(
            string.Equals(bill.Issuer, issuer, StringComparison.Ordinal),
            Refusal.BillIssuerWrong,
            "issuer",
            $"{bill.Issuer}≠{issuer}");
        form.Demand(bill.Amount == due, rule, "amount_fen", $"{bill.Amount}≠{due}");
    }
}

internal sealed record BillDraft
{
    public required string Id { get; init; }
    public required BillKind? Kind { get; init; }
    public required string Number { get; init; }
    public required string Issuer { get; init; }
    public required string IssuerName { get; init; }
    public required long AmountFen { get; init; }
    public required string BilledOn { get; init; }
    public string InvoiceName { get; init; } = "";
    public long VatFen { get; init; }
}
