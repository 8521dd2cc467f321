using Region.Accounting.AutoPosting;
using Region.Accounting.Books;
using Region.Accounting.Disclosure;
using Region.Accounting.Vouchers;
using Region.Contracts;
using Region.Contracts.Accounting.V1;
using Region.Contracts.Committee.V1;
using Region.Contracts.Market.V1;
using Region.Contracts.Procurement.V1;
using Region.Contracts.Villages.V1;
using Region.Platform.Events;

namespace Region.Accounting;

/// <summary>Which topic goes to which handler.</summary>
internal static class Subscriptions
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapEvent<VillageJoined, OpenVillageBook>(Topics.VillageJoined);
        app.MapEvent<CompanyFounded, OpenCompanyBook>(Topics.CompanyFounded);
        app.MapEvent<CoopFounded, OpenCoopBook>(Topics.CoopFounded);
        app.MapBulkEvent<PrepaymentReceived, PostLegs<PrepaymentReceived>>(Topics.PrepaymentReceived);
        app.MapEvent<DeliveryAccepted, KeepDelivery>(Topics.DeliveryAccepted);
        app.MapBulkEvent<SettlementAllocated, PostLegs<SettlementAllocated>>(Topics.SettlementAllocated);
        app.MapBulkEvent<SupplierPaid, PostLegs<SupplierPaid>>(Topics.SupplierPaid);
        app.MapBulkEvent<CarrierPaid, PostLegs<CarrierPaid>>(Topics.CarrierPaid);
        app.MapBulkEvent<RefundPaid, PostLegs<RefundPaid>>(Topics.RefundPaid);
        app.MapBulkEvent<DeliveryApportioned, PostLegs<DeliveryApportioned>>(Topics.DeliveryApportioned);
        app.MapEvent<VoucherReversed, ReverseMirror>(Topics.VoucherReversed);
        app.MapEvent<MonthClosed, PublishSheet>(Topics.MonthClosed);
        app.MapEvent<SheetPublished, NoteSheet>(Topics.SheetPublished);
        MapPurchases(app);
        MapSales(app);
        MapDecisions(app);
        MapVillages(app);
    }

    // Purchases of the company on its own account, and what it pays for work and public benefit.
    private static void MapPurchases(IEndpointRouteBuilder app)
    {
        app.MapBulkEvent<OwnGoodsReceived, PostLegs<OwnGoodsReceived>>(Topics.OwnGoodsReceived);
        app.MapBulkEvent<OwnGoodsPurchased, PostLegs<OwnGoodsPurchased>>(Topics.OwnGoodsPurchased);
        app.MapBulkEvent<OwnGoodsSold, PostLegs<OwnGoodsSold>>(Topics.OwnGoodsSold);
        app.MapBulkEvent<OwnGoodsPaid, PostLegs<OwnGoodsPaid>>(Topics.OwnGoodsPaid);
        app.MapBulkEvent<OwnSupplierPaid, PostLegs<OwnSupplierPaid>>(Topics.OwnSupplierPaid);
        app.MapBulkEvent<CompanyPayAccrued, PostLegs<CompanyPayAccrued>>(Topics.CompanyPayAccrued);
        app.MapBulkEvent<CompanyPayPaid, PostLegs<CompanyPayPaid>>(Topics.CompanyPayPaid);
        app.MapBulkEvent<CompanyWelfarePaid, PostLegs<CompanyWelfarePaid>>(Topics.CompanyWelfarePaid);
    }

    // Unified sale.
    private static void MapSales(IEndpointRouteBuilder app)
    {
        app.MapBulkEvent<ConsignmentDelivered, PostLegs<ConsignmentDelivered>>(Topics.ConsignmentDelivered);
        app.MapBulkEvent<ConsignmentSold, PostLegs<ConsignmentSold>>(Topics.ConsignmentSold);
        app.MapBulkEvent<BuyoutPurchased, PostLegs<BuyoutPurchased>>(Topics.BuyoutPurchased);
        app.MapBulkEvent<ProceedsPaid, PostLegs<ProceedsPaid>>(Topics.ProceedsPaid);
        app.MapBulkEvent<GoodsSold, PostLegs<GoodsSold>>(Topics.GoodsSold);
        app.MapBulkEvent<BuyerPaid, PostLegs<BuyerPaid>>(Topics.BuyerPaid);
        app.MapBulkEvent<ProductSold, PostLegs<ProductSold>>(Topics.ProductSold);
        app.MapBulkEvent<ProductPaid, PostLegs<ProductPaid>>(Topics.ProductPaid);
        app.MapBulkEvent<MemberProductReceived, PostLegs<MemberProductReceived>>(Topics.MemberProductReceived);
        app.MapBulkEvent<MemberProductSold, PostLegs<MemberProductSold>>(Topics.MemberProductSold);
    }

    // Decisions of committee and members that move money.
    private static void MapDecisions(IEndpointRouteBuilder app)
    {
        app.MapBulkEvent<SubsidyReceived, PostLegs<SubsidyReceived>>(Topics.SubsidyReceived);
        app.MapBulkEvent<GrantReceived, PostLegs<GrantReceived>>(Topics.GrantReceived);
        app.MapBulkEvent<GrantSpent, PostLegs<GrantSpent>>(Topics.GrantSpent);
        app.MapBulkEvent<DividendDeclared, PostLegs<DividendDeclared>>(Topics.DividendDeclared);
        app.MapBulkEvent<DividendPaid, PostLegs<DividendPaid>>(Topics.DividendPaid);
        app.MapBulkEvent<DonationReceived, PostLegs<DonationReceived>>(Topics.DonationReceived);
        app.MapBulkEvent<LevyRaised, PostLegs<LevyRaised>>(Topics.LevyRaised);
        app.MapBulkEvent<LevyPaid, PostLegs<LevyPaid>>(Topics.LevyPaid);
        app.MapBulkEvent<LevyCompleted, PostLegs<LevyCompleted>>(Topics.LevyCompleted);
    }

    // Stakes, and what a village does by itself.
    private static void MapVillages(IEndpointRouteBuilder app)
    {
        app.MapBulkEvent<StakePaid, PostLegs<StakePaid>>(Topics.StakePaid);
        app.MapBulkEvent<StakeGranted, PostLegs<StakeGranted>>(Topics.StakeGranted);
        app.MapBulkEvent<StakeContributed, PostLegs<StakeContributed>>(Topics.StakeContributed);
        app.MapBulkEvent<InvestmentLost, PostLegs<InvestmentLost>>(Topics.InvestmentLost);
        app.MapBulkEvent<PayAccrued, PostLegs<PayAccrued>>(Topics.PayAccrued);
        app.MapBulkEvent<PayPaid, PostLegs<PayPaid>>(Topics.PayPaid);
        app.MapBulkEvent<WelfarePaid, PostLegs<WelfarePaid>>(Topics.WelfarePaid);
        app.MapBulkEvent<LandRentReceived, PostLegs<LandRentReceived>>(Topics.LandRentReceived);
        app.MapBulkEvent<LandRentEarned, PostLegs<LandRentEarned>>(Topics.LandRentEarned);
        app.MapBulkEvent<MaterialsBought, PostLegs<MaterialsBought>>(Topics.MaterialsBought);
        app.MapBulkEvent<SupplierSettled, PostLegs<SupplierSettled>>(Topics.SupplierSettled);
        app.MapBulkEvent<MemberPaid, PostLegs<MemberPaid>>(Topics.MemberPaid);
    }
}
