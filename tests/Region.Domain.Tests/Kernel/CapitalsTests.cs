using FsCheck;
using FsCheck.Fluent;
using Region.Kernel;
using Shouldly;

namespace Region.Domain.Tests.Kernel;

public sealed class CapitalsTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(5_000);

    private static readonly Gen<long> AnyFen = Gen.OneOf(
        Gen.Choose(0, 2_000_000).Select(fen => (long)fen),
        from digits in Gen.Choose(1, 18)
        from sparse in Gen.Elements("0", "0", "0", "1", "9").ArrayOf(digits)
        select long.Parse(string.Concat(sparse), System.Globalization.CultureInfo.InvariantCulture));

    // The examples of 正确填写票据和结算凭证的基本规定, then what they leave open.
    [Theory]
    [InlineData(140_950, "壹仟肆佰零玖元伍角整")]
    [InlineData(600_714, "陆仟零柒元壹角肆分")]
    [InlineData(168_032, "壹仟陆佰捌拾元零叁角贰分")]
    [InlineData(10_700_053, "壹拾万柒仟元零伍角叁分")]
    [InlineData(1_640_902, "壹万陆仟肆佰零玖元零贰分")]
    [InlineData(32_504, "叁佰贰拾伍元零肆分")]
    [InlineData(0, "零元整")]
    [InlineData(1, "壹分")]
    [InlineData(10, "壹角整")]
    [InlineData(100, "壹元整")]
    [InlineData(1_000, "壹拾元整")]
    [InlineData(1_001, "壹拾元零壹分")]
    [InlineData(5_027_625, "伍万零贰佰柒拾陆元贰角伍分")]
    [InlineData(1_000_000_000, "壹仟万元整")]
    [InlineData(10_000_000_000, "壹亿元整")]
    [InlineData(10_000_000_100, "壹亿零壹元整")]
    [InlineData(10_100_000_000, "壹亿零壹佰万元整")]
    [InlineData(1_000_100_010_000, "壹佰亿零壹佰万零壹佰元整")]
    [InlineData(100_000_000_000_000_000, "壹仟万亿元整")]
    [InlineData(-200, "负贰元整")]
    [InlineData(long.MinValue, "负玖亿贰仟贰佰叁拾叁万柒仟贰佰零叁亿陆仟捌佰伍拾肆万柒仟柒佰伍拾捌元零捌分")]
    public void An_amount_is_written_as_the_rules_say(long fen, string capitals) =>
        Capitals.Of(new Money(fen)).ShouldBe(capitals);

    [Fact]
    public void Whatever_is_written_reads_back_as_the_same_amount() =>
        Prop.ForAll(AnyFen.ToArbitrary(), fen =>
        {
            var text = Capitals.Of(new Money(fen));

            Read(text).ShouldBe(fen);
            text.ShouldNotContain("零零");
            text.EndsWith('整').ShouldBe(fen % 10 is 0);
            (fen is 0 ? "" : text).ShouldNotStartWith("零");
        }).Check(Thorough);

    [Fact]
    public void A_negative_amount_is_the_positive_one_behind_one_character() =>
        Prop.ForAll(AnyFen.Where(fen => fen > 0).ToArbitrary(), fen =>
            Capitals.Of(new Money(-fen)).ShouldBe($"负{Capitals.Of(new Money(fen))}")).Check(Thorough);

    /// <summary>Reads capitals as a person does, by units and not by how they were written.</summary>
    private static long Read(string text)
    {
        var fen = 0L;
        var yuan = text.IndexOf('元', StringComparison.Ordinal);
        if (yuan >= 0)
            fen = Integer(text[..yuan]) * 100;

        var rest = text[(yuan + 1)..];
        var jiao = rest.IndexOf('角', StringComparison.Ordinal);
        var cent = rest.IndexOf('分', StringComparison.Ordinal);
        return fen + (jiao > 0 ? Digit(rest[jiao - 1]) * 10 : 0) + (cent > 0 ? Digit(rest[cent - 1]) : 0);
    }

    private static long Integer(string text)
    {
        (char, long)[] units = [('亿', 100_000_000), ('万', 10_000), ('仟', 1_000), ('佰', 100), ('拾', 10)];
        foreach (var (name, unit) in units)
        {
            var at = text.LastIndexOf(name);
            if (at >= 0)
                return (Integer(text[..at]) * unit) + Integer(text[(at + 1)..]);
        }

        return text.Trim('零').Length is 0 ? 0 : Digit(text.Trim('零')[0]);
    }

    private static long Digit(char name) => "零壹贰叁肆伍陆柒捌玖".IndexOf(name, StringComparison.Ordinal);
}
