using System.Data.Common;
using Npgsql;

namespace Region.Platform.Storage;

/// <summary>Writes many rows of one table within a transaction, in bounded memory.</summary>
internal static class BulkInsert
{
    // Rows in one statement on PostgreSQL; more save nothing measurable and only take memory.
    private const int MostRows = 2_000;

    internal static Task WriteAsync(
        DbConnection connection,
        DbTransaction transaction,
        BulkTable table,
        IEnumerable<IReadOnlyList<object>> rows,
        CancellationToken cancellationToken) => connection is NpgsqlConnection
        ? WithArraysAsync(connection, transaction, table, rows, cancellationToken)
        : PreparedAsync(connection, transaction, table, rows, cancellationToken);

    private static async Task PreparedAsync(
        DbConnection connection,
        DbTransaction transaction,
        BulkTable table,
        IEnumerable<IReadOnlyList<object>> rows,
        CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"INSERT INTO {table.Names} VALUES ({table.Parameters}) {table.OnConflict}";
        foreach (var name in table.ParameterNames)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            command.Parameters.Add(parameter);
        }

        foreach (var row in rows)
        {
            for (var index = 0; index < row.Count; index++)
                command.Parameters[index].Value = row[index];

            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static async Task WithArraysAsync(
        DbConnection connection,
        DbTransaction transaction,
        BulkTable table,
        IEnumerable<IReadOnlyList<object>> rows,
        CancellationToken cancellationToken)
    {
        foreach (var chunk in rows.Chunk(MostRows))
        {
            await using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText =
                $"INSERT INTO {table.Names} SELECT * FROM unnest({table.Parameters}) {table.OnConflict}";
            var index = 0;
            foreach (var name in table.ParameterNames)
            {
                var place = index++;
                var parameter = command.CreateParameter();
                parameter.ParameterName = name;
                parameter.Value = chunk[0][place] is long
                    ? Array.ConvertAll(chunk, row => (long)row[place])
                    : Array.ConvertAll(chunk, row => (string)row[place]);
                command.Parameters.Add(parameter);
            }

            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}

/// <summary>A table, the columns that are written, and what happens to a row that is there already.</summary>
internal sealed record BulkTable(string Table, IReadOnlyList<string> Columns, string OnConflict)
{
    internal string Names => $"{Table} ({string.Join(", ", Columns)})";

    internal IEnumerable<string> ParameterNames =>
        Columns.Select((_, index) => FormattableString.Invariant($"@p{index}"));

    internal string Parameters => string.Join(", ", ParameterNames);
}
