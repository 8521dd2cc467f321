using System.Diagnostics;
using System.Globalization;
using System.Text;
using Grpc.Core;
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
            var file = Path.Combine(region.World.DataFolder, $"{book}.journal");
            await File.WriteAllBytesAsync(file, await ExportAsync(region, book), Token);

            (await RunAsync(hledger, "check", "-f", file, "--strict")).ShouldBeEmpty();
            var balances = await RunAsync(hledger, "balance", "-f", file, "--flat", "--no-total", "-O", "csv");
            Sums(balances).ShouldBe(await region.ClosingAsync(book, Token), ignoreOrder: true, book);
        }
    }

    [Fact]
    public async Task A_long_book_comes_in_parts_of_at_most_64_KiB_that_end_between_lines()
    {
        var region = await worlds.RegionAsync(StoreKind.Sqlite, Token);
        var round = new RoundP1(region);
        for (var fen = 1; fen <= 250; fen++)
            await region.ApplyAsync(Topics.PrepaymentReceived, round.PrepaymentOf(0, fen), Token);

        var parts = await PartsAsync(region, region.Village);

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

    private static async Task<IReadOnlyList<byte[]>> PartsAsync(RegionBooks region, string book)
    {
        using var call = region.BooksAs(region.OwnerOf(book)).ExportLedger(
            new ExportLedgerRequest { Book = book }, cancellationToken: Token);
        var parts = new List<byte[]>();
        await foreach (var answer in call.ResponseStream.ReadAllAsync(Token))
            parts.Add(answer.Part.Data.ToByteArray());

        return parts;
    }

    private static async Task<byte[]> ExportAsync(RegionBooks region, string book) =>
        [.. (await PartsAsync(region, book)).SelectMany(part => part)];

    /// <summary>Reads hledger's CSV: "112 应收款:C01 …","CNY 12.34" becomes «112 C01» and 1234.</summary>
    private static Dictionary<string, long> Sums(string csv) => csv
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Skip(1)
        .Select(line => line.Trim('"').Split("\",\""))
        .Select(cells => (Key: Key(cells[0]), Fen: Fen(cells[1])))
        .Where(sum => sum.Fen is not 0)
        .ToDictionary(sum => sum.Key, sum => sum.Fen, StringComparer.Ordinal);

    private static string Key(string account)
    {
        // A detail stands below its account; the sub-accounts of 322 name themselves whole.
        var codes = account.Split(':').Select(level => level.Split(' ')[0]).ToArray();
        return account.StartsWith("322", StringComparison.Ordinal) ? codes[^1] : string.Join(' ', codes);
    }

    private static long Fen(string amount) =>
        (long)(decimal.Parse(amount.Replace("CNY", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) * 100m);

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.Environment["LANG"] = "C.UTF-8";
        start.Environment["LC_ALL"] = "C.UTF-8";
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);

        using var process = Process.Start(start).ShouldNotBeNull();
        var errors = process.StandardError.ReadToEndAsync(Token);
        var output = await process.StandardOutput.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);
        process.ExitCode.ShouldBe(0, await errors);
        return output;
    }
}
