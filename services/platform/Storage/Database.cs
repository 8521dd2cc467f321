namespace Region.Platform.Storage;

/// <summary>One database of a service, or one compartment of it: where transactions begin.</summary>
public sealed class Database : IAsyncDisposable
{
    private readonly Store _store;
    private readonly Action<Database> _onAnnounced;

    internal Database(string service, Store store, TimeProvider clock, Action<Database> onAnnounced)
    {
        Service = service;
        _store = store;
        Clock = clock;
        _onAnnounced = onAnnounced;
    }

    /// <summary>The service whose events come out of this database.</summary>
    internal string Service { get; }

    /// <summary>The clock of inbox and outbox rows.</summary>
    internal TimeProvider Clock { get; }

    /// <summary>Begins a write transaction.</summary>
    /// <param name="lockName">
    /// Names the aggregate, such as <c>round:…</c>: writers of the same name go one at a time
    /// (in SQLite all writers of a database do).
    /// </param>
    /// <param name="cancellationToken">Ends the wait for the other writers.</param>
    public Task<UnitOfWork> BeginAsync(string lockName, CancellationToken cancellationToken) =>
        _store.BeginAsync(this, lockName, durable: true, cancellationToken);

    /// <summary>Begins a read-only transaction on a consistent snapshot.</summary>
    public Task<ReadSession> ReadAsync(CancellationToken cancellationToken) => _store.ReadAsync(cancellationToken);

    /// <summary>Closes its connections.</summary>
    public ValueTask DisposeAsync() => _store.DisposeAsync();

    /// <summary>
    /// Begins a transaction whose loss in a power cut does no harm, such as marking outbox rows as published:
    /// the row would only be published again.
    /// </summary>
    internal Task<UnitOfWork> BeginRelaxedAsync(string lockName, CancellationToken cancellationToken) =>
        _store.BeginAsync(this, lockName, durable: false, cancellationToken);

    internal Task MigrateAsync(IReadOnlyList<Migration> migrations, CancellationToken cancellationToken) =>
        _store.MigrateAsync(migrations, cancellationToken);

    internal long NowMilliseconds() => Clock.GetUtcNow().ToUnixTimeMilliseconds();

    internal void SignalOutbox() => _onAnnounced(this);
}
