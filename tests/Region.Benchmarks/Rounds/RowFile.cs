using Microsoft.Data.Sqlite;
using Region.Sidecar.Store;

namespace Region.Benchmarks.Rounds;

/// <summary>
/// Stands in a floor for a file whose rows are small and alike, such as the sidecar's queue: so many rows of the size
/// of an event in one durable commit.
/// </summary>
internal sealed class RowFile : IDisposable
{
    private const int PayloadBytes = 700;

    private readonly SqliteConnection _connection;
    private readonly Statement _insert;
    private readonly byte[] _payload = new byte[PayloadBytes];

    internal RowFile(string file)
    {
        _connection = new SqliteConnection($"Data Source={file};Pooling=False");
        _connection.Open();
        using (var command = _connection.CreateCommand())
        {
            command.CommandText =
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE t (id TEXT PRIMARY KEY, row BLOB)";
            command.ExecuteNonQuery();
        }

        _insert = new Statement(_connection, "INSERT INTO t (id, row) VALUES ($id, $row)", "id", "row");
    }

    internal void Commit(int rows)
    {
        using var transaction = _connection.BeginTransaction(deferred: false);
        for (var row = 0; row < rows; row++)
            _insert.Run(transaction, Guid.CreateVersion7().ToString(), _payload);

        transaction.Commit();
    }

    public void Dispose()
    {
        _insert.Dispose();
        _connection.Dispose();
    }
}
