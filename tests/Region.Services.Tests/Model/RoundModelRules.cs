using System.Globalization;

namespace Region.Services.Tests.Model;

/// <summary>
/// What may be done to a round and when. Every rule answers all reasons for which it may refuse; none means that it
/// must be carried out. Where several hold, the service may name any of them.
/// </summary>
internal sealed partial class RoundModel
{
    private const string Forbidden = "ROUND_STATE_FORBIDS";
    private const string TooEarly = "DATE_TOO_EARLY";
    private const string SamePerson = "MAKER_IS_CHECKER";

    // What is not there and what is not the caller's are the same to him.
    private const string Unknown = "NOT_FOUND";

    private DateOnly CollectsFrom => ApprovedOn ?? OpenedOn;

    /// <summary>The reasons against an act; empty where the service must carry it out.</summary>
    internal IReadOnlyCollection<string> Reasons(RoundAct act) => act.Verb switch
    {
        RoundVerb.Approve => [.. OfApproval(act)],
        RoundVerb.Ask => act.Village is Stranger ? [Unknown] : [.. OfAsking(act)],
        RoundVerb.Declare => [.. OfDeclaration(act)],
        RoundVerb.Confirm => [.. OfConfirmation(act)],
        RoundVerb.Quote => [.. OfQuote(act)],
        RoundVerb.Propose => [.. OfProposal(act)],
        RoundVerb.ApproveAward => [.. OfAwardApproval(act)],
        RoundVerb.Order => [.. OfOrder(act)],
        RoundVerb.Deliver => [.. OfDelivery(act)],
        RoundVerb.Sign => [.. OfSignature(act)],
        RoundVerb.Bill => [.. OfBill(act)],
        RoundVerb.Settle => [.. OfSettlement(act)],
        RoundVerb.Refund => act.Village is Stranger ? [Unknown] : [.. OfRefund(act)],
        _ => [.. OfPayment(act)],
    };

    private static IEnumerable<string> If(bool broken, string reason) => broken ? [reason] : [];

    private IEnumerable<string> In(ModelState needed) => If(
        State != needed,
        needed is ModelState.Settled ? "NOT_SETTLED" : State is ModelState.Settled ? "ALREADY_SETTLED" : Forbidden);

    private static IEnumerable<string> Money(long fen, long least) =>
        If(fen < least, "AMOUNT_NOT_POSITIVE").Concat(If(fen > LargestFen, "AMOUNT_TOO_LARGE"));

    private IEnumerable<string> OfApproval(RoundAct act) => In(ModelState.Draft)
        .Concat(If(act.By == Opener, SamePerson))
        .Concat(If(act.On < OpenedOn, TooEarly))
        .Concat(If(act.On > CutOff, "APPROVED_AFTER_CUT_OFF"));

    private IEnumerable<string> OfAsking(RoundAct act)
    {
        var packs = decimal.Parse(act.Packs, CultureInfo.InvariantCulture);
        return In(ModelState.Collecting)
            .Concat(If(act.On < CollectsFrom, TooEarly))
            .Concat(If(act.On > CutOff, "AFTER_CUT_OFF"))
            .Concat(If(packs != Math.Floor(packs), "PACK_FRACTION"))
            .Concat(If(packs < 0, "PACKS_NEGATIVE"))
            .Concat(If(packs > MostPacks, "PACKS_TOO_MANY"))
            .Concat(If(packs is 0 && !Asked.ContainsKey(act.Village), "PACKS_ZERO"));
    }

    private IEnumerable<string> OfDeclaration(RoundAct act) => If(State is ModelState.Draft, Forbidden)
        .Concat(Money(act.Fen, 1))
        .Concat(If(act.On < CollectsFrom, TooEarly))
        .Concat(If(
            Prepayments.Where(one => one.Village == act.Village).Sum(one => one.Fen) + act.Fen > LargestFen,
            "PREPAID_TOO_MUCH"));

