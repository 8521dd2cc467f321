using System.Text.Json.Nodes;
using Region.Accounting.Exports;
using Region.AppHost.Running;
using Region.Contracts.Accounting.V1;
using Region.Kernel;
using Spectre.Console;

namespace Region.AppHost.Demo;

/// <summary>Prints what became of the round, and every voucher of every book.</summary>
internal static class Printing
{
    private static readonly string[] Amounts = ["goodsFen", "freightFen", "feeFen", "totalFen"];

    /// <summary>Answers what differs from the figures worked out by hand.</summary>
    internal static async Task<IReadOnlyList<string>> PrintAsync(
        People people,
        string roundId,
        RunningSystem system,
        CancellationToken cancellationToken)
    {
        var reading = system.Services["accounting"].GetRequiredService<BookReading>();
        foreach (var book in await reading.BooksAsync(cancellationToken))
            await PrintBookAsync(reading, book, cancellationToken);

        var settlement = await people.Secretary.GetAsync(
            $"v1/regions/R01/rounds/{roundId}/settlement", cancellationToken);
        PrintSettlement(settlement);
        var differences = new List<string>(Oracle.CompareSettlement(settlement));
        foreach (var book in Oracle.Books)
        {
            var balances = await people.KeeperOf(book).GetAsync($"v1/books/{book}/trial-balance", cancellationToken);
            differences.AddRange(Oracle.CompareBalances(book, balances));
        }

        return differences;
    }

    private static async Task PrintBookAsync(BookReading reading, Book book, CancellationToken cancellationToken)
    {
        var table = new Table().Border(TableBorder.Minimal).Title(Markup.Escape($"{book.Book_} {book.Name}"));
        table.AddColumns("日期", "凭证", "摘要", "科目", "往来单位");
        table.AddColumn(new TableColumn("借方").RightAligned()).AddColumn(new TableColumn("贷方").RightAligned());
        await foreach (var voucher in reading.VouchersAsync(book.Book_, cancellationToken))
        {
            foreach (var (index, posting) in voucher.Postings.Index())
            {
                table.AddRow(
                    index is 0 ? voucher.AccountingDate : "",
                    index is 0 ? $"{voucher.Word}-{voucher.Number}" : "",
                    index is 0 ? Markup.Escape(voucher.Summary) : "",
                    Markup.Escape($"{posting.Account} {posting.AccountName}"),
                    Markup.Escape(posting.CounterpartyName),
                    Amount(posting.DebitFen),
                    Amount(posting.CreditFen));
            }
        }

        AnsiConsole.Write(table);
    }

    private static void PrintSettlement(JsonNode settlement)
    {
        var table = new Table().Border(TableBorder.Rounded).Title("P1 分摊");
        table.AddColumns("村", "袋", "货款", "运费", "代购费", "合计");
        foreach (var leg in settlement["legs"]!.AsArray())
        {
            table.AddRow([
                Oracle.Text(leg!, "village"),
                Oracle.Text(leg!, "packs"),
                .. Amounts.Select(field => Yuan.Print(Oracle.Fen(leg!, field))),
            ]);
        }

        AnsiConsole.Write(table);
    }

    private static string Amount(long fen) => fen is 0 ? "" : Yuan.Print(fen);
}
