using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Region.Gateway.Identity;
using Region.Testing;

namespace Region.EndToEnd.Tests.BadInput;

/// <summary>
/// The demonstrated region R01, running: its round P1 is settled and paid, another one collects requisitions, a third
/// is ordered and partly delivered; and a region R05 whose books wait for their opening balances.
/// </summary>
public sealed class BusyRegion : IAsyncLifetime
{
    internal const string Rounds = "v1/regions/R01/rounds";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly string _data = Directory.CreateTempSubdirectory("region-bad-input-").FullName;
    private readonly Dictionary<string, string> _tokens = new(StringComparer.Ordinal);
    private readonly HttpClient _http = new();
    private AppHostProcess _process = null!;
    private int _keys;

    internal string Settled { get; private set; } = "";

    internal string Collecting { get; private set; } = "";

    internal string Ordered { get; private set; } = "";

    /// <summary>A delivery of the ordered round: five packs of ten.</summary>
    internal string Delivery { get; private set; } = "";

    /// <summary>What the services kept before the first mistake, and are to keep after every one.</summary>
    internal IReadOnlyList<string> Before { get; private set; } = [];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _process = AppHostProcess.Start(_data, "demo");
        await Eventually.HoldsAsync(
            () => Task.FromResult(_process.Output.Contains("请打开", StringComparison.Ordinal)),
            Patience,
            "the demonstration has ended",
            Cancelled);
        _http.BaseAddress = _process.Gateway;
        Settled = (await GetAsync("r01.manager", Rounds))["rounds"]![0]!["roundId"]!.GetValue<string>();
        Collecting = await OpenAsync("P2");
        Ordered = await OpenAsync("P3");
        Delivery = await OrderAsync(Ordered);
        await RegisterFifthAsync();
        await ArrivedAsync(Delivery);
        foreach (var book in (string[])["C05", "V0501", "V0502"])
            await ArrivedAsync(book);

        Before = Dump();
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _http.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    /// <summary>Everything that the services keep now.</summary>
    internal IReadOnlyList<string> Dump() => StoreDump.Of(_data);

    /// <summary>Waits until accounting keeps what it was told of.</summary>
    private Task ArrivedAsync(string mark) => Eventually.HoldsAsync(
        () => Task.FromResult(Dump().Any(line => line.Contains("accounting", StringComparison.Ordinal)
            && line.Contains(mark, StringComparison.Ordinal)
            && !line.StartsWith("procurement", StringComparison.Ordinal)
            && !line.StartsWith("villages", StringComparison.Ordinal))),
        Patience,
        $"accounting knows {mark}",
        Cancelled);

    /// <summary>Sends a command as a person, under a fresh key.</summary>
    internal async Task<(HttpStatusCode Status, string Type, JsonNode Json)> SendAsync(
        string login, string path, JsonObject body)
    {
        var sent = body.DeepClone();
        sent["requestId"] = string.Create(
            CultureInfo.InvariantCulture, $"bad-input-{Interlocked.Increment(ref _keys):000}");
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(sent) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(login));
        using var answer = await _http.SendAsync(request, Cancelled);
        var json = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancelled))!;
        return (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType ?? "", json);
    }

    private async Task<JsonNode> DoAsync(string login, string path, JsonObject body)
    {
        var (status, _, json) = await SendAsync(login, path, body);
        return status is HttpStatusCode.OK
            ? json
            : throw new InvalidOperationException($"{path}: {status} {json["detail"]}");
    }

    private async Task<JsonNode> GetAsync(string login, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(login));
        using var answer = await _http.SendAsync(request, Cancelled);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancelled))!;
    }

    private async Task<string> TokenAsync(string login)
    {
        if (_tokens.TryGetValue(login, out var token))
            return token;

        var body = new JsonObject { ["login"] = login, ["password"] = SampleLogins.Password };
        using var answer = await _http.PostAsJsonAsync("v1/login", body, Cancelled);
        var json = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancelled))!;
        return _tokens[login] = json["accessToken"]!.GetValue<string>();
    }

    private async Task<string> OpenAsync(string title)
    {
        var opened = await DoAsync("r01.manager", Rounds, new JsonObject
        {
            ["title"] = title,
            ["item"] = new JsonObject
            {
                ["code"] = "M001",
                ["name"] = "橡筋圈坯",
                ["baseUnit"] = "kg",
                ["packUnit"] = "袋",
                ["packSize"] = "25",
            },
            ["mode"] = "PURCHASE_MODE_AGENCY",
            ["cutOff"] = "2026-04-04",
            ["openedOn"] = "2026-04-02",
            ["feePpm"] = "15000",
        });
        var round = opened["round"]!["roundId"]!.GetValue<string>();
        await DoAsync("r01.secretary", $"{Rounds}/{round}:approve", new JsonObject { ["approvedOn"] = "2026-04-02" });
        await DoAsync("v0101.accountant", $"{Rounds}/{round}/requisitions/V0101", new JsonObject
        {
            ["packs"] = "10",
            ["requestedOn"] = "2026-04-03",
        });
        return round;
    }

    /// <summary>Orders ten packs, of which five are accepted.</summary>
    private async Task<string> OrderAsync(string round)
    {
        var path = $"{Rounds}/{round}";
        var quote = await DoAsync("r01.buyer", $"{path}/quotes", new JsonObject
        {
            ["supplier"] = "S03",
            ["supplierName"] = "样例聚材料",
            ["unitPrice"] = "18.45",
            ["minimumQuantity"] = "100",
            ["quotedOn"] = "2026-04-06",
        });
        await DoAsync("r01.buyer", $"{path}/award", new JsonObject
        {
            ["quoteId"] = quote["quote"]!["quoteId"]!.GetValue<string>(),
            ["reason"] = "只有一家报价",
            ["proposedOn"] = "2026-04-06",
        });
        await DoAsync("r01.secretary", $"{path}/award:approve", new JsonObject { ["approvedOn"] = "2026-04-06" });
        await DoAsync("r01.manager", $"{path}/order", new JsonObject { ["orderedOn"] = "2026-04-07" });
        var recorded = await DoAsync("r01.receiver", $"{path}/deliveries", new JsonObject
        {
            ["deliveredPacks"] = "5",
            ["rejectedPacks"] = "0",
            ["deliveredOn"] = "2026-04-08",
        });
        var delivery = recorded["delivery"]!["deliveryId"]!.GetValue<string>();
        await DoAsync("v0101.supervisor", $"{path}/deliveries/{delivery}:sign", new JsonObject
        {
            ["signedOn"] = "2026-04-08",
        });
        return delivery;
    }

    private Task<JsonNode> RegisterFifthAsync() => DoAsync("county", "v1/register:import", new JsonObject
    {
        ["regionsTable"] = BadTables.Utf8("region,name,industry,town\nR05,样例粮油区域党委,粮油,样例镇戊\n"),
        ["companiesTable"] = BadTables.Utf8(
            "region,name,registered_capital,cash,resource,asset,uscc\n"
            + "R05,样例粮油强村有限公司,200.00,200.00,0,0,91410000MADEM9059Y\n"),
        ["villagesTable"] = BadTables.Utf8(BadTables.Villages + BadTables.Wheat + BadTables.Bean),
        ["joinedOn"] = "2025-12-31",
    });
}
