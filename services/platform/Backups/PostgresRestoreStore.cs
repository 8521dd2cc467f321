using System.Text;
using System.Text.RegularExpressions;
using Dapper;
using Npgsql;
using Region.Platform.Storage;

namespace Region.Platform.Backups;

/// <summary>
/// Rebuilds the services' PostgreSQL databases beside the names that they are to have, and renames all of them in one
/// transaction at the end: whoever is interrupted leaves nothing under the real names.
/// </summary>
public sealed partial class PostgresRestoreStore : IAsyncDisposable
{
    private readonly StorageOptions _target;
    private readonly IReadOnlyList<StoredService> _services;
    private readonly Dictionary<string, NpgsqlDataSource> _sources = new(StringComparer.Ordinal);

    private PostgresRestoreStore(StorageOptions target, StorageOptions staged, IReadOnlyList<StoredService> services)
    {
        _target = target;
        _services = services;
        Staged = staged;
    }

    /// <summary>Where the stores lie until <see cref="FinishAsync"/>.</summary>
    public StorageOptions Staged { get; }

    /// <summary>Makes empty databases under temporary names.</summary>
    /// <param name="target">Where the stores are to be in the end.</param>
    /// <param name="folder">The folder in which the files are rebuilt in the meantime.</param>
    /// <param name="services">Every service that may have a store in the backup.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="InvalidOperationException">There are already tables where the stores are to be.</exception>
    public static async Task<PostgresRestoreStore> BeginAsync(
        StorageOptions target,
        string folder,
        IReadOnlyList<StoredService> services,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(services);
        var connection = new NpgsqlConnectionStringBuilder(target.Postgres);
        var name = string.IsNullOrEmpty(connection.Database) ? "region" : connection.Database;
        connection.Database = $"{name}_restoring";
        var staged = new StorageOptions { Data = folder, Postgres = connection.ToString() };
        var restore = new PostgresRestoreStore(target, staged, services);
        await restore.RequireEmptyAsync(cancellationToken);
        await restore.DropAsync(staged, cancellationToken);
        foreach (var service in services)
        {
            await using var factory = new StoreFactory(staged, service.Name);
            await factory.CreateDatabaseAsync(cancellationToken);
            restore._sources[service.Name] =
                NpgsqlDataSource.Create(StoreFactory.PostgresDatabase(staged.Postgres, service.Name));
        }

        return restore;
    }

