using Grpc.Core;
using Region.Accounting.Estimates;
using Region.Contracts;
using Region.Contracts.Accounting.V1;
using Region.Contracts.Procurement.V1;
using Region.Platform.Identity;
using Region.Testing;
using Shouldly;

namespace Region.Services.Tests.Accounting;

public sealed class EstimateTests(AccountingWorlds worlds)
{
    private static readonly DateOnly March = new(2026, 3, 1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task Goods_that_came_before_their_bill_are_estimated_at_the_months_end_and_taken_back_in_the_next(
        StoreKind kind)
    {
        var region = await DeliveredAsync(kind);
        (await MissingAsync(region, March)).ShouldBe(1);

        var posted = await RunAsync(region, "2026-03");

        (posted.Voucher.AccountingDate, posted.RedVoucher.AccountingDate).ShouldBe(("2026-03-31", "2026-04-01"));
        posted.Voucher.Kind.ShouldBe(VoucherKind.Estimate);
        posted.Voucher.Postings.Select(line => (line.Account, line.Counterparty, line.Stock, line.Quantity))
            .ShouldBe([("121", "", "M001", "50"), ("211", $"暂估-{region.Company}", "", "")]);
        posted.Voucher.Postings[0].DebitFen.ShouldBe(92_250);
        posted.RedVoucher.ReversesVoucherId.ShouldBe(posted.Voucher.VoucherId);
        posted.RedVoucher.Postings[0].DebitFen.ShouldBe(-92_250);
        (await MissingAsync(region, March)).ShouldBe(0);
        (await region.ClosingAsync(region.Village, Token)).ShouldBeEmpty();

        // Nothing changed: nothing is posted. A bill of the same month came late: the estimate is taken back.
        (await RunAsync(region, "2026-03")).Voucher.ShouldBeNull();
        await region.ApplyAsync(Topics.SettlementAllocated, new RoundP1(region).SettlementOf(0), Token);
        var back = await RunAsync(region, "2026-03");
        back.Voucher.Postings.Select(line => line.DebitFen + line.CreditFen).ShouldBe([-92_250, -92_250]);
        (await MissingAsync(region, March)).ShouldBe(0);
        (await MissingAsync(region, March.AddMonths(1))).ShouldBe(0);
        (await region.ClosingAsync(region.Village, Token))["121"].ShouldBe(2_351_928);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_settlement_that_is_cancelled_leaves_the_goods_to_be_estimated_again(StoreKind kind)
    {
        var region = await DeliveredAsync(kind);
        await region.ApplyAsync(Topics.SettlementAllocated, new RoundP1(region).SettlementOf(0), Token);
        (await MissingAsync(region, March)).ShouldBe(0);
        var settled = (await region.VouchersAsync(region.Village, Token)).Single();

        await region.VouchersAs(RegionBooks.Accountant(region.Village)).ReverseVoucherAsync(
            new ReverseVoucherRequest
            {
                RequestId = RegionBooks.NewKey(),
                Book = region.Village,
                VoucherId = settled.VoucherId,
                ReversedOn = "2026-03-28",
                Reason = "金额有误",
            },
            cancellationToken: Token);

        (await MissingAsync(region, March)).ShouldBe(1);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task The_same_run_at_once_posts_once_and_answers_alike(StoreKind kind)
    {
        var region = await DeliveredAsync(kind);
        var request = Request(region, "2026-03");

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RunAsync(region, request)));

        answers.ShouldAllBe(answer => answer.Equals(answers[0]));
        (await region.VouchersAsync(region.Village, Token)).Count.ShouldBe(2);
        var other = request.Clone();
        other.Month = "2026-02";
        (await Should.ThrowAsync<RpcException>(() => RunAsync(region, other))).StatusCode
            .ShouldBe(StatusCode.AlreadyExists);
        (await Should.ThrowAsync<RpcException>(() => RunAsync(region, "2026-13"))).StatusCode
            .ShouldBe(StatusCode.InvalidArgument);
    }

    [Fact]
    public async Task Nobody_estimates_in_another_book_and_readers_do_not_estimate_at_all()
    {
        var region = await DeliveredAsync(StoreKind.Sqlite);

        (await RefusedAsync(region, RegionBooks.Accountant(region.Villages[1]))).ShouldBe(StatusCode.NotFound);
        (await RefusedAsync(region, RegionBooks.Auditor)).ShouldBe(StatusCode.PermissionDenied);
        (await region.VouchersAsync(region.Village, Token)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_company_estimates_what_it_bought_on_its_own_account(StoreKind kind)
    {
        var region = await worlds.RegionAsync(kind, Token);
        var events = TypicalEvents.All.ToLookup(typical => typical.Topic);
        await region.ApplyAsync(Topics.OwnGoodsReceived, events[Topics.OwnGoodsReceived].Single().In(region), Token);

        var posted = await EstimatesAs(region, region.CompanyAccountant).RunEstimatesAsync(
            new RunEstimatesRequest { RequestId = RegionBooks.NewKey(), Book = region.Company, Month = "2026-03" },
            cancellationToken: Token);
        posted.Voucher.Postings.Select(line => $"{line.Account} {line.Counterparty} {line.DebitFen + line.CreditFen}")
            .ShouldBe(["1405  100000", "2202 暂估-S1 100000"]);

        await region.ApplyAsync(
            Topics.OwnGoodsPurchased, events[Topics.OwnGoodsPurchased].Single().In(region, "2026-04-05"), Token);
        var listed = await EstimatesAs(region, region.CompanyAccountant).ListEstimatesAsync(
            new ListEstimatesRequest { Book = region.Company, Month = "2026-04" }, cancellationToken: Token);
        listed.Due.ShouldBeEmpty();
        (await region.ClosingAsync(region.Company, Token))["1405"].ShouldBe(105_000);
    }

    private static RunEstimatesRequest Request(RegionBooks region, string month) => new()
    {
        RequestId = RegionBooks.NewKey(),
        Book = region.Village,
        Month = month,
    };

    private static EstimateService.EstimateServiceClient EstimatesAs(RegionBooks region, Caller caller) =>
        new(region.World.As(AccountingWorlds.ServiceName, caller));

    private static Task<RunEstimatesResponse> RunAsync(RegionBooks region, string month) =>
        RunAsync(region, Request(region, month));

    private static async Task<RunEstimatesResponse> RunAsync(RegionBooks region, RunEstimatesRequest request) =>
        await EstimatesAs(region, RegionBooks.Accountant(region.Village))
            .RunEstimatesAsync(request, cancellationToken: Token);

    private static async Task<StatusCode> RefusedAsync(RegionBooks region, Caller caller) =>
        (await Should.ThrowAsync<RpcException>(async () => await EstimatesAs(region, caller)
            .RunEstimatesAsync(Request(region, "2026-03"), cancellationToken: Token))).StatusCode;

    private static async Task<int> MissingAsync(RegionBooks region, DateOnly month)
    {
        await using var session = await (await region.StoreAsync(region.Village, Token)).ReadAsync(Token);
        return (await EstimatesDue.FindAsync(session, month, Token)).Count;
    }

    private async Task<RegionBooks> DeliveredAsync(StoreKind kind)
    {
        var region = await worlds.RegionAsync(kind, Token);
        await region.ApplyAsync(Topics.DeliveryApportioned, Apportioned(region, "75", 138_375, "2026-03-18"), Token);
        await region.ApplyAsync(Topics.DeliveryApportioned, Apportioned(region, "-25", -46_125, "2026-03-23"), Token);
        return region;
    }

    internal static DeliveryApportioned Apportioned(RegionBooks region, string quantity, long fen, string on) => new()
    {
        Region = region.Region,
        Company = region.Company,
        RoundId = "round-p1",
        RoundTitle = "P1",
        DeliveryId = on,
        Village = region.Village,
        VillageName = "样例村1",
        ItemCode = "M001",
        ItemName = "橡胶丝",
        BaseUnit = "kg",
        Quantity = quantity,
        GoodsFen = fen,
        AccountingDate = on,
    };
}
