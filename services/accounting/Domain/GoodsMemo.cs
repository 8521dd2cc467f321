using System.Text.Json.Serialization;
using Region.Kernel;

namespace Region.Accounting.Domain;

/// <summary>
/// What a book notes of goods without posting them (备查登记): goods that came before their bill, or goods of others that
/// are here for sale.
/// </summary>
internal sealed record GoodsMemo
{
    public required MemoKind Kind { get; init; }

    /// <summary>What the goods belong to: a round, a purchase, a consignment.</summary>
    public required string Matter { get; init; }

    public string Counterparty { get; init; } = "";

    public string CounterpartyName { get; init; } = "";

    /// <summary>The stock item's code.</summary>
    public required string Stock { get; init; }

    /// <summary>In the stock item's unit; negative where goods went away.</summary>
    public Quantity Quantity { get; init; }

    public Money Amount { get; init; }

    /// <summary>What an event notes in a book; null where its rule asks for nothing.</summary>
    public static Decision<GoodsMemo?, Refusal> Prepare(MemoRule? rule, Facts facts)
    {
        if (rule is null)
            return default(GoodsMemo);

        var places = Template.PlacesOf(rule.Matter)
            .Concat(Template.PlacesOf(rule.Counterparty))
            .Concat(Template.PlacesOf(rule.Stock));
        if (places.FirstOrDefault(place => facts.Text(place).Trim().Length is 0) is { } empty)
            return Refusal.EventFieldMissing.On(empty);

        var quantity = facts.SignedQuantity(rule.Quantity);
        if (!quantity.Allowed)
            return quantity.Refuse<GoodsMemo?>();

        var amount = facts.SignedSum(rule.Amount);
        if (!amount.Allowed)
            return amount.Refuse<GoodsMemo?>();

        return new GoodsMemo
        {
            Kind = rule.Kind,
            Matter = Template.Fill(rule.Matter, facts.Text),
            Counterparty = Template.Fill(rule.Counterparty, facts.Text),
            CounterpartyName = Template.Fill(rule.CounterpartyName, facts.Text),
            Stock = Template.Fill(rule.Stock, facts.Text),
            Quantity = quantity.Value,
            Amount = amount.Value,
        };
    }
}

[JsonConverter(typeof(JsonStringEnumConverter<MemoKind>))]
internal enum MemoKind
{
    /// <summary>Goods came, and their bill did not: estimated at the end of the month (暂估入库).</summary>
    Received = 1,

    /// <summary>The bill is in: the matter is estimated no more.</summary>
    Settled = 2,

    /// <summary>Goods of a village that the company sells for it (受托代销).</summary>
    Consigned = 3,
}
