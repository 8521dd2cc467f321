using System.Text;
using Microsoft.Playwright;
using Shouldly;

namespace Region.EndToEnd.Tests.Web;

/// <summary>
/// The company's bank in March 2026: the statement beside the vouchers of round P1. The bank paid supplier and carrier
/// in one sum, took a fee that nobody had booked, and paid the refund in April only.
/// </summary>
[Collection(nameof(OpenRegion))]
public sealed class BankJourneyTests(OpenRegion region)
{
    private const string Book = "/books/C01";
    private const string Head = "交易日期,摘要,收入,支出,余额,流水号,对方户名\n";

    private const string March =
        """
        2026-03-05,预付货款,24000.00,,1424000.00,P1-V0101,晨光村
        2026-03-05,预付货款,14879.54,,1438879.54,P1-V0102,丰泽村
        2026-03-05,预付货款,8159.75,,1447039.29,P1-V0103,和顺村
        2026-03-05,预付货款,5759.82,,1452799.11,P1-V0104,锦绣村
        2026-03-27,网银批量付款,,51564.25,1401234.86,W0327001,
        2026-03-31,网银服务费,,12.00,1401222.86,F0331,

        """;

    [Fact]
    public async Task A_statement_is_imported_matched_and_reconciled_to_the_fen()
    {
        await using var accountant = await region.SitDownAsync("r01.accountant", Screen.Desk);
        await ImportAsync(accountant);
        await MatchAsync(accountant);
        await UndoAndMatchAgainAsync(accountant);
        await accountant.PictureAsync("bank-reconciled");
        await BookTheFeeAsync(accountant);

        await accountant.GoAsync($"{Book}/bank?month=2026-03");
        await accountant.PressAsync("自动勾对");
        (await accountant.ReadAsync()).ShouldContain("自动勾对完成");
        await using var phone = await region.SitDownAsync("r01.manager", Screen.Phone);
        await phone.GoAsync($"{Book}/bank?month=2026-03");
        var table = await phone.ReadAsync();
        table.ShouldContain("1,400,742.14");
        table.ShouldNotContain("网银服务费");
        table.ShouldContain("480.72", Case.Sensitive, "the refund is on its way");
        await phone.PictureAsync("bank-reconciled");
    }

    private static async Task ImportAsync(Person accountant)
    {
        await accountant.GoAsync($"{Book}/imports");
        await UploadAsync(accountant, March.Replace("2026-03-27", "2026-13-27", StringComparison.Ordinal)
            .Replace(",,12.00,", ",,十二元,", StringComparison.Ordinal));
        var why = await accountant.Page.GetByRole(AriaRole.Alert).InnerTextAsync();
        why.ShouldContain("第6行");
        why.ShouldContain("2026-13-27");
        why.ShouldContain("第7行");
        why.ShouldContain("十二元");
        why.Split("第7行").Length.ShouldBe(2, "a place is named once");
        await accountant.PictureAsync("statement-refused");
        await accountant.GoAsync($"{Book}/bank/lines");
        (await accountant.ReadAsync()).ShouldContain("没有对账单明细");

        await accountant.GoAsync($"{Book}/imports");
        await UploadAsync(accountant, March);
        (await accountant.ReadAsync()).ShouldContain("对账单已导入");
        await accountant.PictureAsync("bank-imported");
    }

    private static async Task UploadAsync(Person accountant, string rows)
    {
        var form = accountant.Page.Locator("form#ImportStatement");
        await form.Locator("input[type=file]").SetInputFilesAsync(new FilePayload
        {
            Name = "三月明细.csv",
            MimeType = "text/csv",
            Buffer = Encoding.UTF8.GetBytes(Head + rows),
        });
        await form.Locator("button").ClickAsync();
        await accountant.Page.WaitForLoadStateAsync();
    }

