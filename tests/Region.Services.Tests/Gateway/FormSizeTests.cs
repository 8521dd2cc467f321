using System.Net;
using Region.Gateway.Identity;
using Region.Gateway.Web;
using Shouldly;

namespace Region.Services.Tests.Gateway;

/// <summary>Forms are bounded before they are read, and whoever sends too much is told so on a page.</summary>
public sealed class FormSizeTests
{
    private const string Login = "v0101.accountant";
    private const string Imports = "/books/V0101/imports";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/login")]
    [InlineData("/welcome")]
    [InlineData("/password")]
    public async Task Nobody_fills_the_disk_before_he_has_logged_in(string path)
    {
        await using var world = await GatewayWorld.StartSampleAsync(Token);
        using var browser = world.NewBrowser();

        using var answer = await browser.SendAsync(
            path, Token, ("login", new string('x', (int)FormSize.OfAnybody)), ("password", "x"));

        ((int)answer.StatusCode).ShouldBeOneOf(400, 413);
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_refused_with_413_and_how_large_it_may_be()
    {
        await using var world = await GatewayWorld.StartSampleAsync(Token);
        using var browser = await LogInAsync(world);

        using var answer = await UploadAsync(browser, new byte[FormSize.OfKnown + 1]);

        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await answer.Content.ReadAsStringAsync(Token)).ShouldContain("一次最多 14 MB");
    }

    [Fact]
    public async Task A_form_that_breaks_off_is_a_refusal_and_no_broken_program()
    {
        await using var world = await GatewayWorld.StartSampleAsync(Token);
        using var browser = await LogInAsync(world);
        using var broken = new StringContent("--x\r\nContent-Disposition: form-data; name=a\r\n\r\nhalf");
        broken.Headers.Remove("Content-Type");
        broken.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=x");

        using var answer = await browser.Http.PostAsync(Imports, broken, Token);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync(Token)).ShouldContain("请返回上一页");
    }

    [Fact]
    public async Task Whoever_asks_too_often_in_a_browser_reads_so_on_a_page()
    {
        await using var world = await GatewayWorld.StartAsync(
            Token, "--Region:Limits:PerAddress:Burst=1", "--Region:Limits:PerAddress:PerSecond=1");
        using var browser = world.NewBrowser();
        browser.Http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        HttpResponseMessage answer;
        var tries = 0;
        do
        {
            answer = await browser.Http.GetAsync("/login", Token);
        }
        while (answer.StatusCode is HttpStatusCode.OK && tries++ < 50);

        answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        answer.Headers.RetryAfter.ShouldNotBeNull();
        (await answer.Content.ReadAsStringAsync(Token)).ShouldContain("请求过于频繁，请稍后再试。");
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        answer.Dispose();
    }

    private static async Task<Browser> LogInAsync(GatewayWorld world)
    {
        world.Conversation.Posts.Add(PostsOf.Accountant(Login, "V0101"));
        var browser = world.NewBrowser();
        browser.Http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        using var login = await browser.SendAsync(
            "/login", Token, ("login", Login), ("password", SampleLogins.Password));
        login.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        return browser;
    }

    private static async Task<HttpResponseMessage> UploadAsync(Browser browser, byte[] file)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(await browser.FormTokenAsync(Token)), "__RequestVerificationToken" },
            { new StringContent("ImportDrafts"), "act" },
            { new ByteArrayContent(file), "table", "凭证.csv" },
        };
        return await browser.Http.PostAsync(Imports, form, Token);
    }
}
