using Region.Gateway.Identity;
using Shouldly;

namespace Region.Services.Tests.Gateway;

/// <summary>A voucher's page says what its entries rest on: a regulation, or a proposal that it calls one.</summary>
public sealed class VoucherPageTests
{
    private const string Login = "v0101.accountant";
    private const string Source = "依据</b>：农民专业合作社会计制度 财会〔2021〕37号：第十七条（一）";
    private const string Proposal = "本系统的建议</b>（制度没有规定，由会计判断是否采用）："
        + "制度没有写合作社通过公司代购&lt;b&gt;，走应收款。";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(FakeVouchers.Ruled, true, false)]
    [InlineData(FakeVouchers.Proposed, true, true)]
    [InlineData(FakeVouchers.ByHand, false, false)]
    public async Task The_regulation_is_named_and_a_proposal_is_called_one(string voucher, bool ruled, bool proposed)
    {
        await using var world = await GatewayWorld.StartSampleAsync(Token);
        world.Conversation.Posts.Add(PostsOf.Accountant(Login, "V0101"));
        using var browser = world.NewBrowser();
        using var login = await browser.SendAsync(
            "/login", Token, ("login", Login), ("password", SampleLogins.Password));

        var page = await browser.Http.GetStringAsync($"/books/V0101/vouchers/{voucher}", Token);

        page.Contains(Source, StringComparison.Ordinal).ShouldBe(ruled, page);
        page.Contains(Proposal, StringComparison.Ordinal).ShouldBe(proposed, page);
        page.Contains("建议", StringComparison.Ordinal).ShouldBe(proposed, "no regulation is called a proposal");
    }

    [Fact]
    public async Task Whoever_signed_stands_there_by_name_and_a_login_without_a_post_by_itself()
    {
        await using var world = await GatewayWorld.StartSampleAsync(Token);
        world.Conversation.Posts.Add(new(PostsOf.Accountant(FakeVouchers.Maker, "V0101")) { Name = "样例会计甲" });
        using var browser = world.NewBrowser();
        using var login = await browser.SendAsync(
            "/login", Token, ("login", Login), ("password", SampleLogins.Password));

        var page = await browser.Http.GetStringAsync($"/books/V0101/vouchers/{FakeVouchers.ByHand}/print", Token);

        page.ShouldContain("制单：样例会计甲");
        page.ShouldContain($"审核：{FakeVouchers.Stranger}");
    }
}
