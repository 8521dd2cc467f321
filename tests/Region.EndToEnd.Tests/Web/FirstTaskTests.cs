using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Region.Testing;
using Shouldly;

namespace Region.EndToEnd.Tests.Web;

/// <summary>
/// Somebody who has read nothing but the README: its command, the address and the password that the command prints, and
/// the words of «First tasks», which are looked for on the pages as they stand there.
/// </summary>
[Collection(nameof(OpenRegion))]
public sealed partial class FirstTaskTests(OpenRegion region)
{
    private const int MostClicks = 6;
    private const string Heading = "## First tasks of the three users";

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private readonly Stopwatch _watch = new();
    private int _clicks;

    private static string Readme { get; } = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));

    [Fact]
    public void The_README_names_the_command_and_the_address_that_it_prints()
    {
        Readme.ShouldContain("dotnet run --project services/apphost -- demo\n");
        Readme.ShouldContain("<http://127.0.0.1:5080/>");
        Printed().Password.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Each_person_reaches_the_first_task_by_the_README_s_words()
    {
        var manager = TaskOf("Manager");
        await using (var person = await ArriveAsync(manager.Login))
        {
            await ClickAsync(person.Page.GetByText(manager.Words[0], Exactly).First);
            await person.FillAsync("批次名称", "P9 按说明书");
            await person.FillAsync("物资编码", "M002");
            await person.FillAsync("物资名称", "涤纶包芯丝线");
            await person.FillAsync("计量单位", "kg");
            await person.FillAsync("包装单位", "箱");
            await person.FillAsync("每件数量", "10");
            await ClickAsync(person.Page.GetByText("提交，等书记批准").First);
            (await person.ReadAsync()).ShouldContain("等待书记批准");
            Judge("manager");
        }

        var secretary = TaskOf("Secretary");
        await using (var person = await ArriveAsync(secretary.Login))
        {
            (await person.ReadAsync()).ShouldContain("成员村");
            await ClickAsync(person.Page.Locator("main").GetByText(secretary.Words[0]).First);
            var box = person.Page.Locator("section.box", new PageLocatorOptions { HasText = "P9 按说明书" });
            await ClickAsync(box.Locator("summary").First);
            await ClickAsync(box.GetByText("确认批准").First);
            (await person.ReadAsync()).ShouldContain("批次已批准");
            Judge("secretary");
        }

        var accountant = TaskOf("Village accountant");
        await using (var person = await ArriveAsync(accountant.Login))
        {
            await ClickAsync(person.Page.GetByText(accountant.Words[0], Exactly).First);
            await EnterAsync(person.Page);
            await ClickAsync(person.Page.GetByText("保存草稿").First);
            (await person.ReadAsync()).ShouldContain("人民币捌拾捌元整");
            await ClickAsync(person.Page.GetByText(accountant.Words[1], Exactly).First);
            (await person.ReadAsync()).ShouldContain("借贷平衡");
            Judge("accountant");
        }
    }

    private static PageGetByTextOptions Exactly => new() { Exact = true };

    /// <summary>One bullet of the README: who, and the words on the pages in the order of the task.</summary>
    private static (string Login, IReadOnlyList<string> Words) TaskOf(string person)
    {
        var section = Readme[Readme.IndexOf(Heading, StringComparison.Ordinal)..];
        var bullet = Bullet().Matches(section).First(match => match.Groups["person"].Value == person);
        return (bullet.Groups["login"].Value,
            [.. Chinese().Matches(bullet.Groups["text"].Value).Select(match => match.Value)]);
    }

    private (Uri Address, string Password) Printed()
    {
        var line = Opening().Match(region.Output);
        line.Success.ShouldBeTrue(region.Output);
        return (new Uri(line.Groups["address"].Value), line.Groups["password"].Value);
    }

    private async Task<Person> ArriveAsync(string login)
    {
        var (address, password) = Printed();
        var person = await region.SitDownAsync("", Screen.Desk);
        _clicks = 0;
        _watch.Restart();
        await person.Page.GotoAsync(address.ToString());
        await ClickAsync(person.Page.Locator("main a", new PageLocatorOptions { HasText = "登录" }).First);
        await person.Page.GetByLabel("登录名").FillAsync(login);
        await person.Page.GetByLabel("密码").FillAsync(password);
        await ClickAsync(person.Page.Locator("main button").First);
        return person;
    }

    private async Task ClickAsync(ILocator what)
    {
        _clicks++;
        await what.ClickAsync();
        await what.Page.WaitForLoadStateAsync();
    }

    private void Judge(string person)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant(
            $"{person}: {_clicks} clicks, {_watch.Elapsed.TotalSeconds:0.0} s from the printed address"));
        _clicks.ShouldBeLessThanOrEqualTo(MostClicks, person);
        _watch.Elapsed.ShouldBeLessThan(Longest, person);
    }

    /// <summary>A voucher by the keyboard alone.</summary>
    private static async Task EnterAsync(IPage page)
    {
        await page.Locator("main").GetByLabel("日期").First.FillAsync("2026-04-10");
        await page.Locator("main").GetByLabel("摘要").First.FillAsync("按说明书录入");
        await page.Locator("main").GetByLabel("附件张数").First.FillAsync("1");
        await page.Locator("[aria-label='第 1 行科目']").FocusAsync();
        foreach (var keys in (string[])["glfy", "", "88", "102", "", "="])
        {
            await page.Keyboard.TypeAsync(keys);
            if (keys is not "=")
                await page.Keyboard.PressAsync("Enter");
        }
    }

    [GeneratedRegex(@"请打开 (?<address>http://\S+?)，样例人员（[^）]*）的密码是 (?<password>\S+)")]
    private static partial Regex Opening();

    [GeneratedRegex(@"^- \*\*(?<person>[\w ]+)\*\* \(`(?<login>[^`]+)`\): (?<text>.*)$", RegexOptions.Multiline)]
    private static partial Regex Bullet();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}+")]
    private static partial Regex Chinese();
}
