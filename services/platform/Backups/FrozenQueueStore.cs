using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Region.Platform.Backups;

/// <summary>
/// The sidecar's queue, held still: while its write lock is ours nothing is published and no delivery is settled.
/// </summary>
internal sealed class FrozenQueueStore : IDisposable
{
    private const int PrimaryCode = 0xFF;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(1);

    private readonly SqliteConnection _connection;
    private bool _released;

    private FrozenQueueStore(SqliteConnection connection) => _connection = connection;

    internal static async Task<FrozenQueueStore> FreezeAsync(
        string path,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
        }.ToString());
        try
        {
            await connection.OpenAsync(cancellationToken);

            // A busy queue is free for moments only, between two commits: SQLite's own waits of up to 100 ms miss them.
            await connection.ExecuteAsync("PRAGMA busy_timeout = 0");
            var started = clock.GetTimestamp();
            while (!TryBegin(connection))
            {
                if (clock.GetElapsedTime(started) > Patience)
                    throw new InvalidOperationException("消息队列一直在写，没有等到可以备份的时刻，请稍后再试。");

                await Task.Delay(BetweenTries, clock, cancellationToken);
            }

            return new FrozenQueueStore(connection);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Lets it go on; nothing was changed. May be repeated.</summary>
    public void Dispose()
    {
        if (_released)
            return;

        _released = true;
        _ = raw.sqlite3_exec(_connection.Handle!, "ROLLBACK");
        _connection.Dispose();
    }

    private static bool TryBegin(SqliteConnection connection)
    {
        var code = raw.sqlite3_exec(connection.Handle!, "BEGIN IMMEDIATE");
        if ((code & PrimaryCode) is raw.SQLITE_BUSY)
            return false;

        SqliteException.ThrowExceptionForRC(code, connection.Handle!);
        return true;
    }
}
