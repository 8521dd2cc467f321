namespace Region.Gateway.Web.Accountant;

/// <summary>Addresses of books and statements as files, by their format: csv or xlsx.</summary>
internal static class LedgerFile
{
    /// <summary>A list of the ledgers, whole, however many sheets it has on the screen.</summary>
    /// <param name="book">Whose book.</param>
    /// <param name="table">The end of the name in LedgerTable, such as DETAIL.</param>
    /// <param name="name">The name of the file.</param>
    /// <param name="fields">The fields of the request that narrow the list.</param>
    public static Func<string, string> Of(
        string book, string table, string name, params (string Name, string Value)[] fields) =>
        format => Downloads.To(
            "ExportTable", book, $"{book}-{name}",
            [("ledger_table", $"LEDGER_TABLE_{table}"), ("format", Format(format)), .. fields]);

    public static Func<string, string> Statement(
        string book, string name, params (string Name, string Value)[] fields) =>
        format => Downloads.To(
            "ExportStatement", book, $"{book}-{name}", [("format", Format(format)), .. fields]);

    private static string Format(string format) => format is "csv" ? "FILE_FORMAT_CSV" : "FILE_FORMAT_XLSX";
}
