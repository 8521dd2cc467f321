using static System.FormattableString;

namespace Region.Services.Tests.Model;

/// <summary>How a step becomes an act in the round as it stands.</summary>
internal sealed partial class RoundModel
{
    private const string OnePerson = "one-for-all";

    internal RoundAct ActOf(RoundStep step)
    {
        if (step.Verb is RoundVerb.GoOn)
            step = step with { Verb = Next(step.Which), Flaw = 0, Days = Math.Max(0, step.Days), SamePerson = false };

        var by = step.SamePerson ? OnePerson : PersonOf(step);
        var act = new RoundAct(step.Verb, Today.AddDays(step.Days), by);
        return step.Verb switch
        {
            RoundVerb.Ask => Asking(act, step),
            RoundVerb.Declare => act with
            {
                Village = Villages[step.Which % Villages.Length],
                Fen = step.Flaw switch
                {
                    1 => 0,
                    2 => LargestFen + 1,
                    3 => -1,
                    4 => LargestFen,
                    _ => 1 + (step.Which * 977),
                },
            },
            RoundVerb.Confirm when Prepayments.Count > 0 => Confirming(act, step),
            RoundVerb.Quote => Quoting(act, step),
            RoundVerb.Propose => Proposing(act, step),
            RoundVerb.Deliver => Delivering(act, step),
            RoundVerb.Sign when Deliveries.Count > 0 => act with
            {
                Target = (Deliveries.Find(one => one.SignedOn is null && step.Flaw is 0)
                    ?? Deliveries[step.Which % Deliveries.Count]).Id,
            },
            RoundVerb.Bill => Billing(act, step),
            RoundVerb.PaySupplier => act with { Fen = Payable(act, step, Goods, "Supplier") },
            RoundVerb.PayCarrier => act with { Fen = Payable(act, step, Freight, "Carrier") },
            RoundVerb.Refund => Refunding(act, step),
            _ => act,
        };
    }

    private static string PersonOf(RoundStep step) => step.Verb switch
    {
        RoundVerb.Approve or RoundVerb.ApproveAward => "secretary",
        RoundVerb.Ask or RoundVerb.Declare => "village-accountant",
        RoundVerb.Quote or RoundVerb.Propose => "buyer",
        RoundVerb.Order => "manager",
        RoundVerb.Deliver => "receiver",
        RoundVerb.Sign => "supervisor",
        RoundVerb.Confirm or RoundVerb.Bill or RoundVerb.Settle => "accountant",
        _ => "cashier",
    };

    /// <summary>What the round waits for.</summary>
    private RoundVerb Next(int which) => State switch
    {
        ModelState.Draft => RoundVerb.Approve,
        ModelState.Collecting => Pick(
            which,
            RoundVerb.Ask, RoundVerb.Declare, RoundVerb.Confirm, RoundVerb.Quote, RoundVerb.Propose),
        ModelState.AwardProposed => RoundVerb.ApproveAward,
        ModelState.Awarded => RoundVerb.Order,
        ModelState.Ordered => Pick(
            which,
            RoundVerb.Deliver, RoundVerb.Sign, RoundVerb.Sign, RoundVerb.Bill, RoundVerb.Bill, RoundVerb.Settle),
        _ => Pick(
            which,
            RoundVerb.PaySupplier, RoundVerb.PayCarrier, RoundVerb.Refund, RoundVerb.Declare, RoundVerb.Confirm),
    };

    private static RoundVerb Pick(int which, params RoundVerb[] verbs) => verbs[which % verbs.Length];

    private static RoundAct Asking(RoundAct act, RoundStep step) => act with
    {
        Village = step.Flaw is 5 ? Stranger : Villages[step.Which % Villages.Length],
        Packs = step.Flaw switch
        {
            1 => "1.5",
            2 => "-1",
            3 => "0",
            4 => Invariant($"{MostPacks + 1}"),
            _ => Invariant($"{1 + (step.Which % 40)}"),
        },
    };

    private RoundAct Confirming(RoundAct act, RoundStep step)
    {
        var prepayment = Prepayments.Find(one => one.ReceivedOn is null && step.Flaw is 0)
            ?? Prepayments[step.Which % Prepayments.Count];
        return act with { Target = prepayment.Id, Fen = prepayment.Fen + (step.Flaw is 1 ? 1 : 0) };
    }

    private static RoundAct Quoting(RoundAct act, RoundStep step) => act with
    {
        Supplier = step.Flaw is 1 ? "V0101" : Invariant($"S{step.Which % 5}"),
        PriceMillionths = step.Flaw is 2 ? 0 : 1_234_567L + (step.Which * 45_001L),
        LeastThousandths = step.Which % 3 is 0 ? 500_000 : 0,
    };

    private RoundAct Proposing(RoundAct act, RoundStep step) => act with
    {
        On = step.Flaw is 3 || act.On > CutOff ? act.On : CutOff.AddDays(1),
        Target = step.Flaw is 2 || Quotes.Count is 0 ? "none" : Quotes[step.Which % Quotes.Count].Id,
        Reason = step.Flaw is 1 ? "" : "质量好",
    };

    private RoundAct Delivering(RoundAct act, RoundStep step)
    {
        var left = Ordered - Delivered;
        var some = Math.Max(1, left * (1 + (step.Which % 4)) / 4);
        var correct = step.Flaw is 3 or 7 && Deliveries.Count > 0;
        return act with
        {
            Delivered = step.Flaw switch { 1 => left + 1, 3 => 0, 4 => -1, 5 => 0, 7 => -3, _ => some },
            Rejected = step.Flaw switch
            {
                2 => some + 1,
                3 => 1,
                4 or 5 or 7 => 0,
                _ => step.Which % 3 is 0 ? some / 3 : 0,
            },
            Corrects = correct ? Deliveries[step.Which % Deliveries.Count].Id : step.Flaw is 3 ? "none" : "",
            Reason = step.Flaw is 6 ? "" : "喷霜",
        };
    }

    private RoundAct Billing(RoundAct act, RoundStep step)
    {
        var kind = (step.Which % 3) switch { 0 => Goods, 1 => FeeNote, _ => Freight };
        var due = kind switch { Goods => GoodsDue, FeeNote => FeeDue, _ => 1 + (step.Which * 31L) };
        return act with
        {
            Kind = kind,
            Fen = step.Flaw switch { 1 => due + 1, 4 => -1, 5 => LargestFen + 1, _ => due },
            Issuer = step.Flaw is 2 ? "S99" : IssuerOf(kind),
            Number = step.Flaw is 3 ? "same" : Invariant($"number {BillNumbers.Count}"),
        };
    }

    private string IssuerOf(string kind) => kind switch
    {
        Goods => Chosen?.Supplier ?? "S0",
        FeeNote => Company,
        _ => Carrier,
    };

    private long Payable(RoundAct act, RoundStep step, string bill, string payment)
    {
        var open = BilledFen(bill) - PaidFen(payment);
        var most = Math.Min(open, Available(act.On));
        return step.Flaw switch { 1 => open + 1, 2 => most / 2, 3 => Available(act.On) + 1, 4 => 0, _ => most };
    }

    private RoundAct Refunding(RoundAct act, RoundStep step)
    {
        var village = step.Flaw is 5 ? Stranger : Villages[step.Which % Villages.Length];
        var balance = BalanceOf(village, act.On);
        return act with
        {
            Village = village,
            Fen = step.Flaw switch { 1 => balance + 1, 2 => balance / 2, 4 => 0, _ => balance },
        };
    }
}
