using System.Globalization;

namespace Region.Benchmarks.Pages;

/// <summary>One look at a page.</summary>
internal sealed record PageVisit(string Kind, SeatedPerson Person, string Path);

/// <summary>
/// What a county looks at within a second: twelve pages of accountants, each in another book, five of committee,
/// manager and county, three of villagers.
/// </summary>
internal sealed class PageMix(PagesCounty county)
{
    private const int BooksInSecond = 5;

    private int _second;

    /// <summary>The pages of the next second, in an order that brings heavy ones apart.</summary>
    internal IReadOnlyList<PageVisit> Next()
    {
        var second = _second++;
        SeatedPerson[] books =
        [
            .. Enumerable.Range(second, BooksInSecond)
                .Select(place => county.Accountants[place % county.Accountants.Count]),
        ];
        var sheets = county.Disclosing[second % county.Disclosing.Count];
        return
        [
            new("工作台 desk", books[0], "/"),
            new("区域总览 region", county.Secretary, "/"),
            Book("凭证 vouchers", books[0], "vouchers"),
            Book("填制凭证 entry", books[0], "drafts/new"),
            new("公开表 sheet", SeatedPerson.Nobody, $"/public/{sheets}/2026-01"),
            Book("科目余额表 balances", books[1], "balances"),
            new("凭证 voucher", books[1], $"/books/{books[1].Unit}/vouchers/{county.Vouchers[books[1].Unit]}"),
            new("批次 round", county.Manager, second % 2 is 0 ? county.Settled : county.Running),
            Book("明细账 detail", books[2], "detail?account=113&from=2026-06-01&to=2026-06-30"),
            Book("资产负债表 statement", books[2], "statements/balance-sheet?month=2026-06"),
            new("公开表一览 sheets", SeatedPerson.Nobody, $"/public/{sheets}"),
            Book("填制凭证 entry", books[3], "drafts/new"),
            new("批次一览 rounds", county.Manager, "/regions/R01/rounds"),
            Book("凭证 vouchers", books[3], "vouchers"),
            new("待我批准 approvals", county.Secretary, "/regions/R01/approvals"),
            Book("收益表 statement", books[3], "statements/income?month=2026-06"),
            new("首页 welcome", SeatedPerson.Nobody, "/"),
            new("工作台 desk", books[4], "/"),
            second % 2 is 0
                ? new("全县 county", county.Office, "/")
                : new("各账套 county books", county.Office, "/county/books"),
            Book("总账 general", books[4], "general"),
        ];
    }

    private static PageVisit Book(string kind, SeatedPerson person, string page) => new(
        kind, person, string.Create(CultureInfo.InvariantCulture, $"/books/{person.Unit}/{page}"));
}
