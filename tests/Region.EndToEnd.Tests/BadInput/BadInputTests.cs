using System.Net;
using System.Text.Json.Nodes;
using Shouldly;

namespace Region.EndToEnd.Tests.BadInput;

/// <summary>
/// What people get wrong, sent through the gateway as they would: each is refused in Chinese with field and rule, and
/// nothing in any store is changed.
/// </summary>
public sealed class BadInputTests(BusyRegion region) : IClassFixture<BusyRegion>
{
    private string CollectingPath => $"{BusyRegion.Rounds}/{region.Collecting}";

    private string OrderedPath => $"{BusyRegion.Rounds}/{region.Ordered}";

    private string SettledPath => $"{BusyRegion.Rounds}/{region.Settled}";

    [Fact]
    public async Task A_table_in_utf_16_is_refused()
    {
        await RegisterAsync(BadTables.Utf16(BadTables.Villages + BadTables.Wheat), "村表", "UTF-16");
        await ImportAsync(BadTables.Utf16($"{BadTables.Requisitions}V0101,5,\n"), "table", "UTF-16");
        await OpenAsync(BadTables.Utf16("账套,科目编码\n"), "table", "UTF-16");
    }

    [Fact]
    public async Task A_table_with_undecodable_bytes_is_refused()
    {
        await RegisterAsync(BadTables.Damaged(BadTables.Villages + BadTables.Wheat), "村表第3行", "无法识别的字节");
        await ImportAsync(BadTables.Damaged($"{BadTables.Requisitions}V0101,5,皮筋\n"), "第3行", "无法识别的字节");
        await OpenAsync(BadTables.Damaged("账套,科目编码,往来单位,往来单位名称,借方,贷方\n"), "第2行", "无法识别的字节");
    }

    [Fact]
    public async Task A_table_that_lacks_a_column_is_refused_with_the_column_s_name()
    {
        await RegisterAsync(BadTables.Utf8("region,village,name\nR05,V0501,麦香村\n"), "村表", "人口");
        await ImportAsync(BadTables.Utf8("村编码,用途\nV0101,皮筋\n"), "件数", "件数");
        await OpenAsync(BadTables.Utf8("账套,科目编码,往来单位,往来单位名称,借方\n"), "贷方", "贷方");
    }

    [Fact]
    public async Task A_village_that_stands_twice_in_a_table_is_refused()
    {
        await RegisterAsync(
            BadTables.Utf8(BadTables.Villages + BadTables.Wheat + BadTables.Bean + BadTables.Wheat),
            "村编码",
            "V0501”重复");
        await ImportAsync(
            BadTables.Utf8($"{BadTables.Requisitions}V0101,5,\nV0102,4,\nV0101,6,\n"), "第4行 村编码", "V0101”在表中重复");
    }

    [Theory]
    [InlineData("-3", "件数：数量 -3 不能为负")]
    [InlineData("2.5", "件数：“2.5”不是整件数")]
    [InlineData("-0.5", "件数：")]
    [InlineData("", "件数：")]
    [InlineData("十", "件数：")]
    public async Task A_quantity_that_is_no_whole_number_of_packs_is_refused(string packs, string rule)
    {
        var asked = new JsonObject { ["packs"] = packs, ["requestedOn"] = "2026-04-03" };

        await RefusedAsync("v0101.accountant", $"{CollectingPath}/requisitions/V0101", asked, new("packs", rule));
        await ImportAsync(BadTables.Utf8($"{BadTables.Requisitions}V0101,{packs},\n"), "第2行 件数", rule);
    }

    [Fact]
    public async Task A_negative_delivery_is_refused()
    {
        var delivered = Delivered("-1");

        await RefusedAsync("r01.receiver", $"{OrderedPath}/deliveries", delivered, new("deliveredPacks", "-1 不能为负"));
    }

    [Fact]
    public async Task Opening_balances_that_are_off_by_one_fen_are_refused()
    {
        await OpenAsync(BadTables.Opening(fen: 1), "table", "借贷不平");
    }

    [Fact]
    public async Task A_supplier_s_bill_that_is_off_by_one_fen_is_refused()
    {
        foreach (var fen in (string[])["230624", "230626"])
        {
            var bill = new JsonObject
            {
                ["kind"] = "BILL_KIND_GOODS",
                ["number"] = "P3-FP-0001",
                ["issuer"] = "S03",
                ["issuerName"] = "样例聚材料",
                ["amountFen"] = fen,
                ["billedOn"] = "2026-04-10",
            };
            await RefusedAsync(
                "r01.accountant", $"{OrderedPath}/bills", bill, new("amountFen", "发票金额应等于验收数量乘单价"));
        }
    }

