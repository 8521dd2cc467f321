using Region.Kernel;

namespace Region.Procurement.Domain;

/// <summary>报价: what one supplier asks per base unit, and the least it sells.</summary>
internal sealed record Quote
{
    public required string Id { get; init; }
    public required string Supplier { get; init; }
    public required string SupplierName { get; init; }
    public required UnitPrice UnitPrice { get; init; }
    public required Quantity MinimumQuantity { get; init; }
    public required DateOnly QuotedOn { get; init; }
    public required string RecordedBy { get; init; }

    public bool MetBy(Quantity requested) => requested >= MinimumQuantity;

    /// <summary>The buyer records a supplier's quote, one for each supplier.</summary>
    public static Decision<Quote, Refusal> Record(
        Round round,
        IReadOnlyList<Quote> earlier,
        QuoteDraft draft,
        Person buyer)
    {
        var form = new Form();
        form.State(round, RoundState.Collecting);
        var supplier = form.Partner("supplier", draft.Supplier);
        form.Demand(
            !earlier.Any(quote => string.Equals(quote.Supplier, supplier, StringComparison.Ordinal)),
            Refusal.SupplierQuotedAlready,
            "supplier",
            supplier);
        form.Demand(earlier.Count < Limits.Quotes, Refusal.TooManyQuotes, "round_id", Limits.Quotes);
        var quote = new Quote
        {
            Id = draft.Id,
            Supplier = supplier,
            SupplierName = form.Text("supplier_name", draft.SupplierName, Limits.Name),
            UnitPrice = ReadPrice(draft.UnitPrice, form),
            MinimumQuantity = ReadMinimum(draft.MinimumQuantity, form),
            QuotedOn = form.Date("quoted_on", draft.QuotedOn, round.CollectsFrom),
            RecordedBy = buyer.Login,
        };
        return form.Clean ? quote : form.Refused;
    }

    private static UnitPrice ReadPrice(string text, Form form)
    {
        if (UnitPrice.TryRead(text, out var price))
        {
            form.Demand(
                price.Millionths is > 0 and <= Limits.UnitPriceMillionths,
                Refusal.NumberOutOfRange,
                "unit_price",
                text);
            return price;
        }

        form.Demand(holds: false, Refusal.NumberUnreadable, "unit_price", text);
        return price;
    }

    /// <summary>An empty minimum means none.</summary>
    private static Quantity ReadMinimum(string text, Form form)
    {
        if (string.IsNullOrWhiteSpace(text))
            return default;

        if (Quantity.TryRead(text, out var minimum))
            form.Demand(minimum.Thousandths >= 0, Refusal.NumberOutOfRange, "minimum_quantity", text);
        else
            form.Demand(holds: false, Refusal.NumberUnreadable, "minimum_quantity", text);

        return minimum;
    }
}

internal sealed record QuoteDraft
{
    public required string Id { get; init; }
    public required string Supplier { get; init; }
    public required string SupplierName { get; init; }
    public required string UnitPrice { get; init; }
    public required string MinimumQuantity { get; init; }
    public required string QuotedOn { get; init; }
}
