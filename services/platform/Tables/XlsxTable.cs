using System.IO.Compression;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Region.Platform.Tables;

/// <summary>Reads the first visible sheet of an XLSX workbook.</summary>
internal static class XlsxTable
{
    private const int MaxParts = 500;

    // A table of the largest layout takes a tenth of this; a zip bomb takes a thousand times as much.
    private const long MaxExpandedBytes = 32L * 1024 * 1024;

    public static IEnumerable<RawRow> Read(ReadOnlyMemory<byte> content, TableLayout layout)
    {
        try
        {
            using var stream = new MemoryStream(content.ToArray(), writable: false);
            RefuseBomb(stream);
            stream.Position = 0;
            using var document = SpreadsheetDocument.Open(stream, isEditable: false);
            return ReadFirstSheet(document, layout);
        }
        catch (Exception exception) when (IsBrokenFile(exception))
        {
            throw TableRefused.For("文件已损坏或不是 .xlsx 工作簿，请用 Excel 或 WPS 重新保存。");
        }
    }

    private static bool IsBrokenFile(Exception exception) => exception is
        InvalidDataException or OpenXmlPackageException or XmlException or FileFormatException or FormatException
        or ArgumentException or InvalidOperationException or KeyNotFoundException or IOException
        or OverflowException or NotSupportedException or UriFormatException;

    /// <summary>Expands every part once and counts, since the sizes that the file declares may be lies.</summary>
    private static void RefuseBomb(MemoryStream stream)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        if (archive.Entries.Count > MaxParts)
            throw TableRefused.For($"工作簿内部有 {archive.Entries.Count} 个部件，超过上限 {MaxParts} 个。");

        var expanded = 0L;
        var buffer = new byte[64 * 1024];
        foreach (var entry in archive.Entries)
        {
            using var part = entry.Open();
            int read;
            while ((read = part.Read(buffer)) > 0)
            {
                expanded += read;
                if (expanded > MaxExpandedBytes)
                    throw TableRefused.For($"工作簿解压后超过上限 {MaxExpandedBytes / 1024 / 1024} MiB。");
            }
        }
    }

    private static List<RawRow> ReadFirstSheet(SpreadsheetDocument document, TableLayout layout)
    {
        var workbook = document.WorkbookPart ?? throw new InvalidDataException("There is no workbook.");
        var sheet = workbook.Workbook.Descendants<Sheet>().FirstOrDefault(
                s => s.State is null || s.State.Value == SheetStateValues.Visible)
            ?? throw TableRefused.For("工作簿中没有可见的工作表。");
        var part = (WorksheetPart)workbook.GetPartById(sheet.Id!.Value!);
        var values = new XlsxValues(workbook);
        return new XlsxRows(values, layout).Read(part);
    }
}

/// <summary>Walks over the cells of a sheet, one at a time, so that a huge row is never in memory as a whole.</summary>
internal sealed class XlsxRows(XlsxValues values, TableLayout layout)
{
    private readonly List<RawRow> _rows = [];
    private List<string> _cells = [];
    private int _row;

    public List<RawRow> Read(WorksheetPart part)
    {
        using var reader = OpenXmlReader.Create(part);
        while (reader.Read() && _rows.Count <= layout.MaxRows + 1)
        {
            if (!reader.IsStartElement)
                continue;

            if (reader.ElementType == typeof(Row))
                BeginRow(reader);
            else if (reader.ElementType == typeof(Cell))
                Add((Cell)reader.LoadCurrentElement()!);
        }

        EndRow();
        return _rows;
    }

    private void BeginRow(OpenXmlReader reader)
    {
        EndRow();
        var number = reader.Attributes.FirstOrDefault(attribute => attribute.LocalName is "r").Value;
        _row = number is null ? _row + 1 : int.Parse(number, System.Globalization.CultureInfo.InvariantCulture);
        _cells = [];
    }

    private void EndRow()
    {
        if (_cells.Count > 0)
            _rows.Add(new RawRow(_row, _cells, MayEndEarly: true));

        _cells = [];
    }

    private void Add(Cell cell)
    {
        var column = cell.CellReference?.Value is { } reference ? ColumnOf(reference) : _cells.Count;
        var text = values.TextOf(cell, _row);
        if (text.Length == 0)
            return;

        if (column >= layout.MaxColumns)
            throw TableRefused.AtRow(_row, $"第 {_row} 行在第 {column + 1} 列有内容，超过上限 {layout.MaxColumns} 列。");

        while (_cells.Count <= column)
            _cells.Add("");

        _cells[column] = text;
    }

    /// <summary>The column of a reference such as AB12, counted from 0.</summary>
    private static int ColumnOf(string reference)
    {
        var column = 0;
        foreach (var letter in reference.TakeWhile(char.IsAsciiLetterUpper))
            column = checked((column * 26) + letter - 'A' + 1);

        return column > 0 ? column - 1 : throw new FormatException("A cell's reference names no column.");
    }
}
