using System.Globalization;
using Region.Contracts;
using static System.FormattableString;

namespace Region.Services.Tests.Model;

/// <summary>What an act leaves behind that was carried out.</summary>
internal sealed partial class RoundModel
{
    internal DateOnly? ProposedOn { get; private set; }

    internal DateOnly? AwardedOn { get; private set; }

    internal DateOnly? SettledOn { get; private set; }

    internal string Settler { get; private set; } = "";

    /// <summary>Takes note of an act and of the id that the service gave to what it made.</summary>
    internal void Take(RoundAct act, string id)
    {
        Today = act.On > Today ? act.On : Today;
        switch (act.Verb)
        {
            case RoundVerb.Approve:
                (State, ApprovedOn) = (ModelState.Collecting, act.On);
                break;
            case RoundVerb.Ask:
                Asked[act.Village] = long.Parse(act.Packs, CultureInfo.InvariantCulture);
                break;
            case RoundVerb.Declare:
                Prepayments.Add(new ModelPrepayment(id, act.Village, act.Fen, act.On, act.By));
                break;
            case RoundVerb.Confirm:
                Confirm(act);
                break;
            case RoundVerb.Quote:
                Quotes.Add(new ModelQuote(id, act.Supplier, act.PriceMillionths, act.LeastThousandths, act.On)
                {
                    By = act.By,
                });
                break;
            default:
                TakeFromAward(act, id);
                break;
        }
    }

    private void TakeFromAward(RoundAct act, string id)
    {
        switch (act.Verb)
        {
            case RoundVerb.Propose:
                Chosen = Quotes.Find(quote => quote.Id == act.Target);
                (State, ProposedOn, Proposer) = (ModelState.AwardProposed, act.On, act.By);
                break;
            case RoundVerb.ApproveAward:
                (State, AwardedOn) = (ModelState.Awarded, act.On);
                break;
            case RoundVerb.Order:
                (State, OrderedOn) = (ModelState.Ordered, act.On);
                break;
            case RoundVerb.Deliver:
                Deliveries.Add(new ModelDelivery(id, act.Delivered, act.Rejected, act.On, act.By)
                {
                    Corrects = act.Corrects,
                });
                break;
            case RoundVerb.Sign:
                var signed = Deliveries.FindIndex(one => one.Id == act.Target);
                Deliveries[signed] = Deliveries[signed] with { SignedOn = act.On };
                break;
            case RoundVerb.Bill:
                Bills[act.Kind] = new ModelBill(act.Issuer, act.Fen, act.On, act.By);
                BillNumbers.Add($"{act.Issuer} {act.Number}");
                break;
            case RoundVerb.Settle:
                Settle(act);
                break;
            default:
                Pay(act);
                break;
        }
    }

    private void Confirm(RoundAct act)
    {
        var index = Prepayments.FindIndex(one => one.Id == act.Target);
        Prepayments[index] = Prepayments[index] with { ReceivedOn = act.On };
        Legs.Add(Leg(Topics.PrepaymentReceived, Prepayments[index].Village, act.Fen));
    }

    private void Settle(RoundAct act)
    {
        (State, SettledOn, Settler) = (ModelState.Settled, act.On, act.By);
        Share();
        foreach (var share in Shares.Where(share => share.Packs is not 0 || share.Total is not 0))
            Legs.Add(Leg(Topics.SettlementAllocated, share.Village, share.Total));
    }

    private void Pay(RoundAct act)
    {
        var (kind, payee, topic) = act.Verb switch
        {
            RoundVerb.PaySupplier => ("Supplier", Bills[Goods].Issuer, Topics.SupplierPaid),
            RoundVerb.PayCarrier => ("Carrier", Bills[Freight].Issuer, Topics.CarrierPaid),
            _ => ("Refund", act.Village, Topics.RefundPaid),
        };
        Payments.Add(new ModelPayment(kind, payee, act.Fen, act.On));
        Legs.Add(Leg(topic, act.Village, act.Fen));
    }

    private static string Leg(string topic, string village, long fen) => Invariant($"{topic} {village} {fen}");
}
