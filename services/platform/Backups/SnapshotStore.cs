using System.Data;
using Dapper;
using Npgsql;
using Region.Platform.Storage;

namespace Region.Platform.Backups;

/// <summary>A snapshot of a PostgreSQL database that several transactions share.</summary>
internal static class SnapshotStore
{
    /// <summary>Takes the snapshot; it can be entered while this transaction is open.</summary>
    internal static async Task<string> ExportAsync(NpgsqlConnection holder, CancellationToken cancellationToken) =>
        (await holder.ExecuteScalarAsync<string>(new CommandDefinition(
            "SELECT pg_export_snapshot()", cancellationToken: cancellationToken)))!;

    /// <summary>Begins a read-only transaction on the snapshot, in one schema where a compartment is given.</summary>
    internal static async Task<NpgsqlTransaction> EnterAsync(
        NpgsqlConnection connection,
        string snapshot,
        PostgresCompartment? compartment,
        CancellationToken cancellationToken)
    {
        var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            $"SET TRANSACTION SNAPSHOT '{snapshot}'", cancellationToken: cancellationToken));
        await connection.ExecuteAsync("SET TRANSACTION READ ONLY");
        if (compartment is not null)
        {
            await connection.ExecuteAsync(new CommandDefinition(
                $"SET LOCAL ROLE {compartment.Role}; SET LOCAL search_path = {compartment.Schema}",
                cancellationToken: cancellationToken));
        }

        return transaction;
    }
}
