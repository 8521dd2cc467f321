using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Region.Services.Tests.Accounting;

/// <summary>
/// A copy of an audit package in the hands of a forger, who changes files and makes the manifest fit them again.
/// </summary>
internal sealed class ForgedPackage
{
    private const string ManifestFile = "manifest.json";
    private const string VouchersFile = "vouchers.jsonl";

    private readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    private readonly string _origin;

    private ForgedPackage(string origin) => _origin = origin;

    public JsonNode Manifest { get; private set; } = new JsonObject();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<ForgedPackage> CopyAsync(string package)
    {
        var copy = new ForgedPackage(package);
        await using var zip = await ZipFile.OpenReadAsync(package, Token);
        foreach (var entry in zip.Entries)
        {
            await using var content = await entry.OpenAsync(Token);
            var bytes = new MemoryStream();
            await content.CopyToAsync(bytes, Token);
            copy._files[entry.FullName] = bytes.ToArray();
        }

        copy.Manifest = JsonNode.Parse(copy.Text(ManifestFile))!;
        return copy;
    }

    public string Text(string name) => Encoding.UTF8.GetString(_files[name]);

    public JsonNode Json(string name) => JsonNode.Parse(Text(name))!;

    public List<string> Vouchers() => [.. Text(VouchersFile).TrimEnd('\n').Split('\n')];

    public void SetVouchers(IEnumerable<string> lines) => Set(VouchersFile, string.Join('\n', lines) + "\n");

    /// <summary>Puts a file in the place of another and its hash into the manifest.</summary>
    public void Set(string name, string content)
    {
        _files[name] = Encoding.UTF8.GetBytes(content);
        Manifest["files"]![name] = Convert.ToHexStringLower(SHA256.HashData(_files[name]));
    }

    /// <summary>Changes a JSON file in place.</summary>
    public void Change(string name, Action<JsonNode> change)
    {
        var json = Json(name);
        change(json);
        Set(name, json.ToJsonString());
    }

    /// <summary>Saves it as it is now; answers where.</summary>
    public async Task<string> SaveAsync()
    {
        var path = $"{_origin}.{Guid.CreateVersion7():N}.forged.zip";
        _files[ManifestFile] = Encoding.UTF8.GetBytes(Manifest.ToJsonString());
        await using var zip = await ZipFile.OpenAsync(path, ZipArchiveMode.Create, Token);
        foreach (var (name, content) in _files)
        {
            await using var file = await zip.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(Token);
            await file.WriteAsync(content, Token);
        }

        return path;
    }
}
