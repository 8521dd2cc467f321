using Region.Contracts.Access.V1;
using Region.Contracts.Procurement.V1;
using Region.Testing;

namespace Region.Services.Tests.Isolation;

/// <summary>How far a round has come.</summary>
internal enum Stage
{
    Collecting,
    Ordered,
    Settled,
}

/// <summary>What a round is made of.</summary>
internal sealed record RoundIds(string Region, Stage Stage, string Round)
{
    public string Quote { get; init; } = "";

    public string Prepayment { get; init; } = "";

    public string Delivery { get; init; } = "";
}

/// <summary>Drives a round to a stage, as its people would: two villages, two packs each, one quote.</summary>
internal sealed class RoundDriver(ServiceWorld world, string region, CancellationToken cancellationToken)
{
    private const string Day = "2026-03-05";
    private int _keys;

    private string NextKey => $"seed-{region}-{Interlocked.Increment(ref _keys):0000}";

    private string[] Villages => [$"V{region.AsSpan(1)}01", $"V{region.AsSpan(1)}02"];

    internal async Task<RoundIds> DriveAsync(Stage stage)
    {
        var round = new RoundIds(region, stage, await OpenAsync());
        var prepayment = "";
        foreach (var village in Villages)
            prepayment = await AskAsync(round.Round, village);

        var quote = await QuoteAsync(round.Round);
        round = round with { Quote = quote, Prepayment = prepayment };
        if (stage is Stage.Collecting)
            return round;

        await OrderAsync(round);
        round = round with { Delivery = await ReceiveAsync(round.Round) };
        if (stage is Stage.Settled)
            await SettleAsync(round.Round);

        return round;
    }

    private Grpc.Core.CallInvoker As(Role role, string? unit = null) =>
        world.As("procurement", Callers.Of(role, unit ?? region));

    private async Task<string> OpenAsync()
    {
        var opened = await new RoundService.RoundServiceClient(As(Role.Manager)).OpenRoundAsync(
            new OpenRoundRequest
            {
                RequestId = NextKey,
                Region = region,
                Title = $"{region}批次",
                Item = new Item
                {
                    Code = "M001",
                    Name = "橡筋圈坯",
                    BaseUnit = "kg",
                    PackUnit = "袋",
                    PackSize = "25",
                },
                Mode = PurchaseMode.Agency,
                CutOff = "2026-03-04",
                OpenedOn = "2026-03-02",
                FeePpm = 10_000,
            },
            cancellationToken: cancellationToken);
        var round = opened.Round.RoundId;
        await new RoundService.RoundServiceClient(As(Role.Secretary)).ApproveRoundAsync(
            new ApproveRoundRequest
            {
                RequestId = NextKey,
                Region = region,
                RoundId = round,
                ApprovedOn = "2026-03-02",
            },
            cancellationToken: cancellationToken);
        return round;
    }

    private async Task<string> AskAsync(string round, string village)
    {
        var accountant = As(Role.VillageAccountant, village);
        await new RequisitionService.RequisitionServiceClient(accountant).SubmitRequisitionAsync(
            new SubmitRequisitionRequest
            {
                RequestId = NextKey,
                Region = region,
                RoundId = round,
                Village = village,
                Packs = "2",
                RequestedOn = "2026-03-03",
            },
            cancellationToken: cancellationToken);
        var declared = await new PrepaymentService.PrepaymentServiceClient(accountant).DeclarePrepaymentAsync(
            new DeclarePrepaymentRequest
            {
                RequestId = NextKey,
                Region = region,
                RoundId = round,
                Village = village,
                AmountFen = 100_000,
                PaidOn = "2026-03-04",
                BankReference = $"HD-{village}",
            },
            cancellationToken: cancellationToken);
        return declared.Prepayment.PrepaymentId;
    }

