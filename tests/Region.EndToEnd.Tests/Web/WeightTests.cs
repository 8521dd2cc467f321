using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Shouldly;

namespace Region.EndToEnd.Tests.Web;

/// <summary>
/// No page is heavier than 100 KB or asks for anything outside its site, however much there is to show: every page of
/// the route table in a county of 1,384 villages, the first and the last sheet of each list.
/// </summary>
[Collection(nameof(BigCounty))]
public sealed partial class WeightTests(BigCounty county)
{
    private const int Heaviest = 100 * 1024;
    private const int MostSheets = 40;

    private static readonly (string Login, string[] Paths)[] Visits =
    [
        ("v0101.accountant",
        [
            "/", "/books/V0101/vouchers", "/books/V0101/drafts", "/books/V0101/drafts/new",
            "/books/V0101/balances", "/books/V0101/balances?details=BALANCE_DETAIL_ALL", "/books/V0101/general",
            "/books/V0101/detail?account=113", "/books/V0101/detail?account=211", "/books/V0101/journal",
            "/books/V0101/statements?month=2026-02", "/books/V0101/statements/income?month=2026-02",
            "/books/V0101/statements/balance-sheet/lines/3?month=2026-02",
            "/books/V0101/statements/income/lines/1?month=2026-02", "/books/V0101/close", "/books/V0101/close/year",
            "/books/V0101/close/estimates?month=2026-02", "/books/V0101/bank?month=2026-03", "/books/V0101/bank/lines",
            "/books/V0101/imports", "/books/V0101/imports/opening", "/books/V0101/imports/old-book",
            "/books/V0101/assets?month=2026-02", "/books/V0101/assets/new", "/books/V0101/assets/G001",
            "/books/V0101/templates", "/books/V0101/templates/new", "/books/V0101/chart",
            "/books/V0101/chart/accounts/511", "/books/V0101/chart/items?kind=ITEM_KIND_STOCK",
            "/books/V0101/chart/items?kind=ITEM_KIND_COUNTERPARTY", "/books/V0101/chart/versions",
            "/books/V0101/chart/acts", "/books/V0101/ledgers", "/books/V0101/ledgers/stock",
            "/books/V0101/ledgers/columns?account=511&by=COLUMN_KIND_ACCOUNT",
            "/books/V0101/ledgers/columns?account=211&by=COLUMN_KIND_COUNTERPARTY", "/books/V0101/archive",
            "/books/V0101/vouchers/print?month=2026-01", "/books/V0101/vouchers/print?month=2026-02",
            "/books/V0101/detail/print?account=211", "/books/V0101/disclosure", "/books/V0101/looks", "/me",
        ]),
        ("v0101.cashier", ["/", "/books/V0101/journal/print"]),
        ("county",
        [
            "/", "/county/books", "/regions/R05", "/county/people", "/county/posts", "/county/logins",
            "/county/account-acts", "/county/register", "/regions/R05/rounds",
        ]),
        ("auditor", ["/county", "/county/books", "/books/V0101/balances"]),
        ("", ["/", "/public", "/public/V0101", "/public/V0101/2026-01"]),
    ];

    [Fact]
    public async Task Every_page_stays_small_and_asks_nobody_outside_however_much_there_is()
    {
        await county.FillAsync();
        var weights = new List<(int Bytes, string Path)>();
        foreach (var (login, paths) in Visits)
        {
            await using var person = await county.SitDownAsync(login, Screen.Desk);
            foreach (var path in paths)
                weights.AddRange(await WeighAsync(person, path));
        }

        weights.AddRange(await WeighMadeAsync());
        foreach (var (bytes, path) in weights.OrderByDescending(weight => weight.Bytes).Take(25))
        {
            TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{bytes / 1024.0,7:0.0} KB {path}"));
        }

        weights.Where(weight => weight.Bytes > Heaviest).ShouldBeEmpty();
        weights.Count.ShouldBeGreaterThan(100);
    }

