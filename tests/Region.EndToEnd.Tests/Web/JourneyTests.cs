using Microsoft.Playwright;
using Shouldly;

namespace Region.EndToEnd.Tests.Web;

/// <summary>Each person's way from the login to the result in the books.</summary>
[Collection(nameof(OpenRegion))]
public sealed class JourneyTests(OpenRegion region)
{
    private const string Day = "2026-04-08";

    public static TheoryData<string> Screens { get; } = ["desk", "phone"];

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task An_accountant_enters_a_voucher_and_others_bring_it_into_the_books(string screen)
    {
        await using var accountant = await region.SitDownAsync("v0101.accountant", Find(screen));
        await accountant.GoAsync("/books/V0101/drafts/new");
        await accountant.FillAsync("日期", Day);
        await accountant.FillAsync("摘要", $"村部水电费 {screen}");
        await accountant.FillAsync("附件张数", "2");

        await EnterByKeyboardAsync(accountant.Page);

        (await accountant.Page.Locator("[data-words]").InnerTextAsync()).ShouldBe("人民币壹仟贰佰叁拾肆元伍角整");
        await accountant.PictureAsync("entry-filled");
        await accountant.PressAsync("保存草稿");
        (await accountant.ReadAsync()).ShouldContain("1,234.50");
        var draft = new Uri(accountant.Page.Url).AbsolutePath;

        await using var head = await region.SitDownAsync("v0101.head", Find(screen));
        await head.GoAsync(draft);
        await head.PressAsync("审核通过");
        (await head.ReadAsync()).ShouldContain("已审核");

        await using var cashier = await region.SitDownAsync("v0101.cashier", Find(screen));
        await cashier.GoAsync(draft);
        await cashier.PressAsync("出纳签字");

        await accountant.GoAsync(draft);
        await accountant.PressAsync("记账");
        (await accountant.ReadAsync()).ShouldContain("已记账，凭证不再改动");
        await accountant.GoAsync("/books/V0101/detail?account=513");
        (await accountant.ReadAsync()).ShouldContain("1,234.50");
        await accountant.PictureAsync("detail-after");
    }

