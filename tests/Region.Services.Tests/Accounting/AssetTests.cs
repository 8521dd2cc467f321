using Grpc.Core;
using Region.Accounting.Assets;
using Region.Contracts.Accounting.V1;
using Region.Platform.Identity;
using Region.Testing;
using Shouldly;

namespace Region.Services.Tests.Accounting;

public sealed class AssetTests(AccountingWorlds worlds)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_card_is_depreciated_month_by_month_and_each_month_once(StoreKind kind)
    {
        var region = await RegisteredAsync(kind);
        (await LackingAsync(region, new DateOnly(2026, 2, 1))).ShouldBe(1);

        (await RunAsync(region, "2026-01")).Voucher.ShouldBeNull();
        (await Should.ThrowAsync<RpcException>(() => RunAsync(region, "2026-03"))).Status.Detail
            .ShouldBe("折旧应当按月计提：2026-02 还有折旧没有计提，请先计提那个月的折旧。");
        var february = await RunAsync(region, "2026-02");
        (await RunAsync(region, "2026-02")).Voucher.ShouldBeNull();

        february.Voucher.Postings.Select(line => $"{line.Account} {line.DebitFen} {line.CreditFen}")
            .ShouldBe(["401 26388 0", "152 0 26388"]);
        (february.Voucher.Kind, february.Voucher.AccountingDate).ShouldBe((VoucherKind.Depreciation, "2026-02-28"));
        february.Lines.Single().AmountFen.ShouldBe(26_388);
        (await LackingAsync(region, new DateOnly(2026, 2, 1))).ShouldBe(0);

        // A card that comes late is made good by a further voucher with the difference alone.
        await RegisterAsync(region, Card(region, "G002"));
        (await RunAsync(region, "2026-02")).Voucher.Postings[0].DebitFen.ShouldBe(26_388);
        (await RunAsync(region, "2026-03")).Voucher.Postings[0].DebitFen.ShouldBe(52_776);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_depreciation_that_is_cancelled_in_red_is_due_again(StoreKind kind)
    {
        var region = await RegisteredAsync(kind);
        var posted = await RunAsync(region, "2026-02");

        await region.VouchersAs(RegionBooks.Accountant(region.Village)).ReverseVoucherAsync(
            new ReverseVoucherRequest
            {
                RequestId = RegionBooks.NewKey(),
                Book = region.Village,
                VoucherId = posted.Voucher.VoucherId,
                ReversedOn = "2026-02-28",
                Reason = "用途有误",
            },
            cancellationToken: Token);

        (await LackingAsync(region, new DateOnly(2026, 2, 1))).ShouldBe(1);
        (await RunAsync(region, "2026-02")).Voucher.Postings[0].DebitFen.ShouldBe(26_388);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task An_asset_is_changed_disposed_of_and_brought_back_by_cancelling_its_voucher(StoreKind kind)
    {
        var region = await RegisteredAsync(kind);
        await RunAsync(region, "2026-02");

        var changed = await AssetsOf(region).ChangeAssetAsync(
            new ChangeAssetRequest
            {
                RequestId = RegionBooks.NewKey(),
                Book = region.Village,
                AssetCode = "G001",
                ChangedOn = "2026-02-28",
                Name = "水泵",
                Use = AssetUse.Public,
                OriginalFen = 1_000_000,
                ResidualFen = 0,
                RemainingMonths = 10,
                Reason = "改作公益",
            },
            cancellationToken: Token);
        changed.Asset.History.Select(terms => terms.FromMonth).ShouldBe(["2026-02", "2026-03"]);
        (await RunAsync(region, "2026-03")).Voucher.Postings[0].Account.ShouldBe("514");

        var gone = await DisposeAsync(region, "2026-03-20");
        gone.Voucher.Postings.Select(line => line.Account).ShouldBe(["152", "154", "151"]);
        gone.Asset.DisposedOn.ShouldBe("2026-03-20");
        (await RunAsync(region, "2026-04")).Voucher.ShouldBeNull();
        var listed = await ListAsync(region);
        (listed.CardsOriginalFen, listed.AccountOriginalFen).ShouldBe((0, -1_000_000));

        await region.VouchersAs(RegionBooks.Accountant(region.Village)).ReverseVoucherAsync(
            new ReverseVoucherRequest
            {
                RequestId = RegionBooks.NewKey(),
                Book = region.Village,
                VoucherId = gone.Voucher.VoucherId,
                ReversedOn = "2026-03-21",
                Reason = "不清理了",
            },
            cancellationToken: Token);
        (await ListAsync(region)).Assets.Single().DisposedOn.ShouldBeEmpty();
        (await DisposeAsync(region, "2026-03-25")).Asset.DisposedOn.ShouldBe("2026-03-25");
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_card_by_work_is_depreciated_by_the_work_of_each_month(StoreKind kind)
    {
        var region = await worlds.RegionAsync(kind, Token);
        var card = Card(region, "G009");
        card.Method = DepreciationMethod.WorkUnits;
        card.WorkTotal = "3000";
        await RegisterAsync(region, card);

        await WorkAsync(region, "2026-02", "1000");
        (await Should.ThrowAsync<RpcException>(() => WorkAsync(region, "2026-02", "5"))).StatusCode
            .ShouldBe(StatusCode.FailedPrecondition);

        (await RunAsync(region, "2026-02")).Voucher.Postings[0].DebitFen.ShouldBe(316_666);
        (await RunAsync(region, "2026-03")).Voucher.ShouldBeNull();
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task The_same_run_at_once_posts_once_and_answers_alike(StoreKind kind)
    {
        var region = await RegisteredAsync(kind);
        var request = new RunDepreciationRequest
        {
            RequestId = RegionBooks.NewKey(),
            Book = region.Village,
            Month = "2026-02",
        };

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RunAsync(region, request)));
        var others = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RunAsync(region, "2026-02")));

        answers.ShouldAllBe(answer => answer.Equals(answers[0]));
        others.ShouldAllBe(answer => answer.Voucher == null);
        (await region.VouchersAsync(region.Village, Token)).Count.ShouldBe(1);
        var other = request.Clone();
        other.Month = "2026-01";
        (await Should.ThrowAsync<RpcException>(() => RunAsync(region, other))).StatusCode
            .ShouldBe(StatusCode.AlreadyExists);
    }

    [Fact]
    public async Task Of_two_cards_with_one_code_the_second_is_refused_and_an_unknown_voucher_is_not_found()
    {
        var region = await RegisteredAsync(StoreKind.Sqlite);

        (await Should.ThrowAsync<RpcException>(() => RegisterAsync(region, Card(region, "G001")))).Status.Detail
            .ShouldBe("固定资产卡片「G001」已经登记，一个编号只登记一次。");
        var card = Card(region, "G002");
        card.VoucherId = RegionBooks.NewId();
        (await Should.ThrowAsync<RpcException>(() => RegisterAsync(region, card))).StatusCode
            .ShouldBe(StatusCode.NotFound);
        (await ListAsync(region)).Assets.Count.ShouldBe(1);
    }

    private static RegisterAssetRequest Card(RegionBooks region, string code) => new()
    {
        RequestId = RegionBooks.NewKey(),
        Book = region.Village,
        AssetCode = code,
        Name = "水泵",
        Category = "机械设备",
        InService = "2026-01-15",
        Use = AssetUse.Production,
        Method = DepreciationMethod.StraightLine,
        OriginalFen = 1_000_000,
        ResidualPpm = 50_000,
        LifeMonths = 36,
    };

    private static AssetService.AssetServiceClient AssetsOf(RegionBooks region) =>
        AssetsAs(region, RegionBooks.Accountant(region.Village));

    private static AssetService.AssetServiceClient AssetsAs(RegionBooks region, Caller caller) =>
        new(region.World.As(AccountingWorlds.ServiceName, caller));

    private static async Task RegisterAsync(RegionBooks region, RegisterAssetRequest card) =>
        await AssetsOf(region).RegisterAssetAsync(card, cancellationToken: Token);

    private static async Task WorkAsync(RegionBooks region, string month, string units) =>
        await AssetsOf(region).RecordAssetWorkAsync(
            new RecordAssetWorkRequest
            {
                RequestId = RegionBooks.NewKey(),
                Book = region.Village,
                AssetCode = "G009",
                Month = month,
                Units = units,
            },
            cancellationToken: Token);

    private static async Task<DisposeAssetResponse> DisposeAsync(RegionBooks region, string on) =>
        await AssetsOf(region).DisposeAssetAsync(
            new DisposeAssetRequest
            {
                RequestId = RegionBooks.NewKey(),
                Book = region.Village,
                AssetCode = "G001",
                DisposedOn = on,
                Reason = "报废",
            },
            cancellationToken: Token);

    private static async Task<ListAssetsResponse> ListAsync(RegionBooks region) =>
        await AssetsOf(region).ListAssetsAsync(
            new ListAssetsRequest { Book = region.Village }, cancellationToken: Token);

    private static Task<RunDepreciationResponse> RunAsync(RegionBooks region, string month) => RunAsync(
        region,
        new RunDepreciationRequest { RequestId = RegionBooks.NewKey(), Book = region.Village, Month = month });

    private static async Task<RunDepreciationResponse> RunAsync(RegionBooks region, RunDepreciationRequest request) =>
        await AssetsOf(region).RunDepreciationAsync(request, cancellationToken: Token);

    private static async Task<int> LackingAsync(RegionBooks region, DateOnly month)
    {
        await using var session = await (await region.StoreAsync(region.Village, Token)).ReadAsync(Token);
        return (await DepreciationDue.FindAsync(session, month, Token)).Count;
    }

    private async Task<RegionBooks> RegisteredAsync(StoreKind kind)
    {
        var region = await worlds.RegionAsync(kind, Token);
        await RegisterAsync(region, Card(region, "G001"));
        return region;
    }
}