    private static async Task MatchAsync(Person accountant)
    {
        await accountant.GoAsync($"{Book}/bank?month=2026-03");
        await accountant.PressAsync("自动勾对");
        var left = await accountant.ReadAsync();
        left.ShouldNotContain("24,000.00");
        left.ShouldContain("网银批量付款");

        // One of the two alone is not what the bank paid; what was ticked stays ticked.
        await TickAsync(accountant, "51,564.25", "50,276.25");
        await accountant.PressAsync("勾对选中的");
        (await accountant.Page.GetByRole(AriaRole.Alert).InnerTextAsync()).ShouldContain("50,276.25");
        (await accountant.Page.Locator("main input[type=checkbox]:checked").CountAsync()).ShouldBe(2);
        await accountant.PictureAsync("match-refused");
        await TickAsync(accountant, "1,288.00");
        await accountant.PressAsync("勾对选中的");
        (await accountant.ReadAsync()).ShouldContain("已勾对");
        await SameAsync(accountant);
    }

    private static async Task UndoAndMatchAgainAsync(Person accountant)
    {
        await accountant.GoAsync($"{Book}/bank/lines?month=2026-03");
        var row = accountant.Page.Locator("main tbody tr", new PageLocatorOptions { HasText = "网银批量付款" });
        await row.Locator("summary").ClickAsync();
        await row.GetByLabel("原因").FillAsync("先核对回单");
        await accountant.PictureAsync("unmatch");
        await row.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "确认取消" }).ClickAsync();
        (await accountant.ReadAsync()).ShouldContain("已取消勾对");
        (await row.InnerTextAsync()).ShouldContain("未勾对");
        await accountant.PictureAsync("bank-lines-open");

        await accountant.GoAsync($"{Book}/bank?month=2026-03");
        await TickAsync(accountant, "51,564.25", "50,276.25", "1,288.00");
        await accountant.PressAsync("勾对选中的");
        (await accountant.ReadAsync()).ShouldContain("已勾对");
        await SameAsync(accountant);
    }

    /// <summary>What the bank alone has and what the books alone have make both balances the same.</summary>
    private static async Task SameAsync(Person accountant)
    {
        var figures = await accountant.Page.Locator("main .figure b").AllInnerTextsAsync();
        figures.ShouldBe(["1,400,754.14", "1,401,222.86", "1,400,742.14", "1,400,742.14", "0.00"]);
    }

    private async Task BookTheFeeAsync(Person accountant)
    {
        await accountant.GoAsync($"{Book}/drafts/new");
        await accountant.FillAsync("日期", "2026-03-31");
        await accountant.FillAsync("摘要", "网银服务费 F0331");
        await accountant.FillAsync("附件张数", "1");
        await accountant.FillAsync("第 1 行科目", "5603");
        await accountant.FillAsync("第 1 行借方", "12");
        await accountant.FillAsync("第 2 行科目", "1002");
        await accountant.FillAsync("第 2 行贷方", "12");
        await accountant.PressAsync("保存草稿");
        var draft = new Uri(accountant.Page.Url).AbsolutePath;
        await using var manager = await region.SitDownAsync("r01.manager", Screen.Phone);
        await manager.GoAsync(draft);
        await manager.PressAsync("审核通过");
        (await manager.ReadAsync()).ShouldContain("已审核");
        await using var cashier = await region.SitDownAsync("r01.cashier", Screen.Desk);
        await cashier.GoAsync(draft);
        await cashier.PressAsync("出纳签字");
        await accountant.GoAsync(draft);
        await accountant.PressAsync("记账");
        (await accountant.ReadAsync()).ShouldContain("已记账，凭证不再改动");
    }

    private static async Task TickAsync(Person accountant, params string[] amounts)
    {
        foreach (var amount in amounts)
        {
            await accountant.Page.Locator("main tbody tr", new PageLocatorOptions { HasText = amount })
                .Locator("input[type=checkbox]").CheckAsync();
        }
    }
}