    [Fact]
    public async Task Her_own_draft_she_may_not_check_and_the_page_says_why()
    {
        await using var accountant = await region.SitDownAsync("v0102.accountant", Screen.Desk);
        await accountant.GoAsync("/books/V0102/drafts/new");
        await accountant.FillAsync("日期", Day);
        await accountant.FillAsync("摘要", "办公用品");
        await accountant.FillAsync("附件张数", "1");
        await EnterByKeyboardAsync(accountant.Page);
        await accountant.PressAsync("保存草稿");

        await accountant.PressAsync("审核通过");

        (await accountant.Page.GetByRole(AriaRole.Alert).InnerTextAsync()).ShouldNotBeEmpty();
        (await accountant.ReadAsync()).ShouldContain("编制中");
    }

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task A_manager_opens_a_round_a_secretary_approves_in_two_taps_and_a_village_asks(string screen)
    {
        await using var manager = await region.SitDownAsync("r01.manager", Find(screen));
        await OpenRoundAsync(manager, $"P2 {screen}");
        var round = new Uri(manager.Page.Url).AbsolutePath;
        (await manager.ReadAsync()).ShouldContain("待批准");
        await manager.PictureAsync("round-draft");

        await using var secretary = await region.SitDownAsync("r01.secretary", Find(screen));
        await secretary.GoAsync("/regions/R01/approvals");
        var box = secretary.Page.Locator("section.box", new PageLocatorOptions { HasText = $"P2 {screen}" });
        await box.Locator("summary").ClickAsync();
        await box.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "确认批准" }).ClickAsync();
        (await secretary.ReadAsync()).ShouldContain("批次已批准");

        await using var village = await region.SitDownAsync("v0101.accountant", Find(screen));
        await village.GoAsync(round);
        await village.FillAsync("件数（箱）", "7");
        await village.PressAsync("申报");
        (await village.ReadAsync()).ShouldContain("7 箱");
        await village.PictureAsync("round-collecting");
        await manager.GoAsync(round);
        (await manager.ReadAsync()).ShouldContain("70 kg");
    }

    [Fact]
    public async Task Without_a_script_a_voucher_is_entered_with_its_refusals_shown_where_they_belong()
    {
        await using var accountant = await region.SitDownAsync("v0101.accountant", Screen.Plain);
        await accountant.GoAsync("/books/V0101/drafts/new");
        await accountant.FillAsync("日期", "2026-04-09");
        await accountant.FillAsync("摘要", "无脚本录入");
        await accountant.FillAsync("附件张数", "1");
        await accountant.FillAsync("第 1 行科目", "513");
        await accountant.FillAsync("第 1 行借方", "一百");
        await accountant.FillAsync("第 2 行科目", "211");
        await accountant.FillAsync("第 2 行贷方", "100");

        await accountant.PressAsync("保存草稿");

        (await accountant.ReadAsync()).ShouldContain("“一百”应为金额");
        (await accountant.Page.Locator("[aria-invalid=true]").CountAsync()).ShouldBe(1);
        (await accountant.Page.Locator("[aria-label='第 2 行贷方']").InputValueAsync()).ShouldBe("100");
        await accountant.FillAsync("第 1 行借方", "１００．００");
        await accountant.PressAsync("保存草稿");
        (await accountant.ReadAsync()).ShouldContain("人民币壹佰元整");
        await accountant.PictureAsync("draft-plain");
    }

    [Fact]
    public async Task A_secretary_looks_with_a_reason_and_the_village_sees_who_looked_and_why()
    {
        await using var secretary = await region.SitDownAsync("r01.secretary", Screen.Plain);
        await secretary.GoAsync("/regions/R01/books/V0101/look");
        await secretary.FillAsync("原因", "群众反映运费问题");
        await secretary.PressAsync("查阅");
        (await secretary.ReadAsync()).ShouldContain("记-1");

        await using var village = await region.SitDownAsync("v0101.head", Screen.Phone);
        await village.GoAsync("/books/V0101/looks");

        (await village.ReadAsync()).ShouldContain("群众反映运费问题");
    }

    [Fact]
    public async Task Who_is_not_logged_in_comes_back_to_where_he_wanted_to_go()
    {
        await using var person = await region.SitDownAsync("", Screen.Plain);
        await person.GoAsync("/books/V0101/balances");
        person.Page.Url.ShouldContain("/login");

        await person.Page.GetByLabel("登录名").FillAsync("v0101.accountant");
        await person.Page.GetByLabel("密码").FillAsync(Region.Gateway.Identity.SampleLogins.Password);
        await person.PressAsync("登录");

        person.Page.Url.ShouldEndWith("/books/V0101/balances");
        (await person.ReadAsync()).ShouldContain("借贷平衡");
    }

    private static Screen Find(string name) => name is "phone" ? Screen.Phone : Screen.Desk;

    /// <summary>Account by pinyin and by name, Enter from field to field, = for the last amount.</summary>
    private static async Task EnterByKeyboardAsync(IPage page)
    {
        await page.Locator("[aria-label='第 1 行科目']").FocusAsync();
        await page.Keyboard.TypeAsync("glfy");
        await page.Keyboard.PressAsync("Enter");
        (await page.Locator("[aria-label='第 1 行科目']").InputValueAsync()).ShouldBe("513");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.TypeAsync("1234.5");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.TypeAsync("银行");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Enter");

        await page.Keyboard.PressAsync("=");
        (await page.Locator("[aria-label='第 2 行贷方']").InputValueAsync()).ShouldBe("1234.50");
    }

    private static async Task OpenRoundAsync(Person manager, string title)
    {
        await manager.GoAsync("/regions/R01/rounds/new");
        await manager.FillAsync("批次名称", title);
        await manager.FillAsync("物资编码", "M002");
        await manager.FillAsync("物资名称", "涤纶包芯丝线");
        await manager.FillAsync("计量单位", "kg");
        await manager.FillAsync("包装单位", "箱");
        await manager.FillAsync("每件数量", "10");
        await manager.PressAsync("提交，等书记批准");
    }
}
