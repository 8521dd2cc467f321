using System.Text.Json.Nodes;

namespace Region.AppHost.Demo;

/// <summary>
/// Round P1 of the sample: rubber rings for four villages, bought by the people of its table on their dates.
/// Business dates are carried by the commands, never taken from the machine's clock.
/// </summary>
internal sealed class RoundP1(People people)
{
    private const string Rounds = "v1/regions/R01/rounds";
    private const string Supplier = "S03";
    private const string Carrier = "T01";

    private static readonly (string Village, string Packs, long PrepaidFen)[] Villages =
    [
        ("V0101", "50", 2_400_000), ("V0102", "32", 1_487_954), ("V0103", "17", 815_975), ("V0104", "12", 575_982),
    ];

    private static readonly (string Supplier, string Name, string Price, string Minimum)[] Quotes =
    [
        ("S01", "样例橡胶制品厂", "18.60", "1000"),
        ("S02", "样例纺织线业", "18.25", "3000"),
        (Supplier, "样例聚材料", "18.45", "2000"),
    ];

    private string _round = "";

    /// <summary>The id of the round; known after its first step.</summary>
    internal string RoundId => _round;

    internal IReadOnlyList<Step> Steps =>
    [
        new("2026-03-02 经理开批次：橡筋圈坯 M001，25 kg/袋，代购，03-04 截止", OpenAsync),
        new("2026-03-02 书记批准批次", token =>
            SendAsync(people.Secretary, "approve", ":approve", On("approvedOn", "2026-03-02"), token)),
        new("2026-03-03 四村会计申报：50 + 32 + 17 + 12 = 111 袋", RequestAsync),
        new("2026-03-05 四村会计登记预付款", DeclareAsync),
        new("2026-03-05 公司会计确认到账：52,799.11 元", ConfirmAsync),
        new("2026-03-06 采购员录入三家报价", QuoteAsync),
        new("2026-03-06 采购员建议选定 S03（S02 起订量 3,000 kg 达不到）", ProposeAsync),
        new("2026-03-06 书记批准定标", token =>
            SendAsync(people.Secretary, "award-approve", "/award:approve", On("approvedOn", "2026-03-06"), token)),
        new("2026-03-09 经理下单：2,775 kg × 18.45 = 51,198.75 元", token =>
            SendAsync(people.Manager, "order", "/order", On("orderedOn", "2026-03-09"), token)),
        new("2026-03-18 第一次送货 80 袋，拒收 2 袋，收货员与监督员签字", token => ReceiveAsync("1", 80, 2, "喷霜", "2026-03-18", token)),
        new("2026-03-23 第二次送货 31 袋，全部验收", token => ReceiveAsync("2", 31, 0, "", "2026-03-23", token)),
        new("2026-03-24 公司会计登记发票 50,276.25、运费 1,288.00、代购费 754.14", BillsAsync),
        new("2026-03-26 公司会计结算：按累计验收 109 袋分摊", token =>
            SendAsync(people.Accountant, "settle", "/settlement", On("settledOn", "2026-03-26"), token)),
        new("2026-03-27 出纳支付货款 50,276.25", token =>
            SendAsync(people.Cashier, "pay-supplier", "/supplier-payments", Paid(5_027_625, "2026-03-27"), token)),
        new("2026-03-27 出纳支付运费 1,288.00", token =>
            SendAsync(people.Cashier, "pay-carrier", "/carrier-payments", Paid(128_800, "2026-03-27"), token)),
        new("2026-03-31 出纳退还 V0101 预付余款 480.72", RefundAsync),
        new("等待每一笔成为两本账上的凭证", VouchersInAsync),
    ];

    private static JsonObject On(string field, string date) => new() { [field] = date };

    private static JsonObject Paid(long fen, string date) => new() { ["amountFen"] = Fen(fen), ["paidOn"] = date };

