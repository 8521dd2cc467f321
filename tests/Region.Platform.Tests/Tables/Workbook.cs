using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Region.Platform.Tests.Tables;

/// <summary>Builds XLSX files as spreadsheet programs write them: shared strings, numbers, styles, gaps.</summary>
internal sealed class Workbook
{
    /// <summary>Style 1: a built-in date. Style 2: a Chinese date of the workbook's own. Style 3: money.</summary>
    private const string Styles = """
        <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
          <numFmts count="2">
            <numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/>
            <numFmt numFmtId="177" formatCode="[Red]&quot;day&quot;#,##0.00\d"/>
          </numFmts>
          <cellXfs count="4">
            <xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="176"/><xf numFmtId="177"/>
          </cellXfs>
        </styleSheet>
        """;

    private readonly List<string> _shared = [];
    private readonly List<(uint Row, List<Cell> Cells)> _rows = [];
    private List<Cell> _cells = [];

    /// <summary>Whether the workbook counts days from 1904, as old programs for Macintosh do.</summary>
    public bool CountsFrom1904 { get; init; }

    public Workbook Row(uint number)
    {
        _cells = [];
        _rows.Add((number, _cells));
        return this;
    }

    public Workbook Text(string column, string text)
    {
        _shared.Add(text);
        return Add(column, (_shared.Count - 1).ToString(CultureInfo.InvariantCulture), CellValues.SharedString);
    }

    public Workbook Inline(string column, string text)
    {
        var cell = New(column);
        cell.DataType = CellValues.InlineString;
        cell.InlineString = new InlineString(new Text(text));
        _cells.Add(cell);
        return this;
    }

    public Workbook Number(string column, string stored, uint style = 0)
    {
        var cell = New(column);
        cell.CellValue = new CellValue(stored);
        cell.StyleIndex = style;
        _cells.Add(cell);
        return this;
    }

    public Workbook Add(string column, string stored, CellValues type)
    {
        var cell = New(column);
        cell.CellValue = new CellValue(stored);
        cell.DataType = type;
        _cells.Add(cell);
        return this;
    }

    public Workbook Formula(string column, string formula, string? result)
    {
        var cell = New(column);
        cell.CellFormula = new CellFormula(formula);
        cell.CellValue = result is null ? null : new CellValue(result);
        _cells.Add(cell);
        return this;
    }

    public byte[] Save()
    {
        using var stream = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            workbook.Workbook = new DocumentFormat.OpenXml.Spreadsheet.Workbook(
                new WorkbookProperties { Date1904 = CountsFrom1904 });
            workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = new Stylesheet(Styles);
            workbook.AddNewPart<SharedStringTablePart>().SharedStringTable = new SharedStringTable(
                _shared.Select(text => new SharedStringItem(new Text(text))));
            var hidden = workbook.AddNewPart<WorksheetPart>();
            hidden.Worksheet = new Worksheet(new SheetData());
            var sheet = workbook.AddNewPart<WorksheetPart>();
            sheet.Worksheet = new Worksheet(new SheetData(_rows.Select(row => RowOf(row.Row, row.Cells))));
            workbook.Workbook.AppendChild(new Sheets(
                New(workbook, hidden, 1, SheetStateValues.Hidden),
                New(workbook, sheet, 2, SheetStateValues.Visible)));
        }

        return stream.ToArray();
    }

    private Cell New(string column) => new() { CellReference = $"{column}{_rows[^1].Row}" };

    private static Sheet New(WorkbookPart workbook, WorksheetPart part, uint id, SheetStateValues state) =>
        new() { Id = workbook.GetIdOfPart(part), SheetId = id, Name = $"表{id}", State = state };

    private static Row RowOf(uint number, IEnumerable<Cell> cells)
    {
        var row = new Row { RowIndex = number };
        foreach (var cell in cells)
            row.AppendChild(cell);

        return row;
    }
}
