using Region.Gateway.Identity;
using Region.Testing;
using Shouldly;

namespace Region.Services.Tests.Gateway;

public sealed class SecondFactorTests
{
    private const string Login = "v0101.accountant";

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task Once_it_is_on_the_password_alone_opens_nothing_and_a_code_opens_once(StoreKind kind)
    {
        await using var world = await AccountTests.WorldAsync(GatewayWorld.StoreOf(kind));
        var person = await Somebody.SampleAsync(world, Login);
        var (secret, recovery) = await TurnOnAsync(person);

        (await TryAsync(world, "")).ShouldBe("CODE_NEEDED");
        (await TryAsync(world, "000000")).ShouldBe("CODE_WRONG");
        // The confirmation has spent the present step; the one after it is still good.
        var code = Totp.CodeAt(secret, TimeProvider.System.GetUtcNow().AddSeconds(30));
        (await TryAsync(world, code)).ShouldBe("OK");
        (await TryAsync(world, code)).ShouldBe("CODE_WRONG");
        (await TryAsync(world, recovery[0].ToLowerInvariant())).ShouldBe("OK");
        (await TryAsync(world, recovery[0])).ShouldBe("CODE_WRONG");
        var account = await person.ReadAsync("/v1/me");
        account.GetProperty("hasSecondFactor").GetBoolean().ShouldBeTrue();
        account.GetProperty("recoveryCodesLeft").GetInt32().ShouldBe(recovery.Length - 1);
    }

    [Fact]
    public async Task It_counts_only_after_a_first_code_and_goes_only_with_password_and_code()
    {
        await using var world = await AccountTests.WorldAsync();
        var person = await Somebody.SampleAsync(world, Login);
        (await Somebody.ReasonAsync(person.PostAsync("/v1/me/second-factor:confirm", new { code = "1" })))
            .ShouldBe("FACTOR_NOT_STARTED");

        await person.AnswerAsync("/v1/me/second-factor:start");
        (await TryAsync(world, "")).ShouldBe("OK");
        var (_, recovery) = await TurnOnAsync(person);
        (await RemoveAsync(person, "错误", recovery[0])).ShouldBe("LOGIN_WRONG");
        (await RemoveAsync(person, SampleLogins.Password, "")).ShouldBe("CODE_NEEDED");
        (await RemoveAsync(person, SampleLogins.Password, recovery[0])).ShouldBe("OK");
        (await TryAsync(world, "")).ShouldBe("OK");
    }

    [Fact]
    public async Task Codes_cannot_be_guessed_either()
    {
        await using var world = await AccountTests.WorldAsync();
        await TurnOnAsync(await Somebody.SampleAsync(world, Login));
        for (var guess = 0; guess < Lockout.MostFailures; guess++)
            (await TryAsync(world, guess % 2 is 0 ? "" : "000000")).ShouldNotBe("OK");

        (await TryAsync(world, "000000")).ShouldBe("LOGIN_LOCKED");
    }

    [Fact]
    public async Task The_secret_comes_as_a_picture_without_anything_that_the_content_policy_forbids()
    {
        await using var world = await AccountTests.WorldAsync();
        var person = await Somebody.SampleAsync(world, Login);

        var started = await person.AnswerAsync("/v1/me/second-factor:start");

        started.Text("uri").ShouldStartWith("otpauth://totp/");
        started.Text("uri").ShouldContain(started.Text("secret"));
        started.Text("qrSvg").ShouldStartWith("<svg");
        started.Text("qrSvg").ShouldNotContain("style=");
        started.Text("qrSvg").ShouldNotContain("<script");
    }

    private static async Task<(string Secret, string[] Recovery)> TurnOnAsync(Somebody person)
    {
        var secret = (await person.AnswerAsync("/v1/me/second-factor:start")).Text("secret");
        var code = Totp.CodeAt(secret, TimeProvider.System.GetUtcNow());
        var on = await person.AnswerAsync("/v1/me/second-factor:confirm", new { code });
        return (secret, [.. on.GetProperty("recoveryCodes").EnumerateArray().Select(one => one.GetString()!)]);
    }

    private static Task<string> TryAsync(GatewayWorld world, string code) =>
        Somebody.ReasonAsync(Somebody.TryAsync(world, Login, SampleLogins.Password, code));

    private static Task<string> RemoveAsync(Somebody person, string password, string code) =>
        Somebody.ReasonAsync(person.PostAsync("/v1/me/second-factor:remove", new { password, code }));
}
