using Microsoft.Data.Sqlite;
using Npgsql;
using Region.Platform.Storage;
using Region.Testing;

namespace Region.Platform.Tests.Storage;

/// <summary>A service's database and compartments on one kind of store, without a host around them.</summary>
internal sealed class StoreWorld : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("region-store-").FullName;
    private readonly StoreFactory _factory;

    private StoreWorld(StoreKind kind)
    {
        Kind = kind;
        var options = new StorageOptions { Data = _folder, Postgres = kind is StoreKind.Postgres ? Server() : "" };
        _factory = new StoreFactory(options, "storetest");
        Main = Wrap(_factory.Main());
        Compartments = new Compartments(_factory, [.. Migration.Platform, Things], Wrap, 4);
    }

    internal StoreKind Kind { get; }

    internal Database Main { get; }

    internal Compartments Compartments { get; }

    internal List<Database> Announced { get; } = [];

    internal ManualClock Clock { get; } = new(DateTimeOffset.UnixEpoch.AddYears(56));

    private static Migration Things { get; } = new(
        "things",
        1,
        "CREATE TABLE things (name TEXT NOT NULL PRIMARY KEY, amount BIGINT NOT NULL);",
        "CREATE TRIGGER kept BEFORE DELETE ON things BEGIN SELECT RAISE(ABORT, 'kept'); END;",
        "GRANT UPDATE (amount) ON things TO {role};");

    internal static async Task<StoreWorld> StartAsync(StoreKind kind, CancellationToken cancellationToken)
    {
        var world = new StoreWorld(kind);
        await world._factory.CreateDatabaseAsync(cancellationToken);
        await world.Main.MigrateAsync([.. Migration.Platform, Things], cancellationToken);
        return world;
    }

    public async ValueTask DisposeAsync()
    {
        await Compartments.DisposeAsync();
        await Main.DisposeAsync();
        await _factory.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private static string Server() => new NpgsqlConnectionStringBuilder(PostgresServer.Require().ConnectionString)
    {
        Database = $"s{Guid.CreateVersion7():n}"[..20],
    }.ToString();

    private Database Wrap(Store store) => new("storetest", store, Clock, database =>
    {
        lock (Announced)
            Announced.Add(database);
    });
}
