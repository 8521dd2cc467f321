using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Region.Platform.Tables;

/// <summary>The text of cells: shared and inline strings, numbers as plain decimals, days as YYYY-MM-DD.</summary>
internal sealed class XlsxValues
{
    private readonly List<string> _shared;
    private readonly HashSet<uint> _dateStyles;
    private readonly bool _countsFrom1904;

    public XlsxValues(WorkbookPart workbook)
    {
        _shared = SharedStrings(workbook.SharedStringTablePart);
        _dateStyles = DateStyles(workbook.WorkbookStylesPart?.Stylesheet);
        _countsFrom1904 = workbook.Workbook.WorkbookProperties?.Date1904?.Value ?? false;
    }

    public string TextOf(Cell cell, int row)
    {
        var raw = cell.CellValue?.Text ?? "";
        if (cell.CellFormula is not null && raw.Length == 0 && cell.InlineString is null)
            throw TableRefused.AtRow(row, $"第 {row} 行的单元格 {cell.CellReference?.Value} 是没有结果的公式，请粘贴为数值。");

        var type = cell.DataType?.Value ?? CellValues.Number;
        return type switch
        {
            CellValues.SharedString => _shared[int.Parse(raw, CultureInfo.InvariantCulture)],
            CellValues.InlineString => cell.InlineString is { } inline ? TextOf(inline) : "",
            CellValues.String => raw,
            CellValues.Boolean => raw is "1" ? "TRUE" : "FALSE",
            CellValues.Date => raw.EndsWith("T00:00:00", StringComparison.Ordinal) ? raw[..10] : raw,
            CellValues.Error => throw TableRefused.AtRow(row, $"第 {row} 行的单元格 {cell.CellReference?.Value} 是错误值 {raw}。"),
            _ => raw.Length == 0 ? "" : NumberOf(raw, cell, row),
        };
    }

    private string NumberOf(string raw, Cell cell, int row)
    {
        if (!decimal.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            throw TableRefused.AtRow(row, $"第 {row} 行的单元格 {cell.CellReference?.Value} 中的数字无法识别。");

        return cell.StyleIndex is { } style && _dateStyles.Contains(style.Value)
            ? XlsxNumbers.Date(number, _countsFrom1904) ?? XlsxNumbers.Plain(number)
            : XlsxNumbers.Plain(number);
    }

    private static List<string> SharedStrings(SharedStringTablePart? part)
    {
        var strings = new List<string>();
        if (part is null)
            return strings;

        using var reader = OpenXmlReader.Create(part);
        while (reader.Read())
        {
            if (reader.IsStartElement && reader.ElementType == typeof(SharedStringItem))
                strings.Add(TextOf((SharedStringItem)reader.LoadCurrentElement()!));
        }

        return strings;
    }

    /// <summary>
    /// Plain text, or the runs of rich text; readings for the eye (phonetic runs) are not part of it.
    /// </summary>
    private static string TextOf(RstType item)
    {
        var text = new StringBuilder(item.Text?.Text);
        foreach (var run in item.Elements<Run>())
            text.Append(run.Text?.Text);

        return text.ToString();
    }

    private static HashSet<uint> DateStyles(Stylesheet? sheet)
    {
        var own = sheet?.NumberingFormats?.Elements<NumberingFormat>()
            .Where(format => format.NumberFormatId is not null
                && XlsxNumbers.IsDateFormat(format.FormatCode?.Value ?? ""))
            .Select(format => format.NumberFormatId!.Value).ToHashSet() ?? [];
        var styles = new HashSet<uint>();
        var index = 0u;
        foreach (var format in sheet?.CellFormats?.Elements<CellFormat>() ?? [])
        {
            if (format.NumberFormatId?.Value is { } id && (XlsxNumbers.IsBuiltInDate(id) || own.Contains(id)))
                styles.Add(index);

            index++;
        }

        return styles;
    }
}
