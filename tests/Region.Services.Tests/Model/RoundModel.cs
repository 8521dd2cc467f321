using System.Numerics;
using static System.FormattableString;

namespace Region.Services.Tests.Model;

internal enum ModelState
{
    Draft = 1,
    Collecting,
    AwardProposed,
    Awarded,
    Ordered,
    Settled,
}

internal sealed record ModelPrepayment(string Id, string Village, long Fen, DateOnly PaidOn, string By)
{
    public DateOnly? ReceivedOn { get; init; }
}

internal sealed record ModelQuote(string Id, string Supplier, long PriceMillionths, long LeastThousandths, DateOnly On)
{
    public required string By { get; init; }
}

internal sealed record ModelDelivery(string Id, long Delivered, long Rejected, DateOnly On, string By)
{
    public string Corrects { get; init; } = "";
    public DateOnly? SignedOn { get; init; }
}

internal sealed record ModelBill(string Issuer, long Fen, DateOnly On, string By);

internal sealed record ModelShare(string Village, long Packs, long Goods, long Freight, long Fee)
{
    internal long Total => Goods + Freight + Fee;
}

internal sealed record ModelPayment(string Kind, string Payee, long Fen, DateOnly On);

/// <summary>
/// What is kept of one round, in lists and dictionaries, with the sums that the handbook speaks of. What may be done to
/// it stands in the other files of this class.
/// </summary>
internal sealed partial class RoundModel
{
    internal const string Goods = "Goods";
    internal const string Freight = "Freight";
    internal const string FeeNote = "Fee";
    internal const string Company = "C01";
    internal const string Carrier = "T01";
    internal const string Stranger = "V0201";
    internal const long PackThousandths = 12_500;
    internal const long FeePpm = 15_000;
    internal const long LargestFen = 10_000_000_000_000;
    internal const long MostPacks = 1_000_000;

    internal static readonly string[] Villages = ["V0101", "V0102", "V0103", "V0104"];

    internal ModelState State { get; private set; } = ModelState.Draft;

    /// <summary>The latest day of all that was done.</summary>
    internal DateOnly Today { get; private set; } = new(2026, 3, 1);

    internal DateOnly OpenedOn { get; } = new(2026, 3, 1);

    internal DateOnly CutOff { get; } = new(2026, 3, 8);

    internal string Opener { get; init; } = "";

    internal DateOnly? ApprovedOn { get; private set; }

    internal SortedDictionary<string, long> Asked { get; } = new(StringComparer.Ordinal);

    internal List<ModelPrepayment> Prepayments { get; } = [];

    internal List<ModelQuote> Quotes { get; } = [];

    internal ModelQuote? Chosen { get; private set; }

    internal string Proposer { get; private set; } = "";

    internal DateOnly? OrderedOn { get; private set; }

    internal List<ModelDelivery> Deliveries { get; } = [];

    internal Dictionary<string, ModelBill> Bills { get; } = new(StringComparer.Ordinal);

    internal HashSet<string> BillNumbers { get; } = new(StringComparer.Ordinal);

    internal List<ModelShare> Shares { get; } = [];

    internal List<ModelPayment> Payments { get; } = [];

    /// <summary>What became money: topic, village and amount of every announced leg.</summary>
    internal List<string> Legs { get; } = [];

    internal long Ordered => OrderedOn is null ? 0 : Asked.Values.Sum();

    internal long Delivered => Deliveries.Sum(delivery => delivery.Delivered);

    internal long Accepted => Deliveries.Where(delivery => delivery.SignedOn is not null)
        .Sum(delivery => delivery.Delivered - delivery.Rejected);

    internal long GoodsDue => Chosen is null
        ? 0
        : HalfUp((BigInteger)Chosen.PriceMillionths * Accepted * PackThousandths * 100, 1_000_000_000);

    internal long FeeDue => HalfUp((BigInteger)GoodsDue * FeePpm, 1_000_000);

    internal long BilledFen(string kind) => Bills.TryGetValue(kind, out var bill) ? bill.Fen : 0;

    internal long PaidFen(string kind) => Payments.Where(payment => payment.Kind == kind).Sum(payment => payment.Fen);

