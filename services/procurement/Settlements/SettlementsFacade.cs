using Grpc.Core;
using Region.Kernel;
using Region.Platform.Refusals;
using Region.Procurement.Domain;
using Region.Procurement.Orders;
using Region.Procurement.Rounds;
using Wire = Region.Contracts.Procurement.V1;

namespace Region.Procurement.Settlements;

/// <summary>Bills, the settlement and the split slips on the wire.</summary>
internal sealed class SettlementsFacade(RoundDesk desk, RefusalBook<Refusal> refusals, TimeProvider clock)
    : Wire.SettlementService.SettlementServiceBase
{
    public override Task<Wire.RecordBillResponse> RecordBill(
        Wire.RecordBillRequest request,
        ServerCallContext context) =>
        desk.OnceAsync(
            new RoundCall(request, request.RequestId, new RoundKey(request.Region, request.RoundId), context),
            async (work, round, cancellationToken) =>
            {
                var draft = SettlementWire.ToDraft(request, Guid.CreateVersion7(clock.GetUtcNow()).ToString());
                var recorded = await Settlements.RecordBill.RunAsync(
                    work,
                    round,
                    new BillRecording(draft, context.Person()),
                    cancellationToken);
                return recorded.Map(bill => new Wire.RecordBillResponse { Bill = SettlementWire.ToWire(bill) });
            });

    public override Task<Wire.SettleRoundResponse> SettleRound(
        Wire.SettleRoundRequest request,
        ServerCallContext context) =>
        desk.OnceAsync(
            new RoundCall(request, request.RequestId, new RoundKey(request.Region, request.RoundId), context),
            async (work, round, cancellationToken) =>
            {
                var settled = await Settlements.SettleRound.RunAsync(
                    work,
                    round,
                    new SettlementDraft(request.SettledOn, context.Person()),
                    cancellationToken);
                return settled.Map(settlement => new Wire.SettleRoundResponse
                {
                    Legs = { settlement.Legs.Select(leg => SettlementWire.ToWire(leg, round)) },
                });
            });

    public override Task<Wire.GetSettlementResponse> GetSettlement(
        Wire.GetSettlementRequest request,
        ServerCallContext context) =>
        desk.ReadAsync(
            new RoundKey(request.Region, request.RoundId),
            context,
            async (session, round, cancellationToken) =>
            {
                var bills = await SettlementsStore.LoadBillsAsync(session, round.Id, cancellationToken);
                var settlement = await SettlementsStore.FindAsync(session, round.Id, cancellationToken);
                return new Wire.GetSettlementResponse
                {
                    Bills = { bills.Select(SettlementWire.ToWire) },
                    SettledOn = StoredDate.ToWire(settlement?.SettledOn),
                    SettledBy = settlement?.SettledBy.Login ?? "",
                    Legs = { (settlement?.Legs ?? []).Select(leg => SettlementWire.ToWire(leg, round)) },
                };
            });

    public override Task<Wire.GetSplitSlipResponse> GetSplitSlip(
        Wire.GetSplitSlipRequest request,
        ServerCallContext context) =>
        desk.ReadAsync(
            new RoundKey(request.Region, request.RoundId),
            context,
            async (session, round, cancellationToken) =>
            {
                if (!round.Has(request.Village))
                    throw NotFound.Exception();

                var order = await OrdersStore.FindAsync(session, round, cancellationToken);
                var bills = await SettlementsStore.LoadBillsAsync(session, round.Id, cancellationToken);
                var settlement = await SettlementsStore.FindAsync(session, round.Id, cancellationToken);
                return order is null || settlement is null
                    ? throw refusals.ToRpcException(Refusal.NotSettled.On("round_id", round.State.InChinese()))
                    : SplitSlips.Write(round, order, bills, settlement, request.Village);
            });
}
