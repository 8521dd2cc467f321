using Microsoft.Playwright;
using Shouldly;

namespace Region.EndToEnd.Tests.Web;

/// <summary>The chart of a book: sub-accounts that a village opens itself, and the ministry's next version.</summary>
[Collection(nameof(OpenRegion))]
public sealed class ChartJourneyTests(OpenRegion region)
{
    [Fact]
    public async Task A_sub_account_is_opened_renamed_posted_to_and_closed()
    {
        await using var accountant = await region.SitDownAsync("v0101.accountant", Screen.Desk);
        await OpenAsync(accountant, "514.01", "环境卫生");
        await OpenAsync(accountant, "514.02", "困难帮扶");
        await accountant.GoAsync("/books/V0101/chart/accounts/514.01");
        await accountant.OpenAsync("更名");
        await accountant.FillAsync("新名称", "村容整治");
        await accountant.PressAsync("保存");
        (await accountant.ReadAsync()).ShouldContain("已更名");
        (await accountant.Page.Locator("h1").InnerTextAsync()).ShouldBe("514.01 村容整治");
        await accountant.PictureAsync("sub-account");

        await PostAsync(accountant);
        await accountant.GoAsync("/books/V0101/balances?from=2026-06&to=2026-06");
        var line = accountant.Page.Locator("main tbody tr", new PageLocatorOptions { HasText = "514.01 村容整治" });
        (await line.InnerTextAsync()).ShouldContain("360.00");

        await CloseAsync(accountant);
        await using var phone = await region.SitDownAsync("v0101.accountant", Screen.Phone);
        await phone.GoAsync("/books/V0101/chart/accounts/514");
        (await phone.ReadAsync()).ShouldContain("村容整治");
        await phone.PictureAsync("sub-accounts");
        await phone.GoAsync("/books/V0101/chart/acts");
        var acts = await phone.ReadAsync();
        acts.ShouldContain("环境卫生");
        acts.ShouldContain("村容整治");
        await phone.PictureAsync("chart-acts-filled");
    }

    [Fact]
    public async Task A_new_version_of_the_chart_is_adopted_and_holds_from_its_year_on()
    {
        await using var accountant = await region.SitDownAsync("v0201.accountant", Screen.Desk);
        await accountant.GoAsync("/books/V0201/chart/versions");
        (await accountant.ReadAsync()).ShouldContain("新开：513.01 干部报酬、513.02 运转支出");
        await accountant.PictureAsync("chart-version-offered");
        await accountant.OpenAsync("采用第 2 版");
        await accountant.FillAsync("从哪一年起", "2026");
        await accountant.PressAsync("确认采用");
        (await accountant.Page.GetByRole(AriaRole.Alert).InnerTextAsync()).ShouldNotBeEmpty();
        await accountant.PictureAsync("chart-version-refused");
        await accountant.FillAsync("从哪一年起", "2027");
        await accountant.PressAsync("确认采用");
        var versions = await accountant.ReadAsync();
        versions.ShouldContain("已采用新版科目表");
        versions.ShouldContain("2027年1月1日");
        await accountant.PictureAsync("chart-version-adopted");

        await accountant.GoAsync("/books/V0201/chart/accounts/513.01");
        (await accountant.ReadAsync()).ShouldContain("2027年1月1日起用");
        (await SaveAsync(accountant, "2027-01-05", "513.01")).ShouldNotContain("审核之前还要改正");
        (await SaveAsync(accountant, "2026-12-05", "513.01")).ShouldContain("审核之前还要改正");
        await accountant.PictureAsync("chart-version-too-early");
        (await SaveAsync(accountant, "2026-12-05", "513")).ShouldNotContain("审核之前还要改正");

        await using var phone = await region.SitDownAsync("v0201.accountant", Screen.Phone);
        await phone.GoAsync("/books/V0201/chart/versions");
        await phone.PictureAsync("chart-version-adopted");
    }

