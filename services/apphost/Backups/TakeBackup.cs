using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Region.AppHost.Running;

namespace Region.AppHost.Backups;

/// <summary>What came of a backup.</summary>
/// <param name="Manifest">What the archive says about itself.</param>
/// <param name="Bytes">The size of the archive.</param>
/// <param name="Pause">For how long nothing could be published.</param>
/// <param name="Fingerprint">SHA-256 of the archive, to be kept apart from it.</param>
internal sealed record TakenBackup(Manifest Manifest, long Bytes, TimeSpan Pause, string Fingerprint);

/// <summary>
/// Copies all stores as they are at one moment, beside a running system or alone, into one file that appears under its
/// name only when it is whole and on the disk.
/// </summary>
internal sealed class TakeBackup(HostSettings settings, TimeProvider clock)
{
    private const int SqliteDiskFull = 13;
    private const int SqliteInputOutput = 10;

    /// <summary>Backs up.</summary>
    /// <param name="path">The file, which must not exist.</param>
    /// <param name="progress">Called with how many stores of how many are done.</param>
    /// <param name="cancellationToken">Ends it; nothing is left then.</param>
    internal async Task<TakenBackup> RunAsync(
        string path,
        Action<int, int> progress,
        CancellationToken cancellationToken)
    {
        if (File.Exists(path))
            throw new InvalidOperationException($"{path} 已经存在，备份不会覆盖它，请换一个文件名。");

        InstalledStores.RequireNoOther(settings.Data);
        var partial = $"{path}.partial";
        var scratch = $"{path}.scratch";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            Directory.CreateDirectory(scratch);
            var (manifest, pause) = await WriteAsync(partial, scratch, progress, cancellationToken);
            var fingerprint = await FingerprintAsync(partial, cancellationToken);
            File.Move(partial, path);
            return new TakenBackup(manifest, new FileInfo(path).Length, pause, fingerprint);
        }
        catch (SqliteException error) when (error.SqliteErrorCode is SqliteDiskFull or SqliteInputOutput)
        {
            throw new InvalidOperationException("写备份时磁盘空间不足或出错，备份没有完成，没有留下文件。", error);
        }
        catch (IOException error) when (error is not FileNotFoundException)
        {
            throw new InvalidOperationException(
                $"写备份时磁盘空间不足或出错，备份没有完成，没有留下文件（{error.Message}）。", error);
        }
        catch (InvalidDataException error)
        {
            throw new InvalidOperationException(error.Message, error);
        }
        finally
        {
            File.Delete(partial);
            if (Directory.Exists(scratch))
                Directory.Delete(scratch, recursive: true);
        }
    }

    internal static async Task<string> FingerprintAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
    }

    private async Task<(Manifest Manifest, TimeSpan Pause)> WriteAsync(
        string partial,
        string scratch,
        Action<int, int> progress,
        CancellationToken cancellationToken)
    {
        await using var cut = await InstalledStores.CutAsync(
            InstalledStores.Options(settings), clock, cancellationToken);
        await using var file = new FileStream(partial, Options());
        var stores = new List<ArchivedStore>();
        Manifest manifest;
        using (var archive = BackupArchive.Write(file))
        {
            foreach (var store in cut.Stores)
            {
                stores.Add(await archive.AddAsync(store, scratch, cancellationToken));

                // Its log may be folded from here on; it grew while it was pinned.
                await store.DisposeAsync();
                progress(stores.Count, cut.Stores.Count);
            }

            manifest = new Manifest
            {
                Format = Manifest.NewestFormat,
                Kind = settings.Postgres.Length is 0 ? Manifest.Sqlite : Manifest.Postgres,
                TakenAt = cut.TakenAt,
                Stores = stores,
            };
            await archive.FinishAsync(manifest, cancellationToken);
        }

        file.Flush(flushToDisk: true);
        return (manifest, cut.Pause);
    }

    /// <summary>The file holds everybody's books and password hashes: only its owner may read it.</summary>
    private static FileStreamOptions Options()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        return options;
    }
}
