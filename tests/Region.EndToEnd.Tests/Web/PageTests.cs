using System.Text;
using Microsoft.Playwright;
using Region.Testing;
using Shouldly;

namespace Region.EndToEnd.Tests.Web;

/// <summary>What holds of every page, whoever looks at it.</summary>
[Collection(nameof(OpenRegion))]
public sealed class PageTests(OpenRegion region)
{
    private const int Heaviest = 100 * 1024;

    private static readonly string Axe =
        Path.Combine(Repository.Root, "tests", "Region.EndToEnd.Tests", "interop-axe");

    public static TheoryData<string, string, string> Pages { get; } = new()
    {
        { "", "welcome", "/" },
        { "", "login", "/login" },
        { "", "public", "/public/V0101" },
        { "", "system", "/system" },
        { "v0101.accountant", "accountant-home", "/" },
        { "v0101.accountant", "vouchers", "/books/V0101/vouchers" },
        { "v0101.accountant", "entry", "/books/V0101/drafts/new" },
        { "v0101.accountant", "drafts", "/books/V0101/drafts" },
        { "v0101.accountant", "balances", "/books/V0101/balances" },
        { "v0101.accountant", "general", "/books/V0101/general" },
        { "v0101.accountant", "detail", "/books/V0101/detail?account=112" },
        { "v0101.accountant", "journal", "/books/V0101/journal" },
        { "v0101.accountant", "statements", "/books/V0101/statements?month=2026-03" },
        { "v0101.accountant", "statement-line", "/books/V0101/statements/balance-sheet/lines/1?month=2026-03" },
        { "v0101.accountant", "close", "/books/V0101/close" },
        { "v0101.accountant", "bank", "/books/V0101/bank" },
        { "v0101.accountant", "bank-lines", "/books/V0101/bank/lines" },
        { "v0101.accountant", "imports", "/books/V0101/imports" },
        { "v0101.accountant", "estimates", "/books/V0101/close/estimates" },
        { "v0101.accountant", "year-end", "/books/V0101/close/year" },
        { "v0101.accountant", "assets", "/books/V0101/assets" },
        { "v0101.accountant", "new-asset", "/books/V0101/assets/new" },
        { "v0101.accountant", "templates", "/books/V0101/templates" },
        { "v0101.accountant", "new-template", "/books/V0101/templates/new" },
        { "v0101.accountant", "chart", "/books/V0101/chart" },
        { "v0101.accountant", "account", "/books/V0101/chart/accounts/121" },
        { "v0101.accountant", "items", "/books/V0101/chart/items" },
        { "v0101.accountant", "item", "/books/V0101/chart/item?kind=ITEM_KIND_COUNTERPARTY&code=D01" },
        { "v0101.accountant", "chart-versions", "/books/V0101/chart/versions" },
        { "v0101.accountant", "chart-acts", "/books/V0101/chart/acts" },
        { "v0101.accountant", "opening", "/books/V0101/imports/opening" },
        { "v0101.accountant", "old-book", "/books/V0101/imports/old-book" },
        { "v0101.accountant", "ageing", "/books/V0101/ledgers" },
        { "v0101.accountant", "stock", "/books/V0101/ledgers/stock" },
        { "v0101.accountant", "columns", "/books/V0101/ledgers/columns?account=102&by=COLUMN_KIND_COUNTERPARTY" },
        { "v0101.accountant", "archive", "/books/V0101/archive" },
        { "v0101.accountant", "vouchers-print", "/books/V0101/vouchers/print?paper=210" },
        { "v0101.accountant", "ledger-print", "/books/V0101/detail/print?account=102" },
        { "r01.accountant", "company-assets", "/books/C01/assets" },
        { "r01.accountant", "company-chart", "/books/C01/chart?class=Asset" },
        { "r01.cashier", "cashier-journal-print", "/books/C01/journal/print" },
        { "v0101.head", "head-year-end", "/books/V0101/close/year" },
        { "v0101.accountant", "disclosure", "/books/V0101/disclosure" },
        { "v0101.accountant", "looks", "/books/V0101/looks" },
        { "v0101.accountant", "not-hers", "/books/V0102/vouchers" },
        { "r01.manager", "manager-home", "/" },
        { "r01.manager", "rounds", "/regions/R01/rounds" },
        { "r01.manager", "new-round", "/regions/R01/rounds/new" },
        { "r01.manager", "suppliers", "/regions/R01/suppliers" },
        { "r01.buyer", "supplier", "/regions/R01/suppliers/S03" },
        { "r01.secretary", "secretary", "/" },
        { "r01.secretary", "approvals", "/regions/R01/approvals" },
        { "r01.secretary", "screen", "/regions/R01/screen" },
        { "r01.secretary", "look", "/regions/R01/books/V0101/look" },
        { "county", "county", "/" },
        { "county", "county-books", "/county/books" },
        { "operator", "operator", "/" },
        { "operator", "operator-people", "/county/people" },
        { "", "first-password", "/welcome?code=K7QWE-2RTYU" },
        { "v0101.accountant", "me", "/me" },
        { "v0101.accountant", "me-second-factor", "/me/second-factor" },
        { "v0101.accountant", "me-password", "/password" },
        { "v0101.accountant", "me-logins", "/me/logins" },
        { "v0101.accountant", "me-tokens", "/me/tokens" },
        { "v0101.head", "handovers", "/books/V0101/handovers" },
        { "county", "people", "/county/people" },
        { "county", "person", "/county/people/v0101.accountant" },
        { "county", "county-logins", "/county/logins" },
        { "county", "account-acts", "/county/account-acts" },
        { "county", "register", "/county/register" },
        { "county", "posts", "/county/posts?unit=R01" },
        { "county", "appoint", "/county/posts/new?unit=V0101&role=10&replaces=v0101.accountant" },
        {
            "county", "term",
            "/county/posts/term?login=v0101.accountant&unit=V0101&role=10&since=2025-12-31"
        },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_is_small_complete_accessible_and_asks_nobody_outside(
        string login, string name, string path)
    {
        await NodePackages.RequireAsync(Axe, TestContext.Current.CancellationToken);
        foreach (var screen in (Screen[])[Screen.Desk, Screen.Phone])
        {
            await using var person = await region.SitDownAsync(login, screen);

            var status = await person.GoAsync(path);

            status.ShouldBe(name is "not-hers" ? 404 : 200);
            await JudgeAsync(person, name);
        }
    }

    [Theory]
    [InlineData("r01.manager", "round", "a:has-text('P1')")]
    [InlineData("r01.manager", "slip", "a:has-text('P1') >> a:has-text('分割单')")]
    [InlineData("r01.manager", "settlement", "a:has-text('P1') >> a:has-text('结算单')")]
    [InlineData("r01.manager", "order", "a:has-text('P1') >> a:has-text('打印订单')")]
    public async Task The_pages_of_a_round_are_so_too(string login, string name, string steps)
    {
        await NodePackages.RequireAsync(Axe, TestContext.Current.CancellationToken);
        foreach (var screen in (Screen[])[Screen.Desk, Screen.Phone])
        {
            await using var person = await region.SitDownAsync(login, screen);
            await person.GoAsync("/regions/R01/rounds");

            foreach (var step in steps.Split(" >> "))
                await person.Page.Locator($"main {step}").First.ClickAsync();

            await JudgeAsync(person, name);
        }
    }

    [Fact]
    public async Task A_voucher_and_its_print_are_so_too()
    {
        await NodePackages.RequireAsync(Axe, TestContext.Current.CancellationToken);
        await using var person = await region.SitDownAsync("v0101.accountant", Screen.Desk);
        await person.GoAsync("/books/V0101/vouchers");
        await person.Page.Locator("main tbody a").Last.ClickAsync();

        await JudgeAsync(person, "voucher");
        await person.Page.Locator("main a:has-text('打印')").ClickAsync();
        await JudgeAsync(person, "voucher-print");
    }

    [Fact]
    public async Task In_large_type_the_pages_of_a_book_still_fit_a_phone()
    {
        await using var accountant = await region.SitDownAsync("v0101.accountant", Screen.Phone);
        await accountant.GoAsync("/view?type=large&back=/");
        string[] pages =
        [
            "", "vouchers", "drafts/new", "templates", "close", "close/year", "assets", "assets/new", "chart",
            "chart/items", "imports/opening", "imports/old-book", "ledgers", "ledgers/stock", "statements", "archive",
        ];
        foreach (var page in pages)
        {
            await accountant.GoAsync(page.Length is 0 ? "/" : $"/books/V0101/{page}");
            var wide = await accountant.Page.EvaluateAsync<bool>(
                "document.documentElement.scrollWidth > document.documentElement.clientWidth + 1");
            wide.ShouldBeFalse($"{page} is wider than its screen in large type");
        }

        await accountant.GoAsync("/books/V0101/close/year");
        await accountant.PictureAsync("year-end-large");
    }

    internal static async Task JudgeAsync(Person person, string name)
    {
        var html = await person.Page.ContentAsync();
        Encoding.UTF8.GetByteCount(html).ShouldBeLessThanOrEqualTo(Heaviest, name);
        html.ShouldContain("lang=\"zh-CN\"");
        await person.PictureAsync(name);
        var wide = await person.Page.EvaluateAsync<bool>(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth + 1");
        wide.ShouldBeFalse($"{name} is wider than its screen");

        await person.Page.AddScriptTagAsync(
            new PageAddScriptTagOptions { Path = Path.Combine(Axe, "node_modules", "axe-core", "axe.min.js") });
        var broken = await person.Page.EvaluateAsync<string[]>(
            """
            axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] })
              .then(found => found.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html}`)))
            """);
        broken.ShouldBeEmpty(name);
        person.Elsewhere.ShouldBeEmpty(name);
    }
}
