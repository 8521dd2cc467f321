namespace Region.Platform.Tables;

/// <summary>
/// Reads a table that a person sent: CSV or XLSX, told apart by content. What a table may not contain is answered as
/// problems in Chinese that name row and column, never as an exception.
/// </summary>
public static class TableReader
{
    /// <summary>More problems than these help nobody.</summary>
    internal const int MaxProblems = 50;

    /// <summary>Reads the first table of the file and checks it against the layout.</summary>
    public static TableResult Read(ReadOnlyMemory<byte> content, TableLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        try
        {
            return content.Length > layout.MaxBytes
                ? throw TableRefused.For($"文件共 {content.Length} 字节，超过上限 {layout.MaxBytes} 字节。")
                : new TableAssembly(layout).Assemble(Open(content, layout));
        }
        catch (TableRefused refused)
        {
            return new TableResult { Rows = [], Problems = [refused.Problem] };
        }
    }

    private static IEnumerable<RawRow> Open(ReadOnlyMemory<byte> content, TableLayout layout)
    {
        var start = content.Span;
        if (start.IsEmpty)
            throw TableRefused.For("文件是空的。");

        if (start.StartsWith("PK\u0003\u0004"u8))
            return XlsxTable.Read(content, layout);

        return start.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0])
            ? throw TableRefused.For("这是旧版 Excel 文件（.xls），请另存为 .xlsx 或 CSV。")
            : CsvTable.Read(TableText.Decode(content.Span), layout);
    }
}

/// <summary>One row as the file has it, with the number that a spreadsheet shows beside it.</summary>
internal readonly record struct RawRow(int Number, IReadOnlyList<string> Cells, bool MayEndEarly);

/// <summary>Stops reading at a problem that leaves nothing to go on with.</summary>
internal sealed class TableRefused(TableProblem problem) : Exception(problem.Sentence)
{
    public TableProblem Problem { get; } = problem;

    public static TableRefused For(string sentence) => new(new TableProblem(0, "", sentence));

    public static TableRefused AtRow(int row, string sentence) => new(new TableProblem(row, "", sentence));
}
