using Google.Protobuf;
using Google.Protobuf.Reflection;
using Region.Contracts;
using Region.Contracts.Committee.V1;
using Region.Contracts.Market.V1;
using Region.Contracts.Procurement.V1;
using Region.Contracts.Villages.V1;

namespace Region.Services.Tests.Accounting;

/// <summary>An event with the lines that it must leave in each book; empty where it leaves none.</summary>
internal sealed record TypicalEvent(string Topic, IMessage Message, string Village, string Company);

/// <summary>
/// Every typical event of domain/accounting §2.6 that no service sends yet, as its sender will announce it, with the
/// entries of that table. V and C stand for the two books' codes.
/// </summary>
internal static class TypicalEvents
{
    public static IReadOnlyList<TypicalEvent> All =>
    [
        .. Purchases, .. Sales, .. Products, .. Decisions, .. Stakes, .. Villages,
    ];

    private static IReadOnlyList<TypicalEvent> Purchases =>
    [
        new(Topics.OwnGoodsReceived, new OwnGoodsReceived { GoodsFen = 100_000 }, "", ""),
        new(Topics.OwnGoodsPurchased,
            new OwnGoodsPurchased { GoodsFen = 100_000, FreightFen = 5_000, InputVatFen = 13_000 },
            "",
            "借 1405 105000 ×10;借 2221 13000;贷 2202 S1 113000;贷 2202 T1 5000"),
        new(Topics.OwnGoodsSold,
            new OwnGoodsSold { PriceFen = 120_000, VatFen = 15_600, CostFen = 105_000 },
            "借 121 135600 ×10;贷 211 C 135600",
            "借 1122 V 135600;贷 5001 120000;贷 2221 15600;借 5401 105000;贷 1405 105000 ×10"),
        new(Topics.OwnGoodsPaid,
            new OwnGoodsPaid { AmountFen = 135_600 },
            "借 211 C 135600;贷 102 135600",
            "借 1002 135600;贷 1122 V 135600"),
        new(Topics.OwnSupplierPaid, new OwnSupplierPaid { AmountFen = 113_000 }, "", "借 2202 S1 113000;贷 1002 113000"),
        Accrued(CompanyPayUse.Production, "4001"),
        Accrued(CompanyPayUse.Sales, "5601"),
        Accrued(CompanyPayUse.Management, "5602"),
        new(Topics.CompanyPayPaid, new CompanyPayPaid { AmountFen = 3_000 }, "", "借 2211 3000;贷 1002 3000"),
        new(Topics.CompanyWelfarePaid,
            new CompanyWelfarePaid { AmountFen = 600 },
            "",
            "借 5711 600;贷 1002 600"),
        new(Topics.MaterialsBought, new MaterialsBought { AmountFen = 700 }, "借 121 700 ×10;贷 211 S1 700", ""),
        new(Topics.SupplierSettled, new SupplierSettled { AmountFen = 700 }, "借 211 S1 700;贷 102 700", ""),
    ];

    private static IReadOnlyList<TypicalEvent> Sales =>
    [
        new(Topics.ConsignmentDelivered,
            new ConsignmentDelivered { CostFen = 80_000 },
            "借 121 80000 ×10;贷 121 80000 ×10",
            ""),
        new(Topics.ConsignmentSold,
            new ConsignmentSold { SalesFen = 130_000, CostFen = 80_000, FeeFen = 6_500, FeeVatFen = 368 },
            "借 112 C 130000;贷 501 130000;借 511 6500;贷 112 C 6500;借 511 80000;贷 121 80000 ×10",
            "借 1002 130000;贷 2202 V 130000;借 2202 V 6500;贷 5051 6132;贷 2221 368"),
        new(Topics.ProceedsPaid,
            new ProceedsPaid { AmountFen = 123_500 },
            "借 102 123500;贷 112 C 123500",
            "借 2202 V 123500;贷 1002 123500"),
        new(Topics.BuyoutPurchased,
            new BuyoutPurchased { PriceFen = 90_000, CostFen = 60_000 },
            "借 112 C 90000;贷 501 90000;借 511 60000;贷 121 60000 ×10",
            "借 1405 90000 ×10;贷 2202 V 90000"),
        new(Topics.GoodsSold,
            new GoodsSold { PriceFen = 110_000, VatFen = 9_900, CostFen = 90_000 },
            "",
            "借 1122 B1 119900;贷 5001 110000;贷 2221 9900;借 5401 90000;贷 1405 90000 ×10"),
        new(Topics.BuyerPaid, new BuyerPaid { AmountFen = 119_900 }, "", "借 1002 119900;贷 1122 B1 119900"),
    ];

