using System.Numerics;

namespace Region.EndToEnd.Tests.Proofs;

/// <summary>One village's part of a round.</summary>
internal sealed record Share(string Village, long Packs, long Goods)
{
    public required long Freight { get; init; }
    public required long Fee { get; init; }

    public long Total => Goods + Freight + Fee;
}

/// <summary>
/// The split of a round as the rule book words it, written apart from the product: packs by what was asked for, goods
/// and freight by packs, the fee by goods; whole parts first, then one unit each by largest remainder, ties by code.
/// </summary>
internal static class Shares
{
    internal static IReadOnlyList<Share> Of(RoundPlan plan)
    {
        var villages = plan.Asks.Select(ask => ask.Village).ToArray();
        var packs = Split(plan.Accepted, [.. plan.Asks.Select(ask => ask.Packs)]);
        var goods = Split(plan.GoodsFen, packs);
        var freight = Split(plan.FreightFen, packs);
        var fee = Split(plan.FeeFen, goods);
        return
        [
            .. villages.Select((village, index) =>
                new Share(village, packs[index], goods[index]) { Freight = freight[index], Fee = fee[index] }),
        ];
    }

    /// <summary>The weights stand in the order of their codes.</summary>
    private static long[] Split(long total, long[] weights)
    {
        var sum = weights.Aggregate(BigInteger.Zero, (all, weight) => all + weight);
        if (sum.IsZero)
            return new long[weights.Length];

        var parts = weights.Select(weight => (long)(total * (BigInteger)weight / sum)).ToArray();
        var rests = weights.Select(weight => total * (BigInteger)weight % sum).ToArray();
        for (var left = total - parts.Sum(); left > 0; left--)
        {
            var largest = Array.IndexOf(rests, rests.Max());
            parts[largest]++;
            rests[largest] = -1;
        }

        return parts;
    }
}
