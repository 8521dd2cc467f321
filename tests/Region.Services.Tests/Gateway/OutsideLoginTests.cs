using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using Region.Gateway;
using Region.Testing;
using Shouldly;

namespace Region.Services.Tests.Gateway;

/// <summary>Login with another provider: code and PKCE, and everything that must not pass for somebody.</summary>
public sealed class OutsideLoginTests
{
    private const string Login = "v0101.accountant";
    private const string Failed = "/login?refused=OUTSIDE_FAILED&return=%2F";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whom_the_provider_vouches_for_is_in_under_the_account_that_an_administrator_linked()
    {
        await using var provider = await ProviderAsync();
        await using var world = await AccountTests.WorldAsync(provider.Settings);
        using var browser = world.NewBrowser();
        (await TripAsync(provider, browser)).ShouldStartWith("/login?refused=SUBJECT_UNKNOWN");
        await LinkAsync(world, provider.Subject);

        (await TripAsync(provider, browser)).ShouldBe("/vouchers");

        (await browser.WhoAsync(Token)).ShouldStartWith(Login);
        var person = await Somebody.SampleAsync(world, Login);
        (await person.ReadAsync("/v1/me/logins")).ToString().ShouldContain("outside");
        var county = await Somebody.SampleAsync(world, "county");
        (await Somebody.ReasonAsync(county.PostAsync(
            "/v1/accounts/county:link", new { requestId = "link-0002", subject = provider.Subject })))
            .ShouldBe("SUBJECT_TAKEN");
        await county.AnswerAsync($"/v1/accounts/{Login}:lock", new { requestId = "lock-0001", reason = "离任" });
        (await TripAsync(provider, browser)).ShouldStartWith("/login?refused=ACCOUNT_LOCKED");
    }

    [Fact]
    public async Task What_the_provider_did_not_say_to_us_for_this_trip_is_nobody()
    {
        await using var provider = await ProviderAsync();
        await using var world = await AccountTests.WorldAsync(provider.Settings);
        await LinkAsync(world, provider.Subject);
        using var browser = world.NewBrowser();

        provider.OtherNonce = "of another trip";
        (await TripAsync(provider, browser)).ShouldBe(Failed);
        provider.OtherNonce = null;
        provider.OtherAudience = "another client";
        (await TripAsync(provider, browser)).ShouldBe(Failed);
        provider.OtherAudience = null;
        provider.OtherIssuer = "https://elsewhere.example";
        (await TripAsync(provider, browser)).ShouldBe(Failed);
        provider.OtherIssuer = null;
        provider.Life = TimeSpan.FromMinutes(-2);
        (await TripAsync(provider, browser)).ShouldBe(Failed);
        provider.Life = TimeSpan.FromMinutes(5);
        provider.SignsWithAnotherKey = true;
        (await TripAsync(provider, browser)).ShouldBe(Failed);
        provider.SignsWithAnotherKey = false;
        (await TripAsync(provider, browser, code: "another code")).ShouldBe(Failed);
        (await TripAsync(provider, browser, state: "another state")).ShouldBe(Failed);
        (await browser.WhoAsync(Token)).ShouldBe("nobody");

        (await TripAsync(provider, browser)).ShouldBe("/vouchers", "nothing else was wrong");
    }

    [Fact]
    public async Task A_browser_that_did_not_set_out_does_not_come_back()
    {
        await using var provider = await ProviderAsync();
        await using var world = await AccountTests.WorldAsync(provider.Settings);
        await LinkAsync(world, provider.Subject);
        using var attacker = world.NewBrowser();
        using var victim = world.NewBrowser();
        var state = await SetOutAsync(provider, attacker);

        using var answer = await victim.Http.GetAsync($"/login/outside/back?code=good-code&state={state}", Token);

        answer.Headers.Location!.OriginalString.ShouldBe(Failed);
        (await victim.WhoAsync(Token)).ShouldBe("nobody");
    }

    [Fact]
    public async Task A_provider_that_does_not_answer_leaves_the_password()
    {
        await using var world = await AccountTests.WorldAsync(
            $"--Region:Oidc:Issuer=http://127.0.0.1:{Ports.Next()}", "--Region:Oidc:ClientId=x");
        using var browser = world.NewBrowser();

        using var answer = await browser.Http.GetAsync("/login/outside", Token);

        answer.Headers.Location!.OriginalString.ShouldBe(Failed);
        (await browser.Http.GetStringAsync(Failed, Token)).ShouldContain("外部登录没有成功");
    }

    [Theory]
    [InlineData("--Region:Oidc:Issuer=http://login.example", "--Region:Oidc:ClientId=x")]
    [InlineData("--Region:Oidc:Issuer=https://login.example", "--Region:Oidc:ClientId=")]
    public void A_provider_without_TLS_or_client_is_refused_at_start(string issuer, string client) =>
        Should.Throw<InvalidOperationException>(() => GatewayApp.Build([issuer, client]))
            .Message.ShouldContain("Region:Oidc");

    private static async Task<OutsideProviderDouble> ProviderAsync()
    {
        var provider = new OutsideProviderDouble();
        await provider.StartAsync(Token);
        return provider;
    }

    private static async Task LinkAsync(GatewayWorld world, string subject)
    {
        var county = await Somebody.SampleAsync(world, "county");
        await county.AnswerAsync($"/v1/accounts/{Login}:link", new { requestId = "link-0001", subject });
    }

    private static async Task<string> SetOutAsync(OutsideProviderDouble provider, Browser browser)
    {
        using var leave = await browser.Http.GetAsync("/login/outside?return=/vouchers", Token);
        leave.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        leave.Headers.Location!.OriginalString.ShouldStartWith($"{provider.Issuer}/authorize?");
        provider.Asked = QueryHelpers.ParseQuery(leave.Headers.Location!.Query)
            .ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal);
        provider.Asked["code_challenge_method"].ShouldBe("S256");
        return provider.Asked["state"];
    }

    private static async Task<string> TripAsync(
        OutsideProviderDouble provider, Browser browser, string code = "good-code", string? state = null)
    {
        var own = await SetOutAsync(provider, browser);
        using var back = await browser.Http.GetAsync(
            $"/login/outside/back?code={Uri.EscapeDataString(code)}&state={Uri.EscapeDataString(state ?? own)}", Token);
        return back.Headers.Location!.OriginalString;
    }
}
