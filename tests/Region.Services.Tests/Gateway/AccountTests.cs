using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Region.Testing;
using Shouldly;

namespace Region.Services.Tests.Gateway;

/// <summary>Accounts as administrators keep them, and passwords as people choose them.</summary>
public sealed class AccountTests
{
    private const string Login = "v0101.accountant";
    private const string Good = "三只母鸡下了九个蛋-2026";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_new_person_chooses_a_password_by_a_code_that_opens_once(StoreKind kind)
    {
        await using var world = await WorldAsync(GatewayWorld.StoreOf(kind));
        var county = await Somebody.SampleAsync(world, "county");
        world.Conversation.Posts.Add(PostsOf.Accountant("fresh.one", "V0102"));

        var made = await county.AnswerAsync("/v1/accounts", new { login = "fresh.one" });
        var code = made.Text("code");
        (await Somebody.ReasonAsync(Somebody.TryAsync(world, "fresh.one", code))).ShouldBe("LOGIN_WRONG");
        (await ReasonOfFirstAsync(world, code, "1234567890")).ShouldBe("PASSWORD_COMMON");
        (await ReasonOfFirstAsync(world, code.ToLowerInvariant().Replace('-', ' '), Good)).ShouldBe("OK");

        (await ReasonOfFirstAsync(world, code, Good + "2")).ShouldBe("FIRST_CODE_WRONG");
        var person = await Somebody.LogInAsync(world, "fresh.one", Good);
        (await person.ReadAsync("/v1/me")).Text("passwordChangedAt").ShouldNotBeEmpty();
        (await Somebody.ReasonAsync(county.PostAsync("/v1/accounts", new { login = "fresh.one" })))
            .ShouldBe("ACCOUNT_EXISTS");
        var acts = await county.ReadAsync("/v1/accounts:acts");
        acts.GetProperty("acts")[0].Text("byLogin").ShouldBe("county");
        (await county.ReadAsync("/v1/accounts")).ToString().ShouldNotContain(code);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_change_of_password_logs_every_browser_out_and_the_old_one_opens_nothing(StoreKind kind)
    {
        await using var world = await WorldAsync(GatewayWorld.StoreOf(kind));
        using var browser = await BrowserOfAsync(world);

        (await ChangeAsync(world, "错误的旧密码", Good)).ShouldBe("LOGIN_WRONG");
        (await browser.WhoAsync(Token)).ShouldStartWith(Login);
        (await ChangeAsync(world, Region.Gateway.Identity.SampleLogins.Password, Good)).ShouldBe("OK");

        (await browser.WhoAsync(Token)).ShouldBe("nobody");
        (await Somebody.ReasonAsync(Somebody.TryAsync(
            world, Login, Region.Gateway.Identity.SampleLogins.Password))).ShouldBe("LOGIN_WRONG");
        (await Somebody.ReasonAsync(Somebody.TryAsync(world, Login, Good))).ShouldBe("OK");
    }

    [Fact]
    public async Task Guessing_the_old_password_in_the_form_of_change_locks_like_guessing_at_the_login()
    {
        await using var world = await WorldAsync();
        for (var guess = 0; guess < Region.Gateway.Identity.Lockout.MostFailures; guess++)
            (await ChangeAsync(world, $"guess-{guess}", Good)).ShouldBe("LOGIN_WRONG");

        (await ChangeAsync(world, Region.Gateway.Identity.SampleLogins.Password, Good)).ShouldBe("LOGIN_LOCKED");
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_locked_account_is_out_at_once_and_in_again_when_it_is_unlocked(StoreKind kind)
    {
        await using var world = await WorldAsync(GatewayWorld.StoreOf(kind));
        var county = await Somebody.SampleAsync(world, "county");
        using var browser = await BrowserOfAsync(world);
        var wanted = new { requestId = "lock-0001", reason = "离任" };

        await county.AnswerAsync($"/v1/accounts/{Login}:lock", wanted);

        (await browser.WhoAsync(Token)).ShouldBe("nobody");
        (await Somebody.ReasonAsync(Somebody.TryAsync(world, Login, "错误"))).ShouldBe("LOGIN_WRONG");
        (await Somebody.ReasonAsync(Somebody.TryAsync(
            world, Login, Region.Gateway.Identity.SampleLogins.Password))).ShouldBe("ACCOUNT_LOCKED");
        await county.AnswerAsync($"/v1/accounts/{Login}:unlock", new { requestId = "unlock-0001" });
        await Somebody.SampleAsync(world, Login);
    }

    [Fact]
    public async Task A_reset_takes_the_password_away_and_gives_a_code_to_the_person()
    {
        await using var world = await WorldAsync();
        var county = await Somebody.SampleAsync(world, "county");
        using var browser = await BrowserOfAsync(world);

        var reset = await county.AnswerAsync($"/v1/accounts/{Login}:reset", new { reason = "忘记密码" });

        (await browser.WhoAsync(Token)).ShouldBe("nobody");
        (await Somebody.ReasonAsync(Somebody.TryAsync(
            world, Login, Region.Gateway.Identity.SampleLogins.Password))).ShouldBe("LOGIN_WRONG");
        (await ReasonOfFirstAsync(world, reset.Text("code"), Good)).ShouldBe("OK");
        await Somebody.LogInAsync(world, Login, Good);
        (await Somebody.ReasonAsync(county.PostAsync("/v1/accounts/county:reset", new { reason = "自己" })))
            .ShouldBe("OWN_ACCOUNT");
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task Every_login_and_every_failed_one_is_shown_to_the_person_and_to_the_administrators(StoreKind kind)
    {
        await using var world = await WorldAsync(GatewayWorld.StoreOf(kind));
        await Somebody.ReasonAsync(Somebody.TryAsync(world, Login, "错误"));
        await Somebody.ReasonAsync(Somebody.TryAsync(world, "typed-my-password", "错误"));
        var person = await Somebody.SampleAsync(world, Login);

        var own = (await person.ReadAsync("/v1/me/logins")).GetProperty("logins");
        own.EnumerateArray().Select(line => line.Text("refusal")).ShouldBe(["", "LOGIN_WRONG"]);
        own[0].Text("address").ShouldBe("127.0.0.1");
        var county = await Somebody.SampleAsync(world, "county");
        var all = (await county.ReadAsync($"/v1/logins?login={Login}&pageSize=1")).GetProperty("logins");
        all.GetArrayLength().ShouldBe(1);
        (await county.ReadAsync("/v1/logins")).ToString().ShouldNotContain("typed-my-password");
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task Sessions_are_listed_and_ended_one_by_one_or_everywhere(StoreKind kind)
    {
        await using var world = await WorldAsync(GatewayWorld.StoreOf(kind));
        using var one = await BrowserOfAsync(world);
        using var two = await BrowserOfAsync(world);
        using var three = await BrowserOfAsync(world);
        var person = await Somebody.SampleAsync(world, Login);
        var listed = (await person.ReadAsync("/v1/me/sessions")).GetProperty("sessions");
        listed.GetArrayLength().ShouldBe(3);
        var newest = listed[0].Text("sessionId");

        var other = await Somebody.SampleAsync(world, "v0102.accountant");
        (await Somebody.ReasonAsync(other.PostAsync(
            $"/v1/me/sessions/{newest}:end", new { requestId = "end-0001" }))).ShouldBe("NOT_FOUND");
        await person.AnswerAsync($"/v1/me/sessions/{newest}:end", new { requestId = "end-0002" });

        (await three.WhoAsync(Token)).ShouldBe("nobody");
        (await one.WhoAsync(Token)).ShouldStartWith(Login);
        var ended = await person.AnswerAsync("/v1/me/sessions:end-all", new { requestId = "end-0003" });
        ended.GetProperty("sessionsEnded").GetInt32().ShouldBe(2);
        (await one.WhoAsync(Token)).ShouldBe("nobody");
        (await two.WhoAsync(Token)).ShouldBe("nobody");
    }

    [Fact]
    public async Task An_empty_installation_prints_a_link_by_which_its_first_administrator_gets_in()
    {
        await using var world = await GatewayWorld.StartAsync(
            Token, "--Logging:LogLevel:Region.Gateway.Identity.Accounts=Warning");
        world.Conversation.Posts.Add(PostsOf.County("county.admin"));
        world.Conversation.Appointed.ShouldContain("county.admin");
        var link = Regex.Match(string.Join('\n', world.Lines.All), @"http\S+/welcome\?code=\S+").Value;
        using var browser = world.NewBrowser();

        (await browser.Http.GetStringAsync(link, Token)).ShouldContain(link.Split('=')[1]);
        using var set = await browser.SendAsync(
            "/welcome", Token, ("code", link.Split('=')[1]), ("wanted", Good), ("repeated", Good));

        set.Headers.Location!.OriginalString.ShouldBe("/login?done=password&login=county.admin");
        await Somebody.LogInAsync(world, "county.admin", Good);
        using var again = await browser.SendAsync(
            "/welcome", Token, ("code", link.Split('=')[1]), ("wanted", Good), ("repeated", Good));
        again.Headers.Location!.OriginalString.ShouldBe("/welcome?refused=FIRST_CODE_WRONG");
    }

    [Fact]
    public async Task The_form_of_change_asks_for_the_old_password_and_the_new_one_twice()
    {
        await using var world = await WorldAsync();
        using var browser = await BrowserOfAsync(world);
        var old = ("password", Region.Gateway.Identity.SampleLogins.Password);

        using var differ = await browser.SendAsync("/password", Token, old, ("wanted", Good), ("repeated", "x"));
        using var done = await browser.SendAsync("/password", Token, old, ("wanted", Good), ("repeated", Good));

        differ.Headers.Location!.OriginalString.ShouldBe("/password?refused=PASSWORDS_DIFFER");
        done.Headers.Location!.OriginalString.ShouldBe("/login?done=password");
        using var nobody = await browser.Http.GetAsync("/password", Token);
        nobody.Headers.Location!.OriginalString.ShouldContain("/login?return=%2Fpassword");
        nobody.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    internal static async Task<GatewayWorld> WorldAsync(params string[] settings)
    {
        var world = await GatewayWorld.StartSampleAsync(Token, settings);
        world.Conversation.Posts.Add(PostsOf.County("county"));
        world.Conversation.Posts.Add(PostsOf.Accountant(Login, "V0101"));
        world.Conversation.Posts.Add(PostsOf.Accountant("v0102.accountant", "V0102"));
        return world;
    }

    internal static async Task<Browser> BrowserOfAsync(GatewayWorld world)
    {
        var browser = world.NewBrowser();
        using var login = await browser.SendAsync(
            "/login", Token, ("login", Login), ("password", Region.Gateway.Identity.SampleLogins.Password));
        (await browser.WhoAsync(Token)).ShouldStartWith(Login);
        return browser;
    }

    private static Task<string> ReasonOfFirstAsync(GatewayWorld world, string code, string wanted) =>
        Somebody.ReasonAsync(world.PostAsync(
            "/v1/login:set-password", JsonSerializer.Serialize(new { code, newPassword = wanted }), Token));

    private static Task<string> ChangeAsync(GatewayWorld world, string password, string wanted) =>
        Somebody.ReasonAsync(world.PostAsync(
            "/v1/login:change-password",
            JsonSerializer.Serialize(new { login = Login, password, newPassword = wanted }),
            Token));
}
