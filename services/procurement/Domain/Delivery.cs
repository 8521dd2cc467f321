using Region.Kernel;

namespace Region.Procurement.Domain;

/// <summary>
/// 送货 and its acceptance 验收单. The receiver records it, a supervisor of a member village signs it, and only then it
/// counts. A counter-document names the delivery that it corrects and carries signed differences.
/// </summary>
internal sealed record Delivery
{
    public required string Id { get; init; }
    public required long DeliveredPacks { get; init; }
    public required long RejectedPacks { get; init; }
    public required string Reason { get; init; }
    public required DateOnly DeliveredOn { get; init; }
    public required string Corrects { get; init; }
    public required string ReceivedBy { get; init; }
    public DateOnly? SignedOn { get; init; }
    public string SignedBy { get; init; } = "";

    public long AcceptedPacks => DeliveredPacks - RejectedPacks;

    public bool Signed => SignedOn is not null;

    public bool IsCounterDocument => Corrects.Length > 0;

    /// <summary>The first signature: the receiver counts what came.</summary>
    public static Decision<Delivery, Refusal> Record(
        Round round,
        Purchase purchase,
        DeliveryDraft draft,
        Person receiver)
    {
        var form = new Form();
        form.State(round, RoundState.Ordered);
        if (!form.Clean || purchase.Order is not { } order)
            return form.Refused;

        form.Demand(!purchase.BoughtBy(receiver), Refusal.BuyerMayNotAccept, "caller", receiver.Login);
        var corrected = draft.Corrects.Length == 0 ? null : purchase.Find(draft.Corrects);
        form.Demand(
            draft.Corrects.Length == 0 || corrected is not null,
            Refusal.DeliveryUnknown,
            "corrects_delivery_id");
        var delivery = new Delivery
        {
            Id = draft.Id,
            DeliveredPacks = ReadPacks("delivered_packs", draft.DeliveredPacks, form),
            RejectedPacks = ReadPacks("rejected_packs", draft.RejectedPacks, form),
            Reason = ReadReason(draft, form),
            DeliveredOn = form.Date("delivered_on", draft.DeliveredOn, corrected?.DeliveredOn ?? order.OrderedOn),
            Corrects = draft.Corrects,
            ReceivedBy = receiver.Login,
        };
        if (form.Clean)
            Judge(order, purchase.Deliveries, delivery, corrected, form);

        return form.Clean ? delivery : form.Refused;
    }

    /// <summary>The second signature: from now on the delivery counts.</summary>
    public static Decision<Delivery, Refusal> Sign(
        Round round,
        Purchase purchase,
        string deliveryId,
        string signedOn,
        Person supervisor)
    {
        if (purchase.Find(deliveryId) is not { } delivery)
            return Refusal.DeliveryUnknown.On("delivery_id");

        var form = new Form();
        form.State(round, RoundState.Ordered);
        form.Demand(!delivery.Signed, Refusal.DeliverySigned, "delivery_id");
        form.Demand(!purchase.BoughtBy(supervisor), Refusal.BuyerMayNotAccept, "caller", supervisor.Login);
        form.Apart(delivery.ReceivedBy, supervisor);
        form.Demand(
            !delivery.IsCounterDocument || purchase.Find(delivery.Corrects) is { Signed: true },
            Refusal.CorrectedDeliveryUnsigned,
            "delivery_id");
        var date = form.Date("signed_on", signedOn, delivery.DeliveredOn);
        return form.Clean ? delivery with { SignedOn = date, SignedBy = supervisor.Login } : form.Refused;
    }

    private static long ReadPacks(string field, long packs, Form form)
    {
        form.Demand(packs is >= -Limits.Packs and <= Limits.Packs, Refusal.PacksTooMany, field, packs);
        return packs;
    }

    private static string ReadReason(DeliveryDraft draft, Form form) =>
        draft.RejectedPacks != 0 || draft.Corrects.Length > 0
            ? form.Text("reason", draft.Reason, Limits.DeliveryReason)
            : form.Note("reason", draft.Reason, Limits.DeliveryReason);

    /// <summary>Unsigned records count here too: two of them together may not exceed the order either.</summary>
    private static void Judge(
        Order order,
        IReadOnlyList<Delivery> deliveries,
        Delivery added,
        Delivery? corrected,
        Form form)
    {
        if (corrected is null)
        {
            form.Demand(added.RejectedPacks >= 0, Refusal.PacksNegative, "rejected_packs", added.RejectedPacks);
            form.Demand(added.DeliveredPacks >= 0, Refusal.PacksNegative, "delivered_packs", added.DeliveredPacks);
            form.Demand(added.DeliveredPacks != 0, Refusal.DeliveredNothing, "delivered_packs");
            form.Demand(
                added.AcceptedPacks >= 0,
                Refusal.RejectedAboveDelivered,
                "rejected_packs",
                added.RejectedPacks);
        }
        else
        {
            form.Demand(
                !corrected.IsCounterDocument,
                Refusal.CounterDocumentOfCounterDocument,
                "corrects_delivery_id");
            form.Demand(
                added.DeliveredPacks != 0 || added.RejectedPacks != 0,
                Refusal.CounterDocumentChangesNothing,
                "delivered_packs");
            var net = Receipt.Of([.. deliveries.Where(other => other.Concerns(corrected.Id)), added]);
            form.Demand(
                net is { Delivered: >= 0, Rejected: >= 0, Accepted: >= 0 },
                Refusal.AcceptanceBelowZero,
                "delivered_packs",
                net.Accepted);
        }

        var all = Receipt.Of([.. deliveries, added]);
        form.Demand(
            all.Delivered <= order.Packs,
            Refusal.AcceptanceAboveOrder,
            "delivered_packs",
            $"{all.Delivered}>{order.Packs}");
    }

    private bool Concerns(string deliveryId) =>
        string.Equals(Id, deliveryId, StringComparison.Ordinal)
        || string.Equals(Corrects, deliveryId, StringComparison.Ordinal);
}

/// <summary>The sums over deliveries and their counter-documents, in packs.</summary>
internal sealed record Receipt(long Delivered, long Rejected)
{
    public long Accepted => Delivered - Rejected;

    public static Receipt Of(IReadOnlyList<Delivery> deliveries) => new(
        deliveries.Sum(delivery => delivery.DeliveredPacks),
        deliveries.Sum(delivery => delivery.RejectedPacks));

    /// <summary>What was accepted with two signatures, which alone counts.</summary>
    public static Receipt OfSigned(IReadOnlyList<Delivery> deliveries) =>
        Of([.. deliveries.Where(delivery => delivery.Signed)]);
}

/// <summary>What was bought in a round, by whom, and what came of it.</summary>
internal sealed record Purchase
{
    public required IReadOnlyList<Quote> Quotes { get; init; }
    public required Award? Award { get; init; }
    public required Order? Order { get; init; }
    public required IReadOnlyList<Delivery> Deliveries { get; init; }

    public bool BoughtBy(Person person) => Buyers.Include(Quotes, Award, person);

    public Delivery? Find(string deliveryId) =>
        Deliveries.FirstOrDefault(delivery => string.Equals(delivery.Id, deliveryId, StringComparison.Ordinal));
}

internal sealed record DeliveryDraft
{
    public required string Id { get; init; }
    public required long DeliveredPacks { get; init; }
    public required long RejectedPacks { get; init; }
    public required string Reason { get; init; }
    public required string DeliveredOn { get; init; }
    public required string Corrects { get; init; }
}
