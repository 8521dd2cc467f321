using System.Data;
using Npgsql;
using Region.Platform.Storage;

namespace Region.Platform.Backups;

/// <summary>
/// A service in PostgreSQL: one transaction holds a snapshot of its database, all compartments included, and exports it
/// to the transactions that read one schema each. So no transaction locks more than one schema's tables, which a
/// server's lock table would not hold for a county.
/// </summary>
internal sealed class PostgresServicePin(StorageOptions options, StoredService service) : ServicePin
{
    private readonly NpgsqlDataSource _source =
        NpgsqlDataSource.Create(StoreFactory.PostgresDatabase(options.Postgres, service.Name));

    private NpgsqlConnection? _holder;

    internal override async Task PrepareAsync(CancellationToken cancellationToken)
    {
        try
        {
            _holder = await _source.OpenConnectionAsync(cancellationToken);

            // Connections and compiled code come with the first time, which is not to be while the queue is held.
            await using var rehearsal =
                await _holder.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
            await StoresAsync(_holder, cancellationToken);
        }
        catch (PostgresException error) when (error.SqlState is PostgresErrorCodes.InvalidCatalogName)
        {
            throw new InvalidOperationException($"PostgreSQL 里还没有 {service.Name} 的数据库，请先启动系统。", error);
        }
    }

    internal override async Task<IReadOnlyList<PinnedStore>> PinAsync(CancellationToken cancellationToken)
    {
        await _holder!.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        return await StoresAsync(_holder, cancellationToken);
    }

    public override async ValueTask DisposeAsync()
    {
        if (_holder is not null)
            await _holder.DisposeAsync();

        await _source.DisposeAsync();
    }

    private async Task<IReadOnlyList<PinnedStore>> StoresAsync(
        NpgsqlConnection holder,
        CancellationToken cancellationToken)
    {
        var snapshot = await SnapshotStore.ExportAsync(holder, cancellationToken);
        var main = new PinnedPostgresStore(service.Name, _source, snapshot, null);
        var pinned = new List<PinnedStore> { main };
        if (service.CompartmentNames is not null)
        {
            pinned.AddRange(
                from name in await main.ReadAsync(service.CompartmentNames, cancellationToken)
                select new PinnedPostgresStore(
                    StoredService.CompartmentStore(name),
                    _source,
                    snapshot,
                    StoreFactory.Schema(service.Name, name)));
        }

        return pinned;
    }
}
