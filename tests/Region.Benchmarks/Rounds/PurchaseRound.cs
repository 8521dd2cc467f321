using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Region.Benchmarks.Posting;
using Region.Contracts.Access.V1;
using Region.Platform.Identity;
using Region.Testing;

namespace Region.Benchmarks.Rounds;

/// <summary>
/// A round from its opening to the eve of its settlement, then the settlement: two packs for each of so many villages.
/// </summary>
internal sealed class PurchaseRound(RunningCounty county, IReadOnlyList<string> villages)
{
    private const long PacksOfVillage = 2;
    private const long PackFen = 46_125;
    private const long FeePpm = 15_000;
    private const long Million = 1_000_000;
    private const string Rounds = $"v1/regions/{SyntheticRegion.Region}/rounds";

    private string _round = "";

    internal string Path => $"{Rounds}/{_round}";

    /// <summary>Where people see it.</summary>
    internal string Page => $"/regions/{SyntheticRegion.Region}/rounds/{_round}";

    private long GoodsFen => villages.Count * PacksOfVillage * PackFen;

    /// <summary>Opens the round and has it approved; requisitions may come in.</summary>
    internal async Task OpenAsync(CancellationToken cancellationToken)
    {
        await ProposeAsync(cancellationToken);
        await DoAsync(Role.Secretary, ":approve", new JsonObject { ["approvedOn"] = "2026-03-02" }, cancellationToken);
    }

    /// <summary>Opens the round; the secretary has not approved it yet.</summary>
    internal async Task ProposeAsync(CancellationToken cancellationToken)
    {
        var opened = await county.DoAsync(
            Of(Role.Manager),
            Rounds,
            new JsonObject
            {
                ["title"] = "样例批次",
                ["item"] = new JsonObject
                {
                    ["code"] = "M001",
                    ["name"] = "橡筋圈坯",
                    ["baseUnit"] = "kg",
                    ["packUnit"] = "袋",
                    ["packSize"] = "25",
                },
                ["mode"] = "PURCHASE_MODE_AGENCY",
                ["cutOff"] = "2026-03-04",
                ["openedOn"] = "2026-03-01",
                ["feePpm"] = Text(FeePpm),
            },
            cancellationToken);
        _round = opened["round"]!["roundId"]!.GetValue<string>();
    }

    /// <summary>Everything up to the last bill.</summary>
    internal async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await OpenAsync(cancellationToken);
        var table = new StringBuilder("村编码,件数,用途\n");
        foreach (var village in villages)
            table.Append(CultureInfo.InvariantCulture, $"{village},{PacksOfVillage},生产\n");

        await DoAsync(
            Role.Manager,
            "/requisitions:import",
            new JsonObject
            {
                ["table"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(table.ToString())),
                ["requestedOn"] = "2026-03-03",
            },
            cancellationToken);
        await AwardAsync(cancellationToken);
        await ReceiveAsync(cancellationToken);
        await BillAsync("GOODS", "S03", GoodsFen, cancellationToken);
        await BillAsync("FREIGHT", "T01", villages.Count * 100, cancellationToken);
        await BillAsync(
            "FEE", SyntheticRegion.Company, ((GoodsFen * FeePpm) + (Million / 2)) / Million, cancellationToken);
    }

    internal Task SettleAsync(CancellationToken cancellationToken) => DoAsync(
        Role.CompanyAccountant, "/settlement", new JsonObject { ["settledOn"] = "2026-03-26" }, cancellationToken);

    private static Caller Of(Role role) => Callers.Of(role, SyntheticRegion.Region);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private async Task AwardAsync(CancellationToken cancellationToken)
    {
        var quote = await DoAsync(
            Role.Buyer,
            "/quotes",
            new JsonObject
            {
                ["supplier"] = "S03",
                ["supplierName"] = "样例聚材料",
                ["unitPrice"] = "18.45",
                ["minimumQuantity"] = "0",
                ["quotedOn"] = "2026-03-05",
            },
            cancellationToken);
        await DoAsync(
            Role.Buyer,
            "/award",
            new JsonObject
            {
                ["quoteId"] = quote["quote"]!["quoteId"]!.GetValue<string>(),
                ["reason"] = "只有一家报价",
                ["proposedOn"] = "2026-03-06",
            },
            cancellationToken);
        await DoAsync(
            Role.Secretary, "/award:approve", new JsonObject { ["approvedOn"] = "2026-03-06" }, cancellationToken);
        await DoAsync(Role.Manager, "/order", new JsonObject { ["orderedOn"] = "2026-03-09" }, cancellationToken);
    }

    private async Task ReceiveAsync(CancellationToken cancellationToken)
    {
        var recorded = await DoAsync(
            Role.Receiver,
            "/deliveries",
            new JsonObject
            {
                ["deliveredPacks"] = Text(villages.Count * PacksOfVillage),
                ["rejectedPacks"] = "0",
                ["deliveredOn"] = "2026-03-18",
            },
            cancellationToken);
        var delivery = recorded["delivery"]!["deliveryId"]!.GetValue<string>();
        await county.DoAsync(
            Callers.Of(Role.Supervisor, villages[0]),
            $"{Path}/deliveries/{delivery}:sign",
            new JsonObject { ["signedOn"] = "2026-03-18" },
            cancellationToken);
    }

    private Task<JsonNode> BillAsync(
        string kind,
        string issuer,
        long fen,
        CancellationToken cancellationToken) => DoAsync(
        Role.CompanyAccountant,
        "/bills",
        new JsonObject
        {
            ["kind"] = $"BILL_KIND_{kind}",
            ["number"] = $"{kind}-{_round}",
            ["issuer"] = issuer,
            ["issuerName"] = $"样例{issuer}",
            ["amountFen"] = Text(fen),
            ["billedOn"] = "2026-03-24",
        },
        cancellationToken);

    private Task<JsonNode> DoAsync(Role role, string path, JsonObject body, CancellationToken cancellationToken) =>
        county.DoAsync(Of(role), Path + path, body, cancellationToken);
}
