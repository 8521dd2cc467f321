using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Xml;

namespace Region.Verifier.Packages;

/// <summary>An audit package: a manifest, the vouchers of a book's year, and what was made of them.</summary>
internal sealed class AuditPackage : IDisposable
{
    public const string Format = "region-audit-1";

    public const string VouchersFile = "vouchers.jsonl";

    public const string BalancesFile = "balances.json";

    public const string AttachmentsFile = "attachments.json";

    public const string StatementsFile = "statements.json";

    public const string ExchangeFile = "gbt24589.json";

    public const string ExchangeXmlFile = "gbt24589.xml";

    private const string ManifestFile = "manifest.json";
    private const string ChartFile = "chart.json";

    // Bounds against a hostile file: a voucher of 20,000 lines stays far below.
    private const int LongestLine = 64 * 1024 * 1024;
    private const long LargestDocument = 512L * 1024 * 1024;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
    };

    private readonly ZipArchive _zip;

    private AuditPackage(ZipArchive zip, Manifest manifest)
    {
        _zip = zip;
        Manifest = manifest;
    }

    public Manifest Manifest { get; }

    /// <summary>The names of all files but the manifest.</summary>
    public IEnumerable<string> Files => _zip.Entries
        .Select(entry => entry.FullName)
        .Where(name => !string.Equals(name, ManifestFile, StringComparison.Ordinal));

    /// <exception cref="InvalidDataException">It is no audit package.</exception>
    public static AuditPackage Open(string path) => Open(File.OpenRead(path));

    /// <summary>Takes the stream over and closes it.</summary>
    public static AuditPackage Open(Stream stream)
    {
        var zip = new ZipArchive(stream, ZipArchiveMode.Read);
        try
        {
            var manifest = Read<Manifest>(zip, ManifestFile);
            return string.Equals(manifest.Format, Format, StringComparison.Ordinal)
                ? new AuditPackage(zip, manifest)
                : throw new InvalidDataException($"格式是「{manifest.Format}」，本程序只认 {Format}。");
        }
        catch
        {
            zip.Dispose();
            throw;
        }
    }

    /// <summary>The SHA-256 of a file, lower-case hex; empty where it is missing.</summary>
    public string HashOf(string name)
    {
        if (_zip.GetEntry(name) is not { } entry)
            return "";

        using var content = entry.Open();
        return Convert.ToHexStringLower(SHA256.HashData(content));
    }

    /// <summary>The vouchers, in the order of the chain, one line each.</summary>
    public IEnumerable<PackedVoucher> Vouchers()
    {
        using var content = Require(_zip, VouchersFile).Open();
        using var reader = new StreamReader(content, new UTF8Encoding(false, throwOnInvalidBytes: true));
        var line = 0;
        while (reader.ReadLine() is { } text)
        {
            line++;
            yield return text.Length <= LongestLine
                ? Parse<PackedVoucher>(text, $"{VouchersFile} 第 {line} 行")
                : throw new InvalidDataException($"{VouchersFile} 第 {line} 行过长。");
        }
    }

    public IReadOnlyList<PackedBalance> Balances() => Read<IReadOnlyList<PackedBalance>>(_zip, BalancesFile);

    public IReadOnlyList<PackedAttachment> Attachments() =>
        Read<IReadOnlyList<PackedAttachment>>(_zip, AttachmentsFile);

    public PackedChart Chart() => Read<PackedChart>(_zip, ChartFile);

    public IReadOnlyList<PackedStatement> Statements() => Read<IReadOnlyList<PackedStatement>>(_zip, StatementsFile);

    /// <summary>The exchange tables as JSON: an object with an array of rows for each table.</summary>
    public JsonDocument ExchangeJson()
    {
        using var content = Bounded(_zip, ExchangeFile).Open();
        try
        {
            return JsonDocument.Parse(content, new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException failure)
        {
            throw new InvalidDataException($"{ExchangeFile} 不是约定的格式：{failure.Message}", failure);
        }
    }

    /// <summary>The same tables as XML, read as they come.</summary>
    public XmlReader ExchangeXml() => XmlReader.Create(
        Bounded(_zip, ExchangeXmlFile).Open(),
        new XmlReaderSettings
        {
            CloseInput = true,
            DtdProcessing = DtdProcessing.Prohibit,
            IgnoreComments = true,
            IgnoreWhitespace = true,
        });

    public void Dispose() => _zip.Dispose();

    /// <summary>Reads one line of the vouchers' file.</summary>
    public static PackedVoucher ParseVoucher(string line) => Parse<PackedVoucher>(line, VouchersFile);

    private static T Read<T>(ZipArchive zip, string name)
    {
        using var reader = new StreamReader(
            Bounded(zip, name).Open(), new UTF8Encoding(false, throwOnInvalidBytes: true));
        return Parse<T>(reader.ReadToEnd(), name);
    }

    private static ZipArchiveEntry Bounded(ZipArchive zip, string name)
    {
        var entry = Require(zip, name);
        return entry.Length <= LargestDocument ? entry : throw new InvalidDataException($"{name} 过大。");
    }

    private static ZipArchiveEntry Require(ZipArchive zip, string name) =>
        zip.GetEntry(name) ?? throw new InvalidDataException($"缺少 {name}。");

    private static T Parse<T>(string text, string place)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(text, Json) ?? throw new InvalidDataException($"{place} 是空的。");
        }
        catch (JsonException failure)
        {
            throw new InvalidDataException($"{place} 不是约定的格式：{failure.Message}", failure);
        }
    }
}
