using System.Text.Encodings.Web;
using System.Text.Json;
using Region.Accounting.Attachments;
using Region.Accounting.Domain;

namespace Region.Accounting.Archives;

/// <summary>The list of attached files: an array with an object for each file of each voucher.</summary>
internal sealed class AttachmentJson : IAsyncDisposable
{
    private readonly Utf8JsonWriter _json;
    private readonly IReadOnlyDictionary<string, FileRow> _files;

    public AttachmentJson(Stream stream, IReadOnlyDictionary<string, FileRow> files)
    {
        _files = files;
        _json = new Utf8JsonWriter(
            stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true });
        _json.WriteStartArray();
    }

    public async Task AddAsync(Voucher voucher)
    {
        for (var place = 0; place < voucher.Content.Files.Count; place++)
        {
            var hash = voucher.Content.Files[place];
            var file = _files.GetValueOrDefault(hash);
            _json.WriteStartObject();
            _json.WriteNumber("sequence", voucher.Sequence);
            _json.WriteNumber("place", place + 1);
            _json.WriteString("hash", hash);
            _json.WriteString("name", file?.Name ?? "");
            _json.WriteString("media_type", file?.MediaType ?? "");
            _json.WriteNumber("size", file?.Size ?? 0);
            _json.WriteEndObject();
        }

        await _json.FlushAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _json.WriteEndArray();
        await _json.DisposeAsync();
    }
}