    /// <summary>Rebuilds one store: its schema as it was, its role, its rows and its counters.</summary>
    /// <param name="store">Its name in the backup.</param>
    /// <param name="steps">The schema's steps that it had.</param>
    /// <param name="content">What <see cref="PinnedStore.CopyAsync"/> wrote.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="InvalidDataException">The content is not what was written.</exception>
    public async Task LoadAsync(
        string store,
        IReadOnlyList<string> steps,
        Stream content,
        CancellationToken cancellationToken)
    {
        var service = _services.Single(known => known.Holds(store));
        var compartment = StoredService.IsCompartment(store)
            ? StoreFactory.Schema(service.Name, store[(store.IndexOf('/', StringComparison.Ordinal) + 1)..])
            : null;
        var source = _sources[service.Name];

        // Not disposed: it would close the data source that all stores of the service share.
        await new PostgresStore(source, compartment).MigrateAsync(service.Applied(store, steps), cancellationToken);
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (compartment is not null)
        {
            await connection.ExecuteAsync(
                $"SET LOCAL ROLE {compartment.Owner}; SET LOCAL search_path = {compartment.Schema}");
        }

        using var reader = new StreamReader(content, Encoding.UTF8, leaveOpen: true);
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
            await TableAsync(connection, line, reader, cancellationToken);

        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Gives the databases their names, all or none.</summary>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        await CloseAsync();
        await RequireEmptyAsync(cancellationToken);
        await DropAsync(_target, cancellationToken);
        await using var connection = await MaintenanceAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        foreach (var service in _services)
        {
            await connection.ExecuteAsync(
                $"ALTER DATABASE \"{Named(Staged, service)}\" RENAME TO \"{Named(_target, service)}\"");
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Drops what is still under a temporary name.</summary>
    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        await DropAsync(Staged, CancellationToken.None);
    }

    private static string Named(StorageOptions options, StoredService service) =>
        new NpgsqlConnectionStringBuilder(StoreFactory.PostgresDatabase(options.Postgres, service.Name)).Database!;

    /// <summary>Reads one COPY statement with its rows. Only its names are taken, never its text.</summary>
    private static async Task TableAsync(
        NpgsqlConnection connection,
        string line,
        StreamReader reader,
        CancellationToken cancellationToken)
    {
        var copy = CopyLine().Match(line);
        if (!copy.Success)
            throw new InvalidDataException("备份内容不是本系统写出的格式。");

        var table = copy.Groups["table"].Value;

        // What was accepted once is not judged again: a book's triggers let rows only be appended at its end. What the
        // steps of the schema put into every new table comes with the rows.
        await connection.ExecuteAsync($"ALTER TABLE {table} DISABLE TRIGGER USER; DELETE FROM {table}");
        await using (var rows = await connection.BeginTextImportAsync(
            $"COPY {table} ({copy.Groups["columns"].Value}) FROM STDIN", cancellationToken))
        {
            rows.NewLine = "\n";
            while (true)
            {
                var row = await reader.ReadLineAsync(cancellationToken)
                    ?? throw new InvalidDataException("备份内容中途结束。");
                if (string.Equals(row, PinnedPostgresStore.EndOfRows, StringComparison.Ordinal))
                    break;

                await rows.WriteLineAsync(row.AsMemory(), cancellationToken);
            }
        }

        await connection.ExecuteAsync($"ALTER TABLE {table} ENABLE TRIGGER USER");
        var counters = await connection.QueryAsync<string>(
            "SELECT attname FROM pg_attribute WHERE attrelid = CAST(@table AS regclass) AND attidentity <> ''",
            new { table });
        foreach (var column in counters)
        {
            await connection.ExecuteAsync(
                $"SELECT setval(pg_get_serial_sequence(@table, @column), (SELECT MAX(\"{column}\") FROM {table}))",
                new { table, column });
        }
    }

    private async Task RequireEmptyAsync(CancellationToken cancellationToken)
    {
        await using var maintenance = await MaintenanceAsync(cancellationToken);
        foreach (var service in _services)
        {
            var name = Named(_target, service);
            if (!await ExistsAsync(maintenance, name))
                continue;

            var own = new NpgsqlConnectionStringBuilder(_target.Postgres) { Database = name, Pooling = false };
            await using var connection = new NpgsqlConnection(own.ToString());
            await connection.OpenAsync(cancellationToken);
            var tables = await connection.ExecuteScalarAsync<long>(
                """
                SELECT COUNT(*) FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
                WHERE relkind = 'r' AND nspname NOT LIKE 'pg!_%' ESCAPE '!' AND nspname <> 'information_schema'
                """);
            if (tables > 0)
                throw new InvalidOperationException($"数据库 {name} 里已有数据，不能恢复到它上面；请换一个空的数据库。");
        }
    }

    private static Task<bool> ExistsAsync(NpgsqlConnection connection, string name) =>
        connection.ExecuteScalarAsync<bool>(
            "SELECT EXISTS (SELECT 1 FROM pg_database WHERE datname = @name)", new { name });

    /// <summary>Drops databases that are left over under a temporary name, or empty under the real one.</summary>
    private async Task DropAsync(StorageOptions options, CancellationToken cancellationToken)
    {
        await using var connection = await MaintenanceAsync(cancellationToken);
        foreach (var service in _services)
            await connection.ExecuteAsync($"DROP DATABASE IF EXISTS \"{Named(options, service)}\"");
    }

    private async Task<NpgsqlConnection> MaintenanceAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_target.Postgres)
        {
            Database = "postgres",
            Pooling = false,
        }.ToString());
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    private async Task CloseAsync()
    {
        foreach (var source in _sources.Values)
            await source.DisposeAsync();

        _sources.Clear();
    }

    [GeneratedRegex(
        """^COPY (?<table>"[a-z0-9_]+") \((?<columns>"[a-z0-9_]+"(, "[a-z0-9_]+")*)\) FROM stdin;$""",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex CopyLine();
}
