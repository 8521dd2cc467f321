using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Region.Contracts.Accounting.V1;
using Region.Services.Tests.Model;
using Region.Testing;
using Shouldly;
using static System.FormattableString;
using Posting = Region.Accounting.Domain.Posting;
using VoucherKind = Region.Accounting.Domain.VoucherKind;

namespace Region.Services.Tests.Accounting;

/// <summary>Every cell of the general ledger, the trial balance and the stock list leads to its vouchers.</summary>
public sealed class DrillDownTests(AccountingWorlds worlds)
{
    private const int Runs = 2;

    private static readonly (string From, string To)[] Spans =
        [("", ""), ("2026-02", "2026-05"), ("2026-12", "2026-12"), ("2027-01", "2027-01")];

    private static readonly Gen<Entry> AnyEntry =
        from month in Gen.Frequency((6, Gen.Choose(0, 12)), (1, Gen.Constant(11)))
        from day in Gen.Choose(1, 28)
        from fen in Gen.Choose(1, 100_000)
        from debit in Gen.Choose(0, 9)
        from credit in Gen.Choose(0, 9)
        from red in Gen.Frequency((5, Gen.Constant(false)), (1, Gen.Constant(true)))
        from yearEnd in Gen.Frequency((5, Gen.Constant(false)), (1, Gen.Constant(true)))
        select new Entry(month, day, red ? -fen : fen, debit, credit, yearEnd);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task The_vouchers_behind_every_cell_add_up_to_the_cell(StoreKind kind)
    {
        await worlds.WorldAsync(kind, Token);
        Scripts.Check(AnyEntry, length: 25, Runs, async script =>
        {
            var book = await KeptBook.InAsync(worlds, kind, Token);
            await book.PostAsync(
                VoucherKind.Opening,
                "2026-01-01",
                "期初",
                Token,
                Line(0, 5_000, debit: true),
                Line(9, 5_000, debit: false));
            foreach (var entry in script.Steps)
                await PostAsync(book, entry);

            foreach (var (from, to) in Spans)
                await CompareAsync(book, from, to);
        });
    }

    private static async Task PostAsync(KeptBook book, Entry entry)
    {
        var yearEnd = entry.YearEnd && entry.Month is 11;
        var date = new DateOnly(2026, 1, 1).AddMonths(entry.Month).AddDays(yearEnd ? 30 : entry.Day - 1);
        await book.PostAsync(
            yearEnd ? VoucherKind.YearEnd : VoucherKind.Ordinary,
            date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            "事项",
            Token,
            Line(entry.Debit, entry.Fen, debit: true),
            Line(entry.Credit, entry.Fen, debit: false));
    }

    private static async Task CompareAsync(KeptBook book, string from, string to)
    {
        var client = book.Region.BooksAs(RegionBooks.Accountant(book.Code));
        var balance = await client.GetTrialBalanceAsync(
            new GetTrialBalanceRequest
            {
                Book = book.Code,
                FromMonth = from,
                ToMonth = to,
                Details = BalanceDetail.All,
            },
            cancellationToken: Token);
        foreach (var line in balance.Lines)
        {
            var found = await DetailAsync(
                book, line.Account, from, to, Item(line.Counterparty), Item(line.Project), Item(line.Stock));
            found.ShouldBe((line.OpeningFen, line.DebitFen, line.CreditFen), Invariant($"余额表 {from} {line}"));
        }

        var ledger = await book.Ledgers.GetGeneralLedgerAsync(
            new GetGeneralLedgerRequest { Book = book.Code, FromMonth = from, ToMonth = to }, cancellationToken: Token);
        foreach (var row in ledger.Rows)
        {
            var found = await DetailAsync(book, row.Account, row.Month, row.Month);
            var opening = row.OpeningSide is BalanceSide.Credit ? -row.OpeningFen : row.OpeningFen;
            found.ShouldBe((opening, row.DebitFen, row.CreditFen), Invariant($"总账 {row}"));
        }

        var stock = await book.Ledgers.ListStockAsync(
            new ListStockRequest { Book = book.Code, FromMonth = from, ToMonth = to, PageSize = 200 },
            cancellationToken: Token);
        foreach (var row in stock.Rows)
        {
            var found = await DetailAsync(book, row.Account, from, to, stock: row.Stock);
            found.ShouldBe((row.OpeningFen, row.InFen, row.OutFen), Invariant($"收发存 {from} {row}"));
        }
    }

    // The opening balance and the sums of the vouchers that the detail ledger names for a cell.
    private static async Task<(long Opening, long Debit, long Credit)> DetailAsync(
        KeptBook book,
        string account,
        string from,
        string to,
        string party = "",
        string project = "",
        string stock = "")
    {
        var detail = await book.Ledgers.ListDetailAsync(
            new ListDetailRequest
            {
                Book = book.Code,
                Account = account,
                Counterparty = party,
                Project = project,
                Stock = stock,
                FromDate = from.Length > 0 ? $"{from}-01" : "",
                ToDate = to.Length > 0 ? LastDay(to) : "",
                PageSize = 200,
            },
            cancellationToken: Token);
        detail.NextPageToken.ShouldBeEmpty();
        var opening = detail.Rows.FirstOrDefault(row =>
            row.Kind is LedgerRowKind.Opening or LedgerRowKind.YearBroughtForward);
        var lines = detail.Rows.Where(row => row.Kind is LedgerRowKind.Voucher).ToArray();
        lines.ShouldAllBe(line => line.VoucherId.Length > 0);
        return (
            opening is null ? 0 : opening.BalanceSide is BalanceSide.Credit ? -opening.BalanceFen : opening.BalanceFen,
            lines.Sum(line => line.DebitFen),
            lines.Sum(line => line.CreditFen));
    }

    private static string LastDay(string month) => DateOnly
        .ParseExact(month, "yyyy-MM", CultureInfo.InvariantCulture)
        .AddMonths(1)
        .AddDays(-1)
        .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Item(string item) => item.Length > 0 ? item : "-";

    private static Posting Line(int place, long fen, bool debit)
    {
        var (account, party, project, stock) = place switch
        {
            0 => ("121", "", "", "M1"),
            1 => ("121", "", "", ""),
            2 => ("112", "B1", "", ""),
            3 => ("211", "", "", ""),
            4 => ("211", "S1", "", ""),
            5 => ("513", "", "X1", ""),
            6 => ("513", "", "", ""),
            7 => ("322.01", "", "", ""),
            8 => ("401", "", "X1", "M1"),
            _ => ("102", "", "", ""),
        };
        var line = debit
            ? KeptBook.Debit(account, fen, party, stock, stock.Length > 0 ? fen : 0)
            : KeptBook.Credit(account, fen, party, stock, stock.Length > 0 ? fen : 0);
        return line with { Project = project };
    }

    private sealed record Entry(int Month, int Day, long Fen, int Debit, int Credit, bool YearEnd);
}
