namespace Region.Platform.Storage;

/// <summary>The seam between the two kinds of database: everything that differs stands behind it.</summary>
internal abstract class Store : IAsyncDisposable
{
    internal abstract Task<UnitOfWork> BeginAsync(
        Database database,
        string lockName,
        bool durable,
        CancellationToken cancellationToken);

    internal abstract Task<ReadSession> ReadAsync(CancellationToken cancellationToken);

    internal abstract Task MigrateAsync(IReadOnlyList<Migration> migrations, CancellationToken cancellationToken);

    public abstract ValueTask DisposeAsync();
}
