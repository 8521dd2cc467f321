using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Region.Platform.Tables;

/// <summary>Reads comma-separated text (RFC 4180); a quoted cell may hold commas, quotes and line ends.</summary>
internal static class CsvTable
{
    public static IEnumerable<RawRow> Read(string text, TableLayout layout)
    {
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            HasHeaderRecord = false,
            IgnoreBlankLines = false,
            CountBytes = false,
            BadDataFound = bad => throw TableRefused.AtRow(bad.Context.Parser!.Row, $"第 {bad.Context.Parser!.Row} 行的引号不成对。"),
        };
        RefuseOpenQuote(text);
        using var reader = new StringReader(text);
        using var parser = new CsvParser(reader, configuration);
        while (parser.Read())
        {
            if (parser.Count > layout.MaxColumns)
                throw TableRefused.AtRow(parser.Row, $"第 {parser.Row} 行有 {parser.Count} 列，超过上限 {layout.MaxColumns} 列。");

            yield return new RawRow(parser.Row, parser.Record!, MayEndEarly: false);
        }
    }

    /// <summary>A quote that is never closed swallows the rest of the file as one cell, which the parser lets pass.</summary>
    private static void RefuseOpenQuote(string text)
    {
        if (text.AsSpan().Count('"') % 2 == 0)
            return;

        var row = 1 + text.AsSpan(0, text.LastIndexOf('"')).Count('\n');
        throw TableRefused.AtRow(row, "文件中的引号不成对，最后一个引号在这一行。");
    }
}
