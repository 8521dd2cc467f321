namespace Region.Platform.Tables;

/// <summary>Turns raw rows into a table: the header, then every row below it.</summary>
internal sealed class TableAssembly(TableLayout layout)
{
    private readonly List<TableProblem> _problems = [];
    private readonly List<TableRow> _rows = [];
    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);
    private int _width;

    public TableResult Assemble(IEnumerable<RawRow> raw)
    {
        var header = true;
        foreach (var row in raw)
        {
            var cells = row.Cells.Select(TableText.Trim).ToList();
            if (cells.TrueForAll(cell => cell.Length == 0))
                continue;

            if (header)
                ReadHeader(row.Number, cells);
            else
                ReadRow(row, cells);

            header = false;
            if (_problems.Count >= TableReader.MaxProblems)
                break;
        }

        if (header)
            throw TableRefused.For("表中没有表头。");

        return new TableResult { Rows = _problems.Count == 0 ? _rows : [], Problems = _problems };
    }

    private void ReadHeader(int number, List<string> cells)
    {
        _width = cells.FindLastIndex(cell => cell.Length > 0) + 1;
        if (_width > layout.MaxColumns)
            throw TableRefused.AtRow(number, $"表头有 {_width} 列，超过上限 {layout.MaxColumns} 列。");

        for (var index = 0; index < _width; index++)
        {
            if (cells[index].Length > 0 && !_columns.TryAdd(layout.ColumnOf(cells[index]), index))
                _problems.Add(new TableProblem(number, Shown(cells[index]), $"表头中“{Shown(cells[index])}”一列出现了两次。"));
        }

        foreach (var missing in layout.Columns.Where(column => !_columns.ContainsKey(column)).Select(layout.TitleOf))
            _problems.Add(new TableProblem(number, missing, $"表头缺少“{missing}”一列。"));

        if (_problems.Count > 0)
            throw new TableRefused(_problems[0]);
    }

    private void ReadRow(RawRow row, List<string> cells)
    {
        if (_rows.Count >= layout.MaxRows)
            throw TableRefused.AtRow(row.Number, $"表中数据超过 {layout.MaxRows} 行。");

        var filled = cells.FindLastIndex(cell => cell.Length > 0) + 1;
        if (filled > _width || (cells.Count < _width && !row.MayEndEarly))
        {
            var counted = filled > _width ? filled : cells.Count;
            _problems.Add(new TableProblem(row.Number, "", $"第 {row.Number} 行有 {counted} 列，表头有 {_width} 列。"));
            return;
        }

        foreach (var (column, index) in _columns)
        {
            if (index < cells.Count)
                Check(row.Number, layout.TitleOf(column), cells[index]);
        }

        _rows.Add(new TableRow(row.Number, _columns, cells));
    }

    private void Check(int number, string column, string cell)
    {
        if (cell.Length > layout.MaxCellLength)
            _problems.Add(new TableProblem(number, column,
                $"第 {number} 行“{column}”有 {cell.Length} 个字符，超过上限 {layout.MaxCellLength} 个。"));
        else if (TableText.HasControlCharacter(cell))
            _problems.Add(new TableProblem(number, column, $"第 {number} 行“{column}”含有不可见的控制字符。"));
    }

    private static string Shown(string text) => text.Length <= 40 ? text : $"{text.AsSpan(0, 40)}…";
}
