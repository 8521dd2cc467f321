using System.Text.Json;
using System.Xml;
using Region.Verifier.Packages;
using ExpectedRow = System.Collections.Generic.IReadOnlyList<(string Element, string Value)>;

namespace Region.Verifier.Checks;

/// <summary>
/// Compares the exchange tables, row by row, with what vouchers, balances, chart and statements say they must hold, and
/// the two files of them with each other.
/// </summary>
internal static class ExchangeCheck
{
    private const int MostKept = 100;

    private static readonly string[] Others = ["会计期间", "币种"];

    /// <summary>How many rows there are, and what is wrong with them.</summary>
    public static (long Rows, IReadOnlyList<string> Wrong) Compare(AuditPackage package)
    {
        using var json = package.ExchangeJson();
        var wrong = new List<string>();
        long rows = 0;
        var tables = new ExchangeRows(package).Tables();
        foreach (var (table, expected) in tables)
        {
            rows += json.RootElement.TryGetProperty(table, out var found) ? found.GetArrayLength() : 0;
            wrong.AddRange(Compare(table, expected, found).Take(MostKept));
        }

        var names = json.RootElement.EnumerateObject().Select(property => property.Name).ToArray();
        wrong.AddRange(names.Except([.. Others, .. tables.Select(table => table.Table)], StringComparer.Ordinal)
            .Select(table => $"{AuditPackage.ExchangeFile} 的表 {table} 不在约定之内"));
        wrong.AddRange(CompareXml(package, json.RootElement).Take(MostKept));
        return (rows, wrong);
    }

    private static IEnumerable<string> Compare(string table, IEnumerable<ExpectedRow> expected, JsonElement found)
    {
        var actual = Rows(found);
        long number = 0;
        foreach (var row in expected)
        {
            number++;
            if (number > actual.Length)
            {
                yield return $"{table} 缺少第 {number} 行：{Describe(row)}";
                yield break;
            }

            foreach (var (element, value) in row.Where(cell => !Holds(actual[number - 1], cell.Element, cell.Value)))
                yield return $"{table} 第 {number} 行「{element}」应为 {value}：{Describe(row)}";
        }

        if (number < actual.Length)
            yield return $"{table} 第 {number + 1} 行是多出来的";
    }

    private static JsonElement[] Rows(JsonElement table) =>
        table.ValueKind is JsonValueKind.Array ? [.. table.EnumerateArray()] : [];

    private static bool Holds(JsonElement row, string element, string value) =>
        row.ValueKind is JsonValueKind.Object
        && row.TryGetProperty(element, out var cell)
        && cell.ValueKind is JsonValueKind.String
        && cell.ValueEquals(value);

    private static string Describe(ExpectedRow row) =>
        string.Join(' ', row.Select(cell => cell.Value).Where(value => value.Length is > 0 and < 30).Take(5));

    private static IEnumerable<string> CompareXml(AuditPackage package, JsonElement json)
    {
        using var xml = package.ExchangeXml();
        xml.MoveToContent();
        xml.ReadStartElement();
        long number = 0;
        foreach (var table in json.EnumerateObject())
        {
            foreach (var row in Rows(table.Value))
            {
                number++;
                if (xml.MoveToContent() is not XmlNodeType.Element || !SameRow(xml, table.Name, row))
                {
                    yield return $"{AuditPackage.ExchangeXmlFile} 的第 {number} 行（{table.Name}）"
                        + $"与 {AuditPackage.ExchangeFile} 的不同";
                    yield break;
                }
            }
        }

        if (xml.MoveToContent() is XmlNodeType.Element)
            yield return $"{AuditPackage.ExchangeXmlFile} 比 {AuditPackage.ExchangeFile} 多出第 {number + 1} 行";
    }

    private static bool SameRow(XmlReader xml, string table, JsonElement row)
    {
        if (!string.Equals(xml.LocalName, table, StringComparison.Ordinal) || xml.IsEmptyElement)
            return false;

        xml.ReadStartElement();
        foreach (var cell in row.EnumerateObject())
        {
            if (xml.MoveToContent() is not XmlNodeType.Element
                || !string.Equals(xml.LocalName, cell.Name, StringComparison.Ordinal)
                || !string.Equals(xml.ReadElementContentAsString(), cell.Value.GetString(), StringComparison.Ordinal))
            {
                return false;
            }
        }

        if (xml.MoveToContent() is not XmlNodeType.EndElement)
            return false;

        xml.ReadEndElement();
        return true;
    }
}
