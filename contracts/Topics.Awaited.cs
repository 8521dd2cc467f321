namespace Region.Contracts;

/// <content>
/// Topics that accounting already posts and that no service sends yet. Whoever builds a sender moves its topic to
/// Topics.cs; a test refuses one that is sent and still stands here.
/// </content>
public static partial class Topics
{
    /// <summary>Carries <see cref="Procurement.V1.OwnGoodsReceived"/>.</summary>
    public const string OwnGoodsReceived = "procurement.own-goods-received.v1";

    /// <summary>Carries <see cref="Procurement.V1.OwnGoodsPurchased"/>.</summary>
    public const string OwnGoodsPurchased = "procurement.own-goods-purchased.v1";

    /// <summary>Carries <see cref="Procurement.V1.OwnGoodsSold"/>.</summary>
    public const string OwnGoodsSold = "procurement.own-goods-sold.v1";

    /// <summary>Carries <see cref="Procurement.V1.OwnGoodsPaid"/>.</summary>
    public const string OwnGoodsPaid = "procurement.own-goods-paid.v1";

    /// <summary>Carries <see cref="Procurement.V1.OwnSupplierPaid"/>.</summary>
    public const string OwnSupplierPaid = "procurement.own-supplier-paid.v1";

    /// <summary>Carries <see cref="Procurement.V1.CompanyPayAccrued"/>.</summary>
    public const string CompanyPayAccrued = "procurement.company-pay-accrued.v1";

    /// <summary>Carries <see cref="Procurement.V1.CompanyPayPaid"/>.</summary>
    public const string CompanyPayPaid = "procurement.company-pay-paid.v1";

    /// <summary>Carries <see cref="Procurement.V1.CompanyWelfarePaid"/>.</summary>
    public const string CompanyWelfarePaid = "procurement.company-welfare-paid.v1";

    /// <summary>Carries <see cref="Market.V1.ConsignmentDelivered"/>.</summary>
    public const string ConsignmentDelivered = "market.consignment-delivered.v1";

    /// <summary>Carries <see cref="Market.V1.ConsignmentSold"/>.</summary>
    public const string ConsignmentSold = "market.consignment-sold.v1";

    /// <summary>Carries <see cref="Market.V1.BuyoutPurchased"/>.</summary>
    public const string BuyoutPurchased = "market.buyout-purchased.v1";

    /// <summary>Carries <see cref="Market.V1.ProceedsPaid"/>.</summary>
    public const string ProceedsPaid = "market.proceeds-paid.v1";

    /// <summary>Carries <see cref="Market.V1.GoodsSold"/>.</summary>
    public const string GoodsSold = "market.goods-sold.v1";

    /// <summary>Carries <see cref="Market.V1.BuyerPaid"/>.</summary>
    public const string BuyerPaid = "market.buyer-paid.v1";

    /// <summary>Carries <see cref="Market.V1.ProductSold"/>.</summary>
    public const string ProductSold = "market.product-sold.v1";

    /// <summary>Carries <see cref="Market.V1.ProductPaid"/>.</summary>
    public const string ProductPaid = "market.product-paid.v1";

    /// <summary>Carries <see cref="Market.V1.MemberProductReceived"/>.</summary>
    public const string MemberProductReceived = "market.member-product-received.v1";

    /// <summary>Carries <see cref="Market.V1.MemberProductSold"/>.</summary>
    public const string MemberProductSold = "market.member-product-sold.v1";

    /// <summary>Carries <see cref="Committee.V1.SubsidyReceived"/>.</summary>
    public const string SubsidyReceived = "committee.subsidy-received.v1";

    /// <summary>Carries <see cref="Committee.V1.GrantReceived"/>.</summary>
    public const string GrantReceived = "committee.grant-received.v1";

    /// <summary>Carries <see cref="Committee.V1.GrantSpent"/>.</summary>
    public const string GrantSpent = "committee.grant-spent.v1";

    /// <summary>Carries <see cref="Committee.V1.DividendDeclared"/>.</summary>
    public const string DividendDeclared = "committee.dividend-declared.v1";

    /// <summary>Carries <see cref="Committee.V1.DividendPaid"/>.</summary>
    public const string DividendPaid = "committee.dividend-paid.v1";

    /// <summary>Carries <see cref="Committee.V1.DonationReceived"/>.</summary>
    public const string DonationReceived = "committee.donation-received.v1";

    /// <summary>Carries <see cref="Committee.V1.LevyRaised"/>.</summary>
    public const string LevyRaised = "committee.levy-raised.v1";

    /// <summary>Carries <see cref="Committee.V1.LevyPaid"/>.</summary>
    public const string LevyPaid = "committee.levy-paid.v1";

    /// <summary>Carries <see cref="Committee.V1.LevyCompleted"/>.</summary>
    public const string LevyCompleted = "committee.levy-completed.v1";

    /// <summary>Carries <see cref="Villages.V1.CoopFounded"/>.</summary>
    public const string CoopFounded = "villages.coop-founded.v1";

    /// <summary>Carries <see cref="Villages.V1.StakePaid"/>.</summary>
    public const string StakePaid = "villages.stake-paid.v1";

    /// <summary>Carries <see cref="Villages.V1.StakeGranted"/>.</summary>
    public const string StakeGranted = "villages.stake-granted.v1";

    /// <summary>Carries <see cref="Villages.V1.StakeContributed"/>.</summary>
    public const string StakeContributed = "villages.stake-contributed.v1";

