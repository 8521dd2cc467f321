using Region.Platform.Storage;

namespace Region.Platform.Backups;

/// <summary>Pins all stores of one service: first what takes time, then, at the moment of the cut, the rest.</summary>
internal abstract class ServicePin : IAsyncDisposable
{
    internal static ServicePin Of(StorageOptions options, StoredService service) => options.Postgres.Length is 0
        ? new SqliteServicePin(options, service)
        : new PostgresServicePin(options, service);

    /// <summary>Opens what can be opened before the cut.</summary>
    internal abstract Task PrepareAsync(CancellationToken cancellationToken);

    /// <summary>Pins its database first and then its compartments, so that a registered one is never missing.</summary>
    internal abstract Task<IReadOnlyList<PinnedStore>> PinAsync(CancellationToken cancellationToken);

    public abstract ValueTask DisposeAsync();
}

/// <summary>A service on SQLite files.</summary>
internal sealed class SqliteServicePin(StorageOptions options, StoredService service) : ServicePin
{
    private readonly Dictionary<string, PinnedSqliteStore> _stores = new(StringComparer.Ordinal);

    internal override async Task PrepareAsync(CancellationToken cancellationToken)
    {
        var path = StoreFactory.MainPath(options, service.Name);
        if (!File.Exists(path))
            throw new InvalidOperationException($"{options.Data} 里的数据不完整：缺少 {Path.GetFileName(path)}。");

        _stores[service.Name] = PinnedSqliteStore.Open(service.Name, path);
        if (service.CompartmentNames is null)
            return;

        var look = PinnedSqliteStore.Open(service.Name, path);
        await using (look)
        {
            look.Pin();
            foreach (var name in await look.ReadAsync(service.CompartmentNames, cancellationToken))
                Compartment(name);
        }
    }

    internal override async Task<IReadOnlyList<PinnedStore>> PinAsync(CancellationToken cancellationToken)
    {
        var main = _stores[service.Name];
        main.Pin();
        var pinned = new List<PinnedStore> { main };
        if (service.CompartmentNames is null)
            return pinned;

        foreach (var name in await main.ReadAsync(service.CompartmentNames, cancellationToken))
        {
            var store = Compartment(name);
            store.Pin();
            pinned.Add(store);
        }

        return pinned;
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var store in _stores.Values)
            await store.DisposeAsync();
    }

    private PinnedSqliteStore Compartment(string name)
    {
        var store = StoredService.CompartmentStore(name);
        if (!_stores.TryGetValue(store, out var pinned))
        {
            pinned = PinnedSqliteStore.Open(store, StoreFactory.CompartmentPath(options, name));
            _stores.Add(store, pinned);
        }

        return pinned;
    }
}
