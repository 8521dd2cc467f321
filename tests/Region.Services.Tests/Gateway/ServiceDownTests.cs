using System.Net;
using Region.Gateway.Identity;
using Shouldly;

namespace Region.Services.Tests.Gateway;

/// <summary>A service that is down is told in Chinese with 503: a page for people, a problem for programs.</summary>
public sealed class ServiceDownTests
{
    private const string Login = "v0101.accountant";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_login_form_answers_a_page_that_says_to_come_back()
    {
        await using var world = await GatewayWorld.StartSampleAsync(Token);
        using var browser = NewBrowser(world);
        await world.StopServicesAsync(Token);

        using var answer = await browser.SendAsync(
            "/login", Token, ("login", Login), ("password", SampleLogins.Password));

        await ShouldSayItAsync(answer);
        browser.SessionId.ShouldBeNull();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/books/V0101/vouchers")]
    [InlineData("/regions/R01/rounds")]
    public async Task So_does_every_page_that_needs_it_while_one_s_own_account_still_opens(string path)
    {
        await using var world = await GatewayWorld.StartSampleAsync(Token);
        world.Conversation.Posts.Add(PostsOf.Accountant(Login, "V0101"));
        using var browser = NewBrowser(world);
        using var login = await browser.SendAsync(
            "/login", Token, ("login", Login), ("password", SampleLogins.Password));
        await world.StopServicesAsync(Token);

        using var answer = await browser.Http.GetAsync(path, Token);
        using var own = await browser.Http.GetAsync("/me", Token);

        await ShouldSayItAsync(answer);
        own.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Switching_posts_says_so_too()
    {
        await using var world = await GatewayWorld.StartSampleAsync(Token);
        world.Conversation.Posts.Add(PostsOf.Accountant(Login, "V0101"));
        using var browser = NewBrowser(world);
        using var login = await browser.SendAsync(
            "/login", Token, ("login", Login), ("password", SampleLogins.Password));
        await world.StopServicesAsync(Token);

        using var answer = await browser.SendAsync("/post", Token, ("role", "VillageAccountant"), ("unit", "V0101"));

        await ShouldSayItAsync(answer);
    }

    [Fact]
    public async Task A_program_gets_a_problem()
    {
        await using var world = await GatewayWorld.StartSampleAsync(Token);
        await world.StopServicesAsync(Token);

        using var answer = await Somebody.TryAsync(world, Login, SampleLogins.Password);

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await answer.JsonAsync(Token)).Text("detail").ShouldBe("服务暂时不可用，请稍后再试。");
    }

    private static Browser NewBrowser(GatewayWorld world)
    {
        var browser = world.NewBrowser();
        browser.Http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        return browser;
    }

    private static async Task ShouldSayItAsync(HttpResponseMessage answer)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        var page = await answer.Content.ReadAsStringAsync(Token);
        page.ShouldContain("服务暂时不可用，请稍后再试。");
        page.ShouldContain("已提交的内容不会重复办理");
    }
}
