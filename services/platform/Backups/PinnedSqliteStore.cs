using System.Data;
using Dapper;
using Microsoft.Data.Sqlite;
using Region.Platform.Storage;

namespace Region.Platform.Backups;

/// <summary>A SQLite file behind an open read transaction: in WAL mode writers go on beside it.</summary>
internal sealed class PinnedSqliteStore : PinnedStore
{
    private const int CannotOpen = 14;

    private readonly SqliteConnection _connection;
    private SqliteTransaction? _transaction;

    private PinnedSqliteStore(string name, SqliteConnection connection)
        : base(name) => _connection = connection;

    /// <summary>Opens the file and reads its schema, so that pinning takes microseconds.</summary>
    internal static PinnedSqliteStore Open(string name, string path)
    {
        var connection = Connect(path, SqliteOpenMode.ReadWrite);
        try
        {
            connection.Open();
            connection.Execute("PRAGMA busy_timeout = 10000");
            Touch(connection, null);
            return new PinnedSqliteStore(name, connection);
        }
        catch (SqliteException error) when (error.SqliteErrorCode is CannotOpen)
        {
            connection.Dispose();
            throw new InvalidOperationException(
                $"打不开 {path}：同时打开的文件太多（请提高 ulimit -n），或者没有读写这个文件的权限。", error);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>From now on the file is read as it is at this moment.</summary>
    internal void Pin()
    {
        _transaction = _connection.BeginTransaction(IsolationLevel.Serializable, deferred: true);
        Touch(_connection, _transaction);
    }

    public override Task<T> ReadAsync<T>(
        Func<ReadSession, CancellationToken, Task<T>> read,
        CancellationToken cancellationToken) =>
        read(new ReadSession(_connection, _transaction!, () => ValueTask.CompletedTask), cancellationToken);

    public override Task<StorePosition> PositionAsync(CancellationToken cancellationToken) =>
        ReadAsync((session, cancelled) => PositionsStore.OfSqliteAsync(Name, session, cancelled), cancellationToken);

    public override async Task CopyAsync(Stream destination, string scratch, CancellationToken cancellationToken)
    {
        var path = Path.Combine(scratch, "store.db");
        try
        {
            await using (var copy = Connect(path, SqliteOpenMode.ReadWriteCreate))
            {
                await copy.OpenAsync(cancellationToken);
                await copy.ExecuteAsync("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF");

                // The pages come through the pinned transaction, so they are those of the cut.
                _connection.BackupDatabase(copy);
                var state = await copy.ExecuteScalarAsync<string>("PRAGMA quick_check(1)");
                if (!string.Equals(state, "ok", StringComparison.Ordinal))
                    throw new InvalidDataException($"数据文件 {Name} 已损坏（{state}），不能备份。");
            }

            await using var file = File.OpenRead(path);
            await file.CopyToAsync(destination, cancellationToken);
        }
        finally
        {
            foreach (var ending in (string[])["", "-wal", "-shm"])
                File.Delete(path + ending);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        if (_transaction is not null)
            await _transaction.DisposeAsync();

        _transaction = null;
        await _connection.DisposeAsync();
    }

    private static SqliteConnection Connect(string path, SqliteOpenMode mode) => new(new SqliteConnectionStringBuilder
    {
        DataSource = path,
        Mode = mode,
        Pooling = false,
        DefaultTimeout = 30,
    }.ToString());

    /// <summary>A transaction takes its snapshot with its first read.</summary>
    private static void Touch(SqliteConnection connection, SqliteTransaction? transaction) =>
        connection.ExecuteScalar<long>("SELECT COUNT(*) FROM sqlite_master", transaction: transaction);
}
