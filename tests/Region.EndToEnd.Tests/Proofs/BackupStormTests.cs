using System.Diagnostics;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Region.Accounting.Exports;
using Region.AppHost.Backups;
using Region.AppHost.Running;
using Region.Platform.Storage;
using Region.Testing;
using Shouldly;
using static System.FormattableString;

namespace Region.EndToEnd.Tests.Proofs;

/// <summary>T15: the machine is lost while orders flow and parts die, and is rebuilt from its backup.</summary>
[Collection(ProofCollection.Name)]
public sealed class BackupStormTests : IDisposable
{
    private const int Seed = 15;
    private const int FirstBackupAt = 6;
    private const int CommandsBetween = 12;
    private const int FewestBackups = 3;
    private const int FewestCuts = 5;

    private static readonly TimeSpan BetweenCuts = TimeSpan.FromMilliseconds(30);
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(90);

    private readonly string _folder = FastFolder.Create("region-backup-");
    private readonly List<Backup> _backups = [];
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private readonly List<string> _wrong = [];
    private int _cuts;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        _oneAtATime.Dispose();
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_backup_taken_in_a_storm_restores_to_a_system_that_goes_on_as_if_nothing_had_been(StoreKind kind)
    {
        var postgres = kind is StoreKind.Postgres ? PostgresServer.Require().ConnectionString : "";
        if (postgres.Length > 0)
            postgres += $";Database=t15{Guid.CreateVersion7():n}";

        var plan = RoundPlan.Of(Seed);
        await LoseAsync(plan, postgres);

        _backups.Count.ShouldBeGreaterThanOrEqualTo(FewestBackups);
        _cuts.ShouldBeGreaterThanOrEqualTo(FewestCuts);
        _wrong.ShouldBeEmpty();
        var chosen = _backups[^1];
        var data = await RestoreAsync(chosen, postgres);
        await SealsAsync(chosen, data, postgres);
        await GoOnAsync(plan, chosen, data, postgres);
    }

    /// <summary>A storm, cuts and backups all along, and then nothing is left.</summary>
    private async Task LoseAsync(RoundPlan plan, string postgres)
    {
        var backing = new List<Task>();
        await using (var cluster = await Cluster.StartAsync(new ClusterSettings { Postgres = postgres }, Cancelled))
        {
            await ProofRun.OpenAsync(cluster, Cancelled);
            using var office = new Office(cluster, new Journal());
            var storm = new Storm(cluster, office);
            storm.Rise(plan, Cancelled);
            var fall = office.BeforeCommand!;
            office.BeforeCommand = ordinal =>
            {
                fall(ordinal);
                if (ordinal >= FirstBackupAt && (ordinal - FirstBackupAt) % CommandsBetween is 0)
                    backing.Add(Task.Run(() => BackUpAsync(cluster.Folder, postgres, office.Journal), Cancelled));
            };
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
            var cutting = Task.Run(() => CutAsync(cluster.Folder, postgres, ended.Token), Cancelled);
            await new RoundDrive(plan, office).RunAsync(Cancelled);
            await storm.AbateAsync(Cancelled);
            await ended.CancelAsync();
            await Task.WhenAll([.. backing, cutting]);
        }

        if (postgres.Length > 0)
            await DropAsync(postgres);
    }

    /// <summary>Cuts again and again, without copying: what does not fit together shows at once.</summary>
    private async Task CutAsync(string data, string postgres, CancellationToken ended)
    {
        var options = new StorageOptions { Data = data, Postgres = postgres };
        var looked = 0;
        while (!ended.IsCancellationRequested)
        {
            await using var cut = await InstalledStores.CutAsync(options, TimeProvider.System, Cancelled);
            var still = await StandStill.OfAsync(cut, Cancelled);
            _wrong.AddRange(still.Wrong);
            _cuts++;
            looked += still.Looked;
            await Task.WhenAny(Task.Delay(BetweenCuts, TimeProvider.System, ended));
        }

        TestContext.Current.TestOutputHelper?.WriteLine(Invariant($"{_cuts} cuts with {looked} events"));
    }

