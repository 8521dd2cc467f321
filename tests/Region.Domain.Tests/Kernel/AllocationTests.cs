using FsCheck;
using FsCheck.Fluent;
using Region.Kernel;
using Shouldly;

namespace Region.Domain.Tests.Kernel;

public sealed class AllocationTests
{
    private const int Orders = 120_000;

    private static readonly string[] VillageCodes = [.. Enumerable.Range(1, 50).Select(number => $"V01{number:00}")];

    /// <summary>One seed for each order, so that a failure names the order that broke the rule.</summary>
    public static TheoryData<int> Seeds => [20260302, 754_14, 49_31_17];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Shares_of_random_orders_sum_exactly_and_stay_within_one_fen_of_their_exact_value(int seed)
    {
        var random = new Random(seed);
        for (var order = 0; order < Orders / 3; order++)
        {
            var weights = RandomWeights(random);
            var total = random.NextInt64(0, 10_000_000_000);
            var shares = Allocation.Split(total, weights);

            shares.Sum(share => share.Units).ShouldBe(total);
            var sum = weights.Sum(weight => weight.Value);
            shares.Zip(weights)
                .All(pair => IsWithinOne(total, sum, pair.First, pair.Second))
                .ShouldBeTrue($"order {order} of seed {seed}");
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Shares_of_random_orders_do_not_depend_on_the_order_of_the_villages(int seed)
    {
        var random = new Random(seed);
        for (var order = 0; order < Orders / 3; order++)
        {
            var weights = RandomWeights(random);
            var shuffled = weights.ToArray();
            random.Shuffle(shuffled);
            var total = random.NextInt64(0, 10_000_000_000);

            Allocation.Split(total, shuffled)
                .SequenceEqual(Allocation.Split(total, weights))
                .ShouldBeTrue($"order {order} of seed {seed}");
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_village_that_asks_for_more_of_the_same_total_never_gets_less(int seed)
    {
        var random = new Random(seed);
        for (var order = 0; order < Orders / 3; order++)
        {
            var weights = RandomWeights(random);
            var total = random.NextInt64(0, 10_000_000);
            var index = random.Next(weights.Length);
            var before = Allocation.Split(total, weights);
            weights[index] = weights[index] with { Value = weights[index].Value + random.NextInt64(1, 50) };
            var after = Allocation.Split(total, weights);

            UnitsOf(after, weights[index].Code).ShouldBeGreaterThanOrEqualTo(
                UnitsOf(before, weights[index].Code),
                $"order {order} of seed {seed}");
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
    private static bool IsWithinOne(long total, long sum, Share share, Weight weight) =>
        string.Equals(share.Code, weight.Code, StringComparison.Ordinal)
        && Int128.Abs(((Int128)share.Units * sum) - ((Int128)total * weight.Value)) < sum
        && (weight.Value > 0 || share.Units == 0);

    private static long UnitsOf(IReadOnlyList<Share> shares, string code) =>
        shares.Single(share => string.Equals(share.Code, code, StringComparison.Ordinal)).Units;
}
