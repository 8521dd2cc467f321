using Grpc.Core;
using Region.Contracts;
using Region.Contracts.Accounting.V1;
using Region.Contracts.Procurement.V1;
using Region.Testing;
using Shouldly;

namespace Region.Services.Tests.Accounting;

/// <summary>What a month must have run before it is closed: depreciation (折旧) and estimates (暂估入库).</summary>
public sealed class MonthRunTests(AccountingWorlds worlds)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_month_without_its_depreciation_stays_open_until_it_is_run(StoreKind kind)
    {
        var book = await ClosingBook.OpenAsync(worlds, kind, "2026-01-01");
        var assets = new AssetService.AssetServiceClient(
            book.Region.World.As(AccountingWorlds.ServiceName, RegionBooks.Accountant(book.Book)));
        await assets.RegisterAssetAsync(Pump(book.Book), cancellationToken: Token);

        // Put to use in January, so depreciation begins in February.
        await book.CloseAsync("2026-01");
        var found = (await book.FindingAsync(CheckKind.DepreciationMissing)).ShouldNotBeNull();
        found.Severity.ShouldBe(CheckSeverity.Blocker);
        found.Title.ShouldBe("本月折旧未计提 1 处：G001 水泵 263.88。");
        (await ClosingBook.RefusedAsync(() => book.CloseAsync("2026-02"))).ShouldBe((
            StatusCode.FailedPrecondition,
            "还不能结账：本月折旧未计提 1 处：G001 水泵 263.88。请在资产卡片里运行本月折旧。"));

        await assets.RunDepreciationAsync(
            new RunDepreciationRequest { RequestId = RegionBooks.NewKey(), Book = book.Book, Month = "2026-02" },
            cancellationToken: Token);

        (await book.FindingAsync(CheckKind.DepreciationMissing)).ShouldBeNull();
        await book.CloseAsync("2026-02");
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_month_with_goods_that_have_neither_bill_nor_estimate_stays_open_until_they_have_one(
        StoreKind kind)
    {
        var book = await ClosingBook.OpenAsync(worlds, kind, "2026-03-01");
        await book.Region.ApplyAsync(Topics.DeliveryApportioned, Delivered(book.Region), Token);

        var found = (await book.FindingAsync(CheckKind.EstimateMissing)).ShouldNotBeNull();
        found.Severity.ShouldBe(CheckSeverity.Blocker);
        (await ClosingBook.RefusedAsync(() => book.CloseAsync("2026-03"))).ShouldBe((
            StatusCode.FailedPrecondition,
            "还不能结账：货物已验收未结算且未暂估 1 处：M001 1,383.75。请办理暂估入库，下月自动冲回。"));

        await new EstimateService.EstimateServiceClient(
            book.Region.World.As(AccountingWorlds.ServiceName, RegionBooks.Accountant(book.Book))).RunEstimatesAsync(
            new RunEstimatesRequest { RequestId = RegionBooks.NewKey(), Book = book.Book, Month = "2026-03" },
            cancellationToken: Token);

        (await book.FindingAsync(CheckKind.EstimateMissing)).ShouldBeNull();
        await book.CloseAsync("2026-03");

        // In April the goods still have no bill: that month asks for its own estimate.
        (await book.FindingAsync(CheckKind.EstimateMissing)).ShouldNotBeNull();
    }

    private static RegisterAssetRequest Pump(string book) => new()
    {
        RequestId = RegionBooks.NewKey(),
        Book = book,
        AssetCode = "G001",
        Name = "水泵",
        Category = "机械设备",
        InService = "2026-01-15",
        Use = AssetUse.Production,
        Method = DepreciationMethod.StraightLine,
        OriginalFen = 1_000_000,
        ResidualPpm = 50_000,
        LifeMonths = 36,
    };

    private static DeliveryApportioned Delivered(RegionBooks region) => new()
    {
        Region = region.Region,
        Company = region.Company,
        RoundId = "round-p1",
        RoundTitle = "P1",
        DeliveryId = "d1",
        Village = region.Village,
        VillageName = "样例村1",
        ItemCode = "M001",
        ItemName = "橡胶丝",
        BaseUnit = "kg",
        Quantity = "75",
        GoodsFen = 138_375,
        AccountingDate = "2026-03-18",
    };
}
