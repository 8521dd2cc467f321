using System.Text.RegularExpressions;
using Region.Testing;
using Shouldly;

namespace Region.EndToEnd.Tests.Web;

/// <summary>
/// What holds of every page, for those that show something that has to be made first: a draft, a card, a round. And
/// that no page of the route table is left out.
/// </summary>
[Collection(nameof(OpenRegion))]
public sealed partial class MadePageTests(OpenRegion region)
{
    private const string Round = "/regions/{region}/rounds/{round}";

    private static readonly string Axe =
        Path.Combine(Repository.Root, "tests", "Region.EndToEnd.Tests", "interop-axe");

    /// <summary>By the template of the address: the picture's name, who looks, and the way there.</summary>
    private static readonly Dictionary<string, (string Name, string Login, Func<Person, Task> Find)> Made =
        new(StringComparer.Ordinal)
        {
            [Round] = ("round", "r01.manager", person => RoundAsync(person)),
            [$"{Round}/slips/{{village}}"] = ("slip", "r01.manager", person => RoundAsync(person, "分割单")),
            [$"{Round}/statement/{{village}}"] =
                ("settlement", "r01.manager", person => RoundAsync(person, "结算单")),
            [$"{Round}/order"] = ("order", "r01.manager", person => RoundAsync(person, "打印订单")),
            ["/books/{book}/vouchers/{voucher}"] = ("voucher", "v0101.accountant", VoucherAsync),
            ["/books/{book}/vouchers/{voucher}/print"] = ("voucher-print", "v0101.accountant", async person =>
            {
                await VoucherAsync(person);
                await person.Page.Locator("main a:has-text('打印')").First.ClickAsync();
            }
            ),
            ["/books/{book}/drafts/{draft}"] = ("draft", "v0101.accountant", DraftAsync),
            ["/books/{book}/drafts/{draft}/edit"] = ("draft-edit", "v0101.accountant", async person =>
            {
                await DraftAsync(person);
                await person.Page.Locator("main a:has-text('修改')").First.ClickAsync();
            }
            ),
            ["/books/{book}/templates/{template}"] = ("template-page", "v0101.accountant", TemplateAsync),
            ["/books/{book}/assets/{asset}"] = ("asset-page", "r01.accountant", AssetAsync),
            ["/books/{book}/handovers/{id}"] = ("handover-page", "v0101.head", HandoverAsync),
        };

    /// <summary>What is printed and signed, and how many sheets of paper it may take.</summary>
    private static readonly Dictionary<string, int> Papers = new(StringComparer.Ordinal)
    {
        ["order"] = 1,
        ["slip"] = 1,
        ["settlement"] = 1,
        ["voucher-print"] = 1,
        ["handover-page"] = 2,
    };

    public static TheoryData<string> Templates { get; } = [.. Made.Keys];

    [Theory]
    [MemberData(nameof(Templates))]
    public async Task The_page_of_something_made_is_small_complete_accessible_and_asks_nobody_outside(string template)
    {
        await NodePackages.RequireAsync(Axe, TestContext.Current.CancellationToken);
        var (name, login, find) = Made[template];
        await using var person = await region.SitDownAsync(login, Screen.Desk);
        await find(person);
        var page = new Uri(person.Page.Url).PathAndQuery;
        IsAt(page, template).ShouldBeTrue($"{page} is not {template}");
        foreach (var screen in (Screen[])[Screen.Desk, Screen.Phone])
        {
            await using var looking = await region.SitDownAsync(login, screen);
            (await looking.GoAsync(page)).ShouldBe(200);
            await PageTests.JudgeAsync(looking, name);
        }

        if (Papers.TryGetValue(name, out var sheets))
            PaperTests.Pages(await PaperTests.PrintAsync(person.Page, name)).ShouldBeInRange(1, sheets);
    }

    [Fact]
    public void Every_page_of_the_route_table_is_judged_and_pictured_on_both_screens()
    {
        string[] visited =
        [
            .. PageTests.Pages.Where(row => row.Data.Item2 is not "not-hers").Select(row => row.Data.Item3),
        ];

        var missing = PageTemplates.All.Where(template =>
            !Made.ContainsKey(template) && template is not ObjectionJourneyTests.Judged
            && !visited.Any(path => IsAt(path, template) && !IsAtNarrower(path, template)));

        PageTemplates.All.Count.ShouldBeGreaterThan(60);
        missing.ShouldBeEmpty("add the page to PageTests, or to this class if something has to be made for it");
    }

    [Fact]
    public void No_template_of_this_class_is_left_over_from_a_page_that_is_gone() =>
        Made.Keys.ShouldBeSubsetOf(PageTemplates.All);

    private static bool IsAt(string path, string template) => Regex.IsMatch(
        path.Split('?')[0], $"^{Place().Replace(Regex.Escape(template), "[^/]+")}$", RegexOptions.None, Bound);

    // /drafts/new is the page for entry, and not the draft of the name «new».
    private static bool IsAtNarrower(string path, string template) => PageTemplates.All.Any(other =>
        !string.Equals(other, template, StringComparison.Ordinal) && IsAt(path, other)
        && other.Count(letter => letter is '{') < template.Count(letter => letter is '{'));

    private static TimeSpan Bound => TimeSpan.FromSeconds(1);

    private static async Task RoundAsync(Person person, string link = "")
    {
        await person.GoAsync("/regions/R01/rounds");
        await person.Page.Locator("main a:has-text('P1')").First.ClickAsync();
        if (link.Length > 0)
            await person.Page.Locator($"main a:has-text('{link}')").First.ClickAsync();
    }

    private static async Task VoucherAsync(Person person)
    {
        await person.GoAsync("/books/V0101/vouchers?month=2026-03");
        await person.Page.Locator("main tbody a").Last.ClickAsync();
    }

    private static async Task DraftAsync(Person person)
    {
        await person.GoAsync("/books/V0101/drafts/new");
        await person.FillAsync("日期", "2026-05-07");
        await person.FillAsync("摘要", "换井盖，等发票");
        await person.FillAsync("第 1 行科目", "513");
        await person.FillAsync("第 1 行借方", "180");
        await person.PressAsync("保存草稿");
    }

    private static async Task TemplateAsync(Person person)
    {
        await VoucherAsync(person);
        await person.Page.Locator("main a:has-text('存为模板')").ClickAsync();
        await person.FillAsync("模板名称", $"照片 {Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}"[..12]);
        await person.PressAsync("保存模板");
    }

    private static async Task AssetAsync(Person person)
    {
        await person.GoAsync("/books/C01/assets/new");
        await person.FillAsync("资产编号", $"{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}"[..12]);
        await person.FillAsync("名称", "分拣流水线");
        await person.FillAsync("类别", "机器设备");
        await person.FillAsync("投入使用日期", "2026-01-01");
        await person.FillAsync("原值（元）", "200000");
        await person.FillAsync("使用月数", "120");
        await person.PressAsync("登记");
        await person.Page.Locator("main tbody a").First.ClickAsync();
    }

    private static async Task HandoverAsync(Person person)
    {
        await person.GoAsync("/books/V0101/handovers");
        await person.FillAsync("移交人登录名", "v0101.accountant");
        await person.FillAsync("接收人登录名", "v0101.cashier");
        await person.FillAsync("同时移交的物品", "账册两本");
        await person.PressAsync("登记并取账");
    }

    [GeneratedRegex(@"\\\{[^}]+\}")]
    private static partial Regex Place();
}
