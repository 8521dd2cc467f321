using System.Data.Common;
using Dapper;
using Google.Protobuf;
using Region.Platform.Crashes;
using Region.Platform.Events;

namespace Region.Platform.Storage;

/// <summary>
/// One write transaction. An effect, the inbox row of the event that caused it, the outbox rows that announce it and
/// the stored answer of the command all commit here together or not at all. Disposed without commit, it is rolled
/// back.
/// </summary>
public sealed class UnitOfWork : Session
{
    private readonly Database _database;
    private readonly Func<ValueTask> _release;
    private bool _announced;

    internal UnitOfWork(Database database, DbConnection connection, DbTransaction transaction, Func<ValueTask> release)
        : base(connection, transaction)
    {
        _database = database;
        _release = release;
    }

    /// <summary>Executes a statement and answers how many rows it touched.</summary>
    public async Task<int> ExecuteAsync(string sql, object? parameters, CancellationToken cancellationToken)
    {
        CrashPoints.Reach(CrashPoints.BeforeWrite);
        var rows = await Connection.ExecuteAsync(Command(sql, parameters, cancellationToken));
        CrashPoints.Reach(CrashPoints.AfterWrite);
        return rows;
    }

    /// <summary>
    /// Writes many new rows of one table in their order: with one prepared statement on SQLite, with arrays on
    /// PostgreSQL, where a journey to the server for each row would take most of the time.
    /// </summary>
    /// <param name="table">A table's name, never anything that a caller sent.</param>
    /// <param name="columns">Columns of text and BIGINT.</param>
    /// <param name="rows">For each row a string or long for every column.</param>
    /// <param name="cancellationToken">Ends the wait; the transaction is then not committed.</param>
    public Task InsertManyAsync(
        string table,
        IReadOnlyList<string> columns,
        IEnumerable<IReadOnlyList<object>> rows,
        CancellationToken cancellationToken) =>
        WriteManyAsync(new BulkTable(table, columns, ""), rows, cancellationToken);

    /// <summary>The same for rows that may be there already: no two of these rows have one key.</summary>
    /// <param name="table">A table's name, never anything that a caller sent.</param>
    /// <param name="columns">Columns of text and BIGINT.</param>
    /// <param name="onConflict">The statement's ON CONFLICT clause.</param>
    /// <param name="rows">For each row a string or long for every column.</param>
    /// <param name="cancellationToken">Ends the wait; the transaction is then not committed.</param>
    public Task UpsertManyAsync(
        string table,
        IReadOnlyList<string> columns,
        string onConflict,
        IEnumerable<IReadOnlyList<object>> rows,
        CancellationToken cancellationToken) =>
        WriteManyAsync(new BulkTable(table, columns, onConflict), rows, cancellationToken);

    /// <summary>
    /// Writes the event's inbox row. False: the event was applied before, and nothing more is to be done.
    /// </summary>
    public async Task<bool> ReceiveAsync(EventHeader received, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(received);
        var rows = await ExecuteAsync(
            "INSERT INTO inbox (event_id, topic, received_at) VALUES (@Id, @Topic, @Now) ON CONFLICT DO NOTHING",
            new { received.Id, received.Topic, Now = _database.NowMilliseconds() },
            cancellationToken);
        return rows is 1;
    }

    /// <summary>Writes an outbox row; the relay publishes it after the commit. Answers the event's id.</summary>
    /// <param name="topic">One of the contracts' topics.</param>
    /// <param name="subject">The village or order that it is about.</param>
    /// <param name="message">The event.</param>
    /// <param name="cancellationToken">Ends the wait; the transaction is then not committed.</param>
    public async Task<string> AnnounceAsync(
        string topic,
        string subject,
        IMessage message,
        CancellationToken cancellationToken)
    {
        var now = _database.Clock.GetUtcNow();
        var id = Guid.CreateVersion7(now).ToString();
        var envelope = Envelope.Write(id, topic, _database.Service, subject, now, message);
        await ExecuteAsync(
            "INSERT INTO outbox (event_id, topic, envelope, created_at) VALUES (@id, @topic, @envelope, @created)",
            new { id, topic, envelope, created = now.ToUnixTimeMilliseconds() },
            cancellationToken);
        _announced = true;
        return id;
    }

    /// <summary>Makes everything durable, then wakes the relay where something was announced.</summary>
    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        CrashPoints.Reach(CrashPoints.BeforeCommit);
        try
        {
            await Transaction.CommitAsync(cancellationToken);
            CrashPoints.Reach(CrashPoints.AfterCommit);
        }
        finally
        {
            // A commit that was given up or whose answer was lost may have taken place all the same.
            if (_announced)
                _database.SignalOutbox();
        }
    }

    /// <inheritdoc />
    public override async ValueTask DisposeAsync()
    {
        try
        {
            await Transaction.DisposeAsync();
        }
        finally
        {
            // Also where the rollback failed: a writer that is never released would stop the database for good.
            await _release();
        }
    }

    private async Task WriteManyAsync(
        BulkTable table,
        IEnumerable<IReadOnlyList<object>> rows,
        CancellationToken cancellationToken)
    {
        CrashPoints.Reach(CrashPoints.BeforeWrite);
        await BulkInsert.WriteAsync(Connection, Transaction, table, rows, cancellationToken);
        CrashPoints.Reach(CrashPoints.AfterWrite);
    }
}
