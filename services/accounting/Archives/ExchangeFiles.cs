using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Xml;
using Region.Accounting.Domain;

namespace Region.Accounting.Archives;

/// <summary>Takes the rows of exchange tables; rows of one table follow each other.</summary>
internal interface IExchangeFile : IAsyncDisposable
{
    Task AddAsync(ExchangeRow row);
}

/// <summary>An object with an array for each table.</summary>
internal sealed class ExchangeJson : IExchangeFile
{
    private const int FlushAt = 64 * 1024;

    private readonly Utf8JsonWriter _json;
    private string _table = "";

    public ExchangeJson(Stream stream)
    {
        _json = new Utf8JsonWriter(
            stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        _json.WriteStartObject();
    }

    public async Task AddAsync(ExchangeRow row)
    {
        if (!string.Equals(row.Table, _table, StringComparison.Ordinal))
        {
            if (_table.Length > 0)
                _json.WriteEndArray();

            _json.WriteStartArray(row.Table);
            _table = row.Table;
        }

        _json.WriteStartObject();
        foreach (var (element, value) in row.Cells)
            _json.WriteString(element, value);

        _json.WriteEndObject();
        if (_json.BytesPending > FlushAt)
            await _json.FlushAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_table.Length > 0)
            _json.WriteEndArray();

        _json.WriteEndObject();
        await _json.DisposeAsync();
    }
}

/// <summary>An element for each row, named by its table.</summary>
internal sealed class ExchangeXml : IExchangeFile
{
    private readonly XmlWriter _xml;

    private ExchangeXml(XmlWriter xml) => _xml = xml;

    public static async Task<ExchangeXml> OpenAsync(Stream stream)
    {
        var xml = XmlWriter.Create(
            stream, new XmlWriterSettings { Async = true, Indent = true, Encoding = new UTF8Encoding(false) });
        await xml.WriteStartDocumentAsync();
        await xml.WriteStartElementAsync(null, "会计核算软件数据", null);
        return new ExchangeXml(xml);
    }

    public async Task AddAsync(ExchangeRow row)
    {
        await _xml.WriteStartElementAsync(null, row.Table, null);
        foreach (var (element, value) in row.Cells)
            await _xml.WriteElementStringAsync(null, element, null, value);

        await _xml.WriteEndElementAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _xml.WriteEndElementAsync();
        await _xml.DisposeAsync();
    }
}