    private static IReadOnlyList<TypicalEvent> Products =>
    [
        new(Topics.ProductSold,
            new ProductSold { Terms = SaleTerms.Paid, PriceFen = 500, CostFen = 300 },
            "借 102 500;贷 501 500;借 511 300;贷 121 300 ×10",
            ""),
        new(Topics.ProductSold,
            new ProductSold { Terms = SaleTerms.OnCredit, PriceFen = 500, CostFen = 300 },
            "借 112 B1 500;贷 501 500;借 511 300;贷 121 300 ×10",
            ""),
        new(Topics.ProductPaid, new ProductPaid { AmountFen = 500 }, "借 102 500;贷 112 B1 500", ""),
        new(Topics.MemberProductReceived,
            new MemberProductReceived { AgreedFen = 1_000 },
            "借 121 1000 ×10;贷 113 M1 1000",
            ""),
        new(Topics.MemberProductSold,
            new MemberProductSold { AgreedFen = 600, ProceedsFen = 650 },
            "借 102 650;贷 121 600 ×10;贷 501 50",
            ""),
        new(Topics.MemberProductSold,
            new MemberProductSold { AgreedFen = 400, ProceedsFen = 370 },
            "借 102 370;贷 121 400 ×10;借 511 30",
            ""),
        new(Topics.MemberPaid, new MemberPaid { AmountFen = 1_000 }, "借 113 M1 1000;贷 102 1000", ""),
    ];

    private static IReadOnlyList<TypicalEvent> Decisions =>
    [
        new(Topics.SubsidyReceived,
            new SubsidyReceived { Recipient = Recipient.Village, AmountFen = 9_000 },
            "借 102 9000;贷 503 9000",
            ""),
        new(Topics.SubsidyReceived,
            new SubsidyReceived { Recipient = Recipient.Company, AmountFen = 9_000 },
            "",
            "借 1002 9000;贷 5301 9000"),
        new(Topics.GrantReceived,
            new GrantReceived { Recipient = Recipient.Village, AmountFen = 8_000 },
            "借 102 8000;贷 241 #X1 8000",
            ""),
        new(Topics.GrantReceived,
            new GrantReceived { Recipient = Recipient.Company, AmountFen = 8_000 },
            "",
            "借 1002 8000;贷 2401 #X1 8000"),
        new(Topics.GrantSpent,
            new GrantSpent { Use = GrantUse.Asset, AmountFen = 5_000 },
            "借 151 5000;贷 102 5000;借 241 #X1 5000;贷 311 5000",
            ""),
        new(Topics.GrantSpent,
            new GrantSpent { Use = GrantUse.Construction, AmountFen = 3_000 },
            "借 153 #X1 3000;贷 102 3000;借 241 #X1 3000;贷 311 3000",
            ""),
        new(Topics.DividendDeclared,
            new DividendDeclared { AmountFen = 40_000 },
            "借 112 C 40000;贷 502 40000",
            "借 3104 40000;贷 2232 V 40000"),
        new(Topics.DividendPaid,
            new DividendPaid { AmountFen = 40_000 },
            "借 102 40000;贷 112 C 40000",
            "借 2232 V 40000;贷 1002 40000"),
        new(Topics.DonationReceived,
            new DonationReceived { Recipient = Recipient.Village, AmountFen = 700 },
            "借 102 700;贷 311 700",
            ""),
        new(Topics.DonationReceived,
            new DonationReceived { Recipient = Recipient.Company, AmountFen = 700 },
            "",
            "借 1002 700;贷 5301 700"),
        new(Topics.LevyRaised, new LevyRaised { AmountFen = 1_500 }, "借 113 H1 1500;贷 231 #X1 1500", ""),
        new(Topics.LevyPaid, new LevyPaid { AmountFen = 1_500 }, "借 102 1500;贷 113 H1 1500", ""),
        new(Topics.LevyCompleted, new LevyCompleted { AmountFen = 1_500 }, "借 231 #X1 1500;贷 311 1500", ""),
    ];

