using Region.Contracts;
using Region.Contracts.Committee.V1;
using Region.Contracts.Market.V1;
using Region.Contracts.Procurement.V1;
using Region.Contracts.Villages.V1;

namespace Region.Services.Tests.Accounting;

/// <summary>
/// The typical events that a co-operative takes part in, with the entries of its own regime (财会〔2021〕37号), and those
/// that the company's book has as with a village. C and V stand for the two books' codes.
/// </summary>
internal static class CoopEvents
{
    public static IReadOnlyList<TypicalEvent> All => [.. Purchases, .. Sales, .. Products, .. Money, .. Stakes, .. Pay];

    private static IReadOnlyList<TypicalEvent> Purchases =>
    [
        new(Topics.PrepaymentReceived,
            new PrepaymentReceived { AmountFen = 20_000 },
            "借 113 C 20000;贷 102 20000",
            "借 1002 20000;贷 2241 V 20000"),
        new(Topics.SettlementAllocated,
            new SettlementAllocated
            {
                Mode = PurchaseMode.Agency, GoodsFen = 15_000, FreightFen = 600, FeeFen = 400, FeeVatFen = 23,
            },
            "借 121 16000 ×10;贷 113 C 16000",
            "借 2241 V 16000;贷 2241 代付-S1 15000;贷 2241 代付-T1 600;贷 5051 377;贷 2221 23"),
        new(Topics.RefundPaid,
            new RefundPaid { AmountFen = 4_000 },
            "借 102 4000;贷 113 C 4000",
            "借 2241 V 4000;贷 1002 4000"),
        new(Topics.OwnGoodsSold,
            new OwnGoodsSold { PriceFen = 120_000, VatFen = 15_600, CostFen = 105_000 },
            "借 121 135600 ×10;贷 211 C 135600",
            "借 1122 V 135600;贷 5001 120000;贷 2221 15600;借 5401 105000;贷 1405 105000 ×10"),
        new(Topics.OwnGoodsPaid,
            new OwnGoodsPaid { AmountFen = 135_600 },
            "借 211 C 135600;贷 102 135600",
            "借 1002 135600;贷 1122 V 135600"),
        new(Topics.MaterialsBought, new MaterialsBought { AmountFen = 700 }, "借 121 700 ×10;贷 211 S1 700", ""),
        new(Topics.SupplierSettled, new SupplierSettled { AmountFen = 700 }, "借 211 S1 700;贷 102 700", ""),
    ];

    private static IReadOnlyList<TypicalEvent> Sales =>
    [
        new(Topics.ConsignmentDelivered,
            new ConsignmentDelivered { CostFen = 80_000 },
            "借 125 80000 ×10;贷 121 80000 ×10",
            ""),
        new(Topics.ConsignmentSold,
            new ConsignmentSold { SalesFen = 130_000, CostFen = 80_000, FeeFen = 6_500, FeeVatFen = 368 },
            "借 113 C 130000;贷 501 130000;借 521 6500;贷 113 C 6500;借 521 80000;贷 125 80000 ×10",
            "借 1002 130000;贷 2202 V 130000;借 2202 V 6500;贷 5051 6132;贷 2221 368"),
        new(Topics.ProceedsPaid,
            new ProceedsPaid { AmountFen = 123_500 },
            "借 102 123500;贷 113 C 123500",
            "借 2202 V 123500;贷 1002 123500"),
        new(Topics.BuyoutPurchased,
            new BuyoutPurchased { PriceFen = 90_000, CostFen = 60_000 },
            "借 113 C 90000;贷 501 90000;借 521 60000;贷 121 60000 ×10",
            "借 1405 90000 ×10;贷 2202 V 90000"),
    ];

    private static IReadOnlyList<TypicalEvent> Products =>
    [
        new(Topics.ProductSold,
            new ProductSold { Terms = SaleTerms.Paid, PriceFen = 500, CostFen = 300 },
            "借 102 500;贷 501 500;借 521 300;贷 121 300 ×10",
            ""),
        new(Topics.ProductSold,
            new ProductSold { Terms = SaleTerms.OnCredit, PriceFen = 500, CostFen = 300 },
            "借 113 B1 500;贷 501 500;借 521 300;贷 121 300 ×10",
            ""),
        new(Topics.ProductPaid, new ProductPaid { AmountFen = 500 }, "借 102 500;贷 113 B1 500", ""),
        new(Topics.MemberProductReceived,
            new MemberProductReceived { AgreedFen = 1_000 },
            "借 128 1000 ×10;贷 114 M1 1000",
            ""),
        new(Topics.MemberProductSold,
            new MemberProductSold { AgreedFen = 600, ProceedsFen = 650 },
            "借 102 650;贷 128 600 ×10;贷 501 50",
            ""),
        new(Topics.MemberProductSold,
            new MemberProductSold { AgreedFen = 400, ProceedsFen = 370 },
            "借 102 370;贷 128 400 ×10;借 521 30",
            ""),
        new(Topics.MemberPaid, new MemberPaid { AmountFen = 1_000 }, "借 114 M1 1000;贷 102 1000", ""),
        Paid(MemberDue.Dealings, "114"),
        Paid(MemberDue.Patronage, "221"),
        Paid(MemberDue.Distribution, "222"),
    ];

