using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Region.Platform.Events;

namespace Region.Platform.Storage;

/// <summary>
/// A transaction on one database. SQL text is the same for SQLite and PostgreSQL, with parameters named @x.
/// </summary>
public abstract class Session : IAsyncDisposable
{
    static Session() => DefaultTypeMap.MatchNamesWithUnderscores = true;

    private protected Session(DbConnection connection, DbTransaction transaction)
    {
        Connection = connection;
        Transaction = transaction;
    }

    private protected DbConnection Connection { get; }

    private protected DbTransaction Transaction { get; }

    /// <summary>Reads all rows of a query; the query states its own limit.</summary>
    public async Task<IReadOnlyList<T>> QueryAsync<T>(
        string sql,
        object? parameters,
        CancellationToken cancellationToken) =>
        (await Connection.QueryAsync<T>(Command(sql, parameters, cancellationToken))).AsList();

    /// <summary>Reads no or one row; two are a broken program.</summary>
    public async Task<T?> FindAsync<T>(string sql, object? parameters, CancellationToken cancellationToken) =>
        await Connection.QuerySingleOrDefaultAsync<T>(Command(sql, parameters, cancellationToken));

    /// <summary>Reads one value; null becomes the default of the type.</summary>
    public async Task<T> ScalarAsync<T>(string sql, object? parameters, CancellationToken cancellationToken) =>
        (await Connection.ExecuteScalarAsync<T>(Command(sql, parameters, cancellationToken)))!;

    /// <summary>Whether the event was applied here before.</summary>
    public async Task<bool> HasReceivedAsync(EventHeader header, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(header);
        return await ScalarAsync<long>(
            "SELECT COUNT(*) FROM inbox WHERE event_id = @Id", new { header.Id }, cancellationToken) > 0;
    }

    /// <summary>Reads rows one by one, for what may not fit in memory.</summary>
    public async IAsyncEnumerable<T> StreamAsync<T>(
        string sql,
        object? parameters,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var reader = await Connection.ExecuteReaderAsync(Command(sql, parameters, cancellationToken));
        var parse = reader.GetRowParser<T>();
        while (await reader.ReadAsync(cancellationToken))
            yield return parse(reader);
    }

    /// <summary>Sums all lines of a table by keys; memory holds the groups, never the lines.</summary>
    /// <exception cref="OverflowException">A sum is outside of 64 bits (SQLite).</exception>
    /// <exception cref="DbException">The same on PostgreSQL, and whatever else the database refuses.</exception>
    public async Task<IReadOnlyList<TallyRow>> SumAsync(Tally tally, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tally);
        if (Connection is SqliteConnection sqlite)
            return SqliteTally.Run(sqlite, tally, cancellationToken);

        await using var reader = await Connection.ExecuteReaderAsync(
            Command(
                tally.Grouped(),
                tally.Parameters.ToDictionary(pair => pair.Key, pair => (object)pair.Value, StringComparer.Ordinal),
                cancellationToken));
        var rows = new List<TallyRow>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(new TallyRow(
                reader.GetString(0),
                [.. tally.LineKeys.Select((_, index) => reader.GetString(1 + index))],
                [.. tally.Sums.Select((_, index) => reader.GetInt64(1 + tally.LineKeys.Count + index))]));
        }

        return rows;
    }

    /// <summary>Ends the transaction; what was not committed is rolled back.</summary>
    public abstract ValueTask DisposeAsync();

    private protected CommandDefinition Command(
        string sql,
        object? parameters,
        CancellationToken cancellationToken) =>
        new(sql, parameters, Transaction, cancellationToken: cancellationToken);
}

/// <summary>A consistent snapshot, read only.</summary>
public sealed class ReadSession : Session
{
    private readonly Func<ValueTask> _release;

    internal ReadSession(DbConnection connection, DbTransaction transaction, Func<ValueTask> release)
        : base(connection, transaction) => _release = release;

    /// <inheritdoc />
    public override async ValueTask DisposeAsync()
    {
        try
        {
            await Transaction.DisposeAsync();
        }
        finally
        {
            await _release();
        }
    }
}
