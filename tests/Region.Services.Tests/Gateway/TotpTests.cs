using System.Text;
using Region.Gateway.Identity;
using Shouldly;

namespace Region.Services.Tests.Gateway;

public sealed class TotpTests
{
    private static readonly byte[] Key = Encoding.ASCII.GetBytes("12345678901234567890");

    /// <summary>RFC 6238, appendix B, with SHA-1; the last six of its eight digits.</summary>
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void The_codes_are_those_of_the_RFC(long seconds, string code)
    {
        var moment = DateTimeOffset.FromUnixTimeSeconds(seconds);

        Totp.CodeAt(Key, Totp.StepAt(moment)).ShouldBe(code);
        Totp.CodeAt(Totp.ToBase32(Key), moment).ShouldBe(code);
    }

    [Fact]
    public void A_code_counts_one_step_early_or_late_and_never_twice()
    {
        var secret = Totp.MakeSecret();
        var now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
        var step = Totp.StepAt(now);

        foreach (var offset in (int[])[-1, 0, 1])
        {
            var code = Totp.CodeAt(secret, now.AddSeconds(30 * offset));
            Totp.Match(secret, code, now, spent: 0).ShouldBe(step + offset);
            Totp.Match(secret, code, now, spent: step + offset).ShouldBeNull();
        }

        Totp.Match(secret, Totp.CodeAt(secret, now.AddSeconds(-60)), now, spent: 0).ShouldBeNull();
        Totp.Match(secret, Totp.CodeAt(secret, now.AddSeconds(60)), now, spent: 0).ShouldBeNull();
        Totp.Match(secret, "", now, spent: 0).ShouldBeNull();
    }

    [Fact]
    public void The_base32_of_the_RFC_s_key_is_the_usual_one() =>
        Totp.ToBase32(Key).ShouldBe("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
}
