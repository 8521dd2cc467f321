using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace Region.Sidecar.Store;

/// <summary>The sidecar's SQLite file: who may open it, how it is opened, and what is read from it.</summary>
internal sealed class EventStore : IDisposable
{
    private const string EventColumns =
        "e.seq, e.pubsub, e.topic, e.payload, e.traceparent, e.tracestate, e.expires_at, e.published_at";

    private readonly string _connectionString;
    private readonly FileStream _lock;

    public EventStore(IOptions<SidecarSettings> settings)
    {
        var path = Path.GetFullPath(settings.Value.Database);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);

        // Two sidecars on one file would each deliver everything. The system drops the lock even after kill -9.
        _lock = new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        _connectionString = new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = 30 }.ToString();
        using var connection = Open();
        Schema.Migrate(connection);
    }

    public SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        connection.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 30000");
        return connection;
    }

    /// <summary>
    /// The next deliveries of a subscription after an event, in the order in which they were published.
    /// </summary>
    public IReadOnlyList<PendingDelivery> ReadPending(long subscriptionId, long afterSeq, int limit)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText =
            $"""
            SELECT {EventColumns}, d.attempts
            FROM deliveries d JOIN events e ON e.seq = d.event_seq
            WHERE d.subscription_id = $subscription AND d.event_seq > $after
            ORDER BY d.event_seq LIMIT $limit
            """;
        command.Parameters.AddWithValue("$subscription", subscriptionId);
        command.Parameters.AddWithValue("$after", afterSeq);
        command.Parameters.AddWithValue("$limit", limit);
        using var reader = command.ExecuteReader();
        var found = new List<PendingDelivery>();
        while (reader.Read())
        {
            found.Add(new PendingDelivery(ToEvent(reader), reader.GetInt32(8)));
        }

        return found;
    }

    /// <summary>One event, or null when it is gone.</summary>
    public StoredEvent? ReadEvent(long seq)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {EventColumns} FROM events e WHERE e.seq = $seq";
        command.Parameters.AddWithValue("$seq", seq);
        using var reader = command.ExecuteReader();
        return reader.Read() ? ToEvent(reader) : null;
    }

    public IReadOnlyList<StoredSubscription> ReadSubscriptions()
    {
        using var connection = Open();
        return [.. connection.Query<StoredSubscription>(
            "SELECT id AS Id, app_id AS AppId, definition AS Definition FROM subscriptions ORDER BY id")];
    }

    public bool IsDiscovered(string appId)
    {
        using var connection = Open();
        return connection.ExecuteScalar<long>("SELECT count(*) FROM apps WHERE app_id = @appId", new { appId }) > 0;
    }

    public IReadOnlyDictionary<string, string> ReadMetadata(string appId)
    {
        using var connection = Open();
        return connection
            .Query<(string Name, string Value)>("SELECT name, value FROM metadata WHERE app_id = @appId", new { appId })
            .ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal);
    }

    public void Dispose()
    {
        using (var connection = new SqliteConnection(_connectionString))
        {
            SqliteConnection.ClearPool(connection);
        }

        _lock.Dispose();
    }

    internal static DateTimeOffset Instant(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    private static StoredEvent ToEvent(SqliteDataReader reader) => new()
    {
        Seq = reader.GetInt64(0),
        PubSub = reader.GetString(1),
        Topic = reader.GetString(2),
        Payload = reader.GetFieldValue<byte[]>(3),
        TraceParent = reader.IsDBNull(4) ? null : reader.GetString(4),
        TraceState = reader.IsDBNull(5) ? null : reader.GetString(5),
        ExpiresAt = reader.IsDBNull(6) ? null : Instant(reader.GetInt64(6)),
        PublishedAt = Instant(reader.GetInt64(7)),
    };
}

/// <summary>A subscription as it was registered; the definition is its JSON.</summary>
internal sealed record StoredSubscription(long Id, string AppId, string Definition);