    private static IReadOnlyList<TypicalEvent> Stakes =>
    [
        new(Topics.StakePaid,
            new StakePaid { AmountFen = 50_000 },
            "借 141 C 50000;贷 102 50000",
            "借 1002 50000;贷 3001 V 50000"),
        new(Topics.StakeGranted,
            new StakeGranted { AmountFen = 60_000 },
            "借 141 C 60000;贷 503 60000",
            "借 1002 60000;贷 3001 V 60000"),
        new(Topics.StakeContributed,
            new StakeContributed
            {
                Kind = StakeKind.FixedAsset, AgreedFen = 70_000, OriginalFen = 100_000, DepreciatedFen = 45_000,
            },
            "借 141 C 70000;借 152 45000;贷 151 100000;贷 311 15000",
            "借 1601 70000;贷 3001 V 70000"),
        new(Topics.StakeContributed,
            new StakeContributed
            {
                Kind = StakeKind.FixedAsset, AgreedFen = 40_000, OriginalFen = 100_000, DepreciatedFen = 45_000,
            },
            "借 141 C 40000;借 152 45000;贷 151 100000;借 311 15000",
            "借 1601 40000;贷 3001 V 40000"),
        new(Topics.StakeContributed,
            new StakeContributed { Kind = StakeKind.Resource, AgreedFen = 20_000 },
            "借 141 C 20000;贷 311 20000",
            "借 1701 20000;贷 3001 V 20000"),
        new(Topics.InvestmentLost,
            new InvestmentLost { LostFen = 8_000, RecoverableFen = 2_000 },
            "借 112 收回投资-I1 2000;借 502 8000;贷 141 I1 10000",
            ""),
    ];

    private static IReadOnlyList<TypicalEvent> Villages =>
    [
        Accrued(PayKind.Wages, PayUse.Production, "401", "212"),
        Accrued(PayKind.Wages, PayUse.Operation, "511", "212"),
        Accrued(PayKind.Wages, PayUse.Management, "513", "212"),
        Accrued(PayKind.Labour, PayUse.Production, "401", "213"),
        Accrued(PayKind.Labour, PayUse.Operation, "511", "213"),
        new(Topics.PayPaid,
            new PayPaid { Kind = PayKind.Wages, AmountFen = 3_000 },
            "借 212 P1 3000;贷 102 3000",
            ""),
        new(Topics.PayPaid,
            new PayPaid { Kind = PayKind.Labour, AmountFen = 2_000 },
            "借 213 P1 2000;贷 102 2000",
            ""),
        new(Topics.WelfarePaid, new WelfarePaid { AmountFen = 600 }, "借 514 #X1 600;贷 102 600", ""),
        new(Topics.LandRentReceived,
            new LandRentReceived { CurrentFen = 28_000, LaterFen = 812_000 },
            "借 102 840000;贷 501 28000;贷 211 L1 812000",
            ""),
        new(Topics.LandRentEarned, new LandRentEarned { AmountFen = 28_000 }, "借 211 L1 28000;贷 501 28000", ""),
    ];

    /// <summary>The same event with the codes of a region, and with every other text filled in.</summary>
    public static IMessage In(
        this TypicalEvent typical,
        RegionBooks region,
        string accountingDate = "2026-03-20",
        string village = "")
    {
        var message = typical.Message.Descriptor.Parser.ParseFrom(typical.Message.ToByteArray());
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
        {
            if (field.FieldType is FieldType.Int32)
                field.Accessor.SetValue(message, 1);
            else if (field.FieldType is FieldType.String)
                field.Accessor.SetValue(
                    message,
                    field.Name is "village" && village.Length > 0 ? village : Text(field.Name, region, accountingDate));
        }

        return message;
    }

    private static string Text(string field, RegionBooks region, string accountingDate) => field switch
    {
        "region" => region.Region,
        "company" => region.Company,
        "village" => region.Village,
        "accounting_date" => accountingDate,
        "quantity" => "10",
        "supplier" => "S1",
        "carrier" => "T1",
        "buyer" => "B1",
        "member" => "M1",
        "payer" => "H1",
        "payee" => "P1",
        "tenant" => "L1",
        "investee" => "I1",
        "project" => "X1",
        _ => $"样例{field}",
    };

    private static TypicalEvent Accrued(CompanyPayUse use, string debit) => new(
        Topics.CompanyPayAccrued,
        new CompanyPayAccrued { Use = use, AmountFen = 1_000 },
        "",
        $"借 {debit} 1000;贷 2211 1000");

    private static TypicalEvent Accrued(PayKind kind, PayUse use, string debit, string credit) => new(
        Topics.PayAccrued,
        new PayAccrued { Kind = kind, Use = use, AmountFen = 1_000 },
        $"借 {debit} 1000;贷 {credit} P1 1000",
        "");
}
