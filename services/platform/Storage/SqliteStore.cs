using System.Collections.Concurrent;
using System.Data;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Region.Platform.Storage;

/// <summary>
/// A SQLite file in WAL mode, every commit synced. One connection writes, guarded by a semaphore so that writers queue
/// in order instead of polling a locked file; a few connections read beside it.
/// </summary>
internal sealed class SqliteStore(string path, string service) : Store
{
    private const int MostIdleReaders = 4;

    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly ConcurrentBag<SqliteConnection> _readers = [];
    private SqliteConnection? _writer;
    private bool _relaxed;
    private volatile bool _retired;

    internal override async Task<UnitOfWork> BeginAsync(
        Database database,
        string lockName,
        bool durable,
        CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            var connection = _writer ??= Open(SqliteOpenMode.ReadWrite);
            Relax(connection, !durable);
            var transaction = connection.BeginTransaction(IsolationLevel.Serializable, deferred: false);
            return new UnitOfWork(database, connection, transaction, () => ReleaseWriter(connection));
        }
        catch
        {
            _writing.Release();
            throw;
        }
    }

    internal override Task<ReadSession> ReadAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!_readers.TryTake(out var connection))
            connection = Open(SqliteOpenMode.ReadWrite);

        try
        {
            var transaction = connection.BeginTransaction(IsolationLevel.Serializable, deferred: true);
            return Task.FromResult(new ReadSession(connection, transaction, () => ReleaseReader(connection)));
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    internal override async Task MigrateAsync(
        IReadOnlyList<Migration> migrations,
        CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var connection = Open(SqliteOpenMode.ReadWriteCreate);
        try
        {
            await connection.ExecuteAsync("PRAGMA journal_mode = WAL");
            await using var transaction = connection.BeginTransaction(IsolationLevel.Serializable, deferred: false);
            await Migrator.RunAsync(connection, transaction, migrations, SqlText, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        // Whoever has a schema looked at reads next: closing the file's only connection would tear its log down, and
        // the next one would read the whole schema again.
        connection.Forget();
        await ReleaseReader(connection);
    }

    /// <summary>
    /// Closes what is idle. A caller that still holds this store may go on: its connections are then closed after each
    /// use.
    /// </summary>
    public override async ValueTask DisposeAsync()
    {
        _retired = true;
        await _writing.WaitAsync();
        await ReleaseWriter(_writer);
        while (_readers.TryTake(out var reader))
            await reader.DisposeAsync();
    }

    private static string SqlText(Migration migration) => migration.ForSqlite
        .Replace("{blob}", "BLOB", StringComparison.Ordinal)
        .Replace("{identity}", "INTEGER PRIMARY KEY AUTOINCREMENT", StringComparison.Ordinal);

    private SqliteStatements Open(SqliteOpenMode mode)
    {
        var connection = new SqliteStatements(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = 30,
        }.ToString());
        connection.Open();
        connection.Execute("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 10000");
        return connection;
    }

    private void Relax(SqliteConnection connection, bool relaxed)
    {
        if (_relaxed == relaxed)
            return;

        connection.Execute(relaxed ? "PRAGMA synchronous = NORMAL" : "PRAGMA synchronous = FULL");
        _relaxed = relaxed;
    }

    private ValueTask ReleaseWriter(SqliteConnection? connection)
    {
        if (_retired)
        {
            connection?.Dispose();
            _writer = null;
            _relaxed = false;
        }

        _writing.Release();
        return ValueTask.CompletedTask;
    }

    private ValueTask ReleaseReader(SqliteConnection connection)
    {
        if (_retired || _readers.Count >= MostIdleReaders)
            return connection.DisposeAsync();

        _readers.Add(connection);

        // The store may have been closed since the look above; then nobody else comes for what was put aside.
        return _retired && _readers.TryTake(out var left) ? left.DisposeAsync() : ValueTask.CompletedTask;
    }

    public override string ToString() => $"{service} ({path})";
}
