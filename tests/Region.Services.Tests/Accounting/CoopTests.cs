using Region.Contracts;
using Region.Contracts.Accounting.V1;
using Region.Contracts.Villages.V1;
using Region.Testing;
using Shouldly;
using static Region.Services.Tests.Accounting.KeptBook;

namespace Region.Services.Tests.Accounting;

public sealed class CoopTests(AccountingWorlds worlds)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_co_op_keeps_its_book_under_its_own_regime(StoreKind kind)
    {
        var region = await worlds.RegionAsync(kind, Token);
        var coop = $"V{region.Region[1..]}77";
        var owner = RegionBooks.Accountant(coop);
        await region.ApplyAsync(Topics.CoopFounded, Founded(region, coop), Token);
        await region.ApplyAsync(Topics.CoopFounded, Founded(region, coop), Token);

        var book = (await region.BooksAs(owner).GetBookAsync(
            new GetBookRequest { Book = coop }, cancellationToken: Token)).Book;
        var accounts = (await region.BooksAs(owner).ListAccountsAsync(
            new ListAccountsRequest { Book = coop }, cancellationToken: Token)).Accounts;

        (book.Regime, book.Name).ShouldBe((Regime.Coop2021, "样例合作社"));
        accounts.Count.ShouldBe(50);
        accounts.Single(account => account.Code == "114").Name.ShouldBe("成员往来");

        var kept = new KeptBook(region, coop);
        await kept.PostAsync("2026-03-05", "卖粮", Token, Debit("102", 900), Credit("501", 900));
        var sheet = await kept.Statements.GetStatementAsync(
            new GetStatementRequest { Book = coop, Statement = "balance-sheet", Month = "2026-03" },
            cancellationToken: Token);
        sheet.Checks.ShouldAllBe(check => check.Holds);
    }

    /// <summary>Opens the book of a co-operative of the region; answers its code.</summary>
    public static async Task<string> FoundAsync(RegionBooks region)
    {
        var coop = $"V{region.Region[1..]}77";
        await region.ApplyAsync(Topics.CoopFounded, Founded(region, coop), Token);
        return coop;
    }

    private static CoopFounded Founded(RegionBooks region, string coop) => new()
    {
        Coop = coop,
        Name = "样例合作社",
        Region = region.Region,
        AccountingDate = "2026-01-01",
    };
}