    /// <summary>Carries <see cref="Villages.V1.InvestmentLost"/>.</summary>
    public const string InvestmentLost = "villages.investment-lost.v1";

    /// <summary>Carries <see cref="Villages.V1.PayAccrued"/>.</summary>
    public const string PayAccrued = "villages.pay-accrued.v1";

    /// <summary>Carries <see cref="Villages.V1.PayPaid"/>.</summary>
    public const string PayPaid = "villages.pay-paid.v1";

    /// <summary>Carries <see cref="Villages.V1.WelfarePaid"/>.</summary>
    public const string WelfarePaid = "villages.welfare-paid.v1";

    /// <summary>Carries <see cref="Villages.V1.LandRentReceived"/>.</summary>
    public const string LandRentReceived = "villages.land-rent-received.v1";

    /// <summary>Carries <see cref="Villages.V1.LandRentEarned"/>.</summary>
    public const string LandRentEarned = "villages.land-rent-earned.v1";

    /// <summary>Carries <see cref="Villages.V1.MaterialsBought"/>.</summary>
    public const string MaterialsBought = "villages.materials-bought.v1";

    /// <summary>Carries <see cref="Villages.V1.SupplierSettled"/>.</summary>
    public const string SupplierSettled = "villages.supplier-settled.v1";

    /// <summary>Carries <see cref="Villages.V1.MemberPaid"/>.</summary>
    public const string MemberPaid = "villages.member-paid.v1";

    // Computed, since the order in which the parts of a class are initialised is not defined.
    private static IReadOnlyList<Topic> Awaited =>
    [
        Await(OwnGoodsReceived, "procurement", nameof(Procurement.V1.OwnGoodsReceived)),
        Await(OwnGoodsPurchased, "procurement", nameof(Procurement.V1.OwnGoodsPurchased)),
        Await(OwnGoodsSold, "procurement", nameof(Procurement.V1.OwnGoodsSold)),
        Await(OwnGoodsPaid, "procurement", nameof(Procurement.V1.OwnGoodsPaid)),
        Await(OwnSupplierPaid, "procurement", nameof(Procurement.V1.OwnSupplierPaid)),
        Await(CompanyPayAccrued, "procurement", nameof(Procurement.V1.CompanyPayAccrued)),
        Await(CompanyPayPaid, "procurement", nameof(Procurement.V1.CompanyPayPaid)),
        Await(CompanyWelfarePaid, "procurement", nameof(Procurement.V1.CompanyWelfarePaid)),
        Await(ConsignmentDelivered, "market", nameof(Market.V1.ConsignmentDelivered)),
        Await(ConsignmentSold, "market", nameof(Market.V1.ConsignmentSold)),
        Await(BuyoutPurchased, "market", nameof(Market.V1.BuyoutPurchased)),
        Await(ProceedsPaid, "market", nameof(Market.V1.ProceedsPaid)),
        Await(GoodsSold, "market", nameof(Market.V1.GoodsSold)),
        Await(BuyerPaid, "market", nameof(Market.V1.BuyerPaid)),
        Await(ProductSold, "market", nameof(Market.V1.ProductSold)),
        Await(ProductPaid, "market", nameof(Market.V1.ProductPaid)),
        Await(MemberProductReceived, "market", nameof(Market.V1.MemberProductReceived)),
        Await(MemberProductSold, "market", nameof(Market.V1.MemberProductSold)),
        Await(SubsidyReceived, "committee", nameof(Committee.V1.SubsidyReceived)),
        Await(GrantReceived, "committee", nameof(Committee.V1.GrantReceived)),
        Await(GrantSpent, "committee", nameof(Committee.V1.GrantSpent)),
        Await(DividendDeclared, "committee", nameof(Committee.V1.DividendDeclared)),
        Await(DividendPaid, "committee", nameof(Committee.V1.DividendPaid)),
        Await(DonationReceived, "committee", nameof(Committee.V1.DonationReceived)),
        Await(LevyRaised, "committee", nameof(Committee.V1.LevyRaised)),
        Await(LevyPaid, "committee", nameof(Committee.V1.LevyPaid)),
        Await(LevyCompleted, "committee", nameof(Committee.V1.LevyCompleted)),
        Await(CoopFounded, "villages", nameof(Villages.V1.CoopFounded)),
        Await(StakePaid, "villages", nameof(Villages.V1.StakePaid)),
        Await(StakeGranted, "villages", nameof(Villages.V1.StakeGranted)),
        Await(StakeContributed, "villages", nameof(Villages.V1.StakeContributed)),
        Await(InvestmentLost, "villages", nameof(Villages.V1.InvestmentLost)),
        Await(PayAccrued, "villages", nameof(Villages.V1.PayAccrued)),
        Await(PayPaid, "villages", nameof(Villages.V1.PayPaid)),
        Await(WelfarePaid, "villages", nameof(Villages.V1.WelfarePaid)),
        Await(LandRentReceived, "villages", nameof(Villages.V1.LandRentReceived)),
        Await(LandRentEarned, "villages", nameof(Villages.V1.LandRentEarned)),
        Await(MaterialsBought, "villages", nameof(Villages.V1.MaterialsBought)),
        Await(SupplierSettled, "villages", nameof(Villages.V1.SupplierSettled)),
        Await(MemberPaid, "villages", nameof(Villages.V1.MemberPaid)),
    ];

    private static Topic Await(string name, string publisher, string carries) =>
        new(name, publisher, carries) { AwaitsSender = true };
}
