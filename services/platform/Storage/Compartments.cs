using System.Collections.Concurrent;

namespace Region.Platform.Storage;

/// <summary>
/// Many isolated stores of one schema: in SQLite a file each, in PostgreSQL a schema and a role each. Inside one there
/// is no column that names it, so a forgotten condition cannot leak. Handles are bounded; the least recently used is
/// closed.
/// </summary>
public sealed class Compartments : IAsyncDisposable
{
    private readonly StoreFactory _factory;
    private readonly IReadOnlyList<Migration> _migrations;
    private readonly Func<Store, Database> _wrap;
    private readonly int _mostOpen;
    private readonly ConcurrentDictionary<string, Entry> _open = new(StringComparer.Ordinal);

    // A compartment that was closed and is opened again needs no look at its schema: no other process has newer steps.
    private readonly ConcurrentDictionary<string, bool> _migrated = new(StringComparer.Ordinal);
    private long _tick;

    internal Compartments(
        StoreFactory factory,
        IReadOnlyList<Migration> migrations,
        Func<Store, Database> wrap,
        int mostOpen)
    {
        _factory = factory;
        _migrations = migrations;
        _wrap = wrap;
        _mostOpen = mostOpen;
    }

    /// <summary>
    /// Creates the compartment where it is missing and brings its schema to the newest step; may be repeated.
    /// </summary>
    /// <param name="name">Letters and digits.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Database> CreateAsync(string name, CancellationToken cancellationToken)
    {
        RequireName(name);
        _migrated.TryRemove(name, out _);
        return (await OpenAsync(name, cancellationToken)).Database;
    }

    /// <summary>The compartment, or null where there is none.</summary>
    public async Task<Database?> FindAsync(string name, CancellationToken cancellationToken)
    {
        RequireName(name);
        if (_open.TryGetValue(name, out var entry))
        {
            // Another caller may have opened it and still be bringing its schema to the newest step.
            if (!_migrated.ContainsKey(name))
                await entry.MigrateOnceAsync(_migrations, cancellationToken);

            return Touch(entry).Database;
        }

        return await _factory.CompartmentExistsAsync(name, cancellationToken)
            ? (await OpenAsync(name, cancellationToken)).Database
            : null;
    }

    /// <summary>Closes all handles.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var entry in _open.Values)
            await entry.Database.DisposeAsync();

        _open.Clear();
    }

    private static void RequireName(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!name.All(char.IsAsciiLetterOrDigit))
            throw new ArgumentException("A compartment's name has letters and digits only.", nameof(name));
    }

    private async Task<Entry> OpenAsync(string name, CancellationToken cancellationToken)
    {
        var entry = _open.GetOrAdd(name, _ => new Entry(_wrap(_factory.Compartment(name))));
        if (!_migrated.ContainsKey(name))
        {
            await entry.MigrateOnceAsync(_migrations, cancellationToken);
            _migrated[name] = true;
        }

        Touch(entry);
        if (_open.Count > _mostOpen)
            await CloseOldestAsync();

        return entry;
    }

    private Entry Touch(Entry entry)
    {
        entry.LastUsed = Interlocked.Increment(ref _tick);
        return entry;
    }

    private async Task CloseOldestAsync()
    {
        // A closed handle that is still held by a caller reopens its connections on the next transaction. A copy is
        // sorted, since others open and close handles meanwhile.
        var oldest = _open.ToArray().OrderBy(pair => pair.Value.LastUsed).Take(Math.Max(1, _mostOpen / 8)).ToArray();
        foreach (var (name, entry) in oldest)
        {
            if (_open.TryRemove(name, out _))
                await entry.Database.DisposeAsync();
        }
    }

    private sealed class Entry(Database database)
    {
        private readonly Lock _gate = new();
        private Task? _migration;

        internal Database Database { get; } = database;

        internal long LastUsed { get; set; }

        internal async Task MigrateOnceAsync(IReadOnlyList<Migration> migrations, CancellationToken cancellationToken)
        {
            Task migration;
            lock (_gate)
            {
                // One that failed is tried again by the next caller.
                if (_migration is null or { IsFaulted: true })
                    _migration = Database.MigrateAsync(migrations, CancellationToken.None);

                migration = _migration;
            }

            await migration.WaitAsync(cancellationToken);
        }
    }
}
