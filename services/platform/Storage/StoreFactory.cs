using Dapper;
using Npgsql;

namespace Region.Platform.Storage;

/// <summary>Opens a service's database, and its compartments, on the kind of database that is configured.</summary>
internal sealed class StoreFactory : IAsyncDisposable
{
    /// <summary>Where the files of compartments lie.</summary>
    internal const string CompartmentFolder = "books";

    private readonly StorageOptions _options;
    private readonly NpgsqlDataSource? _source;

    internal StoreFactory(StorageOptions options, string service)
    {
        _options = options;
        Service = service;
        if (options.Postgres.Length > 0)
            _source = NpgsqlDataSource.Create(PostgresDatabase(options.Postgres, service));
    }

    internal string Service { get; }

    internal Store Main() => _source is null
        ? new SqliteStore(MainPath(_options, Service), Service)
        : new PostgresStore(_source, null);

    internal Store Compartment(string name) => _source is null
        ? new SqliteStore(CompartmentPath(_options, name), $"{Service}/{name}")
        : new PostgresStore(_source, Schema(Service, name));

    internal async Task<bool> CompartmentExistsAsync(string name, CancellationToken cancellationToken) =>
        _source is null
            ? File.Exists(CompartmentPath(_options, name))
            : await Schema(Service, name).ExistsAsync(_source, cancellationToken);

    /// <summary>
    /// Makes the service's PostgreSQL database where it is missing and the login may; a cluster makes it beforehand.
    /// </summary>
    internal async Task CreateDatabaseAsync(CancellationToken cancellationToken)
    {
        if (_source is null)
            return;

        var wanted = new NpgsqlConnectionStringBuilder(PostgresDatabase(_options.Postgres, Service)).Database;
        var maintenance = new NpgsqlConnectionStringBuilder(_options.Postgres)
        {
            Database = "postgres",
            Pooling = false,
        };
        await using var connection = new NpgsqlConnection(maintenance.ToString());
        await connection.OpenAsync(cancellationToken);
        var exists = await connection.ExecuteScalarAsync<bool>(
            "SELECT EXISTS (SELECT 1 FROM pg_database WHERE datname = @wanted)", new { wanted });
        if (!exists)
        {
            await connection.ExecuteAsync(
                $"CREATE DATABASE \"{wanted}\" TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'");
        }
    }

    public ValueTask DisposeAsync() => _source?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>The connection string of a service's own database.</summary>
    internal static string PostgresDatabase(string connectionString, string service)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        builder.Database = $"{(string.IsNullOrEmpty(builder.Database) ? "region" : builder.Database)}_{service}";
        builder.MaxPoolSize = Math.Min(builder.MaxPoolSize, 40);
        return builder.ToString();
    }

    internal static string MainPath(StorageOptions options, string service) =>
        Path.Combine(options.Data, $"{service}.db");

    internal static string CompartmentPath(StorageOptions options, string name) =>
        Path.Combine(options.Data, CompartmentFolder, $"{name}.db");

    internal static PostgresCompartment Schema(string service, string name) => new($"{service}_book", name);
}