    [Fact]
    public async Task A_requisition_after_the_cut_off_is_refused()
    {
        var late = new JsonObject { ["packs"] = "5", ["requestedOn"] = "2026-04-05" };
        Refused rule = new("requestedOn", "申报已截止（2026-04-05>2026-04-04）") { Status = HttpStatusCode.BadRequest };

        await RefusedAsync("v0101.accountant", $"{CollectingPath}/requisitions/V0101", late, rule);
    }

    [Fact]
    public async Task An_acceptance_above_the_order_is_refused()
    {
        Refused rule = new("deliveredPacks", "累计到货验收不能超过订购数（11>10）") { Status = HttpStatusCode.BadRequest };

        await RefusedAsync("r01.receiver", $"{OrderedPath}/deliveries", Delivered("6"), rule);
    }

    [Fact]
    public async Task A_second_settlement_is_refused()
    {
        var again = new JsonObject { ["settledOn"] = "2026-03-26" };
        Refused rule = new("roundId", "批次已经结算") { Status = HttpStatusCode.BadRequest };

        await RefusedAsync("r01.accountant", $"{SettledPath}/settlement", again, rule);
    }

    [Fact]
    public async Task The_buyer_neither_records_nor_signs_an_acceptance_nor_becomes_receiver_or_supervisor()
    {
        Refused denied = new("", "采购员不在其中") { Status = HttpStatusCode.Forbidden };
        var signed = new JsonObject { ["signedOn"] = "2026-04-09" };
        await RefusedAsync("r01.buyer", $"{OrderedPath}/deliveries/{region.Delivery}:sign", signed, denied);
        await RefusedAsync("r01.buyer", $"{OrderedPath}/deliveries", Delivered("1"), denied);

        foreach (var post in (string[])["receiver,R01", "supervisor,V0101"])
        {
            var posts = new JsonObject
            {
                ["postsTable"] = BadTables.Utf8($"login,name,role,unit\nr01.buyer,样例采购员A,{post}\n"),
                ["since"] = "2026-04-01",
            };
            await RefusedAsync("county", "v1/posts:import", posts, new("第2行", "不相容职务")
            {
                Status = HttpStatusCode.BadRequest,
            });
        }
    }

    [Fact]
    public async Task A_payment_above_the_funds_is_refused()
    {
        var paid = new JsonObject { ["amountFen"] = "1", ["paidOn"] = "2026-04-01" };

        await RefusedAsync("r01.cashier", $"{SettledPath}/supplier-payments", paid, new("amountFen", "超过各村到账的可用资金"));
    }

    private static JsonObject Delivered(string packs) => new()
    {
        ["deliveredPacks"] = packs,
        ["rejectedPacks"] = "0",
        ["deliveredOn"] = "2026-04-09",
    };

    private Task RegisterAsync(string villages, string field, string rule)
    {
        var import = new JsonObject { ["villagesTable"] = villages, ["joinedOn"] = "2026-01-01" };
        return RefusedAsync("county", "v1/register:import", import, new(field, rule));
    }

    private Task ImportAsync(string table, string field, string rule)
    {
        var import = new JsonObject { ["table"] = table, ["requestedOn"] = "2026-04-03" };
        return RefusedAsync("r01.manager", $"{CollectingPath}/requisitions:import", import, new(field, rule));
    }

    private Task OpenAsync(string table, string field, string rule)
    {
        var import = new JsonObject { ["table"] = table, ["openingDate"] = "2026-01-01" };
        return RefusedAsync("county", "v1/openings:import", import, new(field, rule));
    }

    private async Task RefusedAsync(string login, string path, JsonObject body, Refused expected)
    {
        var (status, type, json) = await region.SendAsync(login, path, body);

        var what = $"{path}: {json.ToJsonString()}";
        status.ShouldBe(expected.Status, what);
        type.ShouldBe("application/problem+json", what);
        json["detail"]!.GetValue<string>().ShouldContain(expected.Rule, Case.Sensitive, what);
        if (expected.Field.Length > 0)
        {
            var error = json["errors"]![0]!;
            error["field"]!.GetValue<string>().ShouldContain(expected.Field, Case.Sensitive, what);
            error["message"]!.GetValue<string>().ShouldContain(expected.Rule, Case.Sensitive, what);
        }

        region.Dump().ShouldBe(region.Before, what);
    }

    /// <summary>The first field that is to be named, and a part of the sentence that says its rule.</summary>
    private sealed record Refused(string Field, string Rule)
    {
        public HttpStatusCode Status { get; init; } = HttpStatusCode.BadRequest;
    }
}
