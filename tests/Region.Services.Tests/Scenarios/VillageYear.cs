using Region.Contracts;
using Region.Contracts.Committee.V1;
using Region.Contracts.Market.V1;
using Region.Contracts.Procurement.V1;
using Region.Contracts.Villages.V1;
using static Region.Services.Tests.Scenarios.Happening;

namespace Region.Services.Tests.Scenarios;

/// <summary>
/// 样例村1的 2026 年：期初、每月发生的事，以及每件事手工应写的分录（元）。会计每季计提一次村干部报酬。
/// </summary>
internal static class VillageYear
{
    /// <summary>期初余额，往来按单位列明。借贷各 381,000.00 元。</summary>
    public const string VillageOpening =
        "借 101 2000；借 102 200000；借 112 C 5000；借 112 B9 3000；借 113 M01 1000；借 141 C 50000；借 151 120000；"
        + "贷 113 M02 500；贷 152 20000；贷 211 S9 4000；贷 301 250000；贷 311 94500；贷 322.02 12000";

    /// <summary>公司的期初余额；欠村的 5,000.00 元与村账 112 相同。借贷各 261,000.00 元。</summary>
    public const string CompanyOpening =
        "借 1002 261000；贷 2241 V 5000；贷 3001 V 50000；贷 3001 其他村 200000；贷 3104 6000";

    public static IReadOnlyList<Happening> Of(int month) => month switch
    {
        1 => January,
        2 => February,
        3 => March,
        4 => April,
        5 => May,
        6 => June,
        7 => July,
        8 => August,
        9 => September,
        10 => October,
        11 => November,
        _ => December,
    };

    private static IReadOnlyList<Happening> January =>
    [
        Paper("2026-01-05", "收", "收回张三欠交的承包费", "借 101 1000；贷 113 M01 1000"),
        Paper("2026-01-08", "付", "购办公用品", "借 513 300；贷 101 300"),
        Paper("2026-01-10", "付", "还农资店货款", "借 211 S9 4000；贷 102 4000"),
        Paper("2026-01-15", "收", "收王记批发部欠款", "借 102 3000；贷 112 B9 3000"),
        Told("2026-01-18", Topics.LandRentReceived,
            new LandRentReceived { CurrentFen = 3_000_000, LaterFen = 2_000_000 },
            "借 102 50000；贷 501 30000；贷 211 L1 20000"),
        Paper("2026-01-20", "转", "计提村干部报酬", "借 513 2000；贷 212 2000", Written.FromTemplate),
        Paper("2026-01-25", "付", "发放村干部报酬", "借 212 2000；贷 102 2000"),
    ];

    private static IReadOnlyList<Happening> February =>
    [
        Paper("2026-02-05", "付", "付电费", "借 513 450；贷 102 450", Written.ByImport),
        Paper("2026-02-12", "付", "慰问困难户", "借 514 800；贷 101 800", Written.ByImport),
        Told("2026-02-15", Topics.SubsidyReceived,
            new SubsidyReceived { Recipient = Recipient.Village, AmountFen = 900_000 },
            "借 102 9000；贷 503 9000"),
        Told("2026-02-20", Topics.StakePaid,
            new StakePaid { AmountFen = 3_000_000 },
            "借 141 C 30000；贷 102 30000",
            "借 1002 30000；贷 3001 V 30000"),
    ];

    private static IReadOnlyList<Happening> March =>
    [
        Told("2026-03-05", Topics.PrepaymentReceived,
            new PrepaymentReceived { AmountFen = 2_000_000 },
            "借 112 C 20000；贷 102 20000",
            "借 1002 20000；贷 2241 V 20000"),
        Told("2026-03-10", Topics.DonationReceived,
            new DonationReceived { Recipient = Recipient.Village, AmountFen = 70_000 },
            "借 102 700；贷 311 700"),
        Told("2026-03-12", Topics.LevyRaised,
            new LevyRaised { Project = "X1", AmountFen = 150_000 },
            "借 113 H1 1500；贷 231 #X1 1500"),
        Told("2026-03-18", Topics.DeliveryApportioned,
            new DeliveryApportioned { Quantity = "1000", GoodsFen = 1_800_000 }, ""),
        Paper("2026-03-20", "付", "付电费", "借 513 470；贷 102 470", Written.AsCopy),
    ];

