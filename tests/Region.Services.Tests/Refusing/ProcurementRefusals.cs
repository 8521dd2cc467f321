using Google.Protobuf;
using Region.Contracts.Access.V1;
using Region.Contracts.Procurement.V1;
using Region.Procurement;
using Region.Procurement.Domain;
using Region.Services.Tests.Procurement;
using BillKind = Region.Contracts.Procurement.V1.BillKind;
using Prepayment = Region.Contracts.Procurement.V1.Prepayment;

namespace Region.Services.Tests.Refusing;

/// <summary>
/// What procurement refuses. A case takes a round in the state that it needs and sends a request that would be right
/// but for one thing; whatever is refused leaves the round as it was, so that all cases share the rounds.
/// </summary>
internal static class ProcurementRefusals
{
    private const long MostFen = 10_000_000_000_000;

    internal static RefusalCases<Refusal> Cases { get; } = new(Refusals.ToStatus, Refusals.ToSentence)
    {
        { Refusal.TextMissing, county => Open(county, request => request.Title = "") },
        { Refusal.TextTooLong, county => Open(county, request => request.Title = new string('长', 61)) },
        { Refusal.TextUnprintable, county => Open(county, request => request.Title = "批\u0007次") },
        { Refusal.DateUnreadable, county => Open(county, request => request.OpenedOn = "2026-02-30") },
        { Refusal.DateTooEarly, county => Ask(county.Collecting, "5", on: "2026-03-01") },
        { Refusal.NumberUnreadable, county => Ask(county.Collecting, "十") },
        { Refusal.NumberOutOfRange, county => Open(county, request => request.FeePpm = 200_001) },
        { Refusal.AmountNotPositive, county => Declare(county.Collecting, 0) },
        { Refusal.AmountTooLarge, county => Declare(county.Collecting, MostFen + 1) },
        { Refusal.PageUnreadable, county => List(county, request => request.PageToken = new string('x', 61)) },
        { Refusal.TableUnreadable, county => Import(county.Collecting, "村编码,用途\nV0101,\n") },

        { Refusal.ModeUnknown, county => Open(county, request => request.Mode = PurchaseMode.Unspecified) },
        { Refusal.RegionIncomplete, county => county.OpenWithoutVillagesAsync() },
        { Refusal.CutOffBeforeOpening, county => Open(county, request => request.CutOff = "2026-03-01") },
        { Refusal.MakerIsChecker, county => county.ApproveDraftAsync("2026-03-02", county.Manager) },
        { Refusal.RoundStateForbids, county => Order(county.Collecting) },
        { Refusal.ApprovedAfterCutOff, county => county.ApproveDraftAsync("2026-03-05") },

        { Refusal.PackFraction, county => Ask(county.Collecting, "2.5") },
        { Refusal.PacksNegative, county => Ask(county.Collecting, "-1") },
        { Refusal.PacksZero, county => Ask(county.Collecting, "0") },
        { Refusal.PacksTooMany, county => Ask(county.Collecting, "1000001") },
        { Refusal.AfterCutOff, county => Ask(county.Collecting, "5", on: "2026-03-05") },
        { Refusal.NotAMember, county => Import(county.Collecting, "村编码,件数\nV0201,5\n") },
        { Refusal.DuplicateVillage, county => Import(county.Collecting, "村编码,件数\nV0101,5\nV0101,6\n") },

        { Refusal.PrepaymentUnknown, county => Confirm(county.Collecting, county.Declared, id: "none") },
        { Refusal.PrepaymentConfirmed, county => Confirm(county.Ordered, county.Confirmed) },
        { Refusal.PrepaymentDiffers, county => Confirm(county.Collecting, county.Declared, fen: 99) },
        { Refusal.PrepaidTooMuch, county => Declare(county.Collecting, MostFen) },

        { Refusal.PartnerIsUnit, county => Quote(county.Quoted, "V0201") },
        { Refusal.SupplierQuotedAlready, county => Quote(county.Quoted, "S01") },
        { Refusal.TooManyQuotes, county => Quote(county.Crowded, "S99") },
        { Refusal.QuoteUnknown, county => Propose(county.Quoted, "none") },
        { Refusal.CutOffNotPassed, county => Propose(county.Quoted, county.Cheapest, on: "2026-03-04") },
        { Refusal.NothingRequested, county => Propose(county.Crowded, county.QuoteOfCrowded) },
        { Refusal.MinimumNotMet, county => Propose(county.Quoted, county.TooLarge) },
        { Refusal.ReasonMissing, county => Propose(county.Quoted, county.Dearest, reason: "") },
        {
            Refusal.OrderMissing,
            county => county.Collecting.Orders.GetOrderAsync(
                new GetOrderRequest { Region = "R01", RoundId = county.Collecting.RoundId }).ResponseAsync
        },

        { Refusal.DeliveredNothing, county => Deliver(county.Ordered, 0, 0) },
        { Refusal.RejectedAboveDelivered, county => Deliver(county.Ordered, 1, 2) },
        { Refusal.AcceptanceAboveOrder, county => Deliver(county.Ordered, 112, 0) },
        { Refusal.BuyerMayNotAccept, county => Deliver(county.Ordered, 1, 0, by: county.Buyer) },
        { Refusal.DeliveryUnknown, county => Sign(county.Delivering, "none") },
        { Refusal.DeliverySigned, county => Sign(county.Delivering, county.Signed) },
        {
            Refusal.CounterDocumentOfCounterDocument,
            county => Deliver(county.Delivering, -1, 0, corrects: county.CounterDocument)
        },
        { Refusal.CounterDocumentChangesNothing, county => Deliver(county.Delivering, 0, 0, corrects: county.Signed) },
        { Refusal.AcceptanceBelowZero, county => Deliver(county.Delivering, -81, 0, corrects: county.Signed) },
        { Refusal.CorrectedDeliveryUnsigned, county => Sign(county.Delivering, county.CounterOfUnsigned) },

        { Refusal.BillKindUnknown, county => Bill(county.Delivered, BillKind.Unspecified, 1) },
        { Refusal.BillIssuerWrong, county => Bill(county.Delivered, BillKind.Goods, 5_027_625, issuer: "S09") },
        { Refusal.BillVatWrong, county => Bill(county.Delivered, BillKind.Goods, 5_027_625, vat: 1) },
        { Refusal.BillNumberTaken, county => Bill(county.Billed, BillKind.Freight, 1) },
        { Refusal.GoodsBillDiffers, county => Bill(county.Delivered, BillKind.Goods, 5_027_624) },
        { Refusal.FeeBillDiffers, county => Bill(county.Delivered, BillKind.Fee, 75_415) },
        { Refusal.UnsignedDelivery, county => Settle(county.Delivering) },
        { Refusal.FreightWithoutGoods, county => Settle(county.FreightOnly) },

        { Refusal.AlreadySettled, county => Settle(county.Settled) },
        { Refusal.BillMissing, county => Settle(county.Delivered) },
        { Refusal.NotSettled, county => Pay(county.Billed, 1) },

        { Refusal.PayerIsSettler, county => Pay(county.Settled, 1, by: county.Settler) },
        { Refusal.PaymentAboveBill, county => Pay(county.Settled, 5_027_626) },
        { Refusal.PaymentAboveFunds, county => Pay(county.Settled, 5_156_426) },
        { Refusal.RefundAboveBalance, county => Refund(county.Settled, 48_073) },
    };

