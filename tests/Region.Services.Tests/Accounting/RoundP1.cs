using Google.Protobuf;
using Region.Contracts;
using Region.Contracts.Accounting.V1;
using Region.Contracts.Procurement.V1;
using Region.Testing;

namespace Region.Services.Tests.Accounting;

/// <summary>The events of the sample round P1 in one region: what its procurement would announce.</summary>
internal sealed class RoundP1
{
    private static readonly long[] Prepaid = [2_400_000, 1_487_954, 815_975, 575_982];
    private static readonly long[] Goods = [2_260_125, 1_429_875, 784_125, 553_500];
    private static readonly long[] Freight = [57_901, 36_631, 20_088, 14_180];
    private static readonly long[] Fee = [33_902, 21_448, 11_762, 8_302];

    private readonly RegionBooks _region;

    public RoundP1(RegionBooks region)
    {
        _region = region;
        Events =
        [
            .. Enumerable.Range(0, 4).Select(Prepayment),
            Delivery("d1", 78, 2, "2026-03-18"),
            Delivery("d2", 31, 0, "2026-03-23"),
            .. Enumerable.Range(0, 4).Select(Settlement),
            new(Topics.SupplierPaid, RegionBooks.NewId(), SupplierPaid()),
            new(Topics.CarrierPaid, RegionBooks.NewId(), CarrierPaid()),
            new(Topics.RefundPaid, RegionBooks.NewId(), Refund()),
        ];
    }

    public IReadOnlyList<(string Topic, string Id, IMessage Message)> Events { get; }

    /// <summary>The sample's opening balances of the region R01, under this region's codes.</summary>
    public byte[] Openings()
    {
        var path = Path.Combine(Repository.Root, "services/apphost/Sample/opening.csv");
        var rows = File.ReadAllLines(path)
            .Where(row => row.StartsWith("账套", StringComparison.Ordinal)
                || row.StartsWith("V01", StringComparison.Ordinal)
                || row.StartsWith("C01", StringComparison.Ordinal))
            .Select(row => row
                .Replace("V01", $"V{_region.Region[1..]}", StringComparison.Ordinal)
                .Replace("C01", _region.Company, StringComparison.Ordinal));
        return System.Text.Encoding.UTF8.GetBytes(string.Join('\n', rows));
    }

    public async Task ImportOpeningsAsync(CancellationToken cancellationToken) =>
        await _region.OpeningsAs(RegionBooks.County).ImportOpeningsAsync(
            new ImportOpeningsRequest
            {
                RequestId = RegionBooks.NewKey(),
                Table = ByteString.CopyFrom(Openings()),
                OpeningDate = "2026-01-01",
            },
            cancellationToken: cancellationToken);

    public async Task DeliverAsync(CancellationToken cancellationToken)
    {
        foreach (var (topic, id, message) in Events)
            await _region.ApplyAsync(topic, id, message, cancellationToken);
    }

    public PrepaymentReceived PrepaymentOf(int village, long fen) => new()
    {
        Region = _region.Region,
        Company = _region.Company,
        RoundId = "round-p1",
        RoundTitle = "P1",
        Village = _region.Villages[village],
        VillageName = $"样例村{village + 1}",
        PrepaymentId = FormattableString.Invariant($"prepayment-{village}"),
        AmountFen = fen,
        AccountingDate = "2026-03-05",
    };

    public SettlementAllocated SettlementOf(int village) => new()
    {
        Region = _region.Region,
        Company = _region.Company,
        RoundId = "round-p1",
        RoundTitle = "P1",
        Village = _region.Villages[village],
        VillageName = $"样例村{village + 1}",
        ItemCode = "M001",
        ItemName = "橡胶丝",
        BaseUnit = "kg",
        Quantity = "1225",
        GoodsFen = Goods[village],
        FreightFen = Freight[village],
        FeeFen = Fee[village],
        Supplier = "S03",
        SupplierName = "样例聚材料",
        Carrier = "T01",
        CarrierName = "样例物流",
        Mode = PurchaseMode.Agency,
        AccountingDate = "2026-03-26",
    };

    private (string Topic, string Id, IMessage Message) Prepayment(int village) =>
        new(Topics.PrepaymentReceived, RegionBooks.NewId(), PrepaymentOf(village, Prepaid[village]));

    private (string Topic, string Id, IMessage Message) Settlement(int village) =>
        new(Topics.SettlementAllocated, RegionBooks.NewId(), SettlementOf(village));

    private (string Topic, string Id, IMessage Message) Delivery(string id, long accepted, long rejected, string day) =>
        new(Topics.DeliveryAccepted, RegionBooks.NewId(), new DeliveryAccepted
        {
            Region = _region.Region,
            Company = _region.Company,
            RoundId = "round-p1",
            DeliveryId = id,
            ItemCode = "M001",
            AcceptedPacks = accepted,
            RejectedPacks = rejected,
            AccountingDate = day,
        });

    private SupplierPaid SupplierPaid() => new()
    {
        Region = _region.Region,
        Company = _region.Company,
        RoundId = "round-p1",
        RoundTitle = "P1",
        PaymentId = "payment-1",
        Supplier = "S03",
        SupplierName = "样例聚材料",
        AmountFen = Goods.Sum(),
        AccountingDate = "2026-03-27",
    };

    private CarrierPaid CarrierPaid() => new()
    {
        Region = _region.Region,
        Company = _region.Company,
        RoundId = "round-p1",
        RoundTitle = "P1",
        PaymentId = "payment-2",
        Carrier = "T01",
        CarrierName = "样例物流",
        AmountFen = Freight.Sum(),
        AccountingDate = "2026-03-27",
    };

    private RefundPaid Refund() => new()
    {
        Region = _region.Region,
        Company = _region.Company,
        RoundId = "round-p1",
        RoundTitle = "P1",
        Village = _region.Village,
        VillageName = "样例村1",
        PaymentId = "payment-3",
        AmountFen = 48_072,
        AccountingDate = "2026-03-31",
    };
}
