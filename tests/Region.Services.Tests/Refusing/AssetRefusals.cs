using Region.Contracts.Access.V1;
using Region.Contracts.Accounting.V1;
using Region.Contracts.Procurement.V1;
using Region.Testing;

namespace Region.Services.Tests.Refusing;

/// <summary>
/// The asset register of V0103, which holds three cards: G001 by months and G002 by work, both depreciated through
/// January 2026, and G003, which left in that month.
/// </summary>
internal static class AssetRefusals
{
    private const string Book = "V0103";

    /// <summary>A settlement whose quantity or number of papers is none.</summary>
    internal static SettlementAllocated Settled(string quantity = "25", int acceptances = 1) => new()
    {
        Region = "R01",
        Company = "C01",
        RoundId = "round",
        RoundTitle = "批次",
        Village = "V0101",
        VillageName = "晨光村",
        ItemCode = "M001",
        ItemName = "橡筋圈坯",
        BaseUnit = "kg",
        Quantity = quantity,
        GoodsFen = 100,
        Supplier = "S03",
        SupplierName = "样例聚材料",
        AcceptanceCount = acceptances,
        Mode = PurchaseMode.Agency,
        AccountingDate = "2026-03-26",
    };

    internal static async Task SeedAsync(RefusingCounty county)
    {
        await RegisterAsync(county, "G001");
        await RegisterAsync(county, "G002", DepreciationMethod.WorkUnits);
        await RegisterAsync(county, "G003", inService: "2026-01-05");
        await WorkAsync(county, "G002");
        await RunAsync(county, "2026-01");
        await DisposeAsync(county, "G003", "2026-01-20");
    }

    internal static Task RegisterAsync(
        RefusingCounty county,
        string code,
        DepreciationMethod method = DepreciationMethod.StraightLine,
        string inService = "2025-12-15") => AssetsOf(county).RegisterAssetAsync(Card(county, code, method, inService))
            .ResponseAsync;

    internal static Task RegisterAsync(RefusingCounty county, Action<RegisterAssetRequest> change)
    {
        var card = Card(county, "G009", DepreciationMethod.StraightLine, "2025-12-15");
        change(card);
        return AssetsOf(county).RegisterAssetAsync(card).ResponseAsync;
    }

    /// <summary>A use that a village does not know.</summary>
    internal static void ForSale(RegisterAssetRequest card) => card.Use = AssetUse.Sales;

    internal static Task WorkAsync(RefusingCounty county, string code, string month = "2026-01") =>
        AssetsOf(county).RecordAssetWorkAsync(new RecordAssetWorkRequest
        {
            RequestId = county.NewKey(),
            Book = Book,
            AssetCode = code,
            Month = month,
            Units = "1",
        }).ResponseAsync;

    internal static Task RunAsync(RefusingCounty county, string month) =>
        AssetsOf(county).RunDepreciationAsync(
            new RunDepreciationRequest { RequestId = county.NewKey(), Book = Book, Month = month }).ResponseAsync;

    internal static Task DisposeAsync(RefusingCounty county, string code, string on) =>
        AssetsOf(county).DisposeAssetAsync(new DisposeAssetRequest
        {
            RequestId = county.NewKey(),
            Book = Book,
            AssetCode = code,
            DisposedOn = on,
            Reason = "报废",
        }).ResponseAsync;

    private static RegisterAssetRequest Card(
        RefusingCounty county,
        string code,
        DepreciationMethod method,
        string inService) => new()
        {
            RequestId = county.NewKey(),
            Book = Book,
            AssetCode = code,
            Name = "水泵",
            InService = inService,
            Use = AssetUse.Production,
            Method = method,
            OriginalFen = 120_000,
            LifeMonths = 12,
            WorkTotal = "100",
        };

    internal static Task EstimateAsync(RefusingCounty county, string month) =>
        new EstimateService.EstimateServiceClient(
            county.World.As("accounting", Callers.Of(Role.VillageAccountant, Book))).RunEstimatesAsync(
            new RunEstimatesRequest { RequestId = county.NewKey(), Book = Book, Month = month }).ResponseAsync;

    private static AssetService.AssetServiceClient AssetsOf(RefusingCounty county) =>
        new(county.World.As("accounting", Callers.Of(Role.VillageAccountant, Book)));
}