    /// <summary>Proto3 JSON writes 64-bit numbers as text.</summary>
    private static string Fen(long fen) => fen.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        var answer = await people.Manager.PostAsync(
            Rounds,
            new JsonObject
            {
                ["requestId"] = "demo-p1-open",
                ["title"] = "P1 橡筋圈坯",
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
                ["openedOn"] = "2026-03-02",
                ["feePpm"] = "15000",
            },
            cancellationToken);
        _round = answer["round"]!["roundId"]!.GetValue<string>();
    }

    private async Task RequestAsync(CancellationToken cancellationToken)
    {
        foreach (var (village, packs, _) in Villages)
        {
            var body = new JsonObject { ["packs"] = packs, ["requestedOn"] = "2026-03-03", ["purpose"] = "皮筋生产" };
            var path = $"/requisitions/{village}";
            await SendAsync(people.VillageAccountant(village), $"request-{village}", path, body, cancellationToken);
        }
    }

    private async Task DeclareAsync(CancellationToken cancellationToken)
    {
        foreach (var (village, _, fen) in Villages)
        {
            var body = Paid(fen, "2026-03-05");
            body["bankReference"] = $"P1-{village}";
            var path = $"/prepayments/{village}";
            await SendAsync(people.VillageAccountant(village), $"prepay-{village}", path, body, cancellationToken);
        }
    }

    private async Task ConfirmAsync(CancellationToken cancellationToken)
    {
        var all = await people.Accountant.GetAsync($"{Rounds}/{_round}/prepayments", cancellationToken);
        foreach (var prepayment in all["prepayments"]!.AsArray())
        {
            var id = prepayment!["prepaymentId"]!.GetValue<string>();
            var body = new JsonObject
            {
                ["amountFen"] = prepayment["amountFen"]!.GetValue<string>(),
                ["receivedOn"] = "2026-03-05",
            };
            await SendAsync(people.Accountant, $"confirm-{id}", $"/prepayments/{id}:confirm", body, cancellationToken);
        }
    }

    private async Task QuoteAsync(CancellationToken cancellationToken)
    {
        foreach (var (supplier, name, price, minimum) in Quotes)
        {
            var body = new JsonObject
            {
                ["supplier"] = supplier,
                ["supplierName"] = name,
                ["unitPrice"] = price,
                ["minimumQuantity"] = minimum,
                ["quotedOn"] = "2026-03-06",
            };
            await SendAsync(people.Buyer, $"quote-{supplier}", "/quotes", body, cancellationToken);
        }
    }

    private async Task ProposeAsync(CancellationToken cancellationToken)
    {
        var all = await people.Buyer.GetAsync($"{Rounds}/{_round}/quotes", cancellationToken);
        var chosen = all["quotes"]!.AsArray().Single(quote => quote!["supplier"]!.GetValue<string>() is Supplier)!;
        var body = new JsonObject
        {
            ["quoteId"] = chosen["quoteId"]!.GetValue<string>(),
            ["reason"] = "起订量满足的报价中最低",
            ["proposedOn"] = "2026-03-06",
        };
        await SendAsync(people.Buyer, "award", "/award", body, cancellationToken);
    }

    private async Task ReceiveAsync(
        string key,
        int delivered,
        int rejected,
        string reason,
        string date,
        CancellationToken cancellationToken)
    {
        var body = new JsonObject
        {
            ["deliveredPacks"] = Fen(delivered),
            ["rejectedPacks"] = Fen(rejected),
            ["reason"] = reason,
            ["deliveredOn"] = date,
        };
        var answer = await SendAsync(people.Receiver, $"deliver-{key}", "/deliveries", body, cancellationToken);
        var id = answer["delivery"]!["deliveryId"]!.GetValue<string>();
        var path = $"/deliveries/{id}:sign";
        await SendAsync(people.Supervisor, $"sign-{key}", path, On("signedOn", date), cancellationToken);
    }

    private async Task BillsAsync(CancellationToken cancellationToken)
    {
        (string Kind, string Number, string Issuer, string Name, long Fen)[] bills =
        [
            ("GOODS", "P1-FP-0001", Supplier, "样例聚材料", 5_027_625),
            ("FREIGHT", "P1-YF-0001", Carrier, "样例运输队", 128_800),
            ("FEE", "P1-DG-0001", "C01", "样例发饰强村有限公司", 75_414),
        ];
        foreach (var (kind, number, issuer, name, fen) in bills)
        {
            var body = new JsonObject
            {
                ["kind"] = $"BILL_KIND_{kind}",
                ["number"] = number,
                ["issuer"] = issuer,
                ["issuerName"] = name,
                ["amountFen"] = Fen(fen),
                ["billedOn"] = "2026-03-24",

                // The villages share the supplier's invoice by split slips, so it bears the company's name.
                ["invoiceName"] = kind is "GOODS" ? "样例发饰强村有限公司" : "",
            };
            await SendAsync(people.Accountant, $"bill-{kind}", "/bills", body, cancellationToken);
        }
    }

    private Task<JsonNode> RefundAsync(CancellationToken cancellationToken)
    {
        var body = Paid(48_072, "2026-03-31");
        body["village"] = "V0101";
        return SendAsync(people.Cashier, "refund-V0101", "/refunds", body, cancellationToken);
    }

    private Task VouchersInAsync(CancellationToken cancellationToken) =>
        RoundProgress.AllVouchersInAsync(people.Secretary, $"{Rounds}/{_round}/progress", cancellationToken);

    private Task<JsonNode> SendAsync(
        Person person,
        string key,
        string path,
        JsonObject body,
        CancellationToken cancellationToken)
    {
        body["requestId"] = $"demo-p1-{key}";
        return person.PostAsync($"{Rounds}/{_round}{path}", body, cancellationToken);
    }
}
