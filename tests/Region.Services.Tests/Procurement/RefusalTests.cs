using Google.Protobuf;
using Google.Rpc;
using Grpc.Core;
using Region.Contracts.Access.V1;
using Region.Contracts.Procurement.V1;
using Region.Platform.Refusals;
using Region.Services.Tests.Villages;
using Region.Testing;
using Shouldly;

namespace Region.Services.Tests.Procurement;

/// <summary>Each bad input is refused in Chinese, naming field and rule, and leaves everything as it was.</summary>
[Collection(CountyWorlds.Name)]
public sealed class RefusalTests(CountyWorlds worlds)
{
    private static readonly string[] Tables =
    [
        "rounds", "round_members", "round_requisitions", "round_prepayments", "round_quotes", "round_awards",
        "round_orders", "round_order_lines", "round_deliveries", "round_bills", "round_settlements",
        "round_settlement_legs", "round_payments", "round_event_legs", "commands", "outbox",
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Sqlite, "2.5", "PACK_FRACTION")]
    [InlineData(StoreKind.Sqlite, "-1", "PACKS_NEGATIVE")]
    [InlineData(StoreKind.Sqlite, "1000001", "PACKS_TOO_MANY")]
    [InlineData(StoreKind.Postgres, "2.5", "PACK_FRACTION")]
    public async Task A_number_that_is_no_whole_number_of_packs(StoreKind kind, string packs, string reason)
    {
        var (world, round) = await AtAsync(kind, driver => driver.CollectingAsync());

        await RefusedAsync(world, reason, "packs", () => round.Requisitions(Role.VillageAccountant, "V0101")
            .SubmitRequisitionAsync(round.Asking("V0101", packs), cancellationToken: Token));
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_requisition_after_the_cut_off(StoreKind kind)
    {
        var (world, round) = await AtAsync(kind, driver => driver.CollectingAsync());
        var late = round.Asking("V0101", "50");
        late.RequestedOn = "2026-03-05";

        await RefusedAsync(world, "AFTER_CUT_OFF", "requested_on", () => round
            .Requisitions(Role.VillageAccountant, "V0101").SubmitRequisitionAsync(late, cancellationToken: Token));
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_table_of_requisitions_with_a_village_twice_or_a_column_missing(StoreKind kind)
    {
        var (world, round) = await AtAsync(kind, driver => driver.CollectingAsync());

        await RefusedAsync(world, "DUPLICATE_VILLAGE", "第4行 村编码", () => ImportAsync(
            round, "村编码,件数,用途\nV0101,50,\nV0102,32,\nV0101,1,\n"));
        await RefusedAsync(world, "TABLE_UNREADABLE", "第1行 件数", () => ImportAsync(round, "村编码,用途\nV0101,\n"));
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task Acceptance_above_the_order(StoreKind kind)
    {
        var (world, round) = await AtAsync(kind, driver => driver.DeliveredAsync());

        await RefusedAsync(world, "ACCEPTANCE_ABOVE_ORDER", "delivered_packs", () => round.Deliveries(Role.Receiver)
            .RecordDeliveryAsync(round.Arriving(1, 0, "2026-03-24"), cancellationToken: Token));
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task The_buyer_signing_the_acceptance_under_another_post(StoreKind kind)
    {
        var (world, round) = await AtAsync(kind, driver => driver.OrderedAsync());
        var delivery = await round.RecordAsync(round.Arriving(80, 2, "2026-03-18"));
        var buyer = RoundDriver.Caller(Role.Buyer, "R01").Login;
        var signature = new SignDeliveryRequest
        {
            RequestId = round.NewKey(),
            Region = "R01",
            RoundId = round.RoundId,
            DeliveryId = delivery,
            SignedOn = "2026-03-18",
        };

        await RefusedAsync(world, "BUYER_MAY_NOT_ACCEPT", "caller", () => round.Deliveries(Role.Supervisor, buyer)
            .SignDeliveryAsync(signature, cancellationToken: Token));
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task Bills_that_are_off_by_one_fen_and_numbers_that_are_taken(StoreKind kind)
    {
        var (world, round) = await AtAsync(kind, driver => driver.BilledAsync());
        var settlements = round.Settlements();

        await RefusedAsync(world, "GOODS_BILL_DIFFERS", "amount_fen", () => settlements
            .RecordBillAsync(round.Billing(BillKind.Goods, 5_027_624), cancellationToken: Token));
        await RefusedAsync(world, "FEE_BILL_DIFFERS", "amount_fen", () => settlements
            .RecordBillAsync(round.Billing(BillKind.Fee, 75_415), cancellationToken: Token));
        await RefusedAsync(world, "BILL_NUMBER_TAKEN", "number", () => settlements
            .RecordBillAsync(round.Billing(BillKind.Freight, 1), cancellationToken: Token));
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_second_settlement_and_payments_above_the_funds(StoreKind kind)
    {
        var (world, round) = await AtAsync(kind, driver => driver.SettledAsync());
        var settler = RoundDriver.Caller(Role.CompanyAccountant, "R01").Login;

        await RefusedAsync(world, "ALREADY_SETTLED", "round_id", () => round.Settlements()
            .SettleRoundAsync(round.Settling(), cancellationToken: Token));
        await RefusedAsync(world, "PAYMENT_ABOVE_FUNDS", "amount_fen", () => round.Payments()
            .PaySupplierAsync(round.PayingSupplier(5_156_426), cancellationToken: Token));
        await RefusedAsync(world, "PAYER_IS_SETTLER", "caller", () => round.Payments(settler)
            .PaySupplierAsync(round.PayingSupplier(1), cancellationToken: Token));
        await RefusedAsync(world, "REFUND_ABOVE_BALANCE", "amount_fen", () => round.Payments()
            .RefundVillageAsync(round.Refunding("V0101", 48_073), cancellationToken: Token));
    }

    private async Task<(ServiceWorld World, RoundDriver Round)> AtAsync(
        StoreKind kind,
        Func<RoundDriver, Task<RoundDriver>> drive)
    {
        var world = await worlds.WorldAsync(kind, Token);
        return (world, await drive(new RoundDriver(world, Token)));
    }

    private static AsyncUnaryCall<ImportRequisitionsResponse> ImportAsync(RoundDriver round, string table) =>
        round.Requisitions(Role.Buyer).ImportRequisitionsAsync(
            new ImportRequisitionsRequest
            {
                RequestId = round.NewKey(),
                Region = "R01",
                RoundId = round.RoundId,
                Table = ByteString.CopyFromUtf8(table),
                RequestedOn = "2026-03-03",
            },
            cancellationToken: Token);

    private static async Task RefusedAsync<T>(
        ServiceWorld world,
        string reason,
        string field,
        Func<AsyncUnaryCall<T>> call)
    {
        var before = await CountyWorlds.DumpAsync(world, "procurement", Tables, Token);

        var refused = await Should.ThrowAsync<RpcException>(async () => await call());

        var details = StatusDetails.Read(refused)!.Details;
        details.Single(detail => detail.Is(ErrorInfo.Descriptor)).Unpack<ErrorInfo>().Type.ShouldBe(reason);
        details.Single(detail => detail.Is(BadRequest.Descriptor)).Unpack<BadRequest>().FieldViolations
            .Select(violation => violation.Field).ShouldContain(field);
        refused.Status.Detail.Any(character => character is >= '一' and <= '龥').ShouldBeTrue();
        (await CountyWorlds.DumpAsync(world, "procurement", Tables, Token)).ShouldBe(before);
    }
}
