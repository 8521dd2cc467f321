using System.Globalization;
using Region.Accounting.Domain;
using Region.Platform.Tables;

namespace Region.Accounting.Archives;

/// <summary>
/// Each table as CSV and XLSX, for offices. A long table is cut into files of so many rows as a workbook takes on an
/// office machine, which also bounds what is held in memory.
/// </summary>
/// <param name="write">Takes a finished file by its name.</param>
internal sealed class ExchangeSheets(Func<string, ReadOnlyMemory<byte>, Task> write) : IExchangeFile
{
    private const int MostRows = 50_000;

    private static readonly HashSet<string> Numbers = new(StringComparer.Ordinal)
    {
        "期初本币余额", "借方本币金额", "贷方本币金额", "期末本币余额", "本币金额", "数量", "附件数", "附件字节数", "行号", "行次", "顺序号",
    };

    private readonly List<IReadOnlyList<TableCell>> _rows = [];
    private string _table = "";
    private string[] _columns = [];
    private int _part;

    public async Task AddAsync(ExchangeRow row)
    {
        var sameTable = string.Equals(row.Table, _table, StringComparison.Ordinal);
        if (!sameTable || _rows.Count >= MostRows)
            await FlushAsync();

        if (!sameTable)
        {
            (_table, _part) = (row.Table, 0);
            _columns = [.. row.Cells.Select(cell => cell.Element)];
        }

        _rows.Add([.. row.Cells.Select(Cell)]);
    }

    public async ValueTask DisposeAsync() => await FlushAsync();

    /// <summary>Writes a table in both forms.</summary>
    public async Task WriteAsync(string name, OutgoingTable table)
    {
        await write($"csv/{name}.csv", TableWriter.Csv(table));
        await write($"xlsx/{name}.xlsx", TableWriter.Xlsx(table));
    }

    private async Task FlushAsync()
    {
        if (_rows.Count is 0)
            return;

        _part++;
        var name = _part is 1 ? _table : FormattableString.Invariant($"{_table}-{_part}");
        await WriteAsync(name, new OutgoingTable { Title = name, Columns = _columns, Rows = _rows });
        _rows.Clear();
    }

    private static TableCell Cell((string Element, string Value) cell) =>
        Numbers.Contains(cell.Element)
        && decimal.TryParse(cell.Value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
            ? TableCell.Of(number)
            : TableCell.Of(cell.Value);
}
