using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Region.Platform.Tables;

/// <summary>A table that is handed out as a file.</summary>
public sealed record OutgoingTable
{
    /// <summary>The name of the sheet, at most 31 characters without : \ / ? * [ ].</summary>
    public required string Title { get; init; }

    /// <summary>Lines above the header, such as the name of the book and the span; may be empty.</summary>
    public IReadOnlyList<string> Preamble { get; init; } = [];

    /// <summary>The header.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>Rows with a cell for each column.</summary>
    public required IReadOnlyList<IReadOnlyList<TableCell>> Rows { get; init; }
}

/// <summary>A cell: a text, or a number with a fixed count of decimals.</summary>
public readonly record struct TableCell
{
    private readonly string? _text;

    private TableCell(string text, bool isNumber)
    {
        _text = text;
        IsNumber = isNumber;
    }

    /// <summary>What stands in the cell; empty for an empty one.</summary>
    public string Text => _text ?? "";

    /// <summary>Whether it counts as a number in a spreadsheet.</summary>
    public bool IsNumber { get; }

    /// <summary>Text as people wrote it; a spreadsheet never takes it for a formula.</summary>
    public static TableCell Of(string text) => new(text, isNumber: false);

    /// <summary>An amount in yuan with two decimals.</summary>
    public static TableCell OfFen(long fen) =>
        new(((decimal)fen / 100m).ToString("0.00", CultureInfo.InvariantCulture), isNumber: true);

    /// <summary>A number as it is.</summary>
    public static TableCell Of(decimal number) => new(number.ToString(CultureInfo.InvariantCulture), isNumber: true);
}

/// <summary>Writes tables that spreadsheets open: CSV and XLSX.</summary>
public static class TableWriter
{
    private const string LineEnd = "\r\n";
    private const int LongestTitle = 31;

    /// <summary>
    /// UTF-8 with a byte order mark, by RFC 4180. A text that a spreadsheet would take for a formula (it begins with
    /// = + - @, with their full-width forms, which Chinese spreadsheets read alike, with a tab or a line end) gets an
    /// apostrophe in front.
    /// </summary>
    public static byte[] Csv(OutgoingTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var text = new StringBuilder();
        foreach (var line in table.Preamble)
            text.Append(CsvCell(TableCell.Of(line))).Append(LineEnd);

        text.AppendJoin(',', table.Columns.Select(column => CsvCell(TableCell.Of(column)))).Append(LineEnd);
        foreach (var row in table.Rows)
            text.AppendJoin(',', row.Select(CsvCell)).Append(LineEnd);

        return [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    /// <summary>
    /// A workbook with one sheet. Texts are inline strings, which are never evaluated; numbers are numbers.
    /// </summary>
    public static byte[] Xlsx(OutgoingTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        using var stream = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            var sheet = workbook.AddNewPart<WorksheetPart>();
            WriteRows(sheet, table);
            workbook.Workbook = new Workbook(new Sheets(new Sheet
            {
                Id = workbook.GetIdOfPart(sheet),
                SheetId = 1,
                Name = table.Title.Length > LongestTitle ? table.Title[..LongestTitle] : table.Title,
            }));
        }

        return stream.ToArray();
    }

    private static void WriteRows(WorksheetPart sheet, OutgoingTable table)
    {
        using var writer = OpenXmlWriter.Create(sheet);
        writer.WriteStartElement(new Worksheet());
        writer.WriteStartElement(new SheetData());
        var number = 0;
        foreach (var line in table.Preamble)
            WriteRow(writer, ++number, [TableCell.Of(line)]);

        WriteRow(writer, ++number, [.. table.Columns.Select(TableCell.Of)]);
        foreach (var row in table.Rows)
            WriteRow(writer, ++number, row);

        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static void WriteRow(OpenXmlWriter writer, int number, IReadOnlyList<TableCell> cells)
    {
        writer.WriteStartElement(new Row { RowIndex = (uint)number });
        for (var column = 0; column < cells.Count; column++)
        {
            var cell = cells[column];
            if (cell.Text.Length is 0)
                continue;

            // Readers of other makers find a cell by its reference only.
            var reference = string.Create(CultureInfo.InvariantCulture, $"{Letters(column)}{number}");
            writer.WriteElement(cell.IsNumber
                ? new Cell { CellReference = reference, CellValue = new CellValue(cell.Text) }
                : new Cell
                {
                    CellReference = reference,
                    DataType = CellValues.InlineString,
                    InlineString = new InlineString(new Text(Printable(cell.Text))
                    {
                        Space = SpaceProcessingModeValues.Preserve,
                    }),
                });
        }

        writer.WriteEndElement();
    }

    private static string CsvCell(TableCell cell)
    {
        if (cell.IsNumber)
            return cell.Text;

        var text = cell.Text is
            ['=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠' or '\t' or '\r' or '\n', ..]
            ? $"'{cell.Text}"
            : cell.Text;
        return text.AsSpan().IndexOfAny(",\"\r\n") >= 0
            ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : text;
    }

    // XML 1.0 has no form for control characters.
    private static string Printable(string text) =>
        text.Any(letter => char.IsControl(letter) && letter is not ('\t' or '\n' or '\r'))
            ? string.Concat(text.Where(letter => !char.IsControl(letter) || letter is '\t' or '\n' or '\r'))
            : text;

    private static string Letters(int column)
    {
        var letters = "";
        for (var rest = column + 1; rest > 0; rest = (rest - 1) / 26)
            letters = (char)('A' + ((rest - 1) % 26)) + letters;

        return letters;
    }
}
