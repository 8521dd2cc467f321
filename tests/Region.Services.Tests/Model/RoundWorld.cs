using Microsoft.Extensions.DependencyInjection;
using Region.Contracts.Access.V1;
using Region.Contracts.Procurement.V1;
using Region.Platform.Operations;
using Region.Platform.Storage;
using Region.Procurement.Deliveries;
using Region.Procurement.Orders;
using Region.Procurement.Payments;
using Region.Procurement.Prepayments;
using Region.Procurement.Quotes;
using Region.Procurement.Requisitions;
using Region.Procurement.Rounds;
using Region.Procurement.Settlements;
using Region.Testing;
using static System.FormattableString;

namespace Region.Services.Tests.Model;

/// <summary>
/// The procurement service, called where its façades are; only the register is asked over the network.
/// </summary>
internal sealed class RoundWorld(ServiceWorld world)
{
    private const string Region = "R01";

    private readonly RoundsFacade _rounds = Facade<RoundsFacade>(world);
    private readonly RequisitionsFacade _requisitions = Facade<RequisitionsFacade>(world);
    private readonly PrepaymentsFacade _prepayments = Facade<PrepaymentsFacade>(world);
    private readonly QuotesFacade _quotes = Facade<QuotesFacade>(world);
    private readonly OrdersFacade _orders = Facade<OrdersFacade>(world);
    private readonly DeliveriesFacade _deliveries = Facade<DeliveriesFacade>(world);
    private readonly SettlementsFacade _settlements = Facade<SettlementsFacade>(world);
    private readonly PaymentsFacade _payments = Facade<PaymentsFacade>(world);
    private int _keys;

    internal IEnumerable<ICheck> Checks => world.Services("procurement").GetServices<ICheck>();

    internal Database Database => world.Services("procurement").GetRequiredService<Database>();

    internal string RoundId { get; private set; } = "";

    internal async Task OpenAsync(RoundModel model)
    {
        var opened = await _rounds.OpenRound(
            new OpenRoundRequest
            {
                RequestId = NewKey(),
                Region = Region,
                Title = "批次",
                Item = new Item { Code = "M001", Name = "橡筋圈坯", BaseUnit = "kg", PackUnit = "袋", PackSize = "12.5" },
                Mode = PurchaseMode.Agency,
                CutOff = EventMessages.Date(model.CutOff),
                OpenedOn = EventMessages.Date(model.OpenedOn),
                FeePpm = RoundModel.FeePpm,
            },
            As(Role.Manager, model.Opener));
        RoundId = opened.Round.RoundId;
    }

    /// <summary>Carries out an act; answers the id of what it made.</summary>
    internal async Task<string> DoAsync(RoundAct act) => act.Verb switch
    {
        RoundVerb.Ask or RoundVerb.Declare or RoundVerb.Confirm => await CollectAsync(act),
        RoundVerb.Quote or RoundVerb.Propose or RoundVerb.ApproveAward => await AwardAsync(act),
        RoundVerb.Deliver or RoundVerb.Sign => await ReceiveAsync(act),
        RoundVerb.Bill or RoundVerb.Settle => await SettleAsync(act),
        RoundVerb.PaySupplier or RoundVerb.PayCarrier or RoundVerb.Refund => await PayAsync(act),
        RoundVerb.Approve => Nothing(await _rounds.ApproveRound(
            new ApproveRoundRequest { RequestId = NewKey(), Region = Region, RoundId = RoundId, ApprovedOn = On(act) },
            As(Role.Secretary, act.By))),
        _ => Nothing(await _orders.PlaceOrder(
            new PlaceOrderRequest { RequestId = NewKey(), Region = Region, RoundId = RoundId, OrderedOn = On(act) },
            As(Role.Manager, act.By))),
    };

    private async Task<string> CollectAsync(RoundAct act) => act.Verb switch
    {
        RoundVerb.Ask => Nothing(await _requisitions.SubmitRequisition(
            new SubmitRequisitionRequest
            {
                RequestId = NewKey(),
                Region = Region,
                RoundId = RoundId,
                Village = act.Village,
                Packs = act.Packs,
                RequestedOn = On(act),
            },
            As(Role.VillageAccountant, act.By, act.Village))),
        RoundVerb.Declare => (await _prepayments.DeclarePrepayment(
            new DeclarePrepaymentRequest
            {
                RequestId = NewKey(),
                Region = Region,
                RoundId = RoundId,
                Village = act.Village,
                AmountFen = act.Fen,
                PaidOn = On(act),
            },
            As(Role.VillageAccountant, act.By, act.Village))).Prepayment.PrepaymentId,
        _ => Nothing(await _prepayments.ConfirmPrepayment(
            new ConfirmPrepaymentRequest
            {
                RequestId = NewKey(),
                Region = Region,
                RoundId = RoundId,
                PrepaymentId = act.Target,
                AmountFen = act.Fen,
                ReceivedOn = On(act),
            },
            As(Role.CompanyAccountant, act.By))),
    };

