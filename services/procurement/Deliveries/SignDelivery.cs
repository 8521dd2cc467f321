using Region.Contracts;
using Region.Contracts.Procurement.V1;
using Region.Kernel;
using Region.Platform.Storage;
using Region.Procurement.Domain;
using Region.Procurement.Progress;
using Region.Procurement.Rounds;
using Delivery = Region.Procurement.Domain.Delivery;
using Round = Region.Procurement.Domain.Round;

namespace Region.Procurement.Deliveries;

/// <summary>
/// The supervisor signs; the delivery counts. It moves no money, so it is announced, with the part of each village, but
/// is no leg.
/// </summary>
internal static class SignDelivery
{
    internal static async Task<Decision<Delivery, Refusal>> RunAsync(
        UnitOfWork work,
        Round round,
        DeliverySignature signature,
        CancellationToken cancellationToken)
    {
        var purchase = await RoundFiles.PurchaseAsync(work, round, cancellationToken);
        var decision = Delivery.Sign(
            round,
            purchase,
            signature.DeliveryId,
            signature.SignedOn,
            signature.Supervisor);
        if (!decision.Allowed)
            return decision;

        await DeliveriesStore.SignAsync(work, decision.Value, cancellationToken);
        await work.AnnounceAsync(
            Topics.DeliveryAccepted,
            round.Id,
            Accepted(round, decision.Value),
            cancellationToken);
        foreach (var part in purchase.Order is { } order
            ? Apportionment.Of(order, purchase.Deliveries, decision.Value)
            : [])
        {
            await work.AnnounceAsync(
                Topics.DeliveryApportioned,
                part.Village,
                Apportioned(round, decision.Value, part),
                cancellationToken);
        }

        return decision;
    }

    private static DeliveryApportioned Apportioned(Round round, Delivery delivery, Apportionment part) => new()
    {
        Region = round.Region,
        Company = round.Company,
        RoundId = round.Id,
        RoundTitle = round.Title,
        DeliveryId = delivery.Id,
        Village = part.Village,
        VillageName = round.NameOf(part.Village),
        ItemCode = round.Item.Code,
        ItemName = round.Item.Name,
        BaseUnit = round.Item.BaseUnit,
        Quantity = (part.Packs * round.Item.PackSize).ToString(),
        GoodsFen = part.Goods.Fen,
        AccountingDate = StoredDate.ToWire(delivery.SignedOn),
    };

    private static DeliveryAccepted Accepted(Round round, Delivery delivery) => new()
    {
        Region = round.Region,
        Company = round.Company,
        RoundId = round.Id,
        DeliveryId = delivery.Id,
        ItemCode = round.Item.Code,
        AcceptedPacks = delivery.AcceptedPacks,
        RejectedPacks = delivery.RejectedPacks,
        AccountingDate = StoredDate.ToWire(delivery.SignedOn),
    };
}

internal sealed record DeliverySignature(string DeliveryId, string SignedOn, Person Supervisor);
