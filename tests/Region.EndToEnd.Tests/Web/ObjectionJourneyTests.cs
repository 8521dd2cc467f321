using Shouldly;

namespace Region.EndToEnd.Tests.Web;

/// <summary>A village's month is published, somebody objects, and everybody can read the answer.</summary>
[Collection(nameof(FreshCounty))]
public sealed class ObjectionJourneyTests(FreshCounty county)
{
    /// <summary>The page that is judged and pictured here, on both screens.</summary>
    internal const string Judged = "/public/{book}/{period}";

    [Fact]
    public async Task An_objection_to_a_sheet_is_recorded_and_its_answer_is_public_without_the_villager_s_name()
    {
        await using var accountant = await county.SitDownAsync("v0101.accountant", Screen.Desk);
        await accountant.GoAsync("/books/V0101/close");
        await accountant.OpenAsync("结账 2026年1月");
        await accountant.PressAsync("确认结账");
        (await accountant.ReadAsync()).ShouldContain("已结账，财务公开表已发布");

        await using var supervisor = await county.SitDownAsync("v0101.supervisor", Screen.Phone);
        await supervisor.GoAsync("/books/V0101/disclosure");
        await supervisor.OpenAsync("登记村民异议");
        await supervisor.FillAsync("村民姓名", "样例村民李某");
        await supervisor.FillAsync("异议内容", "一月期末资金里没有看到承包户的欠款，请说明。");
        await supervisor.PictureAsync("objection-new");
        await supervisor.PressAsync("登记");
        (await supervisor.ReadAsync()).ShouldContain("异议已登记");
        await supervisor.PictureAsync("objection");

        await using var head = await county.SitDownAsync("v0101.head", Screen.Desk);
        await head.GoAsync("/books/V0101/disclosure");
        (await head.ReadAsync()).ShouldContain("样例村民李某");
        await head.OpenAsync("答复");
        await head.FillAsync("答复内容", "欠款 12,900.00 元列在“往来与主要指标”的应收款里，三月到期。");
        await head.PictureAsync("objection-answer");
        await head.PressAsync("公布答复");
        (await head.ReadAsync()).ShouldContain("答复已登记");
        await head.PictureAsync("objection-answered");

        await ReadAsync();
    }

    /// <summary>Anybody, without a login.</summary>
    private async Task ReadAsync()
    {
        await using var villager = await county.SitDownAsync("", Screen.Phone);
        await villager.GoAsync("/public/V0101/2026-01");
        var sheet = await villager.ReadAsync();
        sheet.ShouldContain("没有看到承包户的欠款");
        sheet.ShouldContain("三月到期");
        sheet.ShouldContain("12,900.00");
        sheet.ShouldNotContain("李某");
        sheet.ShouldNotContain("v0101.head");
        await PageTests.JudgeAsync(villager, "sheet");
        await using var desk = await county.SitDownAsync("", Screen.Desk);
        await desk.GoAsync("/public/V0101/2026-01");
        await PageTests.JudgeAsync(desk, "sheet");
    }
}
