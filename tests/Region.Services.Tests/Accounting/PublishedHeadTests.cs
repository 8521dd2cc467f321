using Microsoft.Extensions.DependencyInjection;
using Region.Accounting.Checks;
using Region.Platform.Operations;
using Region.Testing;
using Shouldly;

namespace Region.Services.Tests.Accounting;

/// <summary>
/// Whoever owns a book's store can make it agree with itself. The head that the village has published stands elsewhere.
/// </summary>
public sealed class PublishedHeadTests(AccountingWorlds worlds)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_cut_tail_and_a_chain_that_was_written_anew_are_found_by_the_published_head()
    {
        var book = await ClosingBook.OpenAsync(worlds, StoreKind.Sqlite, "2026-01-01");
        await book.PostAsync("2026-01-10", "513", "102", 700);
        await book.PostAsync("2026-01-20", "515", "102", 900);
        (await FoundAsync(book)).ShouldBeEmpty();
        await book.CloseAndPublishAsync("2026-01");
        (await FoundAsync(book)).ShouldBeEmpty();

        await CutAsync(book);
        (await FoundAsync(book)).ShouldBe(
            [("8", $"{book.Book}：2026-01财务公开（第1版，3张凭证）公布时的凭证现在账内没有这么多")]);

        await book.PostAsync("2026-01-20", "513", "102", 800);
        (await FoundAsync(book)).ShouldBe(
            [("8", $"{book.Book}：2026-01财务公开（第1版，3张凭证）公布的链头与账内凭证的指纹不符，账被重做过")]);

        await book.PostAsync("2026-01-21", "513", "102", 100);
        (await FoundAsync(book)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_company_publishes_no_sheet_and_the_head_of_its_closing_finds_a_cut_tail()
    {
        var region = await worlds.RegionAsync(StoreKind.Sqlite, Token);
        var book = new ClosingBook(region, region.Company);
        await book.PostAsync("2026-01-05", "1002", "3001", 5_000);
        await book.PostAsync("2026-01-10", "5602", "1002", 700);
        await book.PostAsync("2026-01-20", "5601", "1002", 900);
        await book.CloseAndAnnounceAsync("2026-01");
        (await FoundAsync(book)).ShouldBeEmpty();

        await CutAsync(book, "5601", "1002");

        (await FoundAsync(book)).ShouldBe([("8", $"{book.Book}：2026-01结账（3张凭证）公布时的凭证现在账内没有这么多")]);
        await book.PostAsync("2026-01-20", "5602", "1002", 800);
        (await FoundAsync(book)).ShouldBe(
            [("8", $"{book.Book}：2026-01结账（3张凭证）公布的链头与账内凭证的指纹不符，账被重做过")]);
    }

    // Takes the newest voucher away without a trace in the book: triggers, lines, balances, the chain's end.
    private static async Task CutAsync(ClosingBook book, string expense = "515", string bank = "102")
    {
        await using var work = await (await book.Region.StoreAsync(book.Book, Token)).BeginAsync("test", Token);
        foreach (var trigger in await work.QueryAsync<string>(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'", null, Token))
        {
            await work.ExecuteAsync($"DROP TRIGGER {trigger}", null, Token);
        }

        foreach (var statement in (string[])
            [
                "DELETE FROM period_acts", "DELETE FROM postings WHERE sequence = 3",
                "DELETE FROM vouchers WHERE sequence = 3", $"DELETE FROM balances WHERE account = '{expense}'",
                $"UPDATE balances SET credit = credit - 900 WHERE account = '{bank}' AND month = '2026-01'",
                "UPDATE chain SET vouchers = 2, head = (SELECT hash FROM vouchers WHERE sequence = 2)",
            ])
        {
            await work.ExecuteAsync(statement, null, Token);
        }

        await work.CommitAsync(Token);
    }

    private static async Task<IReadOnlyList<(string Rule, string Violation)>> FoundAsync(ClosingBook book)
    {
        var check = book.Region.World.Services(AccountingWorlds.ServiceName)
            .GetServices<ICheck>().OfType<CheckBooks>().Single();
        return
        [
            .. from finding in await check.RunAsync(Token)
               from violation in finding.Violations
               where violation.Contains(book.Book, StringComparison.Ordinal)
               select (finding.Rule, violation),
        ];
    }
}
