using Region.Kernel;
using Region.Platform.Storage;
using Region.Procurement.Domain;
using Region.Procurement.Rounds;

namespace Region.Procurement.Deliveries;

/// <summary>The table of deliveries and their counter-documents.</summary>
internal static class DeliveriesStore
{
    /// <summary>In the order in which they were recorded.</summary>
    internal static async Task<IReadOnlyList<Delivery>> LoadAsync(
        Session session,
        string roundId,
        CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync<DeliveryRecord>(
            """
            SELECT delivery_id, delivered_packs, rejected_packs, reason, delivered_on, corrects, received_by, signed_on,
              signed_by
            FROM round_deliveries WHERE round_id = @roundId ORDER BY delivery_id
            """,
            new { roundId },
            cancellationToken);
        return [.. rows.Select(row => row.ToDelivery())];
    }

    internal static Task<int> AddAsync(
        UnitOfWork work,
        string roundId,
        Delivery delivery,
        CancellationToken cancellationToken) =>
        work.ExecuteAsync(
            """
            INSERT INTO round_deliveries
              (delivery_id, round_id, delivered_packs, rejected_packs, reason, delivered_on, corrects, received_by,
               signed_on, signed_by)
            VALUES
              (@Id, @roundId, @DeliveredPacks, @RejectedPacks, @Reason, @deliveredOn, @Corrects, @ReceivedBy, NULL, '')
            """,
            new
            {
                delivery.Id,
                roundId,
                delivery.DeliveredPacks,
                delivery.RejectedPacks,
                delivery.Reason,
                deliveredOn = BusinessDate.Write(delivery.DeliveredOn),
                delivery.Corrects,
                delivery.ReceivedBy,
            },
            cancellationToken);

    internal static Task<int> SignAsync(UnitOfWork work, Delivery delivery, CancellationToken cancellationToken) =>
        work.ExecuteAsync(
            "UPDATE round_deliveries SET signed_on = @signedOn, signed_by = @SignedBy WHERE delivery_id = @Id",
            new { delivery.Id, signedOn = StoredDate.WriteOrNone(delivery.SignedOn), delivery.SignedBy },
            cancellationToken);
}

/// <summary>A row of the table.</summary>
internal sealed record DeliveryRecord
{
    public required string DeliveryId { get; init; }
    public required long DeliveredPacks { get; init; }
    public required long RejectedPacks { get; init; }
    public required string Reason { get; init; }
    public required string DeliveredOn { get; init; }
    public required string Corrects { get; init; }
    public required string ReceivedBy { get; init; }
    public required string? SignedOn { get; init; }
    public required string SignedBy { get; init; }

    internal Delivery ToDelivery() => new()
    {
        Id = DeliveryId,
        DeliveredPacks = DeliveredPacks,
        RejectedPacks = RejectedPacks,
        Reason = Reason,
        DeliveredOn = StoredDate.Read(DeliveredOn),
        Corrects = Corrects,
        ReceivedBy = ReceivedBy,
        SignedOn = StoredDate.ReadOrNone(SignedOn),
        SignedBy = SignedBy,
    };
}
