using CsvHelper;

namespace Region.Platform.Tables;

/// <summary>Reads comma-separated text (RFC 4180); a quoted cell may hold commas, quotes and line ends.</summary>
internal static class CsvTable
{
    private static readonly CsvReaderOptions Options = new()
    {
        Separator = ',',
        HasHeader = false,
        SkipEmptyLines = false,
        MalformedData = CsvMalformedDataHandling.Throw,
    };

    public static IEnumerable<RawRow> Read(string text, TableLayout layout)
    {
        using var reader = CsvReader.FromText(text, Options);
        while (ReadNext(reader))
        {
            var row = checked((int)reader.RowNumber);
            if (reader.FieldCount > layout.MaxColumns)
                throw TableRefused.AtRow(row, $"第 {row} 行有 {reader.FieldCount} 列，超过上限 {layout.MaxColumns} 列。");

            var cells = Enumerable.Range(0, reader.FieldCount).Select(reader.GetString);
            yield return new RawRow(row, [.. cells], MayEndEarly: false);
        }
    }

    private static bool ReadNext(CsvReader reader)
    {
        try
        {
            return reader.Read();
        }
        catch (CsvFormatException broken)
        {
            throw TableRefused.AtRow((int)broken.RecordNumber, $"第 {broken.RecordNumber} 行的引号不成对。");
        }
    }
}
