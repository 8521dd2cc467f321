using Shouldly;

namespace Region.EndToEnd.Tests.Web;

/// <summary>Work from the login to its result in browsers that run no script.</summary>
[Collection(nameof(FreshCounty))]
public sealed class PlainJourneyTests(FreshCounty county)
{
    [Fact]
    public async Task Without_a_script_an_accountant_depreciates_closes_the_month_and_publishes_it()
    {
        await using var accountant = await county.SitDownAsync("v0201.accountant", Screen.Plain);
        await accountant.GoAsync("/");
        await accountant.Page.Locator("nav.menu").GetByText("固定资产").First.ClickAsync();
        await accountant.Page.Locator("main a:has-text('登记资产')").First.ClickAsync();
        await accountant.FillAsync("资产编号", "G001");
        await accountant.FillAsync("名称", "村部办公楼");
        await accountant.FillAsync("类别", "房屋");
        await accountant.FillAsync("投入使用日期", "2022-08-31");
        await accountant.FillAsync("原值（元）", "1186000");
        await accountant.FillAsync("净残值率", "0");
        await accountant.FillAsync("使用月数", "240");
        await accountant.Page.Locator("main summary:has-text('建账以前')").ClickAsync();
        await accountant.FillAsync("建账前已提折旧（元）", "260920");
        await accountant.FillAsync("已提月数", "40");
        await accountant.PressAsync("登记");
        (await accountant.ReadAsync()).ShouldContain("资产已登记");

        await accountant.Page.Locator("nav.menu").GetByText("结账").First.ClickAsync();
        var list = await accountant.ReadAsync();
        list.ShouldContain("还有 1 件必办事项");
        list.ShouldContain("折旧");
        await accountant.PictureAsync("close-blocked");
        await accountant.PressAsync("计提折旧");
        (await accountant.ReadAsync()).ShouldContain("没有未办事项，可以结账");
        await accountant.PictureAsync("close-ready");
        await accountant.OpenAsync("结账 2026年1月");
        await accountant.PressAsync("确认结账");
        (await accountant.ReadAsync()).ShouldContain("已结账，财务公开表已发布");
        await accountant.PictureAsync("closed");

        // 925,080.00 over 200 months.
        await accountant.GoAsync("/books/V0201/balances?from=2026-01&to=2026-01");
        (await accountant.ReadAsync()).ShouldContain("4,625.40");
        await using var villager = await county.SitDownAsync("", Screen.Plain);
        await villager.GoAsync("/public/V0201/2026-01");
        (await villager.ReadAsync()).ShouldContain("290,551.85");
    }

    [Fact]
    public async Task Without_a_script_a_manager_opens_a_round_and_the_secretary_approves_it()
    {
        await using var manager = await county.SitDownAsync("r02.manager", Screen.Plain);
        await manager.GoAsync("/");
        await manager.Page.Locator("main").GetByText("发起批次").First.ClickAsync();
        await manager.FillAsync("批次名称", "P1 饲料");
        await manager.FillAsync("物资编码", "M005");
        await manager.FillAsync("物资名称", "精饲料");
        await manager.FillAsync("计量单位", "kg");
        await manager.FillAsync("包装单位", "袋");
        await manager.FillAsync("每件数量", "四十");
        await manager.FillAsync("发起日期", "2026-03-02");
        await manager.FillAsync("申报截止日期", "2026-03-04");
        await manager.PressAsync("提交，等书记批准");
        (await manager.ReadAsync()).ShouldContain("“四十”应为数字");
        await manager.PictureAsync("round-refused");
        await manager.FillAsync("每件数量", "40");
        await manager.PressAsync("提交，等书记批准");
        (await manager.ReadAsync()).ShouldContain("批次已发起，等待书记批准");
        var round = new Uri(manager.Page.Url).AbsolutePath;

        await using var secretary = await county.SitDownAsync("r02.secretary", Screen.Plain);
        await secretary.GoAsync("/");
        await secretary.Page.Locator("main").GetByText("待我批准（1）").ClickAsync();
        await secretary.Page.Locator("section.box summary").First.ClickAsync();
        await secretary.FillAsync("批准日期", "2026-03-02");
        await secretary.PressAsync("确认批准");
        (await secretary.ReadAsync()).ShouldContain("批次已批准，各村可以申报了");

        await manager.GoAsync(round);
        var text = await manager.ReadAsync();
        text.ShouldContain("申报中");
        text.ShouldContain("V0201");
        await manager.PictureAsync("round-approved");
    }
}
