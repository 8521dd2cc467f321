using Region.Accounting.Exports;
using Region.AppHost.Running;
using Region.Platform.Backups;
using Region.Platform.Storage;

namespace Region.AppHost.Backups;

/// <summary>
/// Rebuilds an empty machine from an archive. Everything is built and checked under temporary names and renamed at the
/// end, so that an interrupted restore leaves nothing that looks like a system.
/// </summary>
internal sealed class RestoreBackup(HostSettings settings, TimeProvider clock)
{
    private const int MostShown = 20;

    private string Staging => $"{settings.Data.TrimEnd(Path.DirectorySeparatorChar)}.restoring";

    /// <summary>Restores and answers what the archive says about itself.</summary>
    /// <param name="path">The archive.</param>
    /// <param name="progress">Called with how many steps of how many are done.</param>
    /// <param name="cancellationToken">Ends it; nothing is left under the real names then.</param>
    /// <exception cref="InvalidOperationException">
    /// The target is not empty, or the archive is broken, changed, of another kind or of a newer program.
    /// </exception>
    internal async Task<Manifest> RunAsync(string path, Action<int, int> progress, CancellationToken cancellationToken)
    {
        RequireEmpty();
        var (archive, manifest) = await BackupArchive.ReadAsync(path, cancellationToken);
        using (archive)
        {
            RequireKnown(manifest);
            // What a killed restore left is removed, but not what another one is working on.
            DataFolder.Lock(Staging).Dispose();
            Directory.Delete(Staging, recursive: true);
            using var held = DataFolder.Lock(Staging);
            var target = InstalledStores.Options(settings);
            await using var postgres = settings.Postgres.Length is 0
                ? null
                : await PostgresRestoreStore.BeginAsync(target, Staging, InstalledStores.Services, cancellationToken);
            try
            {
                var steps = new Steps(progress, manifest.Stores.Count * 2);
                foreach (var store in manifest.Stores)
                {
                    await ExtractAsync(archive, store, postgres, cancellationToken);
                    steps.Next();
                }

                var staged = postgres?.Staged ?? new StorageOptions { Data = Staging };
                await VerifyAsync(manifest, staged, steps, cancellationToken);
                await FinishAsync(postgres, held, cancellationToken);
            }
            finally
            {
                if (Directory.Exists(Staging))
                    Directory.Delete(Staging, recursive: true);
            }
        }

        return manifest;
    }

    private static bool IsFile(ArchivedStore store, PostgresRestoreStore? postgres) =>
        postgres is null || store.Name is InstalledStores.Queue;

    private static async Task WriteAsync(Stream content, string path, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        await content.CopyToAsync(file, cancellationToken);
        await file.FlushAsync(cancellationToken);
        file.Flush(flushToDisk: true);
    }

    private async Task ExtractAsync(
        BackupArchive archive,
        ArchivedStore store,
        PostgresRestoreStore? postgres,
        CancellationToken cancellationToken) => await archive.ExtractAsync(
        store,
        content => IsFile(store, postgres)
            ? WriteAsync(content, Path.Combine(Staging, $"{store.Name}.db"), cancellationToken)
            : postgres!.LoadAsync(store.Name, store.Position.Steps, content, cancellationToken),
        cancellationToken);

    private async Task VerifyAsync(
        Manifest manifest,
        StorageOptions staged,
        Steps steps,
        CancellationToken cancellationToken)
    {
        var wrong = new List<string>();
        await using (var restored = await InstalledStores.CutAsync(staged, clock, cancellationToken))
            wrong.AddRange(await Positions.DifferencesAsync(manifest, restored, cancellationToken));

        var stopped = settings with { Data = staged.Data, Postgres = staged.Postgres };
        await using (var services = StoppedSystem.Open(stopped))
        {
            var books = services.Services["accounting"].GetRequiredService<BookReading>();
            wrong.AddRange(await Positions.DifferencesAsync(manifest, books, steps.Next, cancellationToken));
        }

        if (wrong.Count > 0)
            throw new InvalidOperationException($"恢复出的数据有误，没有启用：{string.Join('；', wrong.Take(MostShown))}");
    }

    /// <summary>
    /// One rename puts files in place. With PostgreSQL a second one follows for the databases; until then a marker in
    /// the folder keeps the system from starting on half of them.
    /// </summary>
    private async Task FinishAsync(
        PostgresRestoreStore? postgres,
        DataFolder held,
        CancellationToken cancellationToken)
    {
        held.Dispose();
        File.Delete(Path.Combine(Staging, DataFolder.LockFile));
        if (Directory.Exists(settings.Data))
            Directory.Delete(settings.Data);

        if (postgres is null)
        {
            Directory.Move(Staging, settings.Data);
            return;
        }

        var marker = Path.Combine(settings.Data, DataFolder.RestoringMarker);
        await File.WriteAllTextAsync(
            Path.Combine(Staging, DataFolder.RestoringMarker), settings.Data, cancellationToken);
        Directory.Move(Staging, settings.Data);
        try
        {
            await postgres.FinishAsync(cancellationToken);
        }
        catch
        {
            Directory.Delete(settings.Data, recursive: true);
            throw;
        }

        File.Delete(marker);
    }

    private void RequireEmpty()
    {
        if (Directory.Exists(settings.Data) && Directory.EnumerateFileSystemEntries(settings.Data).Any())
            throw new InvalidOperationException($"{settings.Data} 不是空的，恢复不会覆盖已有数据；请换一个空目录，或先移走它。");
    }

    private void RequireKnown(Manifest manifest)
    {
        var kind = settings.Postgres.Length is 0 ? Manifest.Sqlite : Manifest.Postgres;
        if (!string.Equals(manifest.Kind, kind, StringComparison.Ordinal))
            throw new InvalidOperationException(manifest.Kind is Manifest.Postgres
                ? "这份备份来自 PostgreSQL，请用 --postgres 指定恢复到哪里。"
                : "这份备份来自 SQLite 文件，恢复时请不要写 --postgres。");

        var names = manifest.Stores.Select(store => store.Name).ToArray();
        var books = names.Except(InstalledStores.Names, StringComparer.Ordinal).ToArray();
        if (books.Length + InstalledStores.Names.Count != names.Length || !books.All(IsBook))
        {
            throw new InvalidOperationException("备份文件已损坏或不完整：清单里的库不对。");
        }

        var unknown = manifest.Stores
            .SelectMany(store => InstalledStores.UnknownSteps(store.Name, store.Position.Steps)).ToArray();
        if (unknown.Length > 0)
            throw new InvalidOperationException($"这份备份由较新的程序写成（不认识 {unknown[0]}），请用较新的程序恢复。");
    }

    private static bool IsBook(string name) =>
        name.StartsWith("books/", StringComparison.Ordinal) && Kernel.Codes.IsBook(name["books/".Length..]);

    private sealed class Steps(Action<int, int> progress, int all)
    {
        private int _done;

        internal void Next() => progress(++_done, all);
    }
}
