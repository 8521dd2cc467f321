using System.Text;
using Microsoft.Playwright;
using Shouldly;

namespace Region.EndToEnd.Tests.Web;

/// <summary>What an accountant does beside entering vouchers: the year end, assets, templates, files.</summary>
[Collection(nameof(OpenRegion))]
public sealed class BookJourneyTests(OpenRegion region)
{
    public static TheoryData<string> Screens { get; } = ["desk", "phone"];

    [Fact]
    public async Task A_year_is_closed_month_by_month_tried_out_carried_over_and_taken_back()
    {
        await using var accountant = await region.SitDownAsync("v0102.accountant", Screen.Desk);
        await accountant.GoAsync("/books/V0102/close/year?year=2026");
        (await accountant.ReadAsync()).ShouldContain("要先结完 2026 年一月到十一月的账");
        await DiscardDraftsAsync(accountant);
        for (var month = 1; month <= 11; month++)
        {
            await accountant.GoAsync("/books/V0102/close");
            await accountant.OpenAsync($"结账 2026年{month}月");
            await accountant.PressAsync("确认结账");
            (await accountant.ReadAsync()).ShouldContain("已结账，财务公开表已发布");
        }

        await accountant.GoAsync("/books/V0102/close/year?year=2026");
        await accountant.FillAsync("提取公积的金额（元）", "3400");
        await accountant.FillAsync("第 1 行金额", "10000");
        await accountant.PressAsync("试算");
        (await accountant.Page.GetByRole(AriaRole.Alert).InnerTextAsync()).ShouldNotBeEmpty();
        await accountant.FillAsync("会议决议", "2026年12月20日成员大会决议第3号");
        await accountant.PressAsync("试算");
        (await accountant.ReadAsync()).ShouldContain("20,600.00");
        await accountant.PictureAsync("year-end-tried");
        (await accountant.Page.Locator("main").GetByLabel("第 1 行金额").InputValueAsync()).ShouldBe("10000");

        await accountant.OpenAsync("结转 2026 年度");
        await accountant.PressAsync("确认结转");
        (await accountant.ReadAsync()).ShouldContain("2026年度已结转");
        await accountant.PictureAsync("year-end-done");

        await accountant.OpenAsync("撤回年终结转");
        await accountant.FillAsync("撤回原因", "决议有误");
        await accountant.PressAsync("确认撤回");
        (await accountant.ReadAsync()).ShouldContain("年终结转已用红字凭证撤回");
    }