    internal static Task Open(RefusingCounty county, Action<OpenRoundRequest> change)
    {
        var request = county.Collecting.Opening();
        change(request);
        return county.Collecting.Rounds(Role.Manager).OpenRoundAsync(request).ResponseAsync;
    }

    internal static Task List(RefusingCounty county, Action<ListRoundsRequest> change)
    {
        var request = new ListRoundsRequest { Region = "R01" };
        change(request);
        return county.Collecting.Rounds(Role.Manager).ListRoundsAsync(request).ResponseAsync;
    }

    internal static Task Ask(RoundDriver round, string packs, string on = "2026-03-03")
    {
        var request = round.Asking("V0101", packs);
        request.RequestedOn = on;
        return round.Requisitions(Role.VillageAccountant, "V0101").SubmitRequisitionAsync(request).ResponseAsync;
    }

    internal static Task Import(RoundDriver round, string table) =>
        round.Requisitions(Role.Buyer).ImportRequisitionsAsync(new ImportRequisitionsRequest
        {
            RequestId = round.NewKey(),
            Region = "R01",
            RoundId = round.RoundId,
            Table = ByteString.CopyFromUtf8(table),
            RequestedOn = "2026-03-03",
        }).ResponseAsync;

    internal static Task Declare(RoundDriver round, long fen) => round.Prepayments(Role.VillageAccountant, "V0101")
        .DeclarePrepaymentAsync(round.Declaring("V0101", fen)).ResponseAsync;

