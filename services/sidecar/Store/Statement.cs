using Microsoft.Data.Sqlite;

namespace Region.Sidecar.Store;

/// <summary>A command that is compiled once and run many times with other values.</summary>
internal sealed class Statement : IDisposable
{
    private readonly SqliteCommand _command;

    public Statement(SqliteConnection connection, string sql, params ReadOnlySpan<string> parameters)
    {
        _command = connection.CreateCommand();
        _command.CommandText = sql;
        foreach (var name in parameters)
        {
            _command.Parameters.Add(new SqliteParameter { ParameterName = "$" + name });
        }
    }

    public int Run(SqliteTransaction transaction, params ReadOnlySpan<object?> values) =>
        Bind(transaction, values).ExecuteNonQuery();

    public object? Scalar(SqliteTransaction transaction, params ReadOnlySpan<object?> values) =>
        Bind(transaction, values).ExecuteScalar();

    public void Dispose() => _command.Dispose();

    private SqliteCommand Bind(SqliteTransaction transaction, ReadOnlySpan<object?> values)
    {
        _command.Transaction = transaction;
        for (var position = 0; position < values.Length; position++)
        {
            _command.Parameters[position].Value = values[position] ?? DBNull.Value;
        }

        return _command;
    }
}
