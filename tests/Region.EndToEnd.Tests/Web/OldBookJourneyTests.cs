using System.Text;
using Microsoft.Playwright;
using Region.Testing;
using Shouldly;

namespace Region.EndToEnd.Tests.Web;

/// <summary>An old book of 2004 that is taken over: tried, decided by its accountant, kept as evidence.</summary>
[Collection(nameof(OpenRegion))]
public sealed class OldBookJourneyTests(OpenRegion region)
{
    /// <summary>What becomes of 131 only the accountant knows; 202 and 322 have other codes now.</summary>
    private const string Old =
        """
        科目编码,科目名称,借方,贷方,辅助编码,辅助名称
        101,现金,1000.00,,,
        102,银行存款,25000.50,,,
        13101,幼畜,800.00,,,
        202,应付款,,1200.50,S01,农资店
        301,资本,,22250.00,,
        322,收益分配（未分配收益）,,3350.00,,
        """;

    public static TheoryData<string, string> Screens { get; } = new() { { "R97", "desk" }, { "R98", "phone" } };

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task An_old_book_is_tried_decided_and_taken_over_with_its_evidence(string code, string screen)
    {
        await NodePackages.RequireAsync(PageTests.Axe, TestContext.Current.CancellationToken);
        using var village = await NewVillage.RegisterAsync(region, code);
        var size = screen is "phone" ? Screen.Phone : Screen.Desk;
        var page = $"/books/{village.Code}/imports/old-book";
        await using var accountant = await village.SitDownAsync("accountant", size);
        await accountant.GoAsync(page);
        await PageTests.JudgeAsync(accountant, "old-book-empty");
        await TryAsync(accountant, "科目编码,科目名称,借方\n101,现金,1000.00\n");
        (await accountant.Page.GetByRole(AriaRole.Alert).InnerTextAsync()).ShouldContain("旧账余额表有误：表头缺少“贷方”一列");

        await TryAsync(accountant, Old);
        var tried = await accountant.ReadAsync();
        tried.ShouldContain("有 1 行要处理");
        tried.ShouldContain("须由会计判断");
        (await accountant.Page.GetByText("确认转入").CountAsync()).ShouldBe(0);
        await PageTests.JudgeAsync(accountant, "old-book-tried");

        await TryAsync(accountant, Old, "131,,132");
        (await accountant.ReadAsync()).ShouldContain("每一行都有了新科目，借贷相等，可以转入");
        await using var elsewhere = await village.SitDownAsync("accountant", size);
        await elsewhere.GoAsync(page);
        await TryAsync(elsewhere, Old, "131,,132");
        await accountant.OpenAsync("转入旧账");
        await PageTests.JudgeAsync(accountant, "old-book-ready");
        await accountant.PressAsync("确认转入");

        await SeeEvidenceAsync(accountant);
        await accountant.GoAsync($"/books/{village.Code}/balances");
        await HoldsAsync(accountant, "102 银行存款", "借", "25,000.50");
        await HoldsAsync(accountant, "132 生产性生物资产", "借", "800.00");
        await HoldsAsync(accountant, "211 应付款", "农资店", "贷", "1,200.50");
        await HoldsAsync(accountant, "322.02 未分配收益", "贷", "3,350.00");

        await elsewhere.OpenAsync("转入旧账");
        await elsewhere.PressAsync("确认转入");
        (await elsewhere.Page.GetByRole(AriaRole.Alert).InnerTextAsync()).ShouldContain("期初只导入一次");
        (await elsewhere.ReadAsync()).ShouldContain("旧账已于");
        await elsewhere.PictureAsync("old-book-twice");
    }

    private static async Task SeeEvidenceAsync(Person accountant)
    {
        var taken = await accountant.ReadAsync();
        taken.ShouldContain("旧账已转入");
        taken.ShouldContain("由样例会计新转入");
        taken.ShouldContain("132 生产性生物资产");
        taken.ShouldContain("对照表第2行");
        (await accountant.Page.Locator("dd code").First.InnerTextAsync()).Length.ShouldBe(64);
        await PageTests.JudgeAsync(accountant, "old-book-taken");
        await accountant.Page.Locator("main").GetByText("查看期初凭证").ClickAsync();
        (await accountant.ReadAsync()).ShouldContain("期初余额（旧制度账簿转入）");
    }

    private static async Task TryAsync(Person person, string table, string mapping = "")
    {
        await person.PutAsync("旧账科目余额表", "旧账.csv", Encoding.UTF8.GetBytes(table), last: true);
        if (mapping.Length > 0)
        {
            var rows = Encoding.UTF8.GetBytes($"旧科目编码,条件,新科目编码\n{mapping}\n");
            await person.PutAsync("补充对照表", "对照.csv", rows, last: true);
        }

        await person.FillAsync("新账第一天", "2026-01-01");
        await person.PressAsync("试转（不改账）");
    }

    private static async Task HoldsAsync(Person person, string account, params string[] cells)
    {
        var row = await person.ReadRowAsync(account);
        foreach (var cell in cells)
            row.ShouldContain(cell);
    }
}
