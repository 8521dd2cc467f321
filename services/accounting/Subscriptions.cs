using Region.Accounting.AutoPosting;
using Region.Accounting.Books;
using Region.Accounting.Vouchers;
using Region.Contracts;
using Region.Contracts.Accounting.V1;
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
        app.MapBulkEvent<PrepaymentReceived, PostPrepayments>(Topics.PrepaymentReceived);
        app.MapEvent<DeliveryAccepted, KeepDelivery>(Topics.DeliveryAccepted);
        app.MapBulkEvent<SettlementAllocated, PostSettlements>(Topics.SettlementAllocated);
        app.MapEvent<SupplierPaid, PostSupplierPayment>(Topics.SupplierPaid);
        app.MapEvent<CarrierPaid, PostCarrierPayment>(Topics.CarrierPaid);
        app.MapEvent<RefundPaid, PostRefund>(Topics.RefundPaid);
        app.MapEvent<VoucherReversed, ReverseMirror>(Topics.VoucherReversed);

        // Topics.MonthClosed waits for the disclosure sheet that is made from it.
    }
}
