using Region.Kernel;
using Shouldly;

namespace Region.Domain.Tests.Kernel;

public sealed class DateAndCodeTests
{
    [Fact]
    public void The_business_day_turns_at_midnight_in_China()
    {
        BusinessDate.At(new DateTimeOffset(2026, 6, 30, 15, 59, 59, TimeSpan.Zero)).ShouldBe(new DateOnly(2026, 6, 30));
        BusinessDate.At(new DateTimeOffset(2026, 6, 30, 16, 0, 0, TimeSpan.Zero)).ShouldBe(new DateOnly(2026, 7, 1));
    }

    [Theory]
    [InlineData("2026-02-29")]
    [InlineData("2026-2-9")]
    [InlineData("26-02-09")]
    [InlineData("1999-12-31")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_not_a_date_of_this_century_is_refused(string? text) =>
        BusinessDate.TryRead(text, out _).ShouldBeFalse();

    [Fact]
    public void A_leap_day_is_read_and_written() =>
        BusinessDate.Write(BusinessDate.TryRead("2028-02-29", out var date) ? date : default).ShouldBe("2028-02-29");

    [Theory]
    [InlineData("R01", "C01")]
    [InlineData("R1234", "C1234")]
    public void A_company_is_named_by_its_region(string region, string company) =>
        Codes.CompanyOf(region).ShouldBe(company);

    [Theory]
    [InlineData("V010")]
    [InlineData("V0101234")]
    [InlineData("v0101")]
    [InlineData("V01０1")]
    [InlineData("V0101 ")]
    public void What_only_looks_like_a_village_code_is_refused(string text) => Codes.IsVillage(text).ShouldBeFalse();
}