    internal static Task Confirm(RoundDriver round, Prepayment declared, string id = "", long fen = 0)
    {
        var request = round.Confirming(declared);
        request.PrepaymentId = id.Length > 0 ? id : request.PrepaymentId;
        request.AmountFen = fen > 0 ? fen : request.AmountFen;
        return round.Prepayments(Role.CompanyAccountant).ConfirmPrepaymentAsync(request).ResponseAsync;
    }

    internal static Task Quote(RoundDriver round, string supplier) =>
        round.Quotes(Role.Buyer).RecordQuoteAsync(round.Quoting(supplier, "18.60", "0")).ResponseAsync;

    internal static Task Propose(RoundDriver round, string quote, string on = "2026-03-06", string reason = "质量好")
    {
        var request = round.Proposing(quote);
        (request.ProposedOn, request.Reason) = (on, reason);
        return round.Quotes(Role.Buyer).ProposeAwardAsync(request).ResponseAsync;
    }

    internal static Task Order(RoundDriver round) => round.Orders.PlaceOrderAsync(
        new PlaceOrderRequest
        {
            RequestId = round.NewKey(),
            Region = "R01",
            RoundId = round.RoundId,
            OrderedOn = "2026-03-09",
        }).ResponseAsync;

    internal static Task Deliver(
        RoundDriver round,
        long delivered,
        long rejected,
        string corrects = "",
        string? by = null)
    {
        var request = round.Arriving(delivered, rejected, "2026-03-25");
        (request.CorrectsDeliveryId, request.Reason) = (corrects, "点错");
        return round.Deliveries(Role.Receiver, by).RecordDeliveryAsync(request).ResponseAsync;
    }

    internal static Task Sign(RoundDriver round, string delivery) =>
        round.Deliveries(Role.Supervisor).SignDeliveryAsync(new SignDeliveryRequest
        {
            RequestId = round.NewKey(),
            Region = "R01",
            RoundId = round.RoundId,
            DeliveryId = delivery,
            SignedOn = "2026-03-25",
        }).ResponseAsync;

    internal static Task Bill(RoundDriver round, BillKind kind, long fen, string issuer = "", long vat = 0)
    {
        var request = round.Billing(kind, fen);
        request.Issuer = issuer.Length > 0 ? issuer : request.Issuer;
        request.VatFen = vat > 0 ? vat : request.VatFen;
        return round.Settlements().RecordBillAsync(request).ResponseAsync;
    }

    internal static Task Settle(RoundDriver round) =>
        round.Settlements().SettleRoundAsync(round.Settling()).ResponseAsync;

    internal static Task Pay(RoundDriver round, long fen, string? by = null) =>
        round.Payments(by).PaySupplierAsync(round.PayingSupplier(fen)).ResponseAsync;

    internal static Task Refund(RoundDriver round, long fen) =>
        round.Payments().RefundVillageAsync(round.Refunding("V0101", fen)).ResponseAsync;
}
