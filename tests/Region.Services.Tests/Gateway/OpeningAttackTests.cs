using System.Net;
using System.Text;
using Region.Services.Tests.Isolation;
using Region.Testing;
using Shouldly;

namespace Region.Services.Tests.Gateway;

/// <summary>The forms that open a book: others' rows, tampered fields, tables that are none, stored texts.</summary>
[Collection<AttackedRegions>]
public sealed class OpeningAttackTests(TwoRegions world)
{
    private const string Opening = "imports/opening";
    private const string OldBook = "imports/old-book";
    private const string Head = "账套,科目编码,往来单位,往来单位名称,借方,贷方\n";
    private const string Old = "科目编码,科目名称,借方,贷方\n101,现金,5.00,\n301,资本,,5.00\n";

    /// <summary>Closes attributes, opens elements, and begins as a formula does.</summary>
    private const string Text = "=1+1'\"><u id=q>";

    private static readonly string Book = EmptyBooks.Untouched;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Tables { get; } = new()
    {
        { "V0101,101,,,5.00,\nV0101,301,,,,5.00\n", "第2行 账套 是别的账套「V0101」，只能导入本账套的期初余额。（共 2 处）" },
        { "V0701,101,,,5.00,\nV0201,102,,,1.00,\nV0701,301,,,,6.00\n", "第3行 账套 是别的账套「V0201」" },
        { "V0701,101,,,=2+3,\nV0701,301,,,,5.00\n", "第2行 借方「=2+3」不是元为单位" },
        { "V0701,=101,,,5.00,\nV0701,301,,,,5.00\n", "账套里没有科目「=101」" },
        { "V0701,101,,,5.00,\nV0701,301,,,,5.00,7\n", "第 3 行有 7 列，表头有 6 列" },
        { "", "凭证没有分录" },
    };

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task A_table_of_another_book_or_with_a_foreign_or_wrong_row_is_refused_whole(string rows, string says)
    {
        await new EmptyBooks(world).SetUpAsync();
        using var people = new SitePeople(world.World.Http(Slice.Gateway));
        var accountant = await EmptyBooks.OfAsync(people, Book);
        var form = await FormAsync(accountant, Opening, "ImportOpening");
        var before = Stores();

        using var answer = await accountant.UploadAsync(form, [("table", "期初.csv", Utf8(Head + rows))], Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        AlertOf(await answer.Content.ReadAsStringAsync(Cancelled)).ShouldContain(says);
        Stores().ShouldBe(before);
    }

    [Theory]
    [InlineData(Opening, "ImportOpening")]
    [InlineData(OldBook, "PreviewTransition")]
    public async Task A_form_that_names_another_book_is_answered_like_one_that_names_none(string page, string method)
    {
        await new EmptyBooks(world).SetUpAsync();
        using var people = new SitePeople(world.World.Http(Slice.Gateway));
        var accountant = await EmptyBooks.OfAsync(people, Book);
        var form = await FormAsync(accountant, page, method);
        var before = Stores();
        var said = new List<string>();
        string[] others = ["V0702", "V0101", "V0201", "V0999"];
        foreach (var other in others)
        {
            using var answer = await accountant.UploadAsync(
                With(form, "book", other),
                [("table", "期初.csv", Utf8($"{Head}{other},101,,,5,\n{other},301,,,,5\n")),
                    ("balance_table", "旧账.csv", Utf8(Old))],
                Cancelled);

            // The person's own posts stand on every page.
            said.Add(others.Aggregate(await answer.SaidAsync(other, Cancelled), SiteText.Blotted));
        }

        said.Distinct().ShouldHaveSingleItem();
        said[0].ShouldStartWith("4");
        Stores().ShouldBe(before);
    }

    [Fact]
    public async Task A_mapping_that_is_not_what_it_seems_is_refused_beside_a_good_old_book()
    {
        await new EmptyBooks(world).SetUpAsync();
        using var people = new SitePeople(world.World.Http(Slice.Gateway));
        var accountant = await EmptyBooks.OfAsync(people, Book);
        var form = await FormAsync(accountant, OldBook, "PreviewTransition");
        var before = Stores();
        foreach (var (what, name, content) in HostileFiles.Of("http://127.0.0.1:9/"))
        {
            using var answer = await accountant.UploadAsync(
                form, [("balance_table", "旧账.csv", Utf8(Old)), ("mapping_table", name, content)], Cancelled);

            ((int)answer.StatusCode).ShouldBeInRange(400, 413, what);
            (await answer.Content.ReadAsStringAsync(Cancelled)).ShouldMatch(
                "补充对照表有误|一次最多 14 MB", what);
        }

        Stores().ShouldBe(before);
    }

    [Fact]
    public async Task The_tables_that_travel_to_the_second_step_are_judged_again()
    {
        await new EmptyBooks(world).SetUpAsync();
        using var people = new SitePeople(world.World.Http(Slice.Gateway));
        var accountant = await EmptyBooks.OfAsync(people, Book);
        var form = await FormAsync(accountant, OldBook, "PreviewTransition");
        using var tried = await accountant.UploadAsync(form, [("balance_table", "旧账.csv", Utf8(Old))], Cancelled);
        var second = SiteText.FormsOf(await tried.Content.ReadAsStringAsync(Cancelled))
            .Single(one => one.Method is "ImportOldBook");
        var bomb = HostileFiles.Of("http://127.0.0.1:9/").First().Content;
        var before = Stores();
        foreach (var (what, field, value) in ((string, string, string)[])
            [
                ("no base64", "balance_table", "不是编码"),
                ("a zip bomb", "balance_table", Convert.ToBase64String(bomb)),
                ("off balance", "balance_table", Convert.ToBase64String(Utf8(Old + "102,银行存款,1.00,\n"))),
                ("no day", "opening_date", "2026-02-30"),
            ])
        {
            using var answer = await accountant.UploadAsync(With(second, field, value), [], Cancelled);

            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, what);
            AlertOf(await answer.Content.ReadAsStringAsync(Cancelled)).ShouldMatch("[\u4e00-\u9fff]{4}", what);
        }

        Stores().ShouldBe(before);
    }

