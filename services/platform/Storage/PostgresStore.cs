using System.Data;
using Dapper;
using Npgsql;

namespace Region.Platform.Storage;

/// <summary>
/// A PostgreSQL database, or one schema of it reached under a role of its own. Writers of one name queue on an advisory
/// lock that ends with the transaction.
/// </summary>
internal sealed class PostgresStore(NpgsqlDataSource source, PostgresCompartment? compartment) : Store
{
    internal override async Task<UnitOfWork> BeginAsync(
        Database database,
        string lockName,
        bool durable,
        CancellationToken cancellationToken)
    {
        var connection = await source.OpenConnectionAsync(cancellationToken);
        try
        {
            var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
            await EnterAsync(connection, cancellationToken);
            if (!durable)
                await connection.ExecuteAsync("SET LOCAL synchronous_commit = off");

            // The schema is part of the name: books are locked one by one.
            await connection.ExecuteAsync(new CommandDefinition(
                "SELECT pg_advisory_xact_lock(hashtextextended(@name, 0))",
                new { name = $"{compartment?.Schema}/{lockName}" },
                cancellationToken: cancellationToken));
            return new UnitOfWork(database, connection, transaction, connection.DisposeAsync);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    internal override async Task<ReadSession> ReadAsync(CancellationToken cancellationToken)
    {
        var connection = await source.OpenConnectionAsync(cancellationToken);
        try
        {
            var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
            await connection.ExecuteAsync("SET TRANSACTION READ ONLY");
            await EnterAsync(connection, cancellationToken);
            return new ReadSession(connection, transaction, connection.DisposeAsync);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    internal override async Task MigrateAsync(
        IReadOnlyList<Migration> migrations,
        CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync("SELECT pg_advisory_xact_lock(hashtextextended('region/migrations', 0))");
        if (compartment is not null)
            await compartment.CreateAsync(connection, cancellationToken);

        await Migrator.RunAsync(connection, transaction, migrations, SqlText, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    // The data source is shared by all compartments of a service and closed by its owner.
    public override ValueTask DisposeAsync() =>
        compartment is null ? source.DisposeAsync() : ValueTask.CompletedTask;

    private string SqlText(Migration migration) => migration.ForPostgres
        .Replace("{blob}", "BYTEA", StringComparison.Ordinal)
        .Replace("{identity}", "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY", StringComparison.Ordinal)
        .Replace("{role}", compartment?.Role ?? "CURRENT_USER", StringComparison.Ordinal);

    private Task EnterAsync(NpgsqlConnection connection, CancellationToken cancellationToken) => compartment is null
        ? Task.CompletedTask
        : connection.ExecuteAsync(new CommandDefinition(
            $"SET LOCAL ROLE {compartment.Role}; SET LOCAL search_path = {compartment.Schema}",
            cancellationToken: cancellationToken));
}