    private async Task<string> QuoteAsync(string round)
    {
        var recorded = await new QuoteService.QuoteServiceClient(As(Role.Buyer)).RecordQuoteAsync(
            new RecordQuoteRequest
            {
                RequestId = NextKey,
                Region = region,
                RoundId = round,
                Supplier = "S03",
                SupplierName = $"{region}供应商",
                UnitPrice = "10",
                MinimumQuantity = "1",
                QuotedOn = Day,
            },
            cancellationToken: cancellationToken);
        return recorded.Quote.QuoteId;
    }

    private async Task OrderAsync(RoundIds round)
    {
        await new PrepaymentService.PrepaymentServiceClient(As(Role.CompanyAccountant)).ConfirmPrepaymentAsync(
            new ConfirmPrepaymentRequest
            {
                RequestId = NextKey,
                Region = region,
                RoundId = round.Round,
                PrepaymentId = round.Prepayment,
                AmountFen = 100_000,
                ReceivedOn = Day,
            },
            cancellationToken: cancellationToken);
        await new QuoteService.QuoteServiceClient(As(Role.Buyer)).ProposeAwardAsync(
            new ProposeAwardRequest
            {
                RequestId = NextKey,
                Region = region,
                RoundId = round.Round,
                QuoteId = round.Quote,
                Reason = "只有一家报价",
                ProposedOn = Day,
            },
            cancellationToken: cancellationToken);
        await new QuoteService.QuoteServiceClient(As(Role.Secretary)).ApproveAwardAsync(
            new ApproveAwardRequest { RequestId = NextKey, Region = region, RoundId = round.Round, ApprovedOn = Day },
            cancellationToken: cancellationToken);
        await new OrderService.OrderServiceClient(As(Role.Manager)).PlaceOrderAsync(
            new PlaceOrderRequest { RequestId = NextKey, Region = region, RoundId = round.Round, OrderedOn = Day },
            cancellationToken: cancellationToken);
    }

    private async Task<string> ReceiveAsync(string round)
    {
        var recorded = await new DeliveryService.DeliveryServiceClient(As(Role.Receiver)).RecordDeliveryAsync(
            new RecordDeliveryRequest
            {
                RequestId = NextKey,
                Region = region,
                RoundId = round,
                DeliveredPacks = 3,
                DeliveredOn = Day,
            },
            cancellationToken: cancellationToken);
        var delivery = recorded.Delivery.DeliveryId;
        await new DeliveryService.DeliveryServiceClient(As(Role.Supervisor, Villages[0])).SignDeliveryAsync(
            new SignDeliveryRequest
            {
                RequestId = NextKey,
                Region = region,
                RoundId = round,
                DeliveryId = delivery,
                SignedOn = Day,
            },
            cancellationToken: cancellationToken);
        return delivery;
    }

    private async Task SettleAsync(string round)
    {
        var client = new SettlementService.SettlementServiceClient(As(Role.CompanyAccountant));
        (BillKind Kind, string Issuer, long Fen)[] bills =
        [
            (BillKind.Goods, "S03", 75_000), (BillKind.Fee, $"C{region.AsSpan(1)}", 750),
        ];
        foreach (var (kind, issuer, fen) in bills)
        {
            await client.RecordBillAsync(
                new RecordBillRequest
                {
                    RequestId = NextKey,
                    Region = region,
                    RoundId = round,
                    Kind = kind,
                    Number = $"{kind}-{round[^8..]}",
                    Issuer = issuer,
                    IssuerName = issuer,
                    AmountFen = fen,
                    BilledOn = Day,
                },
                cancellationToken: cancellationToken);
        }

        await client.SettleRoundAsync(
            new SettleRoundRequest { RequestId = NextKey, Region = region, RoundId = round, SettledOn = Day },
            cancellationToken: cancellationToken);
        await new PaymentService.PaymentServiceClient(As(Role.Cashier)).PaySupplierAsync(
            new PaySupplierRequest
            {
                RequestId = NextKey,
                Region = region,
                RoundId = round,
                AmountFen = 20_000,
                PaidOn = Day,
            },
            cancellationToken: cancellationToken);
    }
}
