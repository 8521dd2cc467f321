using System.IO.Compression;
using System.Text.Json;
using Region.Platform.Backups;

namespace Region.AppHost.Backups;

/// <summary>
/// One zip file: the stores first and the manifest last, since it names their hashes. Any unzip program opens it.
/// </summary>
internal sealed class BackupArchive : IDisposable
{
    private const string ManifestEntry = "manifest.json";
    private const string Broken = "备份文件已损坏或不完整";

    private readonly ZipArchive _zip;

    private BackupArchive(ZipArchive zip) => _zip = zip;

    /// <summary>Begins an archive that is written through this stream.</summary>
    internal static BackupArchive Write(Stream file) =>
        new(new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true));

    /// <summary>Opens an archive and reads its manifest.</summary>
    /// <exception cref="InvalidOperationException">It is no archive, is cut off, or is of a newer program.</exception>
    internal static async Task<(BackupArchive Archive, Manifest Manifest)> ReadAsync(
        string path,
        CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
            throw new InvalidOperationException($"没有备份文件 {path}。");

        BackupArchive? archive = null;
        try
        {
            archive = new BackupArchive(await ZipFile.OpenReadAsync(path, cancellationToken));
            return (archive, await archive.ManifestAsync(cancellationToken));
        }
        catch (Exception error) when (error is InvalidDataException or JsonException or EndOfStreamException)
        {
            archive?.Dispose();
            throw new InvalidOperationException($"{Broken}：{path}", error);
        }
        catch
        {
            archive?.Dispose();
            throw;
        }
    }

    /// <summary>Adds a store and answers its line of the manifest.</summary>
    internal async Task<ArchivedStore> AddAsync(PinnedStore store, string scratch, CancellationToken cancellationToken)
    {
        var (position, book) = await Positions.ReadAsync(store, cancellationToken);
        var archived = new ArchivedStore
        {
            Name = store.Name,
            Bytes = 0,
            Sha256 = "",
            Position = position,
            Book = book,
        };
        var entry = _zip.CreateEntry(archived.Entry, CompressionLevel.Fastest);
        await using var content = await entry.OpenAsync(cancellationToken);
        await using var hashed = new HashedStream(content);
        await store.CopyAsync(hashed, scratch, cancellationToken);
        return archived with { Bytes = hashed.Count, Sha256 = hashed.Hash };
    }

    internal async Task FinishAsync(Manifest manifest, CancellationToken cancellationToken)
    {
        await using var content = await _zip.CreateEntry(ManifestEntry).OpenAsync(cancellationToken);
        await JsonSerializer.SerializeAsync(content, manifest, Manifest.Json, cancellationToken);
    }

    /// <summary>Hands out a store's content and makes sure that it was the whole and unchanged one.</summary>
    internal async Task ExtractAsync(
        ArchivedStore store,
        Func<Stream, Task> take,
        CancellationToken cancellationToken)
    {
        try
        {
            var entry = _zip.GetEntry(store.Entry) ?? throw new InvalidDataException("An entry is missing.");
            await using var content = await entry.OpenAsync(cancellationToken);
            await using var hashed = new HashedStream(content);
            await take(hashed);
            await hashed.CopyToAsync(Stream.Null, cancellationToken);
            if (hashed.Count != store.Bytes || !string.Equals(hashed.Hash, store.Sha256, StringComparison.Ordinal))
                throw new InvalidDataException("The hash differs.");
        }
        catch (InvalidDataException error)
        {
            throw new InvalidOperationException($"{Broken}：{store.Name} 的内容与清单里的校验值不符", error);
        }
    }

    public void Dispose() => _zip.Dispose();

    private async Task<Manifest> ManifestAsync(CancellationToken cancellationToken)
    {
        var entry = _zip.GetEntry(ManifestEntry) ?? throw new InvalidDataException("There is no manifest.");
        await using var content = await entry.OpenAsync(cancellationToken);
        using var document = await JsonDocument.ParseAsync(content, default, cancellationToken);

        // A newer layout may lack what this program expects, so its number is looked at first.
        if (document.RootElement.TryGetProperty("format", out var format)
            && format.TryGetInt32(out var number) && number > Manifest.NewestFormat)
        {
            throw new InvalidOperationException(
                $"这份备份的格式是第 {number} 版，本程序只认识到第 {Manifest.NewestFormat} 版，请用较新的程序恢复。");
        }

        return document.Deserialize<Manifest>(Manifest.Json) ?? throw new InvalidDataException("An empty manifest.");
    }
}