    [Fact]
    public async Task Lists_that_are_shown_in_sheets_show_each_line_once_and_all_of_them()
    {
        await county.FillAsync();
        await using var accountant = await county.SitDownAsync("v0101.accountant", Screen.Desk);
        var members = new List<string>();
        var path = "/books/V0101/balances?from=2026-01&to=2026-01";
        for (var sheet = 0; sheet < MostSheets && path.Length > 0; sheet++)
        {
            await accountant.GoAsync(path);
            (await accountant.ReadAsync()).ShouldContain("借贷平衡");
            members.AddRange(await accountant.Page.Locator("main tbody tr:has-text('样例户主')").AllInnerTextsAsync());
            var next = accountant.Page.Locator("main .pages a:has-text('下一页')");
            path = await next.CountAsync() > 0 ? (await next.GetAttributeAsync("href"))! : "";
        }

        members.Count.ShouldBe(455);
        members.Distinct(StringComparer.Ordinal).Count().ShouldBe(455);

        await accountant.GoAsync("/books/V0101/vouchers?month=2026-01");
        await accountant.Page.Locator("main tbody a").Last.ClickAsync();
        (await accountant.ReadAsync()).ShouldContain("第 1 至 100 行，共 456 行");
        await accountant.PictureAsync("voucher-long");
        await accountant.Page.GetByText("后面的分录").ClickAsync();
        (await accountant.ReadAsync()).ShouldContain("第 101 至 200 行，共 456 行");

        await accountant.GoAsync("/books/V0101/bank?month=2026-03");
        (await accountant.ReadAsync()).ShouldContain("共 400 笔，先列前 50 笔");
        await accountant.PictureAsync("bank-many");
        var file = await accountant.Page.APIRequest.GetAsync(
            "/books/V0101/bank?month=2026-03&file=csv&table=银行已记、账上未记");
        Encoding.UTF8.GetString(await file.BodyAsync()).Split('\n')
            .Count(line => line.Contains("样例户", StringComparison.Ordinal)).ShouldBe(400);
    }

    /// <summary>What only lists lead to: the voucher of all households and its print.</summary>
    private async Task<IReadOnlyList<(int Bytes, string Path)>> WeighMadeAsync()
    {
        await using var accountant = await county.SitDownAsync("v0101.accountant", Screen.Desk);
        await accountant.GoAsync("/books/V0101/vouchers?month=2026-01");
        var voucher = await accountant.Page.Locator("main tbody a").Last.GetAttributeAsync("href");
        return
        [
            .. await WeighAsync(accountant, voucher!),
            .. await WeighAsync(accountant, $"{voucher}/print"),
            .. await WeighAsync(accountant, $"{voucher}?line=400"),
        ];
    }

    /// <summary>A page and the sheets behind it: the second, and so on to the last.</summary>
    private static async Task<IReadOnlyList<(int Bytes, string Path)>> WeighAsync(Person person, string path)
    {
        var weights = new List<(int, string)>();
        for (var next = path; next.Length > 0 && weights.Count < MostSheets;)
        {
            var answer = await person.Page.APIRequest.GetAsync(next);
            answer.Status.ShouldBe(200, next);
            var body = await answer.BodyAsync();
            var html = Encoding.UTF8.GetString(body);
            Outside().Matches(html).Select(match => match.Value).ShouldBeEmpty(next);
            var policy = answer.Headers["content-security-policy"];
            policy.ShouldStartWith("default-src 'none'", Case.Sensitive, next);
            policy.ShouldNotContain("http", Case.Sensitive, next);
            weights.Add((body.Length, next));
            next = Following().Match(html) is { Success: true } match
                ? System.Net.WebUtility.HtmlDecode(match.Groups["href"].Value) : "";
        }

        return weights;
    }

    [GeneratedRegex("""(?:src|href|action|poster|data)="(?!/(?!/)|#|\?|")[^"]*"|url\((?!['"]?/(?!/))""")]
    private static partial Regex Outside();

    [GeneratedRegex("""<a[^>]*href="(?<href>[^"]+)">(?:下一页|下一批)</a>""")]
    private static partial Regex Following();
}