    [Theory]
    [InlineData("V0702", Opening, "ImportOpening", "table",
        "账套,科目编码,往来单位,往来单位名称,借方,贷方,项目,项目名称,存货,存货名称,计量单位,数量\n"
        + "V0702,121,,,5.00,,,,M001,{T},{S},1\nV0702,112,D01,{T},5.00,,,,,,,\nV0702,153,,,5.00,,P01,{T},,,,\n"
        + "V0702,301,,,,15.00,,,,,,\n")]
    [InlineData("V0703", OldBook, "PreviewTransition", "balance_table",
        "科目编码,科目名称,借方,贷方,辅助编码,辅助名称\n112,{T},5.00,,D01,{T}\n301,{T},,5.00,,\n")]
    public async Task A_text_that_came_with_a_table_is_text_on_every_page_of_its_book(
        string book, string page, string method, string field, string table)
    {
        await new EmptyBooks(world).SetUpAsync();
        using var people = new SitePeople(world.World.Http(Slice.Gateway));
        var accountant = await EmptyBooks.OfAsync(people, book);
        var form = (await EmptyBooks.FormsAsync(accountant, book, page)).First(one => one.Method == method);
        var quoted = $"\"{Text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        var content = Utf8(table.Replace("{T}", quoted, StringComparison.Ordinal)
            .Replace("{S}", "<u>'", StringComparison.Ordinal));

        using var sent = await accountant.UploadAsync(form, [(field, "表.csv", content)], Cancelled);

        if (method is "PreviewTransition")
        {
            var tried = await sent.Content.ReadAsStringAsync(Cancelled);
            Judge(tried, "the try-out");
            var second = SiteText.FormsOf(tried).Single(one => one.Method is "ImportOldBook");
            using var taken = await accountant.UploadAsync(second, [], Cancelled);
            taken.StatusCode.ShouldBe(HttpStatusCode.SeeOther, await taken.Content.ReadAsStringAsync(Cancelled));
        }
        else
        {
            sent.StatusCode.ShouldBe(HttpStatusCode.SeeOther, await sent.Content.ReadAsStringAsync(Cancelled));
        }

        await LookAsync(accountant, book);
    }

    private static async Task LookAsync(Browser accountant, string book)
    {
        var seen = 0;
        string[] queries =
        [
            "balances?details=BALANCE_DETAIL_ALL", "chart/items?kind=ITEM_KIND_STOCK",
            "chart/items?kind=ITEM_KIND_PROJECT", "chart/items?kind=ITEM_KIND_COUNTERPARTY", "detail?account=112",
            "ledgers/stock", OldBook, "vouchers",
        ];
        foreach (var path in queries)
        {
            var html = await accountant.Http.GetStringAsync($"/books/{book}/{path}", Cancelled);
            Judge(html, path);
            seen += html.Contains("id=q", StringComparison.Ordinal) ? 1 : 0;
        }

        seen.ShouldBeGreaterThan(2, "the text is shown somewhere");
        var file = await accountant.Http.GetStringAsync(
            $"/books/{book}/chart/items?kind=ITEM_KIND_COUNTERPARTY&file=csv&table=往来单位", Cancelled);
        file.ShouldNotMatch("(^|[,\n\"])=1\\+1");
    }

    private static void Judge(string html, string where)
    {
        foreach (var raw in (string[])["<u id=", "<u>", "'\">", "\"&gt;&lt;u", "'&gt;&lt;u"])
            html.ShouldNotContain(raw, Case.Sensitive, where);
    }

    private static async Task<SiteForm> FormAsync(Browser browser, string page, string method) =>
        (await EmptyBooks.FormsAsync(browser, Book, page)).First(one => one.Method == method && one.HasFile);

    private static SiteForm With(SiteForm form, string field, string value) => form with
    {
        Fields = [.. form.Fields.Select(one => one.Name == field ? (one.Name, value, one.IsFile) : one)],
    };

    private static string AlertOf(string html)
    {
        var at = html.IndexOf("role=\"alert\"", StringComparison.Ordinal);
        at.ShouldBeGreaterThan(0, html);
        return WebUtility.HtmlDecode(html[at..html.IndexOf("</div>", at, StringComparison.Ordinal)]);
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private IReadOnlyList<string> Stores() => [.. StoreDump.Of(world.World.DataFolder)
        .Where(line => !line.Contains(" sessions ", StringComparison.Ordinal))];
}
