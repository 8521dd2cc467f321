using Grpc.Core;
using Region.Contracts;
using Region.Contracts.Access.V1;
using Region.Contracts.Accounting.V1;
using Region.Platform.Refusals;
using Region.Testing;
using Shouldly;

namespace Region.Services.Tests.Accounting;

public sealed class LookTests(AccountingWorlds worlds)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task The_village_sees_who_from_outside_looked_and_its_own_reading_leaves_no_trace(StoreKind kind)
    {
        var region = await worlds.RegionAsync(kind, Token);
        await region.ApplyAsync(Topics.PrepaymentReceived, new RoundP1(region).PrepaymentOf(0, 100), Token);
        await region.VouchersAsync(region.Village, Token);
        await region.ClosingAsync(region.Village, Token);

        await region.BooksAs(RegionBooks.Auditor).GetTrialBalanceAsync(
            new GetTrialBalanceRequest { Book = region.Village }, cancellationToken: Token);
        var seen = await LookAsync(region, "查看预付款是否到账");

        seen.Vouchers.Count.ShouldBe(1);
        var looks = await region.BooksAs(RegionBooks.Accountant(region.Village)).ListLooksAsync(
            new ListLooksRequest { Book = region.Village }, cancellationToken: Token);
        looks.Looks.Select(look => (look.Role, look.Reason, look.Subject)).ShouldBe(
        [
            (Role.Secretary, "查看预付款是否到账", "凭证"),
            (Role.Auditor, "审计", "科目余额表"),
        ]);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_look_without_a_reason_is_refused_and_shows_nothing(StoreKind kind)
    {
        var region = await worlds.RegionAsync(kind, Token);

        var refused = await Should.ThrowAsync<RpcException>(() => LookAsync(region, "看看"));

        refused.StatusCode.ShouldBe(StatusCode.InvalidArgument);
        var looks = await region.BooksAs(RegionBooks.Accountant(region.Village)).ListLooksAsync(
            new ListLooksRequest { Book = region.Village }, cancellationToken: Token);
        looks.Looks.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_book_of_another_region_and_one_that_does_not_exist_answer_the_same(StoreKind kind)
    {
        var region = await worlds.RegionAsync(kind, Token);
        var other = await worlds.RegionAsync(kind, Token);

        var foreign = await RefusedAsync(region, other.Village);
        var absent = await RefusedAsync(region, $"{region.Village[..3]}97");

        foreign.StatusCode.ShouldBe(StatusCode.NotFound);
        foreign.Status.ShouldBe(absent.Status);
        StatusDetails.Read(foreign).ShouldBe(StatusDetails.Read(absent));
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task An_accountant_never_reads_another_village(StoreKind kind)
    {
        var region = await worlds.RegionAsync(kind, Token);
        var stranger = region.VouchersAs(RegionBooks.Accountant(region.Villages[1]));

        var refused = await Should.ThrowAsync<RpcException>(async () => await stranger.ListVouchersAsync(
            new ListVouchersRequest { Book = region.Village }, cancellationToken: Token));

        refused.StatusCode.ShouldBe(StatusCode.NotFound);
    }

    private static async Task<LookIntoVouchersResponse> LookAsync(RegionBooks region, string reason) =>
        await region.VouchersAs(region.Secretary).LookIntoVouchersAsync(
            new LookIntoVouchersRequest { Region = region.Region, Book = region.Village, Reason = reason },
            cancellationToken: Token);

    private static Task<RpcException> RefusedAsync(RegionBooks region, string book) =>
        Should.ThrowAsync<RpcException>(async () => await region.VouchersAs(region.Secretary).LookIntoVouchersAsync(
            new LookIntoVouchersRequest { Region = region.Region, Book = book, Reason = "查看预付款" },
            cancellationToken: Token));
}
