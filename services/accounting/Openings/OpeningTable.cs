using Google.Protobuf;
using Region.Accounting.Domain;
using Region.Kernel;
using Region.Platform.Tables;

namespace Region.Accounting.Openings;

/// <summary>Reads the table of opening balances.</summary>
internal static class OpeningTable
{
    private static readonly TableLayout Layout = new()
    {
        Columns = ["账套", "科目编码", "往来单位", "往来单位名称", "借方", "贷方"],
    };

    /// <summary>A table of one book, at most 1 MiB.</summary>
    public static Decision<IReadOnlyList<OpeningRow>, Refusal> Read(ByteString table) => Read(table, Layout);

    /// <summary>A table of many books, at most 4 MiB.</summary>
    public static Decision<IReadOnlyList<OpeningRow>, Refusal> ReadMany(ByteString table) =>
        Read(table, Layout with { MaxBytes = 4 * 1024 * 1024, MaxRows = 100_000 });

    private static Decision<IReadOnlyList<OpeningRow>, Refusal> Read(ByteString table, TableLayout layout)
    {
        var result = TableReader.Read(table.Memory, layout);
        if (!result.IsReadable)
        {
            return result.Problems
                .Select(problem => Refusal.OpeningTableInvalid.On(Place(problem), problem.Sentence))
                .ToArray();
        }

        return result.Rows.Select(row => new OpeningRow
        {
            Number = row.Number,
            Book = row["账套"],
            Account = row["科目编码"],
            Counterparty = PlainText.Of(row["往来单位"]),
            CounterpartyName = PlainText.Of(row["往来单位名称"]),
            Debit = row["借方"],
            Credit = row["贷方"],
        }).ToArray();
    }

    private static string Place(TableProblem problem) => problem.Row is 0
        ? $"table {problem.Column}".Trim()
        : FormattableString.Invariant($"第{problem.Row}行 {problem.Column}").Trim();
}