    private static async Task OpenAsync(Person accountant, string code, string name)
    {
        await accountant.GoAsync("/books/V0101/chart/accounts/514");
        await accountant.OpenAsync("开设明细科目");
        (await accountant.Page.Locator("main").GetByLabel("编码").First.InputValueAsync()).ShouldBe(code);
        await accountant.FillAsync("名称", name);
        if (code is "514.01")
            await accountant.PictureAsync("sub-account-open");

        await accountant.PressAsync("开设");
        (await accountant.ReadAsync()).ShouldContain("明细科目已开设");
    }

    private async Task PostAsync(Person accountant)
    {
        var draft = await DraftAsync(accountant);
        await using var head = await region.SitDownAsync("v0101.head", Screen.Phone);
        await head.GoAsync(draft);
        await head.PressAsync("审核通过");
        await using var cashier = await region.SitDownAsync("v0101.cashier", Screen.Phone);
        await cashier.GoAsync(draft);
        await cashier.PressAsync("出纳签字");
        await cashier.PictureAsync("draft-signed");
        await accountant.GoAsync(draft);
        await accountant.PressAsync("记账");
        var voucher = await accountant.ReadAsync();
        voucher.ShouldContain("已记账，凭证不再改动");
        voucher.ShouldContain("514.01 村容整治");
    }

    private static async Task<string> DraftAsync(Person accountant)
    {
        await accountant.GoAsync("/books/V0101/drafts/new");
        await accountant.FillAsync("日期", "2026-06-18");
        await accountant.FillAsync("摘要", "保洁员劳务");
        await accountant.FillAsync("附件张数", "1");
        await accountant.FillAsync("第 1 行科目", "514.01");
        await accountant.FillAsync("第 1 行借方", "360");
        await accountant.FillAsync("第 2 行科目", "102");
        await accountant.FillAsync("第 2 行贷方", "360");
        await accountant.PressAsync("保存草稿");
        return new Uri(accountant.Page.Url).AbsolutePath;
    }

    private static async Task CloseAsync(Person accountant)
    {
        await accountant.GoAsync("/books/V0101/chart/accounts/514.02");
        await accountant.OpenAsync("停用");
        await accountant.FillAsync("从哪天起不再记账", "2026-07-01");
        await accountant.PictureAsync("sub-account-close");
        await accountant.PressAsync("确认停用");
        (await accountant.ReadAsync()).ShouldContain("已停用");
        (await accountant.ReadAsync()).ShouldContain("2026年7月1日停用");
        await accountant.GoAsync("/books/V0101/drafts/new");
        (await FoundAsync(accountant, "2026-06-30", "514.02")).ShouldBe("困难帮扶");
        (await FoundAsync(accountant, "2026-07-01", "514.02")).ShouldBe("没有这个科目");
        await accountant.GoAsync("/books/V0101/chart/accounts/514.02");
        await accountant.PressAsync("重新启用");
        (await accountant.ReadAsync()).ShouldContain("已重新启用");
        await accountant.PictureAsync("sub-account-reopened");
    }

    /// <summary>What entry makes of a code on a day.</summary>
    private static async Task<string> FoundAsync(Person accountant, string day, string code)
    {
        await accountant.FillAsync("日期", day);
        await accountant.FillAsync("第 1 行科目", code);
        await accountant.Page.Keyboard.PressAsync("Enter");
        return await accountant.Page.Locator("main td.a .name").First.InnerTextAsync();
    }

    private static async Task<string> SaveAsync(Person accountant, string day, string account)
    {
        await accountant.GoAsync("/books/V0201/drafts/new");
        await accountant.FillAsync("日期", day);
        await accountant.FillAsync("摘要", "干部报酬");
        await accountant.FillAsync("附件张数", "1");
        await accountant.FillAsync("第 1 行科目", account);
        await accountant.FillAsync("第 1 行借方", "2400");
        await accountant.FillAsync("第 2 行科目", "212");
        await accountant.FillAsync("第 2 行贷方", "2400");
        await accountant.PressAsync("保存草稿");
        return await accountant.ReadAsync();
    }
}
