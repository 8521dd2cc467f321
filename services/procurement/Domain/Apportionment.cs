using Region.Kernel;

namespace Region.Procurement.Domain;

/// <summary>
/// What a signed delivery adds to a village's part of the goods, at the order's price: what the village must estimate
/// (暂估入库) when a month ends before the settlement.
/// </summary>
internal sealed record Apportionment
{
    public required string Village { get; init; }

    /// <summary>Negative where a counter-document takes back, or where largest remainders shift a pack.</summary>
    public required long Packs { get; init; }

    public required Money Goods { get; init; }

    /// <summary>
    /// Differences of the settlement's own allocation after and before the delivery, so that the parts of all
    /// deliveries sum, in any order, to what the settlement will allocate. Villages without a difference are left out.
    /// </summary>
    public static IReadOnlyList<Apportionment> Of(Order order, IReadOnlyList<Delivery> deliveries, Delivery signed)
    {
        var before = deliveries
            .Where(delivery => delivery.Signed && !string.Equals(delivery.Id, signed.Id, StringComparison.Ordinal))
            .ToArray();
        return
        [
            .. Allocated(order, [.. before, signed]).Zip(Allocated(order, before), (after, earlier) => new Apportionment
            {
                Village = after.Village,
                Packs = after.Packs - earlier.Packs,
                Goods = after.Goods - earlier.Goods,
            }).Where(part => part.Packs is not 0 || part.Goods.Fen is not 0),
        ];
    }

    // A counter-document may be signed before another that gives back; nothing is apportioned below zero.
    private static IReadOnlyList<SettlementLeg> Allocated(Order order, IReadOnlyList<Delivery> deliveries)
    {
        var packs = Math.Max(0, Receipt.OfSigned(deliveries).Accepted);
        return Settlement.Allocate(order.Lines, new Costs(packs, order.PriceOf(packs), Money.Zero, Money.Zero));
    }
}
