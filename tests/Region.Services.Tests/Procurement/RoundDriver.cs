using Region.Contracts.Access.V1;
using Region.Contracts.Procurement.V1;
using Region.Platform.Identity;
using Region.Testing;

namespace Region.Services.Tests.Procurement;

/// <summary>
/// A round of region R01 on the wire, driven by the people of the worked round P1. Each step takes it to a state that a
/// test names; what a test changes, it says itself.
/// </summary>
internal sealed partial class RoundDriver(ServiceWorld world, CancellationToken token)
{
    private static readonly (string Village, string Packs, long PrepaidFen)[] Villages =
    [
        ("V0101", "50", 2_400_000), ("V0102", "32", 1_487_954), ("V0103", "17", 815_975), ("V0104", "12", 575_982),
    ];

    private readonly string _run = Guid.CreateVersion7().ToString();
    private int _keys;

    public const string Region = "R01";

    public string RoundId { get; private set; } = "";

    /// <summary>A key that was never used.</summary>
    public string NewKey() => $"{_run}-{Interlocked.Increment(ref _keys)}";

    public RoundService.RoundServiceClient Rounds(Role role) => new(As(role));

    public RequisitionService.RequisitionServiceClient Requisitions(Role role, string unit = Region) =>
        new(As(role, unit));

    public PrepaymentService.PrepaymentServiceClient Prepayments(Role role, string unit = Region) =>
        new(As(role, unit));

    public QuoteService.QuoteServiceClient Quotes(Role role) => new(As(role));

    public OrderService.OrderServiceClient Orders => new(As(Role.Manager));

    public DeliveryService.DeliveryServiceClient Deliveries(Role role, string? login = null) =>
        new(As(role, role is Role.Supervisor ? "V0101" : Region, login));

    public SettlementService.SettlementServiceClient Settlements(Role role = Role.CompanyAccountant) => new(As(role));

    public PaymentService.PaymentServiceClient Payments(string? login = null) => new(As(Role.Cashier, Region, login));

    public Grpc.Core.CallInvoker As(Role role, string unit = Region, string? login = null) =>
        world.As("procurement", Caller(role, unit, login));

    public static Caller Caller(Role role, string unit, string? login = null) => Callers.Of(role, unit, login);

    public OpenRoundRequest Opening() => new()
    {
        RequestId = NewKey(),
        Region = Region,
        Title = "P1 橡筋圈坯",
        Item = new Item { Code = "M001", Name = "橡筋圈坯", BaseUnit = "kg", PackUnit = "袋", PackSize = "25" },
        Mode = PurchaseMode.Agency,
        CutOff = "2026-03-04",
        OpenedOn = "2026-03-02",
        FeePpm = 15_000,
    };

    public async Task<RoundDriver> CollectingAsync()
    {
        var opened = await Rounds(Role.Manager).OpenRoundAsync(Opening(), cancellationToken: token);
        RoundId = opened.Round.RoundId;
        await Rounds(Role.Secretary).ApproveRoundAsync(
            new ApproveRoundRequest
            {
                RequestId = NewKey(),
                Region = Region,
                RoundId = RoundId,
                ApprovedOn = "2026-03-02",
            },
            cancellationToken: token);
        return this;
    }

    public async Task<RoundDriver> RequestedAsync()
    {
        await CollectingAsync();
        foreach (var (village, packs, _) in Villages)
        {
            await Requisitions(Role.VillageAccountant, village)
                .SubmitRequisitionAsync(Asking(village, packs), cancellationToken: token);
        }

        return this;
    }

    public async Task<RoundDriver> PrepaidAsync()
    {
        await RequestedAsync();
        foreach (var (village, _, fen) in Villages)
        {
            var declared = await Prepayments(Role.VillageAccountant, village).DeclarePrepaymentAsync(
                Declaring(village, fen),
                cancellationToken: token);
            await Prepayments(Role.CompanyAccountant).ConfirmPrepaymentAsync(
                Confirming(declared.Prepayment),
                cancellationToken: token);
        }

        return this;
    }

    public async Task<RoundDriver> OrderedAsync()
    {
        await PrepaidAsync();
        await QuoteAsync("S01", "18.60", "1000");
        await QuoteAsync("S02", "18.25", "3000");
        var cheapest = await QuoteAsync("S03", "18.45", "2000");
        await Quotes(Role.Buyer).ProposeAwardAsync(Proposing(cheapest), cancellationToken: token);
        await Quotes(Role.Secretary).ApproveAwardAsync(
            new ApproveAwardRequest
            {
                RequestId = NewKey(),
                Region = Region,
                RoundId = RoundId,
                ApprovedOn = "2026-03-06",
            },
            cancellationToken: token);
        await Orders.PlaceOrderAsync(
            new PlaceOrderRequest
            {
                RequestId = NewKey(),
                Region = Region,
                RoundId = RoundId,
                OrderedOn = "2026-03-09",
            },
            cancellationToken: token);
        return this;
    }

    public async Task<RoundDriver> DeliveredAsync()
    {
        await OrderedAsync();
        await SignAsync(await RecordAsync(Arriving(80, 2, "2026-03-18")), "2026-03-18");
        await SignAsync(await RecordAsync(Arriving(31, 0, "2026-03-23")), "2026-03-23");
        return this;
    }

    public async Task<RoundDriver> BilledAsync()
    {
        await DeliveredAsync();
        await Settlements().RecordBillAsync(Billing(BillKind.Goods, 5_027_625), cancellationToken: token);
        await Settlements().RecordBillAsync(Billing(BillKind.Freight, 128_800), cancellationToken: token);
        await Settlements().RecordBillAsync(Billing(BillKind.Fee, 75_414), cancellationToken: token);
        return this;
    }

    public async Task<RoundDriver> SettledAsync()
    {
        await BilledAsync();
        await Settlements().SettleRoundAsync(Settling(), cancellationToken: token);
        return this;
    }

    public async Task<RoundDriver> PaidAsync()
    {
        await SettledAsync();
        await Payments().PaySupplierAsync(PayingSupplier(5_027_625), cancellationToken: token);
        await Payments().PayCarrierAsync(
            new PayCarrierRequest
            {
                RequestId = NewKey(),
                Region = Region,
                RoundId = RoundId,
                AmountFen = 128_800,
                PaidOn = "2026-03-27",
            },
            cancellationToken: token);
        await Payments().RefundVillageAsync(Refunding("V0101", 48_072), cancellationToken: token);
        return this;
    }

    /// <summary>Records a quote and answers its id.</summary>
    public async Task<string> QuoteAsync(string supplier, string price, string minimum)
    {
        var recorded = await Quotes(Role.Buyer)
            .RecordQuoteAsync(Quoting(supplier, price, minimum), cancellationToken: token);
        return recorded.Quote.QuoteId;
    }

    public async Task<string> RecordAsync(RecordDeliveryRequest request) =>
        (await Deliveries(Role.Receiver).RecordDeliveryAsync(request, cancellationToken: token)).Delivery.DeliveryId;

    public async Task SignAsync(string deliveryId, string day) => await Deliveries(Role.Supervisor).SignDeliveryAsync(
        new SignDeliveryRequest
        {
            RequestId = NewKey(),
            Region = Region,
            RoundId = RoundId,
            DeliveryId = deliveryId,
            SignedOn = day,
        },
        cancellationToken: token);

    public async Task<GetRoundProgressResponse> ProgressAsync() => await Rounds(Role.Secretary).GetRoundProgressAsync(
        new GetRoundProgressRequest { Region = Region, RoundId = RoundId },
        cancellationToken: token);
}
