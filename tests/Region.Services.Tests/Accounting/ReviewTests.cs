using Grpc.Core;
using Region.Contracts;
using Region.Contracts.Access.V1;
using Region.Contracts.Accounting.V1;
using Region.Platform.Identity;
using Region.Testing;
using Shouldly;

namespace Region.Services.Tests.Accounting;

/// <summary>Vouchers that no checked draft stands behind are reviewed by somebody but their maker.</summary>
public sealed class ReviewTests(AccountingWorlds worlds)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task What_the_only_accountant_took_back_by_hand_is_reviewed_by_the_head_or_the_month_says_so(
        StoreKind kind)
    {
        var region = await PrepaidAsync(kind);
        var book = new ClosingBook(region, region.Village);
        var voucher = (await region.VouchersAsync(region.Village, Token)).Single();
        var red = await TakeBackAsync(region, voucher.VoucherId);
        var unseen = await book.FindingAsync(CheckKind.Unreviewed, "2026-03");

        foreach (var role in (Role[])[Role.Supervisor, Role.Cashier])
        {
            (await Should.ThrowAsync<RpcException>(() =>
                ReviewAsync(region, red.VoucherId, Callers.Of(role, region.Village)))).StatusCode
                .ShouldBe(StatusCode.PermissionDenied, role.ToString());
        }

        (await Should.ThrowAsync<RpcException>(() =>
            ReviewAsync(region, red.VoucherId, Callers.Of(Role.VillageHead, region.Villages[1])))).StatusCode
            .ShouldBe(StatusCode.NotFound);
        var reviewed = await ReviewAsync(region, red.VoucherId, book.Head);

        unseen.ShouldNotBeNull().Places.Single().VoucherId.ShouldBe(red.VoucherId);
        reviewed.Voucher.ReviewedBy.ShouldBe(book.Head.Login);
        (await book.FindingAsync(CheckKind.Unreviewed, "2026-03")).ShouldBeNull();
        (await Should.ThrowAsync<RpcException>(() => ReviewAsync(region, red.VoucherId, book.Head))).StatusCode
            .ShouldBe(StatusCode.FailedPrecondition);
    }

    [Fact]
    public async Task The_manager_reviews_the_company_s_vouchers_and_no_village_s()
    {
        var region = await PrepaidAsync(StoreKind.Sqlite);
        var manager = Callers.Of(Role.Manager, region.Region);
        var voucher = (await region.VouchersAsync(region.Company, Token)).Single();

        var reviewed = await region.VouchersAs(manager).ReviewVoucherAsync(
            new ReviewVoucherRequest
            {
                RequestId = RegionBooks.NewKey(),
                Book = region.Company,
                VoucherId = voucher.VoucherId,
            },
            cancellationToken: Token);

        reviewed.Voucher.ReviewedBy.ShouldBe(manager.Login);
        var own = (await region.VouchersAsync(region.Village, Token)).Single();
        (await Should.ThrowAsync<RpcException>(() => ReviewAsync(region, own.VoucherId, manager))).StatusCode
            .ShouldBe(StatusCode.NotFound);
    }

    private async Task<RegionBooks> PrepaidAsync(StoreKind kind)
    {
        var region = await worlds.RegionAsync(kind, Token);
        await region.ApplyAsync(Topics.PrepaymentReceived, new RoundP1(region).PrepaymentOf(0, 100), Token);
        return region;
    }

    private static async Task<Voucher> TakeBackAsync(RegionBooks region, string voucherId) =>
        (await region.VouchersAs(RegionBooks.Accountant(region.Village)).ReverseVoucherAsync(
            new ReverseVoucherRequest
            {
                RequestId = RegionBooks.NewKey(),
                Book = region.Village,
                VoucherId = voucherId,
                ReversedOn = "2026-03-27",
                Reason = "金额有误",
            },
            cancellationToken: Token)).Voucher;

    private static async Task<ReviewVoucherResponse> ReviewAsync(
        RegionBooks region,
        string voucherId,
        Caller caller) =>
        await region.VouchersAs(caller).ReviewVoucherAsync(
            new ReviewVoucherRequest { RequestId = RegionBooks.NewKey(), Book = region.Village, VoucherId = voucherId },
            cancellationToken: Token);
}
