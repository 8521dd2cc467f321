using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Shouldly;

namespace Region.EndToEnd.Tests.Web;

/// <summary>A red voucher that would take more cash than there is asks for the reason, and takes it.</summary>
[Collection(nameof(OpenRegion))]
public sealed class CashJourneyTests(OpenRegion region)
{
    [Theory]
    [InlineData("R89", "desk")]
    [InlineData("R90", "phone")]
    public async Task A_red_voucher_below_zero_cash_needs_a_reason_which_its_form_asks_for(string code, string screen)
    {
        using var village = await NewVillage.RegisterAsync(region, code);
        var book = $"/v1/books/{village.Code}";
        await village.CallAsync("accountant", $"{book}/opening:import", new JsonObject
        {
            ["openingDate"] = "2026-01-01",
            ["lines"] = new JsonArray(
                new JsonObject { ["account"] = "102", ["debitFen"] = "100000" },
                new JsonObject { ["account"] = "301", ["creditFen"] = "100000" }),
        });
        var drawn = await PostAsync(village, book, "提取备用金", ("101", "102"), 50_000);
        await PostAsync(village, book, "村部水电费", ("513", "101"), 40_000);

        await using var accountant = await village.SitDownAsync(
            "accountant", screen is "phone" ? Screen.Phone : Screen.Desk);
        await accountant.GoAsync($"/books/{village.Code}/vouchers/{drawn}");
        await accountant.OpenAsync("红字冲销");
        await accountant.FillAsync("红字凭证日期", "2026-03-20");
        await accountant.FillAsync("冲销原因", "支票作废");
        await accountant.PressAsync("确认冲销");
        (await accountant.Page.GetByRole(AriaRole.Alert).InnerTextAsync()).ShouldContain("库存现金不得出现负数");
        (await accountant.Page.GetByLabel("现金透支的原因").GetAttributeAsync("aria-invalid")).ShouldBe("true");
        await accountant.PictureAsync("reversal-cash-short");
        (await accountant.Page.GetByLabel("冲销原因").InputValueAsync()).ShouldBe("支票作废");

        await accountant.FillAsync("现金透支的原因", "出纳垫付，三日内补足");
        await accountant.PressAsync("确认冲销");

        (await accountant.ReadAsync()).ShouldContain("已红字冲销");
        await accountant.PictureAsync("reversal-done");
        await accountant.GoAsync($"/books/{village.Code}/balances");
        var cash = await accountant.ReadRowAsync("101 库存现金");
        cash.ShouldContain("贷");
        cash.ShouldContain("400.00");
    }

    /// <summary>Written, checked, signed and posted by the three whose work it is; answers the voucher.</summary>
    private static async Task<string> PostAsync(
        NewVillage village, string book, string summary, (string Debit, string Credit) accounts, long fen)
    {
        var amount = fen.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var made = await village.CallAsync("accountant", $"{book}/drafts", new JsonObject
        {
            ["content"] = new JsonObject
            {
                ["word"] = "记",
                ["accountingDate"] = "2026-03-10",
                ["summary"] = summary,
                ["attachments"] = 1,
                ["postings"] = new JsonArray(
                    new JsonObject { ["account"] = accounts.Debit, ["debitFen"] = amount },
                    new JsonObject { ["account"] = accounts.Credit, ["creditFen"] = amount }),
            },
        });
        var draft = $"{book}/drafts/{made["draft"]!["draftId"]}";
        foreach (var (person, act) in ((string, string)[])[("head", "check"), ("cashier", "sign")])
            await village.CallAsync(person, $"{draft}:{act}", new JsonObject { ["version"] = "1" });

        var posted = await village.CallAsync("accountant", $"{draft}:post", []);
        return (string)posted["voucher"]!["voucherId"]!;
    }
}
