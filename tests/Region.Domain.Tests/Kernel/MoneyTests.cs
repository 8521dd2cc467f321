using FsCheck;
using FsCheck.Fluent;
using Region.Kernel;
using Shouldly;

namespace Region.Domain.Tests.Kernel;

public sealed class MoneyTests
{
    [Theory]
    [InlineData("50,276.25", 5_027_625)]
    [InlineData("0.05", 5)]
    [InlineData("-0.05", -5)]
    [InlineData("3", 300)]
    public void Yuan_with_at_most_two_decimals_are_read_to_the_fen(string text, long fen)
    {
        Yuan.TryRead(text, out var amount).ShouldBeTrue();
        amount.Fen.ShouldBe(fen);
    }

    [Theory]
    [InlineData("0.005")]
    [InlineData("1e3")]
    [InlineData("")]
    [InlineData("十元")]
    [InlineData("99999999999999999999999")]
    public void What_is_not_yuan_is_refused_rather_than_rounded(string text) =>
        Yuan.TryRead(text, out _).ShouldBeFalse();

    [Fact]
    public void Every_amount_is_read_back_as_it_was_printed() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<long>(),
            fen => Yuan.TryRead(Yuan.Print(fen), out var read) && read.Fen == fen).QuickCheckThrowOnFailure();

    [Fact]
    public void A_sum_beyond_the_range_overflows_rather_than_wraps() =>
        Should.Throw<OverflowException>(() => new Money(long.MaxValue) + new Money(1));

    [Theory]
    [InlineData(5_027_625, 15_000, 75_414)]
    [InlineData(100, 5_000, 1)]
    [InlineData(-100, 5_000, -1)]
    [InlineData(99, 5_000, 0)]
    public void A_rate_is_rounded_once_half_up(long fen, long partsPerMillion, long expected) =>
        new Rate(partsPerMillion).Of(new Money(fen)).Fen.ShouldBe(expected);

    [Fact]
    public void A_small_price_is_multiplied_before_it_is_rounded()
    {
        UnitPrice.TryRead("0.018", out var price).ShouldBeTrue();
        Quantity.TryRead("5000", out var bags).ShouldBeTrue();

        price.Times(bags).ShouldBe(new Money(9_000));
        price.Times(Quantity.FromThousandths(1_000)).ShouldBe(new Money(2));
    }

    [Theory]
    [InlineData("0.0185")]
    [InlineData("0.0001")]
    public void A_quantity_with_a_fourth_decimal_is_refused(string text) =>
        Quantity.TryRead(text, out _).ShouldBeFalse();
}
