using Region.Kernel;

namespace Region.Procurement.Domain;

/// <summary>What is bought, in which base unit and which whole packs.</summary>
internal sealed record Item
{
    public required string Code { get; init; }
    public required string Name { get; init; }
    public required string BaseUnit { get; init; }
    public required string PackUnit { get; init; }
    public required Quantity PackSize { get; init; }

    public static Item Read(ItemDraft draft, Form form)
    {
        var readable = Quantity.TryRead(draft.PackSize, out var packSize);
        form.Demand(readable, Refusal.NumberUnreadable, "item.pack_size", draft.PackSize);
        if (readable)
        {
            form.Demand(
                packSize.Thousandths is > 0 and <= Limits.PackSizeThousandths,
                Refusal.NumberOutOfRange,
                "item.pack_size",
                draft.PackSize);
        }

        return new Item
        {
            Code = form.Text("item.code", draft.Code, Limits.Code),
            Name = form.Text("item.name", draft.Name, Limits.Name),
            BaseUnit = form.Text("item.base_unit", draft.BaseUnit, Limits.Unit),
            PackUnit = form.Text("item.pack_unit", draft.PackUnit, Limits.Unit),
            PackSize = packSize,
        };
    }
}

/// <summary>The item as the manager wrote it down.</summary>
internal sealed record ItemDraft
{
    public required string Code { get; init; }
    public required string Name { get; init; }
    public required string BaseUnit { get; init; }
    public required string PackUnit { get; init; }
    public required string PackSize { get; init; }
}
