using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Region.Testing;
using Shouldly;

namespace Region.EndToEnd.Tests.Web;

/// <summary>A fresh machine without sample data: the first administrator comes in by the printed link.</summary>
public sealed partial class FirstStartTests
{
    private const string Password = "梅花村的石板桥-1978";

    private static readonly TimeSpan Ready = TimeSpan.FromMinutes(3);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_administrator_comes_in_by_the_printed_link_and_is_led_to_the_register()
    {
        var chromium = Programs.Require("chromium");
        var data = Directory.CreateTempSubdirectory("region-first-").FullName;
        await using var process = AppHostProcess.Start(data);
        await Eventually.HoldsAsync(
            () => Task.FromResult(process.HasExited
                || (Link().IsMatch(process.Output) && process.Output.Contains("系统已启动", StringComparison.Ordinal))),
            Ready,
            "the link is printed",
            Token);
        var link = Link().Match(process.Output).Value;
        link.ShouldStartWith(process.Gateway.ToString(), Case.Sensitive, process.Output);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await SampleSite.LaunchAsync(playwright, chromium);
        var context = await browser.NewContextAsync(Screen.Plain.Options(process.Gateway));
        await using var person = new Person(await context.NewPageAsync(), Screen.Plain, process.Gateway);

        await person.GoAsync("/login");
        (await person.ReadAsync()).ShouldNotContain("样例-2026");
        await person.GoAsync(link);
        await person.PictureAsync("first-link");
        await SetAsync(person, "1234567890", "1234567890");
        (await person.ReadAsync()).ShouldContain("太常见");
        (await person.Page.GetByLabel("一次性代码").InputValueAsync()).ShouldNotBeEmpty();
        await SetAsync(person, Password, Password);

        (await person.Page.GetByLabel("登录名").InputValueAsync()).ShouldBe("county.admin");
        await person.FillAsync("密码", Password);
        await person.PressAsync("登录");
        (await person.ReadAsync()).ShouldContain("还没有登记区域");
        await person.PictureAsync("first-county");
        await person.Page.Locator("main").GetByText("名册导入").ClickAsync();
        await ImportAsync(person);
        (await person.ReadAsync()).ShouldContain("名册已导入");
        (await person.ReadAsync()).ShouldContain("样例发饰区域党委");

        await person.GoAsync(link);
        await SetAsync(person, $"{Password}-2", $"{Password}-2");
        (await person.ReadAsync()).ShouldContain("一次性代码不正确、已用过或已过期");
    }

    private static async Task SetAsync(Person person, string wanted, string repeated)
    {
        await person.FillAsync("新密码", wanted);
        await person.FillAsync("再输一遍", repeated);
        await person.PressAsync("设置密码");
    }

    private static async Task ImportAsync(Person person)
    {
        var sample = Path.Combine(Repository.Root, "services", "apphost", "Sample");
        foreach (var (label, file) in ((string, string)[])
            [("区域表", "regions.csv"), ("公司表", "companies.csv"), ("村表", "villages.csv")])
        {
            await person.Page.GetByLabel(label).SetInputFilesAsync(Path.Combine(sample, file));
        }

        await person.PressAsync("检查并导入名册");
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+/welcome\?code=[A-Z2-7-]+")]
    private static partial Regex Link();
}