    private async Task BackUpAsync(string data, string postgres, Journal journal)
    {
        await _oneAtATime.WaitAsync(Cancelled);
        try
        {
            // What was acknowledged before the backup began must be in it.
            var promised = journal.Acknowledged.ToArray();
            var settings = new HostSettings { Data = data, Postgres = postgres };
            var file = Path.Combine(_folder, Invariant($"backup-{_backups.Count}.zip"));
            var watch = Stopwatch.StartNew();
            var taken = await new TakeBackup(settings, TimeProvider.System).RunAsync(file, (_, _) => { }, Cancelled);
            _backups.Add(new Backup(file, taken, promised));
            TestContext.Current.TestOutputHelper?.WriteLine(Invariant(
                $"{taken.Manifest.Vouchers} vouchers, {taken.Bytes} bytes in {watch.ElapsedMilliseconds} ms, ")
                + Invariant($"queue held for {taken.Pause.TotalMilliseconds:0.0} ms"));
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private async Task<string> RestoreAsync(Backup backup, string postgres)
    {
        var data = Path.Combine(_folder, Guid.CreateVersion7().ToString());
        var settings = new HostSettings { Data = data, Postgres = postgres };
        var watch = Stopwatch.StartNew();
        await new RestoreBackup(settings, TimeProvider.System).RunAsync(backup.File, (_, _) => { }, Cancelled);
        TestContext.Current.TestOutputHelper?.WriteLine(Invariant($"restored in {watch.ElapsedMilliseconds} ms"));
        return data;
    }

    /// <summary>The books, read as the services read them, are those of the manifest.</summary>
    private static async Task SealsAsync(Backup backup, string data, string postgres)
    {
        await using var stopped = StoppedSystem.Open(new HostSettings { Data = data, Postgres = postgres });
        var books = await stopped.Services["accounting"].GetRequiredService<BookReading>().BooksAsync(Cancelled);

        books.Select(book => (Book: book.Book_, Vouchers: book.VoucherCount, Head: book.ChainHead)).ShouldBe(
            from store in backup.Taken.Manifest.Stores
            where store.Book is not null
            let code = store.Name["books/".Length..]
            orderby code
            select (code, store.Book!.Vouchers, store.Book.Vouchers is 0 ? "" : store.Book.Head));
    }

    private static async Task GoOnAsync(RoundPlan plan, Backup backup, string data, string postgres)
    {
        var settings = new ClusterSettings { Folder = data, Postgres = postgres };
        await using var cluster = await Cluster.StartAsync(settings, Cancelled);
        var judge = new Judge(cluster);
        await Eventually.HoldsAsync(
            async () => (await judge.ConsAsync(Cancelled)).Count is 0, Soon, "CONS holds", Cancelled);

        using var office = new Office(cluster, new Journal());
        foreach (var done in backup.Promised)
            office.Journal.Add(done.Command, done.Answer);

        (await Judge.ReplaysAsync(office, Cancelled)).ShouldBeEmpty();

        // Everybody repeats what he did since, with the same keys, and the round ends as if nothing had been.
        await new RoundDrive(plan, office).RunAsync(Cancelled);
        var wrong = await judge.JudgeAsync(plan, [.. Expectation.Of(plan)], office, Cancelled);
        wrong.ShouldBeEmpty(office.Journal.Timeline);
    }

    private static async Task DropAsync(string postgres)
    {
        NpgsqlConnection.ClearAllPools();
        var own = new NpgsqlConnectionStringBuilder(postgres);
        var maintenance = new NpgsqlConnectionStringBuilder(postgres) { Database = "postgres", Pooling = false };
        await using var connection = new NpgsqlConnection(maintenance.ToString());
        await connection.OpenAsync(Cancelled);
        foreach (var service in InstalledStores.Services)
            await connection.ExecuteAsync($"DROP DATABASE \"{own.Database}_{service.Name}\" WITH (FORCE)");
    }

    private sealed record Backup(string File, TakenBackup Taken, IReadOnlyCollection<Acknowledged> Promised);
}
