using System.IdentityModel.Tokens.Jwt;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Region.Gateway.Identity;
using Region.Gateway.Identity.Sessions;
using Region.Platform.Storage;
using Region.Testing;
using Shouldly;

namespace Region.Services.Tests.Gateway;

/// <summary>Browsers: login, logout, switching posts, and what must not be possible with them.</summary>
public sealed class SessionTests
{
    private const string Town = "town.accountant";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_login_opens_a_session_whose_pages_call_services_in_the_person_s_name(StoreKind kind)
    {
        await using var world = await WorldAsync(GatewayWorld.StoreOf(kind));
        using var browser = world.NewBrowser();

        using var answer = await LogInAsync(browser, ("return", "/vouchers?month=2026-03"));

        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        answer.Headers.Location!.OriginalString.ShouldBe("/vouchers?month=2026-03");
        var cookie = answer.Headers.GetValues("Set-Cookie")
            .Single(set => set.StartsWith("region-session=", StringComparison.Ordinal));
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=lax");
        cookie.ShouldContain("path=/");
        (await browser.WhoAsync(Token)).ShouldBe($"{Town} VillageAccountant V0103");
        var token = new JwtSecurityTokenHandler().ReadJwtToken(world.Conversation.Authorization!["Bearer ".Length..]);
        token.Subject.ShouldBe(Town);
        token.Claims.Single(claim => claim.Type is "book").Value.ShouldBe("V0103");
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task Switching_posts_acts_in_the_other_book_alone_under_a_new_id(StoreKind kind)
    {
        await using var world = await WorldAsync(GatewayWorld.StoreOf(kind));
        using var browser = world.NewBrowser();
        using var login = await LogInAsync(browser);
        var before = browser.SessionId;

        using var moved = await browser.SendAsync("/post", Token, ("role", "VillageAccountant"), ("unit", "V0104"));
        using var foreign = await browser.SendAsync("/post", Token, ("role", "VillageAccountant"), ("unit", "V0201"));

        moved.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        foreign.Headers.Location!.OriginalString.ShouldContain("POST_NOT_HELD");
        (await browser.WhoAsync(Token)).ShouldBe($"{Town} VillageAccountant V0104");
        browser.SessionId.ShouldNotBe(before);
        browser.SessionId = before;
        (await browser.WhoAsync(Token)).ShouldBe("nobody");
    }

    [Fact]
    public async Task An_id_that_was_planted_before_the_login_opens_nothing_after_it()
    {
        await using var world = await WorldAsync();
        using var attacker = world.NewBrowser();
        using var own = await LogInAsync(attacker);
        var planted = attacker.SessionId;
        using var browser = world.NewBrowser();
        browser.SessionId = planted;

        using var login = await LogInAsync(browser);

        browser.SessionId.ShouldNotBe(planted);
        (await browser.WhoAsync(Token)).ShouldStartWith(Town);
        (await attacker.WhoAsync(Token)).ShouldBe("nobody");
    }

    [Fact]
    public async Task Logging_out_ends_the_session_in_the_store_and_not_only_in_the_browser()
    {
        await using var world = await WorldAsync();
        using var browser = world.NewBrowser();
        using var login = await LogInAsync(browser);
        var kept = browser.SessionId;

        using var logout = await browser.SendAsync("/logout", Token);

        browser.SessionId.ShouldBeNullOrEmpty();
        browser.SessionId = kept;
        (await browser.WhoAsync(Token)).ShouldBe("nobody");
    }

    [Theory]
    [InlineData("/login")]
    [InlineData("/logout")]
    [InlineData("/post")]
    public async Task A_form_that_another_site_sends_is_refused_and_changes_nothing(string path)
    {
        await using var world = await WorldAsync();
        using var browser = world.NewBrowser();
        using var login = await LogInAsync(browser);
        var id = browser.SessionId;
        (string, string)[] fields =
        [
            ("login", "v0101.accountant"), ("password", SampleLogins.Password),
            ("role", "VillageAccountant"), ("unit", "V0104"),
        ];

        using var bare = await browser.SendBareAsync(path, Token, fields);
        using var forged = await browser.SendBareAsync(
            path, Token, [("__RequestVerificationToken", "CfDJ8forged"), .. fields]);

        bare.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        forged.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        browser.SessionId.ShouldBe(id);
        (await browser.WhoAsync(Token)).ShouldBe($"{Town} VillageAccountant V0103");
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example/")]
    [InlineData("/\t/elsewhere.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("elsewhere")]
    [InlineData("")]
    public async Task A_login_leads_only_to_pages_of_this_site(string back)
    {
        await using var world = await WorldAsync();
        using var browser = world.NewBrowser();

        using var right = await LogInAsync(browser, ("return", back));
        using var wrong = await browser.SendAsync(
            "/login", Token, ("login", Town), ("password", "错误"), ("return", back));

        right.Headers.Location!.OriginalString.ShouldBe("/");
        wrong.Headers.Location!.OriginalString.ShouldBe("/login?refused=LOGIN_WRONG&return=%2F");
    }

    [Fact]
    public async Task A_wrong_password_leads_back_with_a_sentence_and_names_neither_login_nor_password()
    {
        await using var world = await WorldAsync();
        using var browser = world.NewBrowser();

        using var wrong = await browser.SendAsync(
            "/login", Token, ("login", "typed-my-password"), ("password", "错误"), ("return", "/a"));

        var location = wrong.Headers.Location!.OriginalString;
        location.ShouldBe("/login?refused=LOGIN_WRONG&return=%2Fa");
        (await browser.Http.GetStringAsync(location, Token)).ShouldContain("登录名或密码不正确。");
        (await browser.WhoAsync(Token)).ShouldBe("nobody");
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_post_that_has_ended_ends_the_session_that_acts_under_it(StoreKind kind)
    {
        await using var world = await WorldAsync(GatewayWorld.StoreOf(kind));
        using var browser = world.NewBrowser();
        using var login = await LogInAsync(browser);
        world.Conversation.Posts.RemoveAll(post => post.Unit is "V0103");
        (await browser.WhoAsync(Token)).ShouldStartWith(Town, customMessage: "the list of posts is fresh");

        await RunAsync(world, "UPDATE sessions SET posts_at = 0");

        (await browser.WhoAsync(Token)).ShouldBe("nobody");
    }

    [Fact]
    public async Task A_session_is_over_when_it_was_idle_or_has_lasted_too_long()
    {
        await using var world = await WorldAsync();
        using var browser = world.NewBrowser();
        using var login = await LogInAsync(browser);

        await RunAsync(world, "UPDATE sessions SET seen_at = seen_at - 3599000");
        (await browser.WhoAsync(Token)).ShouldStartWith(Town);
        await RunAsync(world, "UPDATE sessions SET seen_at = seen_at - 3601000");
        (await browser.WhoAsync(Token)).ShouldBe("nobody");

        using var again = await LogInAsync(browser);
        await RunAsync(world, "UPDATE sessions SET ends_at = ends_at - 43200000");
        (await browser.WhoAsync(Token)).ShouldBe("nobody");
    }

    [Fact]
    public async Task The_store_does_not_hold_the_id_that_the_browser_shows()
    {
        await using var world = await WorldAsync();
        using var browser = world.NewBrowser();
        using var login = await LogInAsync(browser);

        await using var session = await world.Services.GetRequiredService<Database>().ReadAsync(Token);
        var rows = await session.QueryAsync<SessionRow>("SELECT * FROM sessions", parameters: null, Token);

        var row = rows.ShouldHaveSingleItem();
        ((string[])[row.IdHash, row.SessionId]).ShouldAllBe(stored => !stored.Contains(browser.SessionId!));
        browser.SessionId!.Length.ShouldBe(43, "256 bits");
        browser.SessionId = row.IdHash;
        (await browser.WhoAsync(Token)).ShouldBe("nobody");
    }

    [Fact]
    public async Task REST_takes_no_cookie_so_that_no_other_site_can_make_a_browser_call_it()
    {
        await using var world = await WorldAsync();
        using var browser = world.NewBrowser();
        using var login = await LogInAsync(browser);
        world.Conversation.Authorization = "unset";

        using var answer = await browser.Http.GetAsync("/v1/regions/R01", Token);

        world.Conversation.Authorization.ShouldBeNull();
    }

    private static async Task<GatewayWorld> WorldAsync(params string[] settings)
    {
        var world = await GatewayWorld.StartSampleAsync(Token, settings);
        world.Conversation.Posts.Add(PostsOf.Accountant(Town, "V0103"));
        world.Conversation.Posts.Add(PostsOf.Accountant(Town, "V0104"));
        world.Conversation.Posts.Add(PostsOf.Accountant("v0101.accountant", "V0101"));
        return world;
    }

    private static Task<HttpResponseMessage> LogInAsync(Browser browser, params (string, string)[] fields) =>
        browser.SendAsync("/login", Token, [("login", Town), ("password", SampleLogins.Password), .. fields]);

    private static async Task RunAsync(GatewayWorld world, string sql)
    {
        await using var work = await world.Services.GetRequiredService<Database>().BeginAsync("test", Token);
        await work.ExecuteAsync(sql, parameters: null, Token);
        await work.CommitAsync(Token);
    }
}