    // 代购结算：货款 18,000.00、运费 600.00、代购费 270.00（含增值税 2.67）；预付 20,000.00，退 1,130.00。
    private static IReadOnlyList<Happening> April =>
    [
        Told("2026-04-10", Topics.SettlementAllocated,
            new SettlementAllocated
            {
                Quantity = "1000", GoodsFen = 1_800_000, FreightFen = 60_000, FeeFen = 27_000, FeeVatFen = 267,
                Mode = PurchaseMode.Agency,
            },
            "借 121 @M001×1000 18870；贷 112 C 18870",
            "借 2241 V 18870；贷 2241 代付-S3 18000；贷 2241 代付-T1 600；贷 5051 267.33；贷 2221 2.67"),
        Told("2026-04-12", Topics.SupplierPaid,
            new SupplierPaid { AmountFen = 1_800_000 }, "", "借 2241 代付-S3 18000；贷 1002 18000"),
        Told("2026-04-12", Topics.CarrierPaid,
            new CarrierPaid { AmountFen = 60_000 }, "", "借 2241 代付-T1 600；贷 1002 600"),
        Told("2026-04-15", Topics.RefundPaid,
            new RefundPaid { AmountFen = 113_000 },
            "借 102 1130；贷 112 C 1130",
            "借 2241 V 1130；贷 1002 1130"),
        Told("2026-04-18", Topics.LevyPaid,
            new LevyPaid { Project = "X1", AmountFen = 150_000 }, "借 102 1500；贷 113 H1 1500"),
        Paper("2026-04-20", "转", "计提村干部报酬", "借 513 2000；贷 212 2000", Written.FromTemplate),
        Paper("2026-04-22", "转", "生产领用橡胶丝", "借 401 11322；贷 121 @M001×600 11322"),
        Paper("2026-04-25", "付", "发放村干部报酬", "借 212 2000；贷 102 2000"),
    ];

    // 发饰 1,000 件成本 15,000.00：橡胶丝 600 千克 11,322.00，劳务 3,678.00，每件 15.00。
    private static IReadOnlyList<Happening> May =>
    [
        Told("2026-05-10", Topics.PayAccrued,
            new PayAccrued { Kind = PayKind.Labour, Use = PayUse.Production, Payee = "P1", AmountFen = 367_800 },
            "借 401 3678；贷 213 P1 3678"),
        Told("2026-05-12", Topics.PayPaid,
            new PayPaid { Kind = PayKind.Labour, Payee = "P1", AmountFen = 367_800 },
            "借 213 P1 3678；贷 102 3678"),
        Paper("2026-05-20", "转", "发饰完工入库", "借 121 @F01×1000 15000；贷 401 15000"),
        Told("2026-05-25", Topics.GrantReceived,
            new GrantReceived { Recipient = Recipient.Village, Project = "X2", AmountFen = 4_000_000 },
            "借 102 40000；贷 241 #X2 40000"),
    ];

    // 专项资金购设备 36,000.00，转入公积公益金；委托代销 400 件，售出 300 件，手续费 450.00（含增值税 4.46）。
    private static IReadOnlyList<Happening> June =>
    [
        Told("2026-06-10", Topics.GrantSpent,
            new GrantSpent { Use = GrantUse.Asset, Project = "X2", AmountFen = 3_600_000 },
            "借 151 36000；贷 102 36000；借 241 #X2 36000；贷 311 36000"),
        Told("2026-06-12", Topics.ConsignmentDelivered,
            new ConsignmentDelivered { Quantity = "400", CostFen = 600_000 },
            "借 121 @委托代销-F01×400 6000；贷 121 @F01×400 6000"),
        Told("2026-06-20", Topics.ConsignmentSold,
            new ConsignmentSold
            {
                Quantity = "300", SalesFen = 900_000, CostFen = 450_000, FeeFen = 45_000, FeeVatFen = 446,
            },
            "借 112 C 9000；贷 501 9000；借 511 450；贷 112 C 450；借 511 4500；贷 121 @委托代销-F01×300 4500",
            "借 1002 9000；贷 2202 V 9000；借 2202 V 450；贷 5051 445.54；贷 2221 4.46"),
        Told("2026-06-28", Topics.LevyCompleted,
            new LevyCompleted { Project = "X1", AmountFen = 150_000 }, "借 231 #X1 1500；贷 311 1500"),
    ];

    private static IReadOnlyList<Happening> July =>
    [
        Told("2026-07-05", Topics.ProceedsPaid,
            new ProceedsPaid { AmountFen = 855_000 },
            "借 102 8550；贷 112 C 8550",
            "借 2202 V 8550；贷 1002 8550"),
        Told("2026-07-10", Topics.BuyoutPurchased,
            new BuyoutPurchased { Quantity = "300", PriceFen = 750_000, CostFen = 450_000 },
            "借 112 C 7500；贷 501 7500；借 511 4500；贷 121 @F01×300 4500",
            "借 1405 @F01×300 7500；贷 2202 V 7500"),
        Told("2026-07-15", Topics.ProceedsPaid,
            new ProceedsPaid { AmountFen = 750_000 },
            "借 102 7500；贷 112 C 7500",
            "借 2202 V 7500；贷 1002 7500"),
        Told("2026-07-18", Topics.ProductSold,
            new ProductSold { Terms = SaleTerms.Paid, Quantity = "100", PriceFen = 200_000, CostFen = 150_000 },
            "借 102 2000；贷 501 2000；借 511 1500；贷 121 @F01×100 1500"),
        Paper("2026-07-20", "转", "计提村干部报酬", "借 513 2000；贷 212 2000", Written.FromTemplate),
        Told("2026-07-20", Topics.GoodsSold,
            new GoodsSold { Quantity = "300", PriceFen = 900_000, VatFen = 9_000, CostFen = 750_000 },
            "",
            "借 1122 B1 9090；贷 5001 9000；贷 2221 90；借 5401 7500；贷 1405 @F01×300 7500"),
        Paper("2026-07-25", "付", "发放村干部报酬", "借 212 2000；贷 102 2000"),
        Told("2026-07-28", Topics.BuyerPaid,
            new BuyerPaid { AmountFen = 909_000 }, "", "借 1002 9090；贷 1122 B1 9090"),
    ];

