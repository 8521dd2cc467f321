using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.RenderTree;
using Region.Platform.Tables;

namespace Region.Gateway.Web.Parts;

/// <summary>
/// A list of a page as a file: the page is read from its first to its last sheet, and the list of this name hands its
/// rows over instead of being drawn.
/// </summary>
internal sealed class ListFile
{
    /// <summary>Where a page finds it, and lists with it.</summary>
    public const string Format = "file";

    public const string Table = "table";

    private const int MostRows = 50_000;
    private const int MostSheets = 1_000;

    // A workbook takes none of these in the name of a sheet.
    private const string NotInTitles = @":\/?*[]";

    private readonly string _label;
    private readonly List<IReadOnlyList<TableCell>> _rows = [];
    private IReadOnlyList<string> _columns = [];
    private int _sheets;
    private bool _taken;

    private ListFile(string label) => _label = label;

    /// <summary>Whether a request asks for a file.</summary>
    public static bool IsWanted(HttpContext context) => context.Request.Query[Format].ToString() is "csv" or "xlsx";

    public static ListFile Begin(HttpContext context)
    {
        var file = new ListFile(context.Request.Query[Table].ToString());
        context.Items[typeof(ListFile)] = file;
        return file;
    }

    public static ListFile? Of(HttpContext context) => context.Items[typeof(ListFile)] as ListFile;

    /// <summary>The address behind the sheet that was read last; empty on the last sheet.</summary>
    public string Next { get; private set; } = "";

    public bool IsFound { get; private set; }

    /// <summary>Before each sheet.</summary>
    public bool BeginSheet()
    {
        (Next, _taken) = ("", false);
        return ++_sheets <= MostSheets && _rows.Count < MostRows;
    }

    /// <summary>Takes the rows of a list, if it is the one that was asked for.</summary>
    public void Take<T>(string label, IReadOnlyList<Column<T>> columns, IReadOnlyList<T> rows, string next)
    {
        if (_taken || !string.Equals(label, _label, StringComparison.Ordinal))
            return;

        (_taken, IsFound, Next) = (true, true, next);
        _columns = [.. columns.Select(column => column.Title)];
        _rows.AddRange(rows.Select(row => (IReadOnlyList<TableCell>)[
            .. columns.Select(column => Cell(TextOf(column.Cell(row)), column.Kind))]));
    }

    public byte[] Write(string format, string preamble)
    {
        var table = new OutgoingTable
        {
            Title = string.Concat(
                _label.Select(sign => NotInTitles.Contains(sign, StringComparison.Ordinal) ? ' ' : sign)),
            Preamble = preamble.Length > 0 ? [preamble] : [],
            Columns = _columns,
            Rows = _rows.Count > MostRows ? _rows[..MostRows] : _rows,
        };
        return format is "csv" ? TableWriter.Csv(table) : TableWriter.Xlsx(table);
    }

    // Amounts stand as people read them; a spreadsheet shall add them up.
    private static TableCell Cell(string text, string kind) => kind is "n" && decimal.TryParse(
        text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
        ? TableCell.Of(number) : TableCell.Of(text);

    /// <summary>What a cell says: its texts, and those of the parts in it.</summary>
    internal static string TextOf(RenderFragment fragment)
    {
        using var builder = new RenderTreeBuilder();
        fragment(builder);
#pragma warning disable BL0006 // A cell is read as it is drawn, so that no list has to say its texts twice.
        var frames = builder.GetFrames();
        var texts = frames.Array.Take(frames.Count).Select(frame => frame.FrameType switch
        {
            RenderTreeFrameType.Text => frame.TextContent,
            RenderTreeFrameType.Markup => frame.MarkupContent.Contains('<', StringComparison.Ordinal)
                ? " " : frame.MarkupContent,
            RenderTreeFrameType.Attribute when frame.AttributeName is nameof(Chip.Text) =>
                frame.AttributeValue as string,
            _ => "",
        });
#pragma warning restore BL0006
        return string.Join(' ', string.Concat(texts).Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries));
    }
}
