using Region.Kernel;
using Region.Platform.Storage;
using Region.Procurement.Deliveries;
using Region.Procurement.Domain;
using Region.Procurement.Orders;

namespace Region.Procurement.Settlements;

/// <summary>The company accountant records a bill; it must match order and acceptance to the fen.</summary>
internal static class RecordBill
{
    internal static async Task<Decision<Bill, Refusal>> RunAsync(
        UnitOfWork work,
        Round round,
        BillRecording recording,
        CancellationToken cancellationToken)
    {
        var order = await OrdersStore.FindAsync(work, round, cancellationToken);
        var deliveries = await DeliveriesStore.LoadAsync(work, round.Id, cancellationToken);
        var decision = Bill.Record(round, order, deliveries, recording.Draft, recording.Accountant);
        if (!decision.Allowed)
            return decision;

        return await SettlementsStore.AddBillAsync(work, round, decision.Value, cancellationToken)
            ? decision
            : Refusal.BillNumberTaken.On("number", decision.Value.Number);
    }
}

internal sealed record BillRecording(BillDraft Draft, Person Accountant);
