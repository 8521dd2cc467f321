using Region.Kernel;
using Region.Procurement.Domain;

namespace Region.Domain.Tests.Procurement;

/// <summary>
/// The worked round P1: 111 bags asked for, 109 accepted, 18.45 yuan a kilogram, a fee of 1.5 %. Made once, in the
/// order of its steps.
/// </summary>
internal static class P1
{
    public static readonly Person Manager = new("r01.manager", "样例经理A");
    public static readonly Person Secretary = new("r01.secretary", "样例书记A");
    public static readonly Person Buyer = new("r01.buyer", "样例采购员A");
    public static readonly Person Receiver = new("r01.receiver", "样例收货员A");
    public static readonly Person Accountant = new("r01.accountant", "样例公司会计A");
    public static readonly Person Cashier = new("r01.cashier", "样例出纳A");
    public static readonly Person VillageAccountant = new("v0101.accountant", "样例会计一");
    public static readonly Person Supervisor = new("v0101.supervisor", "样例监督员一");

    public static RoundDraft Draft { get; } = new()
    {
        Title = "三月橡筋圈坯",
        Item = new ItemDraft { Code = "M001", Name = "橡筋圈坯", BaseUnit = "kg", PackUnit = "袋", PackSize = "25" },
        AgencyMode = true,
        CutOff = "2026-03-04",
        OpenedOn = "2026-03-02",
        FeePartsPerMillion = 15_000,
    };

    public static Federation Region { get; } = new(
        "R01",
        "样例发饰强村有限公司",
        [new("V0104", "锦绣村"), new("V0101", "晨光村"), new("V0102", "丰泽村"), new("V0103", "和顺村")]);

    public static Round Opened { get; } = Round.Open(Draft, Region, "p1", Manager).Value;

    public static Round Collecting { get; } = Round.Approve(Opened, "2026-03-02", Secretary).Value;

    public static Round Ordered { get; } = Collecting with { State = RoundState.Ordered };

    public static Round Settled { get; } = Collecting with { State = RoundState.Settled };

    public static IReadOnlyList<Requisition> Requisitions { get; } =
        [Asked("V0101", 50), Asked("V0102", 32), Asked("V0103", 17), Asked("V0104", 12)];

    public static IReadOnlyList<Quote> Quotes { get; } =
    [
        QuoteOf("S01", "18.60", "1000", []),
        QuoteOf("S02", "18.25", "3000", []),
        QuoteOf("S03", "18.45", "2000", []),
    ];

    public static Award Award { get; } =
        Award.Propose(Collecting, Requisitions, Quotes, new AwardDraft("S03", "", "2026-03-06"), Buyer).Value;

    public static Award Approved { get; } = Award.Approve(
        Collecting with { State = RoundState.AwardProposed },
        Award,
        Quotes,
        "2026-03-06",
        Secretary).Value;

    public static Order Order { get; } = Order.Place(
        Collecting with { State = RoundState.Awarded },
        Requisitions,
        (Approved, Quotes[2]),
        new OrderDraft("o1", "2026-03-09")).Value;

    public static Purchase Purchase { get; } = new()
    {
        Quotes = Quotes,
        Award = Approved,
        Order = Order,
        Deliveries = [],
    };

    public static IReadOnlyList<Delivery> Deliveries { get; } =
        [Signed("d1", 80, 2, "2026-03-18"), Signed("d2", 31, 0, "2026-03-23")];

    public static IReadOnlyList<Bill> Bills { get; } =
        [BillOf(BillKind.Goods, 5_027_625), BillOf(BillKind.Freight, 128_800), BillOf(BillKind.Fee, 75_414)];

    public static Settlement Settlement { get; } = Settlement.Settle(
        Ordered,
        Order,
        Deliveries,
        Bills,
        new SettlementDraft("2026-03-26", Accountant)).Value;

    public static Funds Funds { get; } = new()
    {
        Prepayments =
        [
            Prepaid("V0101", 2_400_000),
            Prepaid("V0102", 1_487_954),
            Prepaid("V0103", 815_975),
            Prepaid("V0104", 575_982),
        ],
        Bills = Bills,
        Settlement = Settlement,
        Payments = [],
    };

    public static Requisition Asked(string village, long packs) => Requisition.Submit(
        Collecting,
        [],
        new RequisitionDraft
        {
            Village = village,
            Packs = $"{packs}",
            Purpose = "",
            RequestedOn = "2026-03-03",
        },
        VillageAccountant).Value;

    public static Quote QuoteOf(string supplier, string price, string minimum, IReadOnlyList<Quote> earlier) =>
        Quote.Record(
            Collecting,
            earlier,
            new QuoteDraft
            {
                Id = supplier,
                Supplier = supplier,
                SupplierName = "样例供应商" + supplier,
                UnitPrice = price,
                MinimumQuantity = minimum,
                QuotedOn = "2026-03-06",
            },
            Buyer).Value;

    public static Prepayment Prepaid(string village, long fen, string receivedOn = "2026-03-05")
    {
        var draft = new PrepaymentDraft
        {
            Id = village,
            Village = village,
            AmountFen = fen,
            PaidOn = "2026-03-05",
            BankReference = "",
        };
        var declared = Prepayment.Declare(Collecting, [], draft, VillageAccountant).Value;
        return Prepayment.Confirm(declared, new Money(fen), receivedOn, Accountant).Value;
    }

    public static Delivery Signed(string id, long delivered, long rejected, string day)
    {
        var draft = Came(id, delivered, rejected) with { DeliveredOn = day };
        var recorded = Delivery.Record(Ordered, Purchase, draft, Receiver).Value;
        return Delivery.Sign(Ordered, Purchase with { Deliveries = [recorded] }, id, day, Supervisor).Value;
    }

    public static DeliveryDraft Came(string id, long delivered, long rejected) => new()
    {
        Id = id,
        DeliveredPacks = delivered,
        RejectedPacks = rejected,
        Reason = rejected == 0 ? "" : "喷霜",
        DeliveredOn = "2026-03-18",
        Corrects = "",
    };

    public static BillDraft BillDraft(BillKind kind, long fen) => new()
    {
        Id = $"{kind}",
        Kind = kind,
        Number = $"{kind}-1",
        Issuer = kind switch { BillKind.Goods => "S03", BillKind.Freight => "T01", BillKind.Fee => "C01" },
        IssuerName = "样例开票单位",
        AmountFen = fen,
        BilledOn = "2026-03-24",
    };

    public static PaymentDraft Pay(PaymentKind kind, long fen, string village = "") => new()
    {
        Id = $"{kind}{village}",
        Kind = kind,
        AmountFen = fen,
        PaidOn = "2026-03-27",
        Village = village,
    };

    private static Bill BillOf(BillKind kind, long fen) =>
        Bill.Record(Ordered, Order, Deliveries, BillDraft(kind, fen), Accountant).Value;
}
