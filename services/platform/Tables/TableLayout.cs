namespace Region.Platform.Tables;

/// <summary>What a table must look like: its columns, found by their names in the header row, and its bounds.</summary>
public sealed record TableLayout
{
    /// <summary>The columns that must be there, in any order.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>
    /// Columns that may be there; where one is not, its cells read as empty. Other columns are left alone.
    /// </summary>
    public IReadOnlyList<string> Optional { get; init; } = [];

    /// <summary>
    /// What people call a column, where that is not its name: a header may use either, and problems use this.
    /// </summary>
    public IReadOnlyDictionary<string, string> Titles { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The most rows below the header.</summary>
    public int MaxRows { get; init; } = 5_000;

    /// <summary>The most bytes of the file as sent.</summary>
    public int MaxBytes { get; init; } = 1024 * 1024;

    /// <summary>The most columns, known or not.</summary>
    public int MaxColumns { get; init; } = 64;

    /// <summary>The most characters in a cell.</summary>
    public int MaxCellLength { get; init; } = 1_000;

    /// <summary>The column that a header's cell names.</summary>
    internal string ColumnOf(string header) =>
        Titles.FirstOrDefault(pair => string.Equals(pair.Value, header, StringComparison.Ordinal)).Key ?? header;

    /// <summary>What people call a column.</summary>
    internal string TitleOf(string column) => Titles.GetValueOrDefault(column, column);
}

/// <summary>What was read. Where there is a problem, nothing of the table may be used.</summary>
public sealed record TableResult
{
    /// <summary>The rows below the header that are not wholly empty.</summary>
    public required IReadOnlyList<TableRow> Rows { get; init; }

    /// <summary>Why the table cannot be used, the first fifty reasons; empty where it can.</summary>
    public required IReadOnlyList<TableProblem> Problems { get; init; }

    /// <summary>Whether the table can be used.</summary>
    public bool IsReadable => Problems.Count == 0;
}

/// <summary>A problem of a table.</summary>
/// <param name="Row">The row as a spreadsheet numbers it (the header is usually 1); 0 for the whole file.</param>
/// <param name="Column">The column's name; empty for the whole row.</param>
/// <param name="Sentence">What is wrong, in Chinese.</param>
public sealed record TableProblem(int Row, string Column, string Sentence)
{
    /// <summary>Where it is, such as 第3行 借方; the request's field where it is the whole file.</summary>
    public string PlaceIn(string field) => Row is 0 ? field : FormattableString.Invariant($"第{Row}行 {Column}").Trim();
}

/// <summary>A row of a table.</summary>
public sealed class TableRow
{
    private readonly IReadOnlyDictionary<string, int> _columns;
    private readonly IReadOnlyList<string> _cells;

    internal TableRow(int number, IReadOnlyDictionary<string, int> columns, IReadOnlyList<string> cells)
    {
        Number = number;
        _columns = columns;
        _cells = cells;
    }

    /// <summary>The row as a spreadsheet numbers it; the header is usually 1.</summary>
    public int Number { get; }

    /// <summary>
    /// The cell under this column, without the spaces around it; empty where an optional column is absent.
    /// </summary>
    /// <remarks>
    /// A cell of XLSX that holds a number reads as a decimal with a point, one that holds a day as YYYY-MM-DD.
    /// </remarks>
    public string this[string column] =>
        _columns.TryGetValue(column, out var index) && index < _cells.Count ? _cells[index] : "";
}
