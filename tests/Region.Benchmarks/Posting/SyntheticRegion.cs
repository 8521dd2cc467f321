using System.Globalization;
using Region.Contracts.Market.V1;
using Region.Contracts.Procurement.V1;
using Region.Contracts.Villages.V1;

namespace Region.Benchmarks.Posting;

/// <summary>
/// An invented region with as many villages as a benchmark needs, and the events that concern it; or, with a number of
/// villages for each, a county of several.
/// </summary>
internal sealed record SyntheticRegion(int Count, int PerRegion = int.MaxValue)
{
    internal const string Region = "R01";
    internal const string Company = "C01";
    internal const string JoinedOn = "2025-12-31";

    internal IReadOnlyList<string> Villages { get; } = [.. Enumerable.Range(1, Count).Select(number =>
        Village(1 + ((number - 1) / PerRegion), 1 + ((number - 1) % PerRegion)))];

    internal IEnumerable<IGrouping<string, string>> VillagesByRegion => Villages.GroupBy(RegionOf);

    internal static string NewId() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString();

    internal static CompanyFounded Founded() => new()
    {
        Company = Company,
        Name = "样例强村公司",
        Region = Region,
        AccountingDate = JoinedOn,
        RegisteredCapitalFen = 200_000_000,
    };

    internal static VillageJoined Joined(string village) => new()
    {
        Village = village,
        Name = $"样例村{village}",
        Region = Region,
        Company = Company,
        AccountingDate = JoinedOn,
    };

    /// <summary>One village's leg of the settlement of a round.</summary>
    internal static SettlementAllocated Leg(string village, string round) => new()
    {
        Region = Region,
        Company = Company,
        RoundId = round,
        RoundTitle = "样例批次",
        Village = village,
        VillageName = $"样例村{village}",
        ItemCode = "M001",
        ItemName = "橡筋圈坯",
        BaseUnit = "kg",
        Quantity = "1225",
        GoodsFen = 2_260_125,
        FreightFen = 57_901,
        FeeFen = 33_902,
        Supplier = "S03",
        SupplierName = "样例聚材料",
        Carrier = "T01",
        CarrierName = "样例运输队",
        Mode = PurchaseMode.Agency,
        AccountingDate = "2026-03-26",
    };

    /// <summary>A village's own product is sold on credit: four lines.</summary>
    internal static ProductSold Sale(string village) => new()
    {
        Region = Region,
        Village = village,
        VillageName = $"样例村{village}",
        SaleId = NewId(),
        Terms = SaleTerms.OnCredit,
        Buyer = "B01",
        BuyerName = "样例批发市场",
        ProductCode = "P001",
        ProductName = "头绳",
        Unit = "箱",
        Quantity = "12",
        PriceFen = 360_000,
        CostFen = 241_500,
        InvoiceCount = 1,
        AccountingDate = "2026-04-10",
    };

    internal static string RegionOf(string village) => $"R{village.AsSpan(1, 2)}";

    private static string Village(int region, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"V{region:00}{number:0000}");
}
