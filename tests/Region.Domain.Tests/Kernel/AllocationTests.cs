using FsCheck;
using FsCheck.Fluent;
using Region.Kernel;
using Shouldly;

namespace Region.Domain.Tests.Kernel;

public sealed class AllocationTests
{
    private const int Orders = 102_000;
    private const int Seed = 20_260_302;

    private static readonly string[] VillageCodes = [.. Enumerable.Range(1, 50).Select(number => $"V01{number:00}")];

    /// <summary>One pass over the orders for all properties, since making them costs the most.</summary>
    [Fact]
    public void Random_orders_are_split_exactly_and_fairly_whatever_the_order_of_their_villages()
    {
        var random = new Random(Seed);
        for (var order = 0; order < Orders; order++)
        {
            var weights = RandomWeights(random);
            var total = random.NextInt64(0, order % 2 == 0 ? 10_000 : 10_000_000_000);
            var shares = Allocation.Split(total, weights);

            SumOf(shares).ShouldBe(total, "the sum is exact to the fen");
            AreWithinOne(total, weights, shares)
                .ShouldBeTrue($"order {order}: each share is within one fen of its exact value");
            IsTheSameShuffled(total, weights, shares, random)
                .ShouldBeTrue($"order {order}: the order of the villages does not matter");
            IsMonotone(total, weights, shares, random)
                .ShouldBeTrue($"order {order}: who asks for more of the same total never gets less");
        }
    }

    [Fact]
    public void A_negative_total_mirrors_the_positive_one() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<PositiveInt[]>().Filter(weights => weights.Length > 0),
            ArbMap.Default.ArbFor<int>(),
            (weights, total) => Mirrors(weights, total)).QuickCheckThrowOnFailure();

    [Fact]
    public void A_code_with_no_weight_gets_nothing()
    {
        var shares = Allocation.Split(7, [new Weight("V0101", 0), new Weight("V0102", 3), new Weight("V0103", 5)]);

        shares.ShouldBe([new Share("V0101", 0), new Share("V0102", 3), new Share("V0103", 4)]);
    }

    [Fact]
    public void Equal_thirds_give_the_odd_fen_to_the_first_code()
    {
        var shares = Allocation.Split(
            10_000_000,
            [new Weight("V0303", 1), new Weight("V0301", 1), new Weight("V0302", 1)]);

        shares.ShouldBe(
            [new Share("V0301", 3_333_334), new Share("V0302", 3_333_333), new Share("V0303", 3_333_333)]);
    }

    [Fact]
    public void A_total_smaller_than_the_number_of_villages_gives_some_nothing()
    {
        var shares = Allocation.Split(2, [new Weight("V0301", 1), new Weight("V0302", 1), new Weight("V0303", 1)]);

        shares.Select(share => share.Units).ShouldBe([1, 1, 0]);
    }

    [Fact]
    public void The_largest_totals_do_not_overflow()
    {
        Weight[] weights = [new("V0101", long.MaxValue / 2), new("V0102", long.MaxValue / 2)];

        Allocation.Split(long.MaxValue, weights).Sum(share => share.Units).ShouldBe(long.MaxValue);
    }

    [Fact]
    public void A_code_that_stands_twice_is_refused() =>
        Should.Throw<ArgumentException>(() => Allocation.Split(1, [new Weight("V0101", 1), new Weight("V0101", 2)]));

    [Fact]
    public void A_negative_weight_is_refused() =>
        Should.Throw<ArgumentException>(() => Allocation.Split(1, [new Weight("V0101", -1), new Weight("V0102", 2)]));

    [Fact]
    public void A_total_over_weights_that_are_all_zero_is_refused() =>
        Should.Throw<ArgumentException>(() => Allocation.Split(1, [new Weight("V0101", 0)]));

    private static bool Mirrors(PositiveInt[] values, int total)
    {
        Weight[] weights = [.. values.Select((value, index) => new Weight($"V{index:0000}", value.Get))];
        return Allocation.Split(-(long)total, weights)
            .Zip(Allocation.Split(total, weights))
            .All(pair => pair.First.Units == -pair.Second.Units);
    }

    /// <summary>Three to fifty villages, some of which ask for nothing.</summary>
    private static Weight[] RandomWeights(Random random)
    {
        var weights = new Weight[random.Next(3, 51)];
        for (var index = 0; index < weights.Length; index++)
            weights[index] = new Weight(VillageCodes[index], random.Next(10) == 0 ? 0 : random.NextInt64(1, 1_000));

        weights[0] = weights[0] with { Value = random.NextInt64(1, 1_000) };
        return weights;
    }

    /// <summary>Less than one unit away from total times weight over sum, compared without dividing.</summary>
    private static bool AreWithinOne(long total, Weight[] weights, IReadOnlyList<Share> shares)
    {
        Int128 sum = weights.Sum(weight => weight.Value);
        for (var index = 0; index < weights.Length; index++)
        {
            var difference = (shares[index].Units * sum) - ((Int128)total * weights[index].Value);
            if (Int128.Abs(difference) >= sum || (weights[index].Value == 0 && shares[index].Units != 0))
                return false;
        }

        return true;
    }

    private static bool IsTheSameShuffled(long total, Weight[] weights, IReadOnlyList<Share> shares, Random random)
    {
        var shuffled = weights.ToArray();
        random.Shuffle(shuffled);
        return Allocation.Split(total, shuffled).SequenceEqual(shares);
    }

    private static bool IsMonotone(long total, Weight[] weights, IReadOnlyList<Share> shares, Random random)
    {
        var index = random.Next(weights.Length);
        var raised = weights.ToArray();
        raised[index] = raised[index] with { Value = raised[index].Value + random.NextInt64(1, 50) };
        return Allocation.Split(total, raised)[index].Units >= shares[index].Units;
    }

    private static long SumOf(IReadOnlyList<Share> shares) => shares.Sum(share => share.Units);
}
