using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Region.Accounting.Exports;
using Region.AppHost.Running;
using Region.Testing;
using Shouldly;

namespace Region.EndToEnd.Tests;

public sealed partial class LedgerTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("region-ledger-").FullName;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task Hledger_reads_every_exported_book_and_its_balances_equal_ours()
    {
        var hledger = Programs.Require("hledger");
        (await AppHostProcess.RunAsync(_data, Cancelled, "demo", "--exit")).ExitCode.ShouldBe(0);
        await using var system = StoppedSystem.Open(new HostSettings { Data = _data });
        var reading = system.Services["accounting"].GetRequiredService<BookReading>();
        var books = await reading.BooksAsync(Cancelled);

        books.Count.ShouldBe(19);
        foreach (var book in books)
        {
            var file = Path.Combine(_data, $"{book.Book_}.ledger");
            await using (var writer = new StreamWriter(file))
                await reading.WriteLedgerAsync(book.Book_, writer, Cancelled);

            var (check, complaint) = await NodePackages.RunAsync(_data, hledger, Cancelled, "-f", file, "check");
            check.ShouldBe(0, complaint);
            var (_, report) = await NodePackages.RunAsync(
                _data, hledger, Cancelled, "-f", file, "balance", "--flat", "--no-total", "-O", "csv");
            Theirs(report).ShouldBe(await OursAsync(reading, book.Book_), ignoreOrder: true, book.Book_);
        }
    }

    /// <summary>Account code, and counterparty code where there is one, with the balance in fen.</summary>
    private static async Task<List<string>> OursAsync(BookReading reading, string book)
    {
        var sums = new Dictionary<(string Account, string Counterparty), long>();
        await foreach (var voucher in reading.VouchersAsync(book, Cancelled))
        {
            foreach (var posting in voucher.Postings)
            {
                var key = (posting.Account, posting.Counterparty);
                sums[key] = sums.GetValueOrDefault(key) + posting.DebitFen - posting.CreditFen;
            }
        }

        return
        [
            .. from sum in sums
               where sum.Value is not 0
               select Line(sum.Key.Account, sum.Key.Counterparty, sum.Value),
        ];
    }

    private static IEnumerable<string> Theirs(string csv) =>
        from line in csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
        let match = Row().Match(line)
        let parts = match.Groups[1].Value.Split(':').Select(part => part.Split(' ')[0]).ToArray()
        let leaf = parts.Last(part => char.IsAsciiDigit(part[0]))
        let counterparty = parts[^1] == leaf ? "" : parts[^1]
        let yuan = decimal.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture)
        where yuan != 0
        select Line(leaf, counterparty, (long)(yuan * 100));

    private static string Line(string account, string counterparty, long fen) => $"{account} {counterparty} {fen}";

    [GeneratedRegex("^\"(.*)\",\"CNY (-?[0-9.]+)\"$")]
    private static partial Regex Row();
}
