using FsCheck;
using FsCheck.Fluent;

namespace Region.Services.Tests.Model;

/// <summary>What people may do to a round.</summary>
internal enum RoundVerb
{
    /// <summary>What the round waits for, done right; so that scripts reach its end.</summary>
    GoOn,
    Approve,
    Ask,
    Declare,
    Confirm,
    Quote,
    Propose,
    ApproveAward,
    Order,
    Deliver,
    Sign,
    Bill,
    Settle,
    PaySupplier,
    PayCarrier,
    Refund,
}

/// <summary>
/// One thing that somebody does to a round. Its numbers get their meaning from what is there by then, so that a step
/// keeps its sense when others are left out of the script.
/// </summary>
/// <param name="Verb">What is done.</param>
/// <param name="Which">Which village, quote, delivery or amount, counted round.</param>
/// <param name="Days">How long after the latest day; negative is too early.</param>
/// <param name="Flaw">0 where it is done right; else what is wrong, different for each verb.</param>
/// <param name="SamePerson">Done by one who does everything, instead of the person whose part it is.</param>
internal sealed record RoundStep(RoundVerb Verb, int Which, int Days, int Flaw, bool SamePerson)
{
    private const int TooEarly = -60;

    internal static Gen<RoundStep> Any { get; } =
        from verb in Gen.Frequency((5, Gen.Constant(RoundVerb.GoOn)), (7, Gen.Elements(Enum.GetValues<RoundVerb>())))
        from which in Gen.Choose(0, 1_000)
        from days in Gen.Frequency(
            (20, Gen.Constant(0)), (6, Gen.Choose(1, 2)), (1, Gen.Constant(TooEarly)), (1, Gen.Choose(-3, -1)))
        from flaw in Gen.Frequency((3, Gen.Constant(0)), (2, Gen.Choose(1, 7)))
        from same in Gen.Frequency((7, Gen.Constant(false)), (1, Gen.Constant(true)))
        select new RoundStep(verb, which, days, flaw, same);
}

/// <summary>A step with everything filled in: what the request says, and what the model is asked to judge.</summary>
internal sealed record RoundAct(RoundVerb Verb, DateOnly On, string By)
{
    public string Village { get; init; } = "";
    public string Packs { get; init; } = "";
    public long Fen { get; init; }

    /// <summary>The prepayment, quote or delivery that it is about.</summary>
    public string Target { get; init; } = "none";
    public string Supplier { get; init; } = "";
    public long PriceMillionths { get; init; }
    public long LeastThousandths { get; init; }
    public long Delivered { get; init; }
    public long Rejected { get; init; }
    public string Corrects { get; init; } = "";
    public string Reason { get; init; } = "";
    public string Kind { get; init; } = "";
    public string Issuer { get; init; } = "";
    public string Number { get; init; } = "";
}
