using System.Globalization;
using Region.Contracts.Procurement.V1;

namespace Region.Gateway.Web.Purchase;

/// <summary>Everything that is known about a round, read for one page.</summary>
public sealed record RoundBook
{
    private const int Done = 10;

    public required Round Round { get; init; }

    public required GetRoundProgressResponse Progress { get; init; }

    public required IReadOnlyList<Requisition> Requisitions { get; init; }

    public required IReadOnlyList<Prepayment> Prepayments { get; init; }

    public required ListQuotesResponse Quotes { get; init; }

    /// <summary>Null until it is placed.</summary>
    public required Order? Order { get; init; }

    public required IReadOnlyList<Delivery> Deliveries { get; init; }

    public required GetSettlementResponse Settlement { get; init; }

    public required IReadOnlyList<Payment> Payments { get; init; }

    public string Region => Round.Region;

    public bool IsSettled => Round.State is RoundState.Settled;

    public long RequestedPacks => Requisitions.Sum(requisition => requisition.Packs);

    /// <summary>Base units that were asked for, to reckon with.</summary>
    public decimal RequestedUnits => Read(Round.Item.PackSize) * RequestedPacks;

    /// <summary>Base units that were asked for.</summary>
    public string RequestedQuantity => Quantity(RequestedPacks);

    /// <summary>Fields that every form of the round carries.</summary>
    public IReadOnlyList<(string Name, string Value)> Ids => [("region", Round.Region), ("round_id", Round.RoundId)];

    public string Here => Links.Round(Round.Region, Round.RoundId);

    /// <summary>The step that waits, from 1 (open) to 9 (settle); beyond where all is done.</summary>
    public int Step => Round.State switch
    {
        RoundState.Draft or RoundState.Unspecified => 1,
        RoundState.Collecting => Quotes.Quotes.Count > 0 ? 4 : Requisitions.Count == Round.Members.Count ? 3 : 2,
        RoundState.AwardProposed => 6,
        RoundState.Awarded => 7,
        RoundState.Ordered => Progress.DeliveredPacks < Progress.OrderedPacks ? 8 : 9,
        RoundState.Settled => Done,
    };

    /// <summary>The quote that was chosen, proposed or approved; null before.</summary>
    public Quote? Awarded => Quotes.Quotes.FirstOrDefault(quote =>
        string.Equals(quote.QuoteId, Quotes.Award?.QuoteId, StringComparison.Ordinal));

    /// <summary>What so many packs would cost by a quote. For the eye: what is paid comes from the invoice.</summary>
    public long CostOf(Quote quote, long packs) => (long)decimal.Round(
        Read(quote.UnitPrice) * Read(Round.Item.PackSize) * packs * 100, MidpointRounding.AwayFromZero);

    public string NameOf(string village) =>
        Round.Members.FirstOrDefault(member => string.Equals(member.Village, village, StringComparison.Ordinal))?.Name
        ?? village;

    /// <summary>So many packs in base units, such as 2,775 kg.</summary>
    public string Quantity(long packs) =>
        Read(Round.Item.PackSize) is > 0 and var size ? $"{Grouped(size * packs)} {Round.Item.BaseUnit}" : "";

    public string Packs(long packs) => $"{Say.Number(packs)} {Round.Item.PackUnit}";

    /// <summary>The number that a text says; 0 where it says none.</summary>
    public static decimal Read(string text) =>
        decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>2,775 for 2775.000.</summary>
    public static string Grouped(string text) => Grouped(Read(text));

    public static string Grouped(decimal number) => number.ToString("#,0.###", CultureInfo.InvariantCulture);
}
