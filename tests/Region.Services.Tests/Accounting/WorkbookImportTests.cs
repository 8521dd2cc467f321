using System.Globalization;
using Google.Protobuf;
using Region.Contracts.Accounting.V1;
using Region.Platform.Tables;
using Region.Testing;
using Shouldly;

namespace Region.Services.Tests.Accounting;

/// <summary>What offices keep is a workbook: vouchers and bank statements are imported from XLSX as from CSV.</summary>
public sealed class WorkbookImportTests(AccountingWorlds worlds)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task Vouchers_are_imported_from_a_workbook(StoreKind kind)
    {
        var office = new DraftOffice(await worlds.RegionAsync(kind, Token));

        var imported = await office.As(office.Maker).ImportDraftsAsync(
            new ImportDraftsRequest
            {
                RequestId = RegionBooks.NewKey(),
                Book = office.Book,
                Table = Workbook(
                    ["凭证号", "日期", "字", "摘要", "科目编码", "借方", "贷方", "附件数"],
                    ["1", "2026-03-05", "记", "买化肥", "121", "1234.56", "", "2"],
                    ["1", "2026-03-05", "记", "买化肥", "211", "", "1234.56", ""]),
            },
            cancellationToken: Token);

        (imported.Lines, imported.Drafts).ShouldBe((2, 1));
        var drafts = await office.As(office.Maker).ListDraftsAsync(
            new ListDraftsRequest { Book = office.Book }, cancellationToken: Token);
        var draft = drafts.Drafts.ShouldHaveSingleItem();
        (draft.Content.Summary, draft.TotalDebitFen, draft.TotalCreditFen).ShouldBe(("买化肥", 123_456, 123_456));
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_bank_statement_is_imported_from_a_workbook(StoreKind kind)
    {
        var book = await ClosingBook.OpenAsync(worlds, kind, "2026-01-01");

        var imported = await book.Bank.ImportStatementAsync(
            new ImportStatementRequest
            {
                RequestId = RegionBooks.NewKey(),
                Book = book.Book,
                Table = Workbook(
                    ["交易日期", "摘要", "收入", "支出", "余额", "流水号", "对方户名"],
                    ["2026-01-05", "卖粮款", "500.00", "", "13400.00", "A1", "粮站"],
                    ["2026-01-06", "手续费", "", "0.50", "13399.50", "A2", "银行"]),
            },
            cancellationToken: Token);

        imported.ImportedLines.ShouldBe(2);
        var lines = await book.Bank.ListStatementLinesAsync(
            new ListStatementLinesRequest { Book = book.Book }, cancellationToken: Token);
        lines.Lines.Select(line => (line.Summary, line.AmountFen)).ShouldBe(
            [("卖粮款", 50_000), ("手续费", -50)], ignoreOrder: true);
    }

    // Amounts are numbers in a workbook, as offices write them.
    private static ByteString Workbook(string[] columns, params string[][] rows) => ByteString.CopyFrom(
        TableWriter.Xlsx(new OutgoingTable
        {
            Title = "表",
            Columns = columns,
            Rows = [.. rows.Select(row => (IReadOnlyList<TableCell>)[.. row.Select(Cell)])],
        }));

    private static TableCell Cell(string text) =>
        decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
            ? TableCell.Of(number)
            : TableCell.Of(text);
}