    [Fact]
    public async Task An_asset_is_registered_depreciated_and_agrees_with_the_books()
    {
        await using var accountant = await region.SitDownAsync("v0101.accountant", Screen.Desk);
        await accountant.GoAsync("/books/V0101/assets/new");
        await accountant.FillAsync("资产编号", "G001");
        await accountant.FillAsync("名称", "村部办公楼");
        await accountant.FillAsync("类别", "房屋");
        await accountant.FillAsync("投入使用日期", "2022-06-30");
        await accountant.FillAsync("原值（元）", "1123000");
        await accountant.PressAsync("登记");
        (await accountant.Page.GetByRole(AriaRole.Alert).InnerTextAsync()).ShouldNotBeEmpty();
        await accountant.PictureAsync("asset-refused");
        await accountant.FillAsync("使用月数", "240");
        await accountant.Page.Locator("main summary:has-text('建账以前')").ClickAsync();
        await accountant.FillAsync("建账前已提折旧（元）", "247060");
        await accountant.FillAsync("已提月数", "42");
        await accountant.PressAsync("登记");
        (await accountant.ReadAsync()).ShouldContain("资产已登记");

        await accountant.GoAsync("/books/V0101/assets?month=2026-01");
        (await accountant.ReadAsync()).ShouldNotContain("卡片和账上不一样");
        await accountant.PressAsync("计提 2026年1月 折旧");
        (await accountant.ReadAsync()).ShouldContain("折旧已计提");
        await accountant.PictureAsync("assets-filled");
        await accountant.Page.Locator("main a:has-text('G001')").ClickAsync();
        (await accountant.ReadAsync()).ShouldContain("村部办公楼");
        await accountant.OpenAsync("登记变动");
        (await accountant.Page.Locator("main").GetByLabel("原值（元）").First.InputValueAsync()).ShouldBe("1123000.00");
        await accountant.PictureAsync("asset");
    }

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task A_voucher_becomes_a_template_that_comes_due_every_month(string screen)
    {
        await using var accountant = await region.SitDownAsync(
            "v0101.accountant", screen is "phone" ? Screen.Phone : Screen.Desk);
        await accountant.GoAsync("/books/V0101/vouchers");
        await accountant.Page.Locator("main tbody a:has-text('记-1')").First.ClickAsync();
        await accountant.Page.Locator("main a:has-text('存为模板')").ClickAsync();
        await accountant.FillAsync("模板名称", $"每月采购款 {screen}");
        await accountant.Page.GetByLabel("多久一次").SelectOptionAsync("每月");
        await accountant.FillAsync("从哪个月起", "2026-10");
        await accountant.PictureAsync("template-new");
        await accountant.PressAsync("保存模板");
        (await accountant.ReadAsync()).ShouldContain("模板已保存");
        await accountant.PictureAsync("template");

        await accountant.GoAsync("/books/V0101/templates");
        var due = accountant.Page.Locator("main tr", new PageLocatorOptions { HasText = $"每月采购款 {screen}" });
        (await due.First.InnerTextAsync()).ShouldContain("2026年10月");
        await accountant.PictureAsync("templates-due");
        await due.First.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "制成草稿" }).ClickAsync();
        (await accountant.ReadAsync()).ShouldContain("已按模板制成草稿");
        (await accountant.ReadAsync()).ShouldContain("2026年10月31日");
    }

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task An_item_is_taken_out_of_use_and_taken_into_use_again(string screen)
    {
        await using var accountant = await region.SitDownAsync(
            "v0101.accountant", screen is "phone" ? Screen.Phone : Screen.Desk);
        await accountant.GoAsync("/books/V0101/chart/items?kind=ITEM_KIND_PROJECT");
        await accountant.FillAsync("编码", $"P-{screen}");
        await accountant.FillAsync("名称", "文化广场");
        await accountant.PressAsync("登记");
        await accountant.Page.Locator($"main a:has-text('P-{screen}')").ClickAsync();
        await accountant.OpenAsync("停用");
        await accountant.PressAsync("确认停用");
        (await accountant.ReadAsync()).ShouldContain("已停用");
        await PageTests.JudgeAsync(accountant, "item-closed");

        await accountant.PressAsync("恢复使用");

        (await accountant.ReadAsync()).ShouldContain("已恢复使用，凭证又可以用它了");
        (await accountant.Page.Locator("main .chip").First.InnerTextAsync()).ShouldBe("在用");
        await PageTests.JudgeAsync(accountant, "item-reopened");
        await accountant.GoAsync("/books/V0101/chart/acts");
        (await accountant.ReadAsync()).ShouldContain("启用");
    }

    [Fact]
    public async Task Lists_books_and_packages_come_as_files_that_hold_all_of_it()
    {
        await using var accountant = await region.SitDownAsync("v0101.accountant", Screen.Desk);

        var vouchers = await FileAsync(accountant, "/books/V0101/vouchers", "a[aria-label='下载“记账凭证”（CSV）']");
        vouchers.Name.ShouldBe("V0101-记账凭证.csv");
        Encoding.UTF8.GetString(vouchers.Bytes).ShouldContain("日期,凭证号,摘要,金额（元）");
        Encoding.UTF8.GetString(vouchers.Bytes).ShouldContain("2026年");

        var balances = await FileAsync(accountant, "/books/V0101/balances", "a[aria-label='下载“科目余额表”（CSV）']");
        Encoding.UTF8.GetString(balances.Bytes).ShouldContain("269100.37");
        var sheet = await FileAsync(
            accountant, "/books/V0101/statements?month=2026-03", "a[aria-label='下载“资产负债表”（XLSX）']");
        sheet.Name.ShouldEndWith(".xlsx");
        sheet.Bytes[..2].ShouldBe("PK"u8.ToArray());

        var package = await FileAsync(accountant, "/books/V0101/archive", "a:has-text('下载 2026 年度资料包')");
        package.Name.ShouldBe("V0101-审计资料包-2026.zip");
        package.Bytes[..2].ShouldBe("PK"u8.ToArray());
        (await accountant.GoAsync("/books/V0102/files/ExportYear?year=2026")).ShouldBe(404);
        (await accountant.GoAsync("/books/V0101/files/CloseMonth?month=2026-01")).ShouldBe(404);
        (await accountant.GoAsync("/books/V0102/vouchers?file=csv&table=记账凭证")).ShouldBe(404);
        var ledger = await FileAsync(accountant, "/books/V0101/archive", "a:has-text('下载文本账')");
        Encoding.UTF8.GetString(ledger.Bytes).ShouldContain("2026");
    }

    [Fact]
    public async Task A_scan_is_put_to_a_draft_and_taken_out_again_unchanged()
    {
        var scan = "%PDF-1.4\n%发票\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"u8.ToArray();
        await using var accountant = await region.SitDownAsync("v0101.accountant", Screen.Desk);
        await accountant.GoAsync("/books/V0101/drafts/new");
        await accountant.FillAsync("日期", "2026-05-06");
        await accountant.FillAsync("摘要", "购办公用品");
        await accountant.PressAsync("保存草稿");

        await accountant.Page.Locator("main input[type=file]").SetInputFilesAsync(
            new FilePayload { Name = "发票.pdf", MimeType = "application/pdf", Buffer = scan });
        await accountant.PressAsync("添加附件");
        (await accountant.ReadAsync()).ShouldContain("附件已添加");
        await accountant.PictureAsync("draft-with-scan");

        var link = await accountant.Page.Locator("main a:has-text('发票.pdf')").GetAttributeAsync("href");
        var answer = await accountant.Page.APIRequest.GetAsync(link!);
        (await answer.BodyAsync()).ShouldBe(scan);
        answer.Headers["content-type"].ShouldBe("application/pdf");
        answer.Headers["content-disposition"].ShouldContain("inline");
    }

    // What another journey left open would stand in the way of closing.
    private static async Task DiscardDraftsAsync(Person accountant)
    {
        await accountant.GoAsync("/books/V0102/drafts?state=Open");
        var drafts = await accountant.Page.Locator("main tbody a").EvaluateAllAsync<string[]>(
            "links => links.map(link => link.getAttribute('href'))");
        foreach (var draft in drafts)
        {
            await accountant.GoAsync(draft);
            await accountant.OpenAsync("作废");
            await accountant.FillAsync("作废原因", "不再需要");
            await accountant.PressAsync("确认作废");
        }
    }

    private static async Task<(string Name, byte[] Bytes)> FileAsync(Person person, string path, string link)
    {
        await person.GoAsync(path);
        var download = await person.Page.RunAndWaitForDownloadAsync(
            () => person.Page.Locator($"main {link}").First.ClickAsync());
        var file = await download.PathAsync();
        return (download.SuggestedFilename, await File.ReadAllBytesAsync(file!, TestContext.Current.CancellationToken));
    }
}
