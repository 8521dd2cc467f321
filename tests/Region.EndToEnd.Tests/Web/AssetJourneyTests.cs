using Microsoft.Playwright;
using Shouldly;

namespace Region.EndToEnd.Tests.Web;

/// <summary>The assets of village V0201: depreciation by the month and by work, a change, and how one leaves.</summary>
[Collection(nameof(OpenRegion))]
public sealed class AssetJourneyTests(OpenRegion region)
{
    private const string Book = "/books/V0201";

    [Fact]
    public async Task An_asset_is_worked_with_changed_and_disposed_of_and_the_books_say_what_is_left_of_it()
    {
        await using var accountant = await region.SitDownAsync("v0201.accountant", Screen.Desk);
        await RegisterAsync(accountant);

        // 760,000.00 over 200 months, and 165,080.00 over 82,540 km.
        await WorkAsync(accountant, "2026-01", "1500");
        await DepreciateAsync(accountant, "2026-01", "6,800.00");
        await ChangeAsync(accountant);
        await WorkAsync(accountant, "2026-02", "1000");
        await DepreciateAsync(accountant, "2026-02", "5,980.00");
        await DisposeAsync(accountant);

        await using var phone = await region.SitDownAsync("v0201.accountant", Screen.Phone);
        await phone.GoAsync($"{Book}/assets/HOUSE-1?month=2026-02");
        (await phone.ReadAsync()).ShouldContain("已处置");
        await phone.PictureAsync("asset-gone");
        await phone.GoAsync($"{Book}/assets/CAR-1?month=2026-03");
        await phone.OpenAsync("登记工作量");
        await phone.PictureAsync("asset-work");
        await phone.GoAsync($"{Book}/assets?month=2026-03");
        await phone.PictureAsync("assets-after");
        await phone.GoAsync($"{Book}/balances?from=2026-02&to=2026-02");
        (await phone.ReadAsync()).ShouldContain("752,220.00");
    }

    private static async Task RegisterAsync(Person accountant)
    {
        await FillCardAsync(accountant, "HOUSE-1", "加工车间", "房屋", "2022-08-31", "1000000");
        await accountant.FillAsync("使用月数", "240");
        await CarryOverAsync(accountant, "240000", "40");
        await FillCardAsync(accountant, "CAR-1", "冷链运输车", "运输工具", "2024-12-31", "186000");
        await accountant.Page.Locator("main").GetByLabel("折旧方法").SelectOptionAsync("工作量法（按每月用量）");
        await accountant.FillAsync("总工作量", "82540");
        await accountant.PictureAsync("new-asset-work");
        await CarryOverAsync(accountant, "20920", "12");
        (await accountant.ReadAsync()).ShouldNotContain("卡片和账上不一样");
    }

    private static async Task FillCardAsync(
        Person accountant, string code, string name, string category, string since, string yuan)
    {
        await accountant.GoAsync($"{Book}/assets/new");
        await accountant.FillAsync("资产编号", code);
        await accountant.FillAsync("名称", name);
        await accountant.FillAsync("类别", category);
        await accountant.FillAsync("投入使用日期", since);
        await accountant.FillAsync("原值（元）", yuan);
        await accountant.FillAsync("净残值率", "0");
    }

    private static async Task CarryOverAsync(Person accountant, string depreciated, string months)
    {
        await accountant.Page.Locator("main summary:has-text('建账以前')").ClickAsync();
        await accountant.FillAsync("建账前已提折旧（元）", depreciated);
        await accountant.FillAsync("已提月数", months);
        await accountant.PressAsync("登记");
        (await accountant.ReadAsync()).ShouldContain("资产已登记");
    }

    private static async Task WorkAsync(Person accountant, string month, string units)
    {
        await accountant.GoAsync($"{Book}/assets/CAR-1?month={month}");
        await accountant.OpenAsync("登记工作量");
        await accountant.FillAsync("本月工作量", units);
        await accountant.PressAsync("登记");
        (await accountant.ReadAsync()).ShouldContain("工作量已登记");
        if (month is "2026-01")
        {
            // Twice for one month is refused, and the page says so beside the form.
            await accountant.OpenAsync("登记工作量");
            await accountant.FillAsync("月份", month);
            await accountant.FillAsync("本月工作量", units);
            await accountant.PressAsync("登记");
            (await accountant.Page.GetByRole(AriaRole.Alert).InnerTextAsync()).ShouldNotBeEmpty();
            await accountant.PictureAsync("asset-work-refused");
        }
    }

    private static async Task DepreciateAsync(Person accountant, string month, string total)
    {
        await accountant.GoAsync($"{Book}/assets?month={month}");
        (await accountant.ReadAsync()).ShouldContain($"应提 {total} 元");
        await accountant.PressAsync($"计提 {month[..4]}年{month[5..].TrimStart('0')}月 折旧");
        (await accountant.ReadAsync()).ShouldContain("折旧已计提");
        await accountant.GoAsync($"{Book}/vouchers?month={month}");
        var row = accountant.Page.Locator("main tbody tr", new PageLocatorOptions { HasText = "折旧" });
        (await row.First.InnerTextAsync()).ShouldContain(total);
    }

    private static async Task ChangeAsync(Person accountant)
    {
        await accountant.GoAsync($"{Book}/assets/HOUSE-1?month=2026-01");
        await accountant.OpenAsync("登记变动");
        await accountant.FillAsync("变动日期", "2026-01-20");
        await accountant.FillAsync("还要提几个月", "190");
        await accountant.FillAsync("变动原因", "加固改造，按鉴定重估使用年限");
        await accountant.PictureAsync("asset-change");
        await accountant.PressAsync("登记变动");
        (await accountant.ReadAsync()).ShouldContain("资产变动已登记，从下月起按新的计提");

        // 756,200.00 over 190 months.
        await accountant.GoAsync($"{Book}/assets/HOUSE-1?month=2026-02");
        var text = await accountant.ReadAsync();
        text.ShouldContain("3,980.00");
        text.ShouldContain("加固改造");
        await accountant.PictureAsync("asset-changed");
    }

    private static async Task DisposeAsync(Person accountant)
    {
        await accountant.GoAsync($"{Book}/assets/HOUSE-1?month=2026-02");
        await accountant.OpenAsync("处置");
        await accountant.FillAsync("处置日期", "2026-02-25");
        await accountant.FillAsync("处置原因", "旧房拆除");
        await accountant.PictureAsync("asset-dispose");
        await accountant.PressAsync("确认处置");

        var voucher = await accountant.ReadAsync();
        voucher.ShouldContain("资产已处置，凭证已记账");
        foreach (var part in (string[])["154 固定资产清理", "752,220.00", "247,780.00", "1,000,000.00", "旧房拆除"])
            voucher.ShouldContain(part);

        await accountant.PictureAsync("asset-disposed");
        await accountant.GoAsync($"{Book}/balances?from=2026-02&to=2026-02");
        var line = accountant.Page.Locator("main tbody tr", new PageLocatorOptions { HasText = "154 固定资产清理" });
        (await line.InnerTextAsync()).ShouldContain("752,220.00");
    }
}
