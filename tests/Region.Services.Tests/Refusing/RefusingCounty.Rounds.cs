using System.Globalization;
using Region.Contracts.Access.V1;
using Region.Contracts.Procurement.V1;
using Region.Services.Tests.Procurement;
using Region.Testing;

namespace Region.Services.Tests.Refusing;

/// <summary>The rounds of region R01, one in each state that a refusal of procurement needs.</summary>
public sealed partial class RefusingCounty
{
    private const int MostQuotes = 50;

    private string _draft = "";

    internal RoundDriver Collecting { get; private set; } = null!;

    /// <summary>Nobody asked for anything in it, and there are as many quotes as there may be.</summary>
    internal RoundDriver Crowded { get; private set; } = null!;

    internal RoundDriver Quoted { get; private set; } = null!;

    internal RoundDriver Ordered { get; private set; } = null!;

    /// <summary>Ordered, with deliveries of which some are not signed.</summary>
    internal RoundDriver Delivering { get; private set; } = null!;

    internal RoundDriver Delivered { get; private set; } = null!;

    internal RoundDriver Billed { get; private set; } = null!;

    /// <summary>Ordered, with a carrier's bill although nothing ever came.</summary>
    internal RoundDriver FreightOnly { get; private set; } = null!;

    /// <summary>The request id of that bill.</summary>
    internal string BillKey { get; private set; } = "";

    internal RoundDriver Settled { get; private set; } = null!;

    /// <summary>Logins of people in other posts than theirs.</summary>
    internal string Manager { get; } = Callers.Of(Role.Manager, "R01").Login;

    internal string Buyer { get; } = Callers.Of(Role.Buyer, "R01").Login;

    internal string Settler { get; } = Callers.Of(Role.CompanyAccountant, "R01").Login;

    /// <summary>A prepayment of the round that collects, and one of the ordered round that has arrived.</summary>
    internal Prepayment Declared { get; private set; } = null!;

    internal Prepayment Confirmed { get; private set; } = null!;

    /// <summary>
    /// Quotes of the quoted round: the cheapest with its minimum met, the dearest, one for larger orders.
    /// </summary>
    internal string Cheapest { get; private set; } = "";

    internal string Dearest { get; private set; } = "";

    internal string TooLarge { get; private set; } = "";

    internal string QuoteOfCrowded { get; private set; } = "";

    /// <summary>Deliveries: signed, its counter-document, and the counter-document of one that is not signed.</summary>
    internal string Signed { get; private set; } = "";

    internal string CounterDocument { get; private set; } = "";

    internal string CounterOfUnsigned { get; private set; } = "";

    internal Task OpenWithoutVillagesAsync()
    {
        var request = Collecting.Opening();
        request.Region = "R08";
        return new RoundService.RoundServiceClient(World.As("procurement", Callers.Of(Role.Manager, "R08")))
            .OpenRoundAsync(request).ResponseAsync;
    }

    /// <summary>The secretary, or somebody else in her post, approves the round that waits for it.</summary>
    internal Task ApproveDraftAsync(string on, string? login = null) =>
        new RoundService.RoundServiceClient(World.As("procurement", Callers.Of(Role.Secretary, "R01", login)))
            .ApproveRoundAsync(new ApproveRoundRequest
            {
                RequestId = NewKey(),
                Region = "R01",
                RoundId = _draft,
                ApprovedOn = on,
            }).ResponseAsync;

    private async Task DriveAsync()
    {
        Collecting = await NewRound().CollectingAsync();
        _draft = (await Collecting.Rounds(Role.Manager).OpenRoundAsync(Collecting.Opening())).Round.RoundId;
        Declared = (await Collecting.Prepayments(Role.VillageAccountant, "V0101")
            .DeclarePrepaymentAsync(Collecting.Declaring("V0101", 100))).Prepayment;
        await CrowdAsync();
        await QuoteAsync();
        Ordered = await NewRound().OrderedAsync();
        Confirmed = (await Ordered.Prepayments(Role.CompanyAccountant).ListPrepaymentsAsync(
            new ListPrepaymentsRequest { Region = "R01", RoundId = Ordered.RoundId })).Prepayments[0];
        await DeliverAsync();
        Delivered = await NewRound().DeliveredAsync();
        Billed = await NewRound().BilledAsync();
        FreightOnly = await NewRound().OrderedAsync();
        var freight = FreightOnly.Billing(BillKind.Freight, 100);
        await FreightOnly.Settlements().RecordBillAsync(freight);
        BillKey = freight.RequestId;
        Settled = await NewRound().SettledAsync();
    }

    private RoundDriver NewRound() => new(World, Ending);

    private async Task CrowdAsync()
    {
        Crowded = await NewRound().CollectingAsync();
        for (var quote = 1; quote <= MostQuotes; quote++)
        {
            var supplier = string.Create(CultureInfo.InvariantCulture, $"S{quote:000}");
            QuoteOfCrowded = await Crowded.QuoteAsync(supplier, "18.60", "0");
        }
    }

    /// <summary>Quotes that came in before the cut-off.</summary>
    private async Task QuoteAsync()
    {
        Quoted = await NewRound().RequestedAsync();
        Dearest = await EarlyAsync("S01", "18.60", "1000");
        TooLarge = await EarlyAsync("S02", "18.25", "3000");
        Cheapest = await EarlyAsync("S03", "18.45", "2000");
    }

    private async Task<string> EarlyAsync(string supplier, string price, string minimum)
    {
        var request = Quoted.Quoting(supplier, price, minimum);
        request.QuotedOn = "2026-03-03";
        return (await Quoted.Quotes(Role.Buyer).RecordQuoteAsync(request)).Quote.QuoteId;
    }

    private async Task DeliverAsync()
    {
        Delivering = await NewRound().OrderedAsync();
        Signed = await Delivering.RecordAsync(Delivering.Arriving(80, 2, "2026-03-18"));
        await Delivering.SignAsync(Signed, "2026-03-18");
        CounterDocument = await CounterAsync(Signed);
        var unsigned = await Delivering.RecordAsync(Delivering.Arriving(5, 0, "2026-03-18"));
        CounterOfUnsigned = await CounterAsync(unsigned);
    }

    private Task<string> CounterAsync(string delivery)
    {
        var request = Delivering.Arriving(-1, 0, "2026-03-19");
        (request.CorrectsDeliveryId, request.Reason) = (delivery, "点错");
        return Delivering.RecordAsync(request);
    }
}
