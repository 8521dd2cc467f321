using Region.Contracts.Villages.V1;
using Region.Testing;
using Shouldly;

namespace Region.Services.Tests.Gateway;

public sealed class HandoverTests
{
    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_hand_over_keeps_what_the_book_stood_at_and_the_village_sees_it(StoreKind kind)
    {
        await using var world = await WorldAsync(GatewayWorld.StoreOf(kind));
        var head = await Somebody.SampleAsync(world, "v0101.head");

        var recorded = (await head.AnswerAsync("/v1/books/V0101/handovers", Wanted())).GetProperty("handover");

        recorded.Text("totalDebitFen").ShouldBe("75414");
        recorded.Text("totalCreditFen").ShouldBe("75414");
        recorded.Text("voucherCount").ShouldBe("12");
        recorded.Text("chainHead").ShouldBe("ab12");
        recorded.Text("supervisorLogin").ShouldBe("v0101.head");
        var again = (await head.AnswerAsync("/v1/books/V0101/handovers", Wanted())).GetProperty("handover");
        again.Text("handoverId").ShouldBe(recorded.Text("handoverId"), "the same key is the same hand-over");
        var accountant = await Somebody.SampleAsync(world, "v0101.accountant");
        var seen = (await accountant.ReadAsync("/v1/books/V0101/handovers")).GetProperty("handovers");
        seen.GetArrayLength().ShouldBe(1);
        seen[0].Text("toName").ShouldBe("样例会计");
    }

    [Fact]
    public async Task Other_villages_neither_record_nor_see_it()
    {
        await using var world = await WorldAsync();
        var head = await Somebody.SampleAsync(world, "v0101.head");
        var accountant = await Somebody.SampleAsync(world, "v0102.accountant");

        (await Somebody.ReasonAsync(head.PostAsync("/v1/books/V0102/handovers", Wanted()))).ShouldBe("NOT_FOUND");
        (await Somebody.ReasonAsync(accountant.SendAsync(
            new HttpRequestMessage(HttpMethod.Get, "/v1/books/V0101/handovers")))).ShouldBe("NOT_FOUND");
        (await Somebody.ReasonAsync(accountant.PostAsync("/v1/books/V0102/handovers", Wanted())))
            .ShouldBe("PERMISSION_DENIED");
    }

    [Theory]
    [InlineData("v0101.accountant", "v0101.accountant", "2026-01-05", "HANDOVER_SAME_PERSON")]
    [InlineData("v0101.head", "v0101.cashier", "2026-01-05", "HANDOVER_SAME_PERSON")]
    [InlineData("v0101.accountant", "v0102.accountant", "2026-01-05", "HANDOVER_NOT_HOLDER")]
    [InlineData("nobody", "v0101.cashier", "2026-01-05", "HANDOVER_NOT_HOLDER")]
    [InlineData("v0101.accountant", "v0101.cashier", "2099-01-05", "HANDOVER_DATE_INVALID")]
    [InlineData("v0101.accountant", "v0101.cashier", "一月五日", "HANDOVER_DATE_INVALID")]
    public async Task Three_persons_take_part_and_two_of_them_keep_this_book(
        string from, string to, string on, string reason)
    {
        await using var world = await WorldAsync();
        var head = await Somebody.SampleAsync(world, "v0101.head");

        (await Somebody.ReasonAsync(head.PostAsync("/v1/books/V0101/handovers", Wanted(from, to, on))))
            .ShouldBe(reason);
    }

    [Theory]
    [InlineData("2026-06-30", "OK")]
    [InlineData("2026-07-01", "OK")]
    [InlineData("2026-06-29", "HANDOVER_NOT_HOLDER")]
    [InlineData("2026-07-02", "HANDOVER_NOT_HOLDER")]
    public async Task Who_leaves_kept_the_book_until_that_day_and_who_follows_keeps_it_from_then(
        string on, string reason)
    {
        await using var world = await WorldAsync();
        var leaving = new Post(PostsOf.Accountant("v0101.leaving", "V0101")) { EndsOn = "2026-06-30" };
        var coming = new Post(PostsOf.Accountant("v0101.coming", "V0101")) { Since = "2026-07-01" };
        world.Conversation.Posts.AddRange([leaving, coming]);
        var head = await Somebody.SampleAsync(world, "v0101.head");

        (await Somebody.ReasonAsync(head.PostAsync(
            "/v1/books/V0101/handovers", Wanted("v0101.leaving", "v0101.coming", on)))).ShouldBe(reason);
    }

    private static object Wanted(
        string from = "v0101.accountant", string to = "v0101.cashier", string on = "2026-01-05") => new
        {
            requestId = "handover-0001",
            fromLogin = from,
            toLogin = to,
            handedOverOn = on,
            note = "公章一枚、支票一本",
        };

    private static async Task<GatewayWorld> WorldAsync(params string[] settings)
    {
        var world = await AccountTests.WorldAsync(settings);
        world.Conversation.Posts.Add(PostsOf.Head("v0101.head", "V0101"));
        world.Conversation.Posts.Add(PostsOf.Accountant("v0101.cashier", "V0101"));
        return world;
    }
}