    private static IReadOnlyList<TypicalEvent> Money =>
    [
        new(Topics.SubsidyReceived,
            new SubsidyReceived { Recipient = Recipient.Village, AmountFen = 9_000 },
            "借 102 9000;贷 235 #样例grant_id 9000",
            ""),
        new(Topics.GrantReceived,
            new GrantReceived { Recipient = Recipient.Village, AmountFen = 8_000 },
            "借 102 8000;贷 235 #X1 8000",
            ""),
        new(Topics.GrantSpent,
            new GrantSpent { Use = GrantUse.Asset, AmountFen = 5_000 },
            "借 151 5000;贷 102 5000;借 235 #X1 5000;贷 311 5000",
            ""),
        new(Topics.GrantSpent,
            new GrantSpent { Use = GrantUse.Construction, AmountFen = 3_000 },
            "借 153 #X1 3000;贷 102 3000;借 235 #X1 3000;贷 311 3000",
            ""),
        new(Topics.DividendDeclared,
            new DividendDeclared { AmountFen = 40_000 },
            "借 113 C 40000;贷 511 40000",
            "借 3104 40000;贷 2232 V 40000"),
        new(Topics.DividendPaid,
            new DividendPaid { AmountFen = 40_000 },
            "借 102 40000;贷 113 C 40000",
            "借 2232 V 40000;贷 1002 40000"),
        new(Topics.DonationReceived,
            new DonationReceived { Recipient = Recipient.Village, AmountFen = 700 },
            "借 102 700;贷 311 700",
            ""),
    ];

    private static IReadOnlyList<TypicalEvent> Stakes =>
    [
        new(Topics.StakePaid,
            new StakePaid { AmountFen = 50_000 },
            "借 131 C 50000;贷 102 50000",
            "借 1002 50000;贷 3001 V 50000"),
        new(Topics.StakeGranted,
            new StakeGranted { AmountFen = 60_000 },
            "借 131 C 60000;贷 311 60000",
            "借 1002 60000;贷 3001 V 60000"),
        new(Topics.StakeContributed,
            new StakeContributed
            {
                Kind = StakeKind.FixedAsset, AgreedFen = 70_000, OriginalFen = 100_000, DepreciatedFen = 45_000,
            },
            "借 131 C 70000;借 152 45000;贷 151 100000;贷 321 15000",
            "借 1601 70000;贷 3001 V 70000"),
        new(Topics.StakeContributed,
            new StakeContributed
            {
                Kind = StakeKind.FixedAsset, AgreedFen = 40_000, OriginalFen = 100_000, DepreciatedFen = 45_000,
            },
            "借 131 C 40000;借 152 45000;贷 151 100000;借 321 15000",
            "借 1601 40000;贷 3001 V 40000"),
        new(Topics.StakeContributed,
            new StakeContributed { Kind = StakeKind.Resource, AgreedFen = 20_000 },
            "借 131 C 20000;贷 321 20000",
            "借 1701 20000;贷 3001 V 20000"),
        new(Topics.InvestmentLost,
            new InvestmentLost { LostFen = 8_000, RecoverableFen = 2_000 },
            "借 113 收回投资-I1 2000;借 511 8000;贷 131 I1 10000",
            ""),
    ];

    private static IReadOnlyList<TypicalEvent> Pay =>
    [
        Accrued(PayKind.Wages, PayUse.Production, "401", "212"),
        Accrued(PayKind.Wages, PayUse.Operation, "521", "212"),
        Accrued(PayKind.Wages, PayUse.Management, "523", "212"),
        Accrued(PayKind.Labour, PayUse.Production, "401", "213"),
        Accrued(PayKind.Labour, PayUse.Operation, "521", "213"),
        new(Topics.PayPaid,
            new PayPaid { Kind = PayKind.Wages, AmountFen = 3_000 },
            "借 212 P1 3000;贷 102 3000",
            ""),
        new(Topics.PayPaid,
            new PayPaid { Kind = PayKind.Labour, AmountFen = 2_000 },
            "借 213 P1 2000;贷 102 2000",
            ""),
        new(Topics.WelfarePaid, new WelfarePaid { AmountFen = 600 }, "借 529 #X1 600;贷 102 600", ""),
        new(Topics.LandRentReceived,
            new LandRentReceived { CurrentFen = 28_000, LaterFen = 812_000 },
            "借 102 840000;贷 502 28000;贷 211 L1 812000",
            ""),
        new(Topics.LandRentEarned, new LandRentEarned { AmountFen = 28_000 }, "借 211 L1 28000;贷 502 28000", ""),
    ];

    private static TypicalEvent Paid(MemberDue due, string account) => new(
        Topics.MemberPaid,
        new MemberPaid { Due = due, AmountFen = 500 },
        $"借 {account} M1 500;贷 102 500",
        "");

    private static TypicalEvent Accrued(PayKind kind, PayUse use, string debit, string credit) => new(
        Topics.PayAccrued,
        new PayAccrued { Kind = kind, Use = use, AmountFen = 1_000 },
        $"借 {debit} 1000;贷 {credit} P1 1000",
        "");
}
