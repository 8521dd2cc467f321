using Google.Protobuf;
using Region.Accounting.Domain;
using Region.Kernel;
using Region.Platform.Tables;
using Message = Region.Contracts.Accounting.V1;

namespace Region.Accounting.Openings;

/// <summary>Reads the table of opening balances.</summary>
internal static class OpeningTable
{
    private static readonly TableLayout Layout = new()
    {
        Columns = ["账套", "科目编码", "往来单位", "往来单位名称", "借方", "贷方"],
        Optional = ["项目", "项目名称", "存货", "存货名称", "计量单位", "数量"],
    };

    /// <summary>A table of one book, at most 1 MiB.</summary>
    public static Decision<IReadOnlyList<OpeningRow>, Refusal> Read(ByteString table) => Read(table, Layout);

    /// <summary>A table of many books, at most 4 MiB.</summary>
    public static Decision<IReadOnlyList<OpeningRow>, Refusal> ReadMany(ByteString table) =>
        Read(table, Layout with { MaxBytes = 4 * 1024 * 1024, MaxRows = 100_000 });

    /// <summary>The rows of a request: its lines where it has no table.</summary>
    public static Decision<IReadOnlyList<OpeningRow>, Refusal> Read(Message.ImportOpeningRequest request)
    {
        if (request.Lines.Count is 0)
        {
            return request.Table.IsEmpty
                ? Refusal.OpeningTableInvalid.On("table", "没有表格，也没有逐行填写。")
                : Read(request.Table);
        }

        if (request.Table.Length > 0)
            return Refusal.OpeningTableInvalid.On("table", "表格和逐行填写只能用一种。");

        return request.Lines.Count > Layout.MaxRows
            ? Refusal.OpeningTableInvalid.On("lines", $"至多 {Layout.MaxRows} 行。")
            : request.Lines.Select((line, index) => Row(line, index, request.Book)).ToArray();
    }

    private static OpeningRow Row(Message.OpeningLine line, int number, string book) => new()
    {
        Number = number,
        Typed = true,
        Book = book,
        Account = line.Account,
        Counterparty = PlainText.Of(line.Counterparty),
        CounterpartyName = PlainText.Of(line.CounterpartyName),
        Project = PlainText.Of(line.Project),
        ProjectName = PlainText.Of(line.ProjectName),
        Stock = PlainText.Of(line.Stock),
        StockName = PlainText.Of(line.StockName),
        Unit = PlainText.Of(line.QuantityUnit),
        Quantity = line.Quantity,
        Debit = Amount(line.DebitFen),
        Credit = Amount(line.CreditFen),
    };

    private static string Amount(long fen) => fen is 0 ? "" : Yuan.Print(fen);

    private static Decision<IReadOnlyList<OpeningRow>, Refusal> Read(ByteString table, TableLayout layout)
    {
        var result = TableReader.Read(table.Memory, layout);
        if (!result.IsReadable)
        {
            return result.Problems
                .Select(problem => Refusal.OpeningTableInvalid.On(problem.PlaceIn("table"), problem.Sentence))
                .ToArray();
        }

        return result.Rows.Select(row => new OpeningRow
        {
            Number = row.Number,
            Book = row["账套"],
            Account = row["科目编码"],
            Counterparty = PlainText.Of(row["往来单位"]),
            CounterpartyName = PlainText.Of(row["往来单位名称"]),
            Project = PlainText.Of(row["项目"]),
            ProjectName = PlainText.Of(row["项目名称"]),
            Stock = PlainText.Of(row["存货"]),
            StockName = PlainText.Of(row["存货名称"]),
            Unit = PlainText.Of(row["计量单位"]),
            Quantity = row["数量"],
            Debit = row["借方"],
            Credit = row["贷方"],
        }).ToArray();
    }
}
