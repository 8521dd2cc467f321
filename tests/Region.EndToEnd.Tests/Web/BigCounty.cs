using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Region.Testing;

namespace Region.EndToEnd.Tests.Web;

/// <summary>
/// A county of 1,384 villages, and in it V0101 with as much in its book as a large village has: 455 households that owe
/// or are owed, a chart of two hundred accounts, 220 vouchers in a month, and a statement that nobody has matched.
/// </summary>
public sealed class BigCounty() : SampleSite("demo", "--county-only")
{
    public const int Villages = 1_384;

    private const int InSample = 15;
    private const int FirstRegion = 5;
    private const int VillagesOfRegion = 16;
    private const int StakeYuan = 100_000;
    private const int Households = 455;
    private const int Vouchers = 220;
    private const string Book = "v1/books/V0101";
    private const string Accountant = "v0101.accountant";
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private static readonly TimeSpan Opened = TimeSpan.FromMinutes(4);

    /// <summary>Makes it all, once; whoever asks again finds it there.</summary>
    internal Task FillAsync() => _filled ??= MakeAsync();

    private Task? _filled;

    private static string Row(params FormattableString[] cells) =>
        string.Join(',', cells.Select(cell => cell.ToString(CultureInfo.InvariantCulture))) + "\n";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Table(string head, IEnumerable<string> rows) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"{head}\n{string.Concat(rows)}"));

    private async Task MakeAsync()
    {
        using var rest = new ByRest(Site);
        await ImportCountyAsync(rest);
        await OpenAccountsAsync(rest);
        await PostAsync(rest);
        await KeepAssetsAsync(rest);
        await ObjectAsync(rest);
        await rest.DoAsync(Accountant, $"{Book}/bank-statements:import", new JsonObject
        {
            ["table"] = Table("交易日期,摘要,收入,支出,余额,流水号,对方户名", Enumerable.Range(1, 400).Select(row =>
                Row($"2026-03-{1 + (row / 14):00}", $"样例代收农产品款第{row}笔", $"100.00", $"",
                    $"{269_100 + (100 * row)}.37", $"LS{row:0000}", $"样例户{row}"))),
        });
        await Eventually.HoldsAsync(
            () => Task.FromResult(
                Directory.EnumerateFiles(Data, "V*.db", SearchOption.AllDirectories).Count() >= Villages),
            Opened,
            "every village has its book",
            TestContext.Current.CancellationToken);
    }

    private static async Task ImportCountyAsync(ByRest rest)
    {
        var places = Enumerable.Range(0, Villages - InSample)
            .Select(at => (Region: FirstRegion + (at / VillagesOfRegion), Number: 1 + (at % VillagesOfRegion)))
            .ToArray();
        var regions = places.Select(place => place.Region).Distinct().ToArray();
        await rest.DoAsync("county", "v1/register:import", new JsonObject
        {
            ["regionsTable"] = Table("region,name,industry,town", regions.Select(region => Row(
                $"R{region:00},样例第{region}区域党委,果蔬,样例镇{region}"))),
            ["companiesTable"] = Table("region,name,registered_capital,cash,resource,asset,uscc", regions.Select(
                region => Row(
                    $"R{region:00},样例第{region}强村有限公司", $"{Capital(region)},{Capital(region)},0,0",
                    $"{Credit(region, 99)}"))),
            ["villagesTable"] = Table(
                "region,village,name,population,households,cash,resource,asset,contribution,uscc",
                places.Select(place => Row(
                    $"R{place.Region:00}", $"V{place.Region:00}{place.Number:00}",
                    $"样例村{place.Region}-{place.Number}", $"1200,340,{StakeYuan},0,0,{StakeYuan}",
                    $"{Credit(place.Region, place.Number)}"))),
            ["joinedOn"] = "2026-01-01",
        });

        int Capital(int region) => StakeYuan * places.Count(place => place.Region == region);
    }

    // GB 32100-2015: the weight of a place is 3 to its power, modulo 31.
    private static string Credit(int region, int number)
    {
        var code = string.Create(CultureInfo.InvariantCulture, $"N24100M00B{region:00}{number:00}001");
        var (sum, weight) = (0, 1);
        foreach (var letter in code)
        {
            sum += Alphabet.IndexOf(letter, StringComparison.Ordinal) * weight;
            weight = weight * 3 % 31;
        }

        return code + Alphabet[(31 - (sum % 31)) % 31];
    }

    private static async Task OpenAccountsAsync(ByRest rest)
    {
        for (var at = 1; at <= 80; at++)
        {
            foreach (var parent in (string[])["511", "501"])
            {
                await rest.DoAsync(Accountant, $"{Book}/accounts", new JsonObject
                {
                    ["parent"] = parent,
                    ["account"] = Text($"{parent}.{at:00}"),
                    ["name"] = Text($"样例明细科目之第{at}项"),
                });
            }

            await AddAsync(rest, "STOCK", $"W{at:000}", $"样例物资第{at}种", "公斤");
        }

        for (var at = 1; at <= Households; at++)
            await AddAsync(rest, "MEMBER", $"M{at:000}", $"样例户主第{at}号");

        for (var at = 1; at <= Vouchers; at++)
            await AddAsync(rest, "COUNTERPARTY", $"D{at:000}", $"样例供应户第{at}号");
    }

    private static Task<JsonNode> AddAsync(
        ByRest rest, string kind, FormattableString code, FormattableString name, string unit = "") =>
        rest.DoAsync(Accountant, $"{Book}/items", new JsonObject
        {
            ["kind"] = $"ITEM_KIND_{kind}",
            ["itemCode"] = Text(code),
            ["name"] = Text(name),
            ["quantityUnit"] = unit,
        });

    /// <summary>One voucher of all households, and 220 small ones; none of them touches money at hand.</summary>
    private static async Task PostAsync(ByRest rest)
    {
        var members = Enumerable.Range(1, Households).Select(member => Row(
            $"1,2026-01-15,转,应收各户水费,113,", $"{member + 20}.50", $"", $"M{member:000}", $"样例户主第{member}号", $"1"));
        var sum = (Households * (Households + 1) / 2) + (Households * 41 / 2);
        var all = Row($"1,2026-01-15,转,应收各户水费,501.01,,", $"{sum}.50", $",,1");
        var small = Enumerable.Range(1, Vouchers).SelectMany(voucher =>
        {
            FormattableString head = $"{voucher},2026-02-{1 + (voucher / 10):00},转,领用物资用于第{voucher}号地块并计入经营支出";
            return (string[])
            [
                Row(head, $"511.{1 + (voucher % 80):00}", $"", $"{voucher}.00", $",,,1"),
                Row(head, $"211,,", $"{voucher}.00", $"D{voucher:000}", $"样例供应户第{voucher}号", $"1"),
            ];
        });
        await rest.DoAsync(Accountant, $"{Book}/drafts:import", new JsonObject
        {
            ["table"] = Table(
                "凭证号,日期,字,摘要,科目编码,项目,借方,贷方,往来单位,往来单位名称,附件数", [.. members, all, .. small]),
        });
        foreach (var draft in await rest.ListAsync(Accountant, $"{Book}/drafts", "drafts"))
        {
            await rest.DoAsync("v0101.head", $"{Book}/drafts/{draft["draftId"]}:check", new JsonObject
            {
                ["version"] = draft["version"]!.DeepClone(),
            });
        }

        foreach (var month in (string[])["2026-01", "2026-02"])
            await rest.DoAsync(Accountant, $"{Book}/drafts:post", new JsonObject { ["month"] = month });
    }

    private static async Task KeepAssetsAsync(ByRest rest)
    {
        for (var at = 1; at <= 70; at++)
        {
            await rest.DoAsync(Accountant, $"{Book}/assets", new JsonObject
            {
                ["assetCode"] = Text($"G{at:000}"),
                ["name"] = Text($"样例水泵及配套管道第{at}套"),
                ["category"] = "机器设备",
                ["inService"] = "2026-01-01",
                ["use"] = "ASSET_USE_MANAGEMENT",
                ["method"] = "DEPRECIATION_METHOD_STRAIGHT_LINE",
                ["originalFen"] = "1200000",
                ["lifeMonths"] = 120,
            });
        }
    }

    private static async Task ObjectAsync(ByRest rest)
    {
        await rest.DoAsync(Accountant, $"{Book}/periods/2026-01:close", "{}");
        for (var at = 1; at <= 20; at++)
        {
            var objection = await rest.DoAsync("v0101.supervisor", $"{Book}/disclosures/2026-01/objections",
                new JsonObject { ["text"] = new string('疑', 400), ["raisedBy"] = "样例村民" });
            await rest.DoAsync("v0101.head", $"{Book}/objections/{objection["objection"]!["objectionId"]}:answer",
                new JsonObject { ["text"] = new string('答', 400) });
        }
    }
}

/// <summary>Its tests share it, since it takes its time to be filled.</summary>
[CollectionDefinition(nameof(BigCounty))]
public sealed class BigCountyCollection : ICollectionFixture<BigCounty>;
