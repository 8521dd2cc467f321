using System.Text;
using Region.Contracts;
using Region.Contracts.Accounting.V1;
using Region.Testing;
using Shouldly;

namespace Region.Services.Tests.Accounting;

public sealed class ExportTests(AccountingWorlds worlds)
{
    private const int PartBytes = 64 * 1024;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task Hledger_reads_every_book_and_agrees_with_the_trial_balance(StoreKind kind)
    {
        var hledger = Programs.Require("hledger");
        var region = await worlds.RegionAsync(kind, Token);
        var round = new RoundP1(region);
        await round.ImportOpeningsAsync(Token);
        await round.DeliverAsync(Token);
        await ReverseAsync(region);

        foreach (var book in region.Books)
        {
            (await Hledger.BalancesAsync(hledger, region, book))
                .ShouldBe(await region.ClosingAsync(book, Token), ignoreOrder: true, book);
        }
    }

    [Fact]
    public async Task A_long_book_comes_in_parts_of_at_most_64_KiB_that_end_between_lines()
    {
        var region = await worlds.RegionAsync(StoreKind.Sqlite, Token);
        var round = new RoundP1(region);
        for (var fen = 1; fen <= 250; fen++)
            await region.ApplyAsync(Topics.PrepaymentReceived, round.PrepaymentOf(0, fen), Token);

        var parts = await Hledger.PartsAsync(region, region.Village);

        parts.Count.ShouldBeGreaterThan(1);
        parts.ShouldAllBe(part => part.Length <= PartBytes && part.Last() == '\n');
        var text = Encoding.UTF8.GetString([.. parts.SelectMany(part => part)]);
        text.Split("; voucher: ").Length.ShouldBe(251);
        text.ShouldEndWith("\n");
    }

    private static async Task ReverseAsync(RegionBooks region)
    {
        var refund = (await region.VouchersAsync(region.Village, Token))[^1];
        await region.VouchersAs(RegionBooks.Accountant(region.Village)).ReverseVoucherAsync(
            new ReverseVoucherRequest
            {
                RequestId = RegionBooks.NewKey(),
                Book = region.Village,
                VoucherId = refund.VoucherId,
                ReversedOn = "2026-03-31",
                Reason = "银行退票; 另|记",
            },
            cancellationToken: Token);
    }
}