    internal long RefundedTo(string village) => Payments
        .Where(payment => payment.Kind is "Refund" && payment.Payee == village).Sum(payment => payment.Fen);

    internal long ReceivedFrom(string village, DateOnly until) => Prepayments
        .Where(prepayment => prepayment.Village == village && prepayment.ReceivedOn <= until)
        .Sum(prepayment => prepayment.Fen);

    /// <summary>
    /// What may still be paid out: each village's money for its own goods and freight, and for nobody else's.
    /// </summary>
    internal long Available(DateOnly day) =>
        Shares.Sum(share => Math.Min(
            ReceivedFrom(share.Village, day) - RefundedTo(share.Village), share.Goods + share.Freight))
        - PaidFen("Supplier") - PaidFen("Carrier");

    internal long BalanceOf(string village, DateOnly day) => ReceivedFrom(village, day) - RefundedTo(village)
        - Shares.Where(share => share.Village == village).Sum(share => share.Total);

    internal bool Bought(string login) => Proposer == login || Quotes.Any(quote => quote.By == login);

    /// <summary>The numbers under which bills and payments are kept.</summary>
    private static int Number(string kind) => kind switch
    {
        Goods or "Supplier" => 1,
        Freight or "Carrier" => 2,
        _ => 3,
    };

    private static long HalfUp(BigInteger numerator, BigInteger denominator) =>
        (long)(((numerator * 2) + denominator) / (denominator * 2));

    /// <summary>Largest remainder, ties by code: whole parts first, then one unit each.</summary>
    private static long[] Split(long total, long[] weights)
    {
        var all = weights.Aggregate(BigInteger.Zero, (sum, weight) => sum + weight);
        if (all.IsZero)
            return new long[weights.Length];

        var parts = weights.Select(weight => (long)(total * (BigInteger)weight / all)).ToArray();
        var first = Enumerable.Range(0, weights.Length)
            .OrderByDescending(index => total * (BigInteger)weights[index] % all)
            .ThenBy(index => index);
        foreach (var index in first.Take((int)(total - parts.Sum())))
            parts[index]++;

        return parts;
    }

    /// <summary>One split each, over everything that was accepted.</summary>
    private void Share()
    {
        var villages = Asked.Where(ask => ask.Value > 0).Select(ask => ask.Key).ToArray();
        var packs = Split(Accepted, [.. villages.Select(village => Asked[village])]);
        var goods = Split(GoodsDue, packs);
        var freight = Split(BilledFen(Freight), packs);
        var fee = Split(FeeDue, goods);
        for (var index = 0; index < villages.Length; index++)
            Shares.Add(new ModelShare(villages[index], packs[index], goods[index], freight[index], fee[index]));
    }

    /// <summary>Everything that the service must keep, a line each.</summary>
    internal IEnumerable<string> Text()
    {
        yield return Invariant($"state {(int)State}");
        foreach (var (village, packs) in Asked)
            yield return Invariant($"asked {village} {packs}");

        foreach (var one in Prepayments)
            yield return Invariant($"prepaid {one.Id} {one.Village} {one.Fen} {one.PaidOn:O} {one.ReceivedOn:O}");

        foreach (var one in Quotes)
            yield return Invariant($"quoted {one.Id} {one.Supplier} {one.PriceMillionths}");

        foreach (var one in Deliveries)
        {
            yield return Invariant(
                $"delivered {one.Id} {one.Delivered} {one.Rejected} {one.On:O} {one.Corrects} {one.SignedOn:O}");
        }

        foreach (var (kind, bill) in Bills)
            yield return Invariant($"billed {Number(kind)} {bill.Issuer} {bill.Fen} {bill.On:O}");

        foreach (var one in Shares)
            yield return Invariant($"share {one.Village} {one.Packs} {one.Goods} {one.Freight} {one.Fee}");

        foreach (var one in Payments)
            yield return Invariant($"paid {Number(one.Kind)} {one.Payee} {one.Fen} {one.On:O}");

        foreach (var leg in Legs)
            yield return $"leg {leg}";
    }
}
