using System.Text.Json.Nodes;
using Region.Testing;
using Shouldly;

namespace Region.EndToEnd.Tests.Web;

/// <summary>Goods that came in July and are not billed when the month ends.</summary>
[Collection(nameof(OpenRegion))]
public sealed class GoodsJourneyTests(OpenRegion region)
{
    private const string Rounds = "v1/regions/R01/rounds";
    private const string Page = "/books/V0101/close/estimates?month=2026-07";

    private static readonly TimeSpan Arrived = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Goods_without_a_bill_are_estimated_and_taken_back_in_red_on_the_next_first()
    {
        await ReceiveAsync();
        await using var accountant = await region.SitDownAsync("v0101.accountant", Screen.Desk);
        await Eventually.HoldsAsync(
            async () =>
            {
                await accountant.GoAsync(Page);
                return (await accountant.ReadAsync()).Contains("4,230.00", StringComparison.Ordinal);
            },
            Arrived,
            "the accepted goods stand on the page",
            TestContext.Current.CancellationToken);
        await accountant.PictureAsync("estimates-due");
        await accountant.PressAsync("办理 2026年7月 暂估");
        (await accountant.ReadAsync()).ShouldContain("暂估入库已处理");
        await accountant.PictureAsync("estimates-done");

        await accountant.Page.GetByText("2026年7月末的暂估凭证").ClickAsync();
        await accountant.Page.Locator("main tbody a").Last.ClickAsync();
        var voucher = await accountant.ReadAsync();
        voucher.ShouldContain("2026年7月末暂估入库");
        voucher.ShouldContain("121 库存物资");
        voucher.ShouldContain("211 应付款");
        voucher.ShouldContain("4,230.00");
        await accountant.PictureAsync("estimate-voucher");
        await accountant.Page.Locator("main .note a").First.ClickAsync();
        var red = await accountant.ReadAsync();
        red.ShouldContain("2026年8月1日");
        red.ShouldContain("-4,230.00");
        await accountant.PictureAsync("estimate-red");

        await RunAgainAsync(accountant);
        await using var phone = await region.SitDownAsync("v0101.accountant", Screen.Phone);
        await phone.GoAsync(Page);
        (await phone.ReadAsync()).ShouldContain("4,230.00");
        await phone.PictureAsync("estimates-done");
    }

    private static async Task RunAgainAsync(Person accountant)
    {
        // Once more, nothing has changed, and no second voucher comes.
        await accountant.GoAsync(Page);
        await accountant.PressAsync("办理 2026年7月 暂估");
        await accountant.GoAsync("/books/V0101/vouchers?month=2026-07");
        (await accountant.Page.Locator("main tbody tr:has-text('暂估入库')").CountAsync()).ShouldBe(1);
        await accountant.GoAsync("/books/V0101/balances?from=2026-07&to=2026-07");
        (await accountant.Page.Locator("main tbody tr:has-text('暂估应付款')").InnerTextAsync())
            .ShouldContain("4,230.00");
        await accountant.GoAsync("/books/V0101/balances?from=2026-08&to=2026-08");
        (await accountant.Page.Locator("main tbody tr:has-text('暂估应付款')").InnerTextAsync())
            .ShouldContain("-4,230.00");
    }

    /// <summary>Twenty cases of a hundred were ordered at 2.35, and eighteen accepted.</summary>
    private async Task ReceiveAsync()
    {
        using var rest = new ByRest(region.Site);
        var opened = await rest.DoAsync("r01.manager", Rounds, """
            {"title": "P7 包装袋", "item": {"code": "M003", "name": "包装袋", "baseUnit": "只", "packUnit": "箱",
              "packSize": "100"},
             "mode": "PURCHASE_MODE_AGENCY", "cutOff": "2026-07-04", "openedOn": "2026-07-02", "feePpm": "15000"}
            """);
        var round = $"{Rounds}/{Id(opened, "round", "roundId")}";
        await rest.DoAsync("r01.secretary", $"{round}:approve", """{"approvedOn": "2026-07-02"}""");
        await rest.DoAsync("v0101.accountant", $"{round}/requisitions/V0101",
            """{"packs": "20", "requestedOn": "2026-07-03", "purpose": "礼盒包装"}""");
        await rest.DoAsync("v0101.accountant", $"{round}/prepayments/V0101",
            """{"amountFen": "477050", "paidOn": "2026-07-04", "bankReference": "P7-V0101"}""");
        var quote = await rest.DoAsync("r01.buyer", $"{round}/quotes", """
            {"supplier": "S04", "supplierName": "样例包装", "unitPrice": "2.35", "minimumQuantity": "100",
             "quotedOn": "2026-07-05"}
            """);
        await rest.DoAsync("r01.buyer", $"{round}/award", new JsonObject
        {
            ["quoteId"] = Id(quote, "quote", "quoteId"),
            ["reason"] = "唯一报价，与上批同价",
            ["proposedOn"] = "2026-07-05",
        });
        await rest.DoAsync("r01.secretary", $"{round}/award:approve", """{"approvedOn": "2026-07-05"}""");
        await rest.DoAsync("r01.manager", $"{round}/order", """{"orderedOn": "2026-07-06"}""");
        var delivery = await rest.DoAsync("r01.receiver", $"{round}/deliveries",
            """{"deliveredPacks": "20", "rejectedPacks": "2", "reason": "印错字", "deliveredOn": "2026-07-20"}""");
        await rest.DoAsync(
            "v0101.supervisor", $"{round}/deliveries/{Id(delivery, "delivery", "deliveryId")}:sign",
            """{"signedOn": "2026-07-20"}""");
    }

    private static string Id(JsonNode answer, string what, string field) => answer[what]![field]!.GetValue<string>();
}