    // 公司自营：购 500 件 10,500.00（每件 21.00），售给村 100 件 2,500.00，税 325.00。
    private static IReadOnlyList<Happening> August =>
    [
        Told("2026-08-01", Topics.OwnGoodsPurchased,
            new OwnGoodsPurchased
            {
                ItemCode = "M002", Supplier = "S5", Quantity = "500",
                GoodsFen = 1_000_000, FreightFen = 50_000, InputVatFen = 130_000,
            },
            "",
            "借 1405 @M002×500 10500；借 2221 1300；贷 2202 S5 11300；贷 2202 T1 500"),
        Told("2026-08-05", Topics.OwnGoodsSold,
            new OwnGoodsSold
            {
                ItemCode = "M002", Quantity = "100", PriceFen = 250_000, VatFen = 32_500, CostFen = 210_000,
            },
            "借 121 @M002×100 2825；贷 211 C 2825",
            "借 1122 V 2825；贷 5001 2500；贷 2221 325；借 5401 2100；贷 1405 @M002×100 2100"),
        Told("2026-08-10", Topics.OwnSupplierPaid,
            new OwnSupplierPaid { Supplier = "S5", AmountFen = 1_130_000 }, "", "借 2202 S5 11300；贷 1002 11300"),
        Told("2026-08-20", Topics.OwnGoodsPaid,
            new OwnGoodsPaid { AmountFen = 282_500 },
            "借 211 C 2825；贷 102 2825",
            "借 1002 2825；贷 1122 V 2825"),
    ];

    private static IReadOnlyList<Happening> September =>
    [
        Told("2026-09-10", Topics.StakeContributed,
            new StakeContributed { Kind = StakeKind.Resource, AgreedFen = 2_000_000 },
            "借 141 C 20000；贷 311 20000",
            "借 1701 20000；贷 3001 V 20000"),
        Told("2026-09-15", Topics.DividendDeclared,
            new DividendDeclared { AmountFen = 400_000 },
            "借 112 C 4000；贷 502 4000",
            "借 3104 4000；贷 2232 V 4000"),
        Told("2026-09-20", Topics.WelfarePaid,
            new WelfarePaid { Project = "X3", AmountFen = 60_000 }, "借 514 #X3 600；贷 102 600"),
        Paper("2026-09-25", "记", "提取现金备用", "借 101 1000；贷 102 1000"),
    ];

    private static IReadOnlyList<Happening> October =>
    [
        Told("2026-10-10", Topics.DividendPaid,
            new DividendPaid { AmountFen = 400_000 },
            "借 102 4000；贷 112 C 4000",
            "借 2232 V 4000；贷 1002 4000"),
        Paper("2026-10-20", "转", "计提村干部报酬", "借 513 2000；贷 212 2000", Written.FromTemplate),
        Paper("2026-10-25", "付", "发放村干部报酬", "借 212 2000；贷 102 2000"),
        Paper("2026-10-28", "付", "付清欠李四的款", "借 113 M02 500；贷 101 500"),
    ];

    private static IReadOnlyList<Happening> November =>
    [
        Told("2026-11-05", Topics.PayAccrued,
            new PayAccrued { Kind = PayKind.Wages, Use = PayUse.Management, Payee = "P2", AmountFen = 240_000 },
            "借 513 2400；贷 212 P2 2400"),
        Told("2026-11-10", Topics.PayPaid,
            new PayPaid { Kind = PayKind.Wages, Payee = "P2", AmountFen = 240_000 },
            "借 212 P2 2400；贷 102 2400"),
        Paper("2026-11-20", "转", "盘亏发饰 10 件，待查", "借 181 150；贷 121 @F01×10 150"),
        Paper("2026-11-25", "转", "盘亏经批准转销", "借 515 150；贷 181 150"),
    ];

    private static IReadOnlyList<Happening> December =>
    [
        Paper("2026-12-01", "收", "收到存款利息", "借 102 88.50；贷 504 88.50"),
        Paper("2026-12-10", "转", "计提税金", "借 512 120；贷 214 120"),
        Paper("2026-12-15", "付", "缴纳税金", "借 214 120；贷 102 120"),
        Told("2026-12-18", Topics.MaterialsBought,
            new MaterialsBought { ItemCode = "M009", Supplier = "S9", Quantity = "10", AmountFen = 70_000 },
            "借 121 @M009×10 700；贷 211 S9 700"),
    ];
}
