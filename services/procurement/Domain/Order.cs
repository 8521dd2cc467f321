using Region.Kernel;

namespace Region.Procurement.Domain;

/// <summary>采购订单: one line for the item, with an allocation line for every village that asked.</summary>
internal sealed record Order
{
    public required string Id { get; init; }
    public required string Supplier { get; init; }
    public required string SupplierName { get; init; }
    public required Item Item { get; init; }
    public required UnitPrice UnitPrice { get; init; }
    public required DateOnly OrderedOn { get; init; }
    public required IReadOnlyList<OrderLine> Lines { get; init; }

    public long Packs => Lines.Sum(line => line.Packs);

    public Quantity Quantity => Packs * Item.PackSize;

    public Money Amount => PriceOf(Packs);

    /// <summary>What so many packs cost: quantity times price, rounded once.</summary>
    public Money PriceOf(long packs) => UnitPrice.Times(packs * Item.PackSize);

    /// <summary>The manager orders what was asked for from the awarded supplier.</summary>
    public static Decision<Order, Refusal> Place(
        Round round,
        IReadOnlyList<Requisition> requisitions,
        (Award Award, Quote Quote)? awarded,
        OrderDraft draft)
    {
        var form = new Form();
        form.State(round, RoundState.Awarded);
        if (!form.Clean || awarded is not { Award.ApprovedOn: { } approvedOn, Quote: var quote })
            return form.Refused;

        var date = form.Date("ordered_on", draft.OrderedOn, approvedOn);
        if (!form.Clean)
            return form.Refused;

        return new Order
        {
            Id = draft.Id,
            Supplier = quote.Supplier,
            SupplierName = quote.SupplierName,
            Item = round.Item,
            UnitPrice = quote.UnitPrice,
            OrderedOn = date,
            Lines =
            [
                .. requisitions.Where(requisition => requisition.Packs > 0)
                    .OrderBy(requisition => requisition.Village, StringComparer.Ordinal)
                    .Select(requisition => new OrderLine(requisition.Village, requisition.Packs)),
            ],
        };
    }

    /// <summary>Whether such an order stays within the largest amount; computed wide, so as not to overflow.</summary>
    public static bool IsPayable(UnitPrice price, Quantity quantity) =>
        (Int128)price.Millionths * quantity.Thousandths
        <= (Int128)Limits.Fen * (UnitPrice.Scale / 100) * Quantity.Scale;
}

internal sealed record OrderLine(string Village, long Packs);

internal sealed record OrderDraft(string Id, string OrderedOn);
