using Region.Contracts;
using Region.Contracts.Accounting.V1;
using Region.Platform.Events;
using Region.Procurement.Progress;

namespace Region.Procurement;

/// <summary>Which events procurement takes, and who applies them.</summary>
internal static class Subscriptions
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapBulkEvent<VoucherPosted, NoteVouchers>(Topics.VoucherPosted);
        app.MapEvent<VoucherReversed, NoteReversal>(Topics.VoucherReversed);
    }
}
