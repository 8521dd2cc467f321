using System.Globalization;
using System.Text.Json.Nodes;
using Region.Contracts.Access.V1;
using Region.Platform.Identity;
using Region.Testing;
using static System.FormattableString;

namespace Region.EndToEnd.Tests.Proofs;

/// <summary>
/// Carries out a planned round from opening to the last refund. Every request id follows from the seed; what villages
/// do for themselves, they do at the same time.
/// </summary>
internal sealed class RoundDrive(RoundPlan plan, Office office)
{
    private string _round = "";

    private Caller Manager => Of(Role.Manager);

    private Caller Secretary => Of(Role.Secretary);

    private Caller Buyer => Of(Role.Buyer);

    private Caller Accountant => Of(Role.CompanyAccountant);

    private Caller Cashier => Of(Role.Cashier);

    /// <summary>The path of the round, once it is open.</summary>
    internal string Path => $"v1/regions/{plan.Region}/rounds/{_round}";

    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        await OpenAsync(cancellationToken);
        await CollectAsync(cancellationToken);
        await AwardAsync(cancellationToken);
        foreach (var (load, index) in plan.Loads.Select((load, index) => (load, index)))
            await ReceiveAsync(load, index, cancellationToken);

        await SettleAsync(cancellationToken);
        await PayAsync(cancellationToken);
    }

    /// <summary>A prepayment in two steps; answers the command of the second.</summary>
    internal async Task<Command> DeclareAsync(string key, string village, long fen, CancellationToken cancellationToken)
    {
        var declared = await DoAsync(
            Callers.Of(Role.VillageAccountant, village),
            Invariant($"declare-{key}"),
            $"/prepayments/{village}",
            new JsonObject { ["amountFen"] = Fen(fen), ["paidOn"] = plan.On(5), ["bankReference"] = key },
            cancellationToken);
        var id = declared["prepayment"]!["prepaymentId"]!.GetValue<string>();
        return Make(
            Accountant,
            $"confirm-{key}",
            $"/prepayments/{id}:confirm",
            new JsonObject { ["amountFen"] = Fen(fen), ["receivedOn"] = plan.On(6) });
    }

    private static string Fen(long fen) => fen.ToString(CultureInfo.InvariantCulture);

    private Caller Of(Role role) => Callers.Of(role, plan.Region);

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        var body = new JsonObject
        {
            ["requestId"] = Invariant($"seed-{plan.Seed}-open"),
            ["title"] = plan.Title,
            ["item"] = new JsonObject
            {
                ["code"] = "M001",
                ["name"] = "橡筋圈坯",
                ["baseUnit"] = "kg",
                ["packUnit"] = "袋",
                ["packSize"] = plan.PackSizeText,
            },
            ["mode"] = "PURCHASE_MODE_AGENCY",
            ["cutOff"] = plan.On(4),
            ["openedOn"] = plan.On(1),
            ["feePpm"] = Fen(plan.FeePpm),
        };
        var command = new Command(Manager, $"v1/regions/{plan.Region}/rounds", body);
        var answer = await office.DoAsync(command, cancellationToken);
        _round = answer["round"]!["roundId"]!.GetValue<string>();
        await DoAsync(Secretary, "approve", ":approve", Dated("approvedOn", 2), cancellationToken);
    }

    private async Task CollectAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(plan.Asks.Zip(Shares.Of(plan), (ask, share) => AskAsync(ask, share, cancellationToken)));
        (string Supplier, string Price)[] quotes =
            [(plan.Supplier, plan.PriceText), ("S10", "990"), ("S11", "995.5")];
        await Task.WhenAll(quotes.Select(quote => DoAsync(
            Buyer,
            $"quote-{quote.Supplier}",
            "/quotes",
            new JsonObject
            {
                ["supplier"] = quote.Supplier,
                ["supplierName"] = $"样例{quote.Supplier}",
                ["unitPrice"] = quote.Price,
                ["minimumQuantity"] = "0",
                ["quotedOn"] = plan.On(3),
            },
            cancellationToken)));
    }

    private async Task AskAsync(Ask ask, Share share, CancellationToken cancellationToken)
    {
        var body = Dated("requestedOn", 3);
        body["packs"] = Fen(ask.Packs);
        body["purpose"] = "生产";
        await DoAsync(
            Callers.Of(Role.VillageAccountant, ask.Village),
            $"ask-{ask.Village}",
            $"/requisitions/{ask.Village}",
            body,
            cancellationToken);
        var fen = Expectation.PrepaidFen(ask, share);
        await office.DoAsync(await DeclareAsync(ask.Village, ask.Village, fen, cancellationToken), cancellationToken);
    }

    private async Task AwardAsync(CancellationToken cancellationToken)
    {
        var all = await office.GetAsync(Buyer, $"{Path}/quotes", cancellationToken);
        var chosen = all["quotes"]!.AsArray().Single(quote => quote!["supplier"]!.GetValue<string>() == plan.Supplier);
        var body = Dated("proposedOn", 7);
        body["quoteId"] = chosen!["quoteId"]!.GetValue<string>();
        body["reason"] = "最低价";
        await DoAsync(Buyer, "award", "/award", body, cancellationToken);
        await DoAsync(Secretary, "award-approve", "/award:approve", Dated("approvedOn", 8), cancellationToken);
        await DoAsync(Manager, "order", "/order", Dated("orderedOn", 9), cancellationToken);
    }

    private async Task ReceiveAsync(Load load, int index, CancellationToken cancellationToken)
    {
        var body = Dated("deliveredOn", 10 + index);
        body["deliveredPacks"] = Fen(load.Delivered);
        body["rejectedPacks"] = Fen(load.Rejected);
        body["reason"] = load.Rejected > 0 ? "喷霜" : "";
        var key = Invariant($"deliver-{index}");
        var answer = await DoAsync(Of(Role.Receiver), key, "/deliveries", body, cancellationToken);
        var id = answer["delivery"]!["deliveryId"]!.GetValue<string>();
        await DoAsync(
            Callers.Of(Role.Supervisor, plan.Asks[0].Village),
            $"sign-{key}",
            $"/deliveries/{id}:sign",
            Dated("signedOn", 10 + index),
            cancellationToken);
    }

    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        (string Kind, string Issuer, long Fen)[] bills =
        [
            ("GOODS", plan.Supplier, plan.GoodsFen),
            ("FREIGHT", plan.Carrier, plan.FreightFen),
            ("FEE", plan.Company, plan.FeeFen),
        ];
        await Task.WhenAll(bills.Select(bill => DoAsync(
            Accountant,
            $"bill-{bill.Kind}",
            "/bills",
            new JsonObject
            {
                ["kind"] = $"BILL_KIND_{bill.Kind}",
                ["number"] = Invariant($"{bill.Kind}-{plan.Seed}"),
                ["issuer"] = bill.Issuer,
                ["issuerName"] = $"样例{bill.Issuer}",
                ["amountFen"] = Fen(bill.Fen),
                ["billedOn"] = plan.On(14),
            },
            cancellationToken)));
        await DoAsync(Accountant, "settle", "/settlement", Dated("settledOn", 15), cancellationToken);
    }

    private async Task PayAsync(CancellationToken cancellationToken)
    {
        var payments = new List<Task<JsonNode>>
        {
            DoAsync(Cashier, "pay-supplier", "/supplier-payments", Paid(plan.GoodsFen, 17), cancellationToken),
            DoAsync(Cashier, "pay-carrier", "/carrier-payments", Paid(plan.FreightFen, 17), cancellationToken),
        };
        foreach (var (ask, share) in plan.Asks.Zip(Shares.Of(plan)))
        {
            var left = Expectation.PrepaidFen(ask, share) - share.Total;
            if (left is 0)
                continue;

            var body = Paid(left, 18);
            body["village"] = ask.Village;
            payments.Add(DoAsync(Cashier, $"refund-{ask.Village}", "/refunds", body, cancellationToken));
        }

        await Task.WhenAll(payments);
    }

    private JsonObject Dated(string field, int day) => new() { [field] = plan.On(day) };

    private JsonObject Paid(long fen, int day) => new() { ["amountFen"] = Fen(fen), ["paidOn"] = plan.On(day) };

    private Task<JsonNode> DoAsync(
        Caller caller,
        string key,
        string path,
        JsonObject body,
        CancellationToken cancellationToken) => office.DoAsync(Make(caller, key, path, body), cancellationToken);

    private Command Make(Caller caller, string key, string path, JsonObject body)
    {
        body["requestId"] = Invariant($"seed-{plan.Seed}-{key}");
        return new Command(caller, Path + path, body);
    }
}
