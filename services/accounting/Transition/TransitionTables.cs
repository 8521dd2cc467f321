using Google.Protobuf;
using Region.Accounting.Charts;
using Region.Accounting.Domain;
using Region.Kernel;
using Region.Platform.Tables;

namespace Region.Accounting.Transition;

/// <summary>Reads the old trial balance and the accountant's own mapping.</summary>
internal static class TransitionTables
{
    private static readonly TableLayout Balance = new()
    {
        Columns = ["科目编码", "科目名称", "借方", "贷方"],
        Optional = ["辅助编码", "辅助名称", "数量", "计量单位"],
    };

    private static readonly TableLayout Mapping = new()
    {
        Columns = ["旧科目编码", "条件", "新科目编码"],
        Optional = ["归入"],
    };

    /// <summary>The published table of the 2004 chart.</summary>
    public static OldMapping Published { get; } = ResourceText
        .All(typeof(TransitionTables).Assembly, ".Transition.village-2004-mapping-")
        .Select(OldMapping.Read)
        .MaxBy(mapping => mapping.Version)
        ?? throw new InvalidOperationException("The published mapping is missing.");

    public static Decision<IReadOnlyList<OldRow>, Refusal> ReadBalance(ByteString table) =>
        Read(table, Balance, "balance_table", row => new OldRow
        {
            Number = row.Number,
            Code = PlainText.Of(row["科目编码"]),
            Name = PlainText.Of(row["科目名称"]),
            Item = PlainText.Of(row["辅助编码"]),
            ItemName = PlainText.Of(row["辅助名称"]),
            Quantity = row["数量"],
            Unit = PlainText.Of(row["计量单位"]),
            Debit = row["借方"],
            Credit = row["贷方"],
        });

    /// <summary>The accountant's rows; none where she sent no table.</summary>
    public static Decision<IReadOnlyList<OwnMappingRow>, Refusal> ReadMapping(ByteString table) => table.IsEmpty
        ? Array.Empty<OwnMappingRow>()
        : Read(table, Mapping, "mapping_table", row => new OwnMappingRow
        {
            Number = row.Number,
            Old = row["旧科目编码"],
            Condition = row["条件"],
            Account = row["新科目编码"],
            Into = row["归入"],
        });

    private static Decision<IReadOnlyList<TRow>, Refusal> Read<TRow>(
        ByteString table,
        TableLayout layout,
        string field,
        Func<TableRow, TRow> read)
    {
        var result = TableReader.Read(table.Memory, layout);
        if (result.IsReadable)
            return result.Rows.Select(read).ToArray();

        return result.Problems
            .Select(problem => Refusal.TransitionTableInvalid.On(
                problem.PlaceIn(field), $"{RefusedFields.InChinese(field)}有误：{problem.Sentence}"))
            .ToArray();
    }
}