    private IEnumerable<string> OfConfirmation(RoundAct act)
    {
        if (Prepayments.Find(one => one.Id == act.Target) is not { } declared)
            return [Unknown];

        return If(declared.ReceivedOn is not null, "PREPAYMENT_CONFIRMED")
            .Concat(If(act.Fen != declared.Fen, "PREPAYMENT_DIFFERS"))
            .Concat(If(act.By == declared.By, SamePerson))
            .Concat(If(act.On < declared.PaidOn, TooEarly));
    }

    private IEnumerable<string> OfQuote(RoundAct act) => In(ModelState.Collecting)
        .Concat(If(act.Supplier is ['V', ..], "PARTNER_IS_UNIT"))
        .Concat(If(Quotes.Any(quote => quote.Supplier == act.Supplier), "SUPPLIER_QUOTED_ALREADY"))
        .Concat(If(act.PriceMillionths is 0, "NUMBER_OUT_OF_RANGE"))
        .Concat(If(act.On < CollectsFrom, TooEarly));

    private IEnumerable<string> OfProposal(RoundAct act)
    {
        var demand = Asked.Values.Sum() * PackThousandths;
        var quote = Quotes.Find(one => one.Id == act.Target);
        var cheapest = Quotes.Where(one => one.LeastThousandths <= demand)
            .All(one => one.PriceMillionths >= quote?.PriceMillionths);
        return In(ModelState.Collecting)
            .Concat(If(quote is null, Unknown))
            .Concat(If(Quotes.Select(one => one.On).Append(CollectsFrom).Max() > act.On, TooEarly))
            .Concat(If(act.On <= CutOff, "CUT_OFF_NOT_PASSED"))
            .Concat(If(demand is 0, "NOTHING_REQUESTED"))
            .Concat(If(quote?.LeastThousandths > demand, "MINIMUM_NOT_MET"))
            .Concat(If(act.Reason.Length is 0 && (Quotes.Count < 3 || !cheapest), "REASON_MISSING"));
    }

    private IEnumerable<string> OfAwardApproval(RoundAct act) => In(ModelState.AwardProposed)
        .Concat(If(Bought(act.By), SamePerson))
        .Concat(If(act.On < ProposedOn, TooEarly));

    private IEnumerable<string> OfOrder(RoundAct act) =>
        In(ModelState.Awarded).Concat(If(act.On < AwardedOn, TooEarly));

    private IEnumerable<string> OfDelivery(RoundAct act)
    {
        var corrected = Deliveries.Find(one => one.Id == act.Corrects);
        var before = In(ModelState.Ordered)
            .Concat(If(Bought(act.By), "BUYER_MAY_NOT_ACCEPT"))
            .Concat(If(act.Corrects.Length > 0 && corrected is null, Unknown))
            .Concat(If((act.Rejected is not 0 || act.Corrects.Length > 0) && act.Reason.Length is 0, "TEXT_MISSING"))
            .Concat(If(act.On < (corrected?.On ?? OrderedOn), TooEarly))
            .Concat(If(Delivered + act.Delivered > Ordered, "ACCEPTANCE_ABOVE_ORDER"));
        return before.Concat(corrected is null ? OfArrival(act) : OfCorrection(act, corrected));
    }

    private static IEnumerable<string> OfArrival(RoundAct act) => act.Corrects.Length > 0
        ? []
        : If(act.Delivered < 0 || act.Rejected < 0, "PACKS_NEGATIVE")
            .Concat(If(act.Delivered is 0, "DELIVERED_NOTHING"))
            .Concat(If(act.Rejected > act.Delivered, "REJECTED_ABOVE_DELIVERED"));

    private IEnumerable<string> OfCorrection(RoundAct act, ModelDelivery corrected)
    {
        var all = Deliveries.Where(one => one.Id == corrected.Id || one.Corrects == corrected.Id).ToArray();
        var delivered = all.Sum(one => one.Delivered) + act.Delivered;
        var rejected = all.Sum(one => one.Rejected) + act.Rejected;
        return If(corrected.Corrects.Length > 0, "COUNTER_DOCUMENT_OF_COUNTER_DOCUMENT")
            .Concat(If(act is { Delivered: 0, Rejected: 0 }, "COUNTER_DOCUMENT_CHANGES_NOTHING"))
            .Concat(If(delivered < 0 || rejected < 0 || rejected > delivered, "ACCEPTANCE_BELOW_ZERO"));
    }

