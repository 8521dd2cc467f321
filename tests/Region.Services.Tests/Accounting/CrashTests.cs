using System.Net;
using Region.Contracts;
using Region.Platform.Storage;
using Region.Testing;
using Shouldly;

namespace Region.Services.Tests.Accounting;

/// <summary>
/// A leg that touches two books is cut off between them. The fault is a trigger in one book's store, which SQLite lets
/// the service's own connection make.
/// </summary>
public sealed class CrashTests(AccountingWorlds worlds)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_book_whose_store_was_made_before_a_crash_is_completed_when_the_event_comes_again(StoreKind kind)
    {
        var region = await worlds.EmptyRegionAsync(kind, Token);
        await region.Part<Compartments>().CreateAsync(region.Village, Token);

        await region.OpenBooksAsync(Token);
        await region.ApplyAsync(Topics.PrepaymentReceived, new RoundP1(region).PrepaymentOf(0, 100), Token);

        (await region.VouchersAsync(region.Village, Token)).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("vouchers")]
    [InlineData("postings")]
    [InlineData("balances")]
    [InlineData("outbox")]
    [InlineData("inbox")]
    public async Task An_event_that_was_cut_off_between_its_two_books_is_completed_when_it_comes_again(string table)
    {
        var region = await worlds.RegionAsync(StoreKind.Sqlite, Token);
        var settlement = new RoundP1(region).SettlementOf(0);
        var id = RegionBooks.NewId();
        var company = await region.StoreAsync(region.Company, Token);
        var before = await region.DumpAsync(region.Company, Token);
        await ExecuteAsync(
            company,
            $"CREATE TRIGGER cut_off BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'the power failed'); END");

        var (status, _) = await region.DeliverAsync(Topics.SettlementAllocated, id, settlement, Token);
        status.ShouldBe(HttpStatusCode.InternalServerError);
        (await region.VouchersAsync(region.Village, Token)).Count.ShouldBe(1);
        (await region.DumpAsync(region.Company, Token)).ShouldBe(before);

        await ExecuteAsync(company, "DROP TRIGGER cut_off");
        await region.ApplyAsync(Topics.SettlementAllocated, id, settlement, Token);
        (await region.VouchersAsync(region.Village, Token)).Count.ShouldBe(1);
        (await region.VouchersAsync(region.Company, Token)).Count.ShouldBe(1);
    }

    private static async Task ExecuteAsync(Database store, string sql)
    {
        await using var work = await store.BeginAsync("test", Token);
        await work.ExecuteAsync(sql, null, Token);
        await work.CommitAsync(Token);
    }
}
