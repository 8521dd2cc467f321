using Grpc.Core;
using Region.Kernel;
using Region.Procurement.Domain;
using Region.Procurement.Rounds;
using Wire = Region.Contracts.Procurement.V1;

namespace Region.Procurement.Deliveries;

/// <summary>Deliveries and their acceptance on the wire.</summary>
internal sealed class DeliveriesFacade(RoundDesk desk, TimeProvider clock) : Wire.DeliveryService.DeliveryServiceBase
{
    public override Task<Wire.RecordDeliveryResponse> RecordDelivery(
        Wire.RecordDeliveryRequest request,
        ServerCallContext context) =>
        desk.OnceAsync(
            new RoundCall(request, request.RequestId, new RoundKey(request.Region, request.RoundId), context),
            async (work, round, cancellationToken) =>
            {
                var draft = new DeliveryDraft
                {
                    Id = Guid.CreateVersion7(clock.GetUtcNow()).ToString(),
                    DeliveredPacks = request.DeliveredPacks,
                    RejectedPacks = request.RejectedPacks,
                    Reason = request.Reason,
                    DeliveredOn = request.DeliveredOn,
                    Corrects = request.CorrectsDeliveryId,
                };
                var recorded = await Deliveries.RecordDelivery.RunAsync(
                    work,
                    round,
                    new DeliveryRecording(draft, context.Person()),
                    cancellationToken);
                return recorded.Map(delivery => new Wire.RecordDeliveryResponse { Delivery = ToWire(delivery) });
            });

    public override Task<Wire.SignDeliveryResponse> SignDelivery(
        Wire.SignDeliveryRequest request,
        ServerCallContext context) =>
        desk.OnceAsync(
            new RoundCall(request, request.RequestId, new RoundKey(request.Region, request.RoundId), context),
            async (work, round, cancellationToken) =>
            {
                var signature = new DeliverySignature(request.DeliveryId, request.SignedOn, context.Person());
                var signed = await Deliveries.SignDelivery.RunAsync(work, round, signature, cancellationToken);
                return signed.Map(delivery => new Wire.SignDeliveryResponse { Delivery = ToWire(delivery) });
            });

    public override Task<Wire.ListDeliveriesResponse> ListDeliveries(
        Wire.ListDeliveriesRequest request,
        ServerCallContext context) =>
        desk.ReadAsync(
            new RoundKey(request.Region, request.RoundId),
            context,
            async (session, round, cancellationToken) =>
            {
                var deliveries = await DeliveriesStore.LoadAsync(session, round.Id, cancellationToken);
                return new Wire.ListDeliveriesResponse { Deliveries = { deliveries.Select(ToWire) } };
            });

    private static Wire.Delivery ToWire(Delivery delivery) => new()
    {
        DeliveryId = delivery.Id,
        DeliveredPacks = delivery.DeliveredPacks,
        RejectedPacks = delivery.RejectedPacks,
        AcceptedPacks = delivery.AcceptedPacks,
        Reason = delivery.Reason,
        DeliveredOn = BusinessDate.Write(delivery.DeliveredOn),
        CorrectsDeliveryId = delivery.Corrects,
        ReceivedBy = delivery.ReceivedBy,
        SignedBy = delivery.SignedBy,
        SignedOn = StoredDate.ToWire(delivery.SignedOn),
    };
}
