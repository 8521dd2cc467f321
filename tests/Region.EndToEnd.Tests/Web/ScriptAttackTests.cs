using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Shouldly;

namespace Region.EndToEnd.Tests.Web;

/// <summary>
/// Texts that would run a script where a page forgot to write them as text, shown to everybody who sees them in a real
/// browser: nothing runs, and the pages' policy has nothing to refuse.
/// </summary>
[Collection(nameof(FreshCounty))]
public sealed class ScriptAttackTests(FreshCounty county)
{
    private const string Evil = "'\"><img src=x onerror=hit=1>";
    private const string Rounds = "v1/regions/R01/rounds";

    private readonly List<string> _refused = [];

    [Fact]
    public async Task No_stored_text_runs_in_anybody_s_browser()
    {
        using var http = new ByRest(county.Site);
        var round = await BuyAsync(http);
        var draft = await KeepBooksAsync(http);
        var shown = 0;
        foreach (var (login, paths) in Readers(round, draft))
        {
            await using var person = await county.SitDownAsync(login, Screen.Guarded);
            Watch(person.Page);
            foreach (var path in paths)
            {
                (await person.GoAsync(path)).ShouldBe(200, path);
                (await person.Page.EvaluateAsync<bool>("'hit' in window")).ShouldBeFalse(path);
                (await person.Page.Locator("img").CountAsync()).ShouldBe(0, path);
                shown += (await person.Page.ContentAsync()).Split("onerror=hit").Length - 1;
            }
        }

        _refused.ShouldBeEmpty();
        shown.ShouldBeGreaterThan(15, "the texts stand on the pages");
    }

    [Fact]
    public async Task A_script_that_somebody_got_into_a_page_all_the_same_is_refused_by_its_policy()
    {
        await using var person = await county.SitDownAsync("", Screen.Guarded);
        Watch(person.Page);
        await person.GoAsync("/");

        await person.Page.EvaluateAsync(
            """
            text => new Promise(done => {
              document.querySelector("main").innerHTML = text;
              document.querySelector("main img").addEventListener("error", done);
            })
            """,
            "<img src=/nothing onerror=\"window.hit=1\">");

        (await person.Page.EvaluateAsync<bool>("'hit' in window")).ShouldBeFalse();
        _refused.ShouldNotBeEmpty();
    }

    private static (string Login, string[] Paths)[] Readers(string round, string draft) =>
    [
        ("r01.secretary",
        [
            "/", "/regions/R01", "/regions/R01/approvals", "/regions/R01/screen", "/regions/R01/books/V0101/look",
        ]),
        ("r01.manager",
        [
            "/", "/regions/R01/rounds", $"/regions/R01/rounds/{round}", $"/regions/R01/rounds/{round}/order",
        ]),
        ("v0101.accountant",
        [
            "/", $"/regions/R01/rounds/{round}", "/books/V0101/drafts", $"/books/V0101/drafts/{draft}",
            $"/books/V0101/drafts/{draft}/edit", "/books/V0101/drafts/new", "/books/V0101/looks",
            "/books/V0101/detail?account=112",
        ]),
        ("v0101.supervisor", [$"/regions/R01/rounds/{round}"]),
        ("county", ["/", "/county/books"]),
    ];

    /// <summary>What the policy refuses is said on the console; a dialog would be a script's work as well.</summary>
    private void Watch(IPage page)
    {
        page.Console += (_, message) =>
        {
            if (message.Text.Contains("Content Security Policy", StringComparison.Ordinal))
                _refused.Add($"{page.Url}: {message.Text}");
        };
        page.Dialog += async (_, dialog) =>
        {
            _refused.Add($"{page.Url}: dialog {dialog.Message}");
            await dialog.DismissAsync();
        };
    }

    /// <summary>A round that is ordered and partly delivered; it waits for no approval and moves no money.</summary>
    private static async Task<string> BuyAsync(ByRest http)
    {
        var opened = await http.DoAsync("r01.manager", Rounds, Json($$"""
            {"title": "@", "item": {"code": "M009", "name": "@", "baseUnit": "<u>'",
              "packUnit": "\"<b>", "packSize": "25"},
             "mode": "PURCHASE_MODE_AGENCY", "cutOff": "2026-03-04", "openedOn": "2026-03-02", "feePpm": "15000"}
            """));
        var round = opened["round"]!["roundId"]!.GetValue<string>();
        await http.DoAsync("r01.secretary", $"{Rounds}/{round}:approve", Json("""{"approvedOn": "2026-03-02"}"""));
        await http.DoAsync("v0101.accountant", $"{Rounds}/{round}/requisitions/V0101", Json(
            """{"packs": "10", "requestedOn": "2026-03-03", "purpose": "@"}"""));
        await http.DoAsync("v0101.accountant", $"{Rounds}/{round}/prepayments/V0101", Json(
            """{"amountFen": "100", "paidOn": "2026-03-04", "bankReference": "@"}"""));
        var quote = await http.DoAsync("r01.buyer", $"{Rounds}/{round}/quotes", Json(
            """
            {"supplier": "S88", "supplierName": "@", "unitPrice": "1", "minimumQuantity": "1", "quotedOn": "2026-03-05"}
            """));
        var award = Json("""{"reason": "@", "proposedOn": "2026-03-05"}""");
        award["quoteId"] = quote["quote"]!["quoteId"]!.GetValue<string>();
        await http.DoAsync("r01.buyer", $"{Rounds}/{round}/award", award);
        await http.DoAsync(
            "r01.secretary", $"{Rounds}/{round}/award:approve", Json("""{"approvedOn": "2026-03-05"}"""));
        await http.DoAsync("r01.manager", $"{Rounds}/{round}/order", Json("""{"orderedOn": "2026-03-06"}"""));
        await http.DoAsync("r01.receiver", $"{Rounds}/{round}/deliveries", Json(
            """{"deliveredPacks": "5", "rejectedPacks": "1", "reason": "@", "deliveredOn": "2026-03-07"}"""));
        return round;
    }

    private static async Task<string> KeepBooksAsync(ByRest http)
    {
        const string Book = "v1/books/V0101";
        await http.DoAsync("v0101.accountant", $"{Book}/items", Json(
            """{"kind": "ITEM_KIND_STOCK", "itemCode": "W9", "name": "@", "quantityUnit": "<u>'"}"""));
        await http.DoAsync("v0101.accountant", $"{Book}/accounts", Json(
            """{"parent": "513", "account": "513.77", "name": "@", "takesAutomatic": true}"""));
        var draft = await http.DoAsync("v0101.accountant", $"{Book}/drafts", Json("""
            {"content": {"word": "记", "accountingDate": "2026-03-31", "summary": "@",
              "noAttachmentsReason": "@", "postings": [
              {"account": "513.77", "debitFen": "500"},
              {"account": "112", "counterparty": "Z77", "counterpartyName": "@", "creditFen": "500"}]}}
            """));
        var id = draft["draft"]!["draftId"]!.GetValue<string>();
        await http.DoAsync("v0101.accountant", $"{Book}/drafts/{id}/files", Json(
            """{"fileName": "@.pdf", "fileContent": "JVBERi0xLjcgYXR0YWNr"}"""));
        await http.DoAsync("r01.secretary", "v1/regions/R01/books/V0101/vouchers:look", Json("""{"reason": "@"}"""));
        return id;
    }

    private static JsonObject Json(string text) => (JsonObject)JsonNode.Parse(
        text.Replace("@", JsonValue.Create(Evil)!.ToJsonString()[1..^1], StringComparison.Ordinal))!;
}
