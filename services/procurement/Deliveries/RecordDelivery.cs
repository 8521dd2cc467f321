using Region.Kernel;
using Region.Platform.Storage;
using Region.Procurement.Domain;
using Region.Procurement.Progress;

namespace Region.Procurement.Deliveries;

/// <summary>The receiver counts what came, or mends an earlier count by a counter-document.</summary>
internal static class RecordDelivery
{
    internal static async Task<Decision<Delivery, Refusal>> RunAsync(
        UnitOfWork work,
        Round round,
        DeliveryRecording recording,
        CancellationToken cancellationToken)
    {
        var purchase = await RoundFiles.PurchaseAsync(work, round, cancellationToken);
        var decision = Delivery.Record(round, purchase, recording.Draft, recording.Receiver);
        if (decision.Allowed)
            await DeliveriesStore.AddAsync(work, round.Id, decision.Value, cancellationToken);

        return decision;
    }
}

internal sealed record DeliveryRecording(DeliveryDraft Draft, Person Receiver);