    private IEnumerable<string> OfSignature(RoundAct act)
    {
        if (Deliveries.Find(one => one.Id == act.Target) is not { } delivery)
            return [Unknown];

        var corrected = Deliveries.Find(one => one.Id == delivery.Corrects);
        return In(ModelState.Ordered)
            .Concat(If(delivery.SignedOn is not null, "DELIVERY_SIGNED"))
            .Concat(If(Bought(act.By), "BUYER_MAY_NOT_ACCEPT"))
            .Concat(If(act.By == delivery.By, SamePerson))
            .Concat(If(corrected is { SignedOn: null }, "CORRECTED_DELIVERY_UNSIGNED"))
            .Concat(If(act.On < delivery.On, TooEarly));
    }

    private IEnumerable<string> OfBill(RoundAct act)
    {
        var always = In(ModelState.Ordered)
            .Concat(Money(act.Fen, 0))
            .Concat(If(act.On < OrderedOn, TooEarly))
            .Concat(If(BillNumbers.Contains($"{act.Issuer} {act.Number}"), "BILL_NUMBER_TAKEN"));
        return act.Kind is Freight
            ? always
            : always.Concat(If(Deliveries.Any(one => one.SignedOn is null), "UNSIGNED_DELIVERY"))
                .Concat(If(act.Issuer != IssuerOf(act.Kind), "BILL_ISSUER_WRONG"))
                .Concat(If(act.Kind is Goods && act.Fen != GoodsDue, "GOODS_BILL_DIFFERS"))
                .Concat(If(act.Kind is FeeNote && act.Fen != FeeDue, "FEE_BILL_DIFFERS"));
    }

    private IEnumerable<string> OfSettlement(RoundAct act)
    {
        var earliest = Deliveries.Select(one => one.SignedOn ?? one.On)
            .Concat(Bills.Values.Select(bill => bill.On)).Append(OrderedOn ?? default).Max();
        return In(ModelState.Ordered)
            .Concat(If(Deliveries.Any(one => one.SignedOn is null), "UNSIGNED_DELIVERY"))
            .Concat(OfDue(Goods, GoodsDue, "GOODS_BILL_DIFFERS"))
            .Concat(OfDue(FeeNote, FeeDue, "FEE_BILL_DIFFERS"))
            .Concat(If(Accepted is 0 && BilledFen(Freight) > 0, "FREIGHT_WITHOUT_GOODS"))
            .Concat(If(act.On < earliest, TooEarly));
    }

    private IEnumerable<string> OfDue(string kind, long due, string differs) => Bills.ContainsKey(kind)
        ? If(BilledFen(kind) != due, differs)
        : If(due > 0, "BILL_MISSING");

    private IEnumerable<string> OfMoneyOut(RoundAct act) => In(ModelState.Settled)
        .Concat(If(act.By == Settler || Bills.Values.Any(bill => bill.By == act.By), "PAYER_IS_SETTLER"))
        .Concat(Money(act.Fen, 1))
        .Concat(If(act.On < SettledOn, TooEarly));

    private IEnumerable<string> OfPayment(RoundAct act)
    {
        var (bill, kind) = act.Verb is RoundVerb.PaySupplier ? (Goods, "Supplier") : (Freight, "Carrier");
        return OfMoneyOut(act)
            .Concat(If(!Bills.ContainsKey(bill), "BILL_MISSING"))
            .Concat(If(act.Fen > Available(act.On), "PAYMENT_ABOVE_FUNDS"))
            .Concat(If(act.Fen > BilledFen(bill) - PaidFen(kind), "PAYMENT_ABOVE_BILL"));
    }

    private IEnumerable<string> OfRefund(RoundAct act) =>
        OfMoneyOut(act).Concat(If(act.Fen > BalanceOf(act.Village, act.On), "REFUND_ABOVE_BALANCE"));
}
