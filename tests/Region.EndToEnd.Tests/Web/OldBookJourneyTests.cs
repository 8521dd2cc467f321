using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Region.Gateway.Identity;
using Region.Testing;
using Shouldly;

namespace Region.EndToEnd.Tests.Web;

/// <summary>A village that begins with us: its accountant brings the old book in, table and all.</summary>
[Collection(nameof(OpenRegion))]
public sealed class OldBookJourneyTests(OpenRegion region)
{
    private const string Login = "v9901.accountant";
    private const string Password = "Changhe-2026-xin";

    /// <summary>An old book of 2004: what becomes of 131 only the accountant knows.</summary>
    private const string Old =
        """
        科目编码,科目名称,借方,贷方
        101,现金,1000.00,
        102,银行存款,25000.50,
        13101,幼畜,800.00,
        301,资本,,26800.50
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_old_book_is_tried_decided_and_taken_over_with_its_evidence()
    {
        await using var accountant = await SitDownAsync();
        await accountant.GoAsync("/books/V9901/imports/opening");
        await accountant.PictureAsync("opening-empty");
        await PutAsync(accountant, "table", "期初.csv", "账套,科目编码,往来单位,往来单位名称,借方,贷方\nV9901,101,,,一百,\n");
        await accountant.PressAsync("检查并导入");
        (await accountant.Page.GetByRole(AriaRole.Alert).InnerTextAsync()).ShouldContain("第2行");
        await accountant.PictureAsync("opening-refused");

        await accountant.GoAsync("/books/V9901/imports/old-book");
        await PutAsync(accountant, "balance_table", "旧账.csv", Old);
        await accountant.FillAsync("新账第一天", "2026-01-01");
        await accountant.PressAsync("试转（不改账）");
        (await accountant.ReadAsync()).ShouldContain("须由会计判断");
        (await accountant.ReadAsync()).ShouldNotContain("确认转入");
        await accountant.PictureAsync("old-book-tried");

        await PutAsync(accountant, "balance_table", "旧账.csv", Old);
        await PutAsync(accountant, "mapping_table", "对照.csv", "旧科目编码,条件,新科目编码\n131,,132\n");
        await accountant.PressAsync("试转（不改账）");
        (await accountant.ReadAsync()).ShouldContain("可以转入");
        await accountant.OpenAsync("转入旧账");
        await accountant.PressAsync("确认转入");
        (await accountant.ReadAsync()).ShouldContain("旧账已转入");
        (await accountant.ReadAsync()).ShouldContain("132 生产性生物资产");
        await accountant.PictureAsync("old-book-taken");
        await accountant.GoAsync("/books/V9901/balances");
        (await accountant.ReadAsync()).ShouldContain("25,000.50");
    }

    private static Task PutAsync(Person person, string field, string name, string table) =>
        person.Page.Locator($"main input[type=file][name={field}]").First.SetInputFilesAsync(
            new FilePayload { Name = name, MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(table) });

    private async Task<Person> SitDownAsync()
    {
        var code = await AppointAsync();
        var person = await region.SitDownAsync("", Screen.Desk);
        await person.GoAsync($"/welcome?code={Uri.EscapeDataString(code)}");
        await person.Page.GetByLabel("新密码").FillAsync(Password);
        await person.Page.GetByLabel("再输一遍").FillAsync(Password);
        await person.PressAsync("设置密码");
        await person.GoAsync("/login");
        await person.Page.GetByLabel("登录名").FillAsync(Login);
        await person.Page.GetByLabel("密码").FillAsync(Password);
        await person.PressAsync("登录");
        await Eventually.HoldsAsync(
            async () => await person.GoAsync("/books/V9901/chart") is 200,
            TimeSpan.FromSeconds(60),
            "the new village has its book",
            Token);
        return person;
    }

    /// <summary>The county registers a region with one village; its accountant gets a code to begin with.</summary>
    private async Task<string> AppointAsync()
    {
        using var http = new HttpClient { BaseAddress = region.Site };
        var login = await PostAsync(http, "/v1/login", new { login = "county", password = SampleLogins.Password });
        http.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", (string)login["accessToken"]!);
        await PostAsync(http, "/v1/register:import", new
        {
            requestId = Guid.CreateVersion7().ToString(),
            regionsTable = Table("region,name,industry,town\nR99,样例新区域,种植,样例镇\n"),
            companiesTable = Table(
                "region,name,registered_capital,cash,resource,asset,uscc\n"
                + "R99,样例新强村有限公司,1000.00,1000.00,0,0,\n"),
            villagesTable = Table(
                "region,village,name,population,households,cash,resource,asset,contribution,uscc\n"
                + "R99,V9901,新河村(样例),500,120,1000.00,0,0,1000.00,\n"),
            joinedOn = "2026-01-01",
        });
        await PostAsync(http, "/v1/posts:import", new
        {
            requestId = Guid.CreateVersion7().ToString(),
            postsTable = Table($"login,name,role,unit\n{Login},样例会计新,village_accountant,V9901\n"),
            since = "2026-01-01",
        });
        return (string)(await PostAsync(http, "/v1/accounts", new { login = Login }))["code"]!;
    }

    private static string Table(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static async Task<JsonNode> PostAsync(HttpClient http, string path, object body)
    {
        using var answer = await http.PostAsJsonAsync(path, body, Token);
        var text = await answer.Content.ReadAsStringAsync(Token);
        answer.IsSuccessStatusCode.ShouldBeTrue($"{path}: {text}");
        return JsonNode.Parse(text)!;
    }
}
