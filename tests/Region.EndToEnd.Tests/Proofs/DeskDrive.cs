using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Region.Contracts.Access.V1;
using Region.Platform.Identity;
using Region.Testing;
using static System.FormattableString;

namespace Region.EndToEnd.Tests.Proofs;

/// <summary>
/// What people do at one village's desk while a round runs: a payment goes its way from draft over check and signature
/// into the book, and the book's first month is closed, whose sheet is published. Every request id follows from the
/// seed.
/// </summary>
internal sealed class DeskDrive(int seed, string village, Office office)
{
    private const string Month = "2025-12";

    private static readonly TimeSpan OpenWithin = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan PublishedWithin = TimeSpan.FromSeconds(90);

    private readonly long _fen = new Random(seed * 13).NextInt64(1, 9_000_000);

    private Caller Accountant => Callers.Of(Role.VillageAccountant, village);

    private string Path => $"v1/books/{village}";

    /// <summary>The desk beside a round: of a village whose first month no other seed of a cluster closes.</summary>
    internal static DeskDrive Beside(RoundPlan plan, Office office)
    {
        var villages = County.Villages(plan.Region);
        return new DeskDrive(
            plan.Seed, villages[plan.Seed / RoundPlan.RegionsUsed.Count % villages.Count], office);
    }

    /// <summary>The voucher that stands in the book then.</summary>
    internal ExpectedVoucher Payment => new(village, County.JoinedOn, " 0")
    {
        Moves = [new("211", "", _fen), new("102", "", -_fen)],
    };

    /// <summary>Waits for the book of a village that has just joined.</summary>
    internal Task OpenAsync(CancellationToken cancellationToken) => Eventually.HoldsAsync(
        async () => (await office.AskAsync(Accountant, Path, cancellationToken)).Status is HttpStatusCode.OK,
        OpenWithin,
        $"the book of {village} is open",
        cancellationToken);

    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        var made = await DoAsync(Accountant, "draft", "/drafts", Draft(), cancellationToken);
        var draft = $"/drafts/{made["draft"]!["draftId"]!.GetValue<string>()}";
        JsonObject Seen() => new() { ["version"] = made["draft"]!["version"]!.GetValue<string>() };
        await DoAsync(Callers.Of(Role.VillageHead, village), "check", $"{draft}:check", Seen(), cancellationToken);
        await DoAsync(Callers.Of(Role.Cashier, village), "sign", $"{draft}:sign", Seen(), cancellationToken);
        await DoAsync(Accountant, "post", $"{draft}:post", [], cancellationToken);
        await DoAsync(Accountant, "close", $"/periods/{Month}:close", [], cancellationToken);
    }

    /// <summary>Waits for the published sheet and answers everything that is wrong.</summary>
    internal async Task<IReadOnlyList<string>> JudgeAsync(CancellationToken cancellationToken)
    {
        var sheets = new JsonArray();
        try
        {
            await Eventually.HoldsAsync(
                async () => (sheets = await ListAsync("/disclosures", "sheets", cancellationToken)).Count > 0,
                PublishedWithin,
                $"the sheet of {Month} of {village} is published",
                cancellationToken);
        }
        catch (TimeoutException error)
        {
            return [error.Message];
        }

        var vouchers = await ListAsync($"/vouchers?month={Month}", "vouchers", cancellationToken);
        var drafts = await ListAsync("/drafts", "drafts", cancellationToken);
        var periods = await ListAsync("/periods", "periods", cancellationToken);
        var sheet = await office.GetAsync(Accountant, $"{Path}/disclosures/{Month}", cancellationToken);
        var acts = periods.SelectMany(period => period!["acts"]!.AsArray()).ToArray();
        string[] wanted =
        [
            Invariant($"付-1 {_fen} by {Accountant.Login}"),
            Invariant($"posted {_fen} as {Text(vouchers.FirstOrDefault(), "voucherId")}"),
            Invariant($"PERIOD_ACT_KIND_CLOSE by {Accountant.Login}"),
            .. sheets.Select(published => $"sheet of {Text(published, "period")} 1").Distinct(StringComparer.Ordinal),
            $"head {Text(acts.FirstOrDefault(), "chainHead")}",
        ];
        string[] found =
        [
            .. vouchers.Select(voucher => Invariant(
                $"{Text(voucher, "word")}-{voucher!["number"]} {Debit(voucher)} by {Text(voucher, "preparedBy")}")),
            .. drafts.Select(draft => draft!["state"]!.GetValue<string>() is "DRAFT_STATE_POSTED"
                ? $"posted {Text(draft, "totalDebitFen")} as {Text(draft, "voucherId")}"
                : draft.ToJsonString()),
            .. acts.Select(act => $"{Text(act, "kind")} by {Text(act, "login")}"),
            .. sheets.Select(published => Invariant($"sheet of {Text(published, "period")} {published!["version"]}")),
            $"head {Text(sheet["sheet"], "chainHead")}",
        ];
        return found.SequenceEqual(wanted, StringComparer.Ordinal)
            ? []
            : [$"at the desk of {village}: {string.Join("; ", found)} instead of {string.Join("; ", wanted)}"];
    }

    private static string Text(JsonNode? node, string field) => node?[field]?.GetValue<string>() ?? "none";

    private static long Debit(JsonNode voucher) => voucher["postings"]!.AsArray()
        .Sum(line => long.Parse(Text(line, "debitFen"), CultureInfo.InvariantCulture));

    private JsonObject Draft()
    {
        var fen = _fen.ToString(CultureInfo.InvariantCulture);
        return new JsonObject
        {
            ["content"] = new JsonObject
            {
                ["word"] = "付",
                ["accountingDate"] = County.JoinedOn,
                ["summary"] = "支付应付款",
                ["attachments"] = 1,
                ["postings"] = new JsonArray(
                    new JsonObject { ["account"] = "211", ["debitFen"] = fen },
                    new JsonObject { ["account"] = "102", ["creditFen"] = fen }),
            },
        };
    }

    private async Task<JsonArray> ListAsync(string path, string field, CancellationToken cancellationToken) =>
        (await office.GetAsync(Accountant, Path + path, cancellationToken))[field]?.AsArray() ?? [];

    private Task<JsonNode> DoAsync(
        Caller caller,
        string key,
        string path,
        JsonObject body,
        CancellationToken cancellationToken)
    {
        body["requestId"] = Invariant($"desk-{seed}-{key}");
        return office.DoAsync(new Command(caller, Path + path, body), cancellationToken);
    }
}