    private async Task<string> AwardAsync(RoundAct act) => act.Verb switch
    {
        RoundVerb.Quote => (await _quotes.RecordQuote(
            new RecordQuoteRequest
            {
                RequestId = NewKey(),
                Region = Region,
                RoundId = RoundId,
                Supplier = act.Supplier,
                SupplierName = "样例供应商",
                UnitPrice = Invariant($"{(decimal)act.PriceMillionths / 1_000_000}"),
                MinimumQuantity = Invariant($"{(decimal)act.LeastThousandths / 1_000}"),
                QuotedOn = On(act),
            },
            As(Role.Buyer, act.By))).Quote.QuoteId,
        RoundVerb.Propose => Nothing(await _quotes.ProposeAward(
            new ProposeAwardRequest
            {
                RequestId = NewKey(),
                Region = Region,
                RoundId = RoundId,
                QuoteId = act.Target,
                Reason = act.Reason,
                ProposedOn = On(act),
            },
            As(Role.Buyer, act.By))),
        _ => Nothing(await _quotes.ApproveAward(
            new ApproveAwardRequest { RequestId = NewKey(), Region = Region, RoundId = RoundId, ApprovedOn = On(act) },
            As(Role.Secretary, act.By))),
    };

    private async Task<string> ReceiveAsync(RoundAct act) => act.Verb switch
    {
        RoundVerb.Deliver => (await _deliveries.RecordDelivery(
            new RecordDeliveryRequest
            {
                RequestId = NewKey(),
                Region = Region,
                RoundId = RoundId,
                DeliveredPacks = act.Delivered,
                RejectedPacks = act.Rejected,
                Reason = act.Reason,
                DeliveredOn = On(act),
                CorrectsDeliveryId = act.Corrects,
            },
            As(Role.Receiver, act.By))).Delivery.DeliveryId,
        _ => Nothing(await _deliveries.SignDelivery(
            new SignDeliveryRequest
            {
                RequestId = NewKey(),
                Region = Region,
                RoundId = RoundId,
                DeliveryId = act.Target,
                SignedOn = On(act),
            },
            As(Role.Supervisor, act.By, RoundModel.Villages[0]))),
    };

    private async Task<string> SettleAsync(RoundAct act) => act.Verb switch
    {
        RoundVerb.Bill => Nothing(await _settlements.RecordBill(
            new RecordBillRequest
            {
                RequestId = NewKey(),
                Region = Region,
                RoundId = RoundId,
                Kind = Enum.Parse<BillKind>(act.Kind),

                // An issuer's number is taken once in a region, over all rounds.
                Number = $"{RoundId} {act.Number}",
                Issuer = act.Issuer,
                IssuerName = "样例开票单位",
                AmountFen = act.Fen,
                BilledOn = On(act),
            },
            As(Role.CompanyAccountant, act.By))),
        _ => Nothing(await _settlements.SettleRound(
            new SettleRoundRequest { RequestId = NewKey(), Region = Region, RoundId = RoundId, SettledOn = On(act) },
            As(Role.CompanyAccountant, act.By))),
    };

    private async Task<string> PayAsync(RoundAct act)
    {
        var cashier = As(Role.Cashier, act.By);
        return act.Verb switch
        {
            RoundVerb.PaySupplier => Nothing(await _payments.PaySupplier(
                new PaySupplierRequest
                {
                    RequestId = NewKey(),
                    Region = Region,
                    RoundId = RoundId,
                    AmountFen = act.Fen,
                    PaidOn = On(act),
                },
                cashier)),
            RoundVerb.PayCarrier => Nothing(await _payments.PayCarrier(
                new PayCarrierRequest
                {
                    RequestId = NewKey(),
                    Region = Region,
                    RoundId = RoundId,
                    AmountFen = act.Fen,
                    PaidOn = On(act),
                },
                cashier)),
            _ => Nothing(await _payments.RefundVillage(
                new RefundVillageRequest
                {
                    RequestId = NewKey(),
                    Region = Region,
                    RoundId = RoundId,
                    Village = act.Village,
                    AmountFen = act.Fen,
                    PaidOn = On(act),
                },
                cashier)),
        };
    }

    private static TFacade Facade<TFacade>(ServiceWorld world) =>
        ActivatorUtilities.CreateInstance<TFacade>(world.Services("procurement"));

    private static string On(RoundAct act) => EventMessages.Date(act.On);

    private static string Nothing(object answer) => answer is null ? "none" : "";

    private static ModelCall As(Role role, string login, string unit = Region) =>
        new ModelCall(Callers.Of(role, unit, login));

    private string NewKey() => Invariant($"{RoundId}-request-{_keys++}");
}
