using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Region.Sidecar.Subscriptions;

namespace Region.Sidecar.Store;

/// <summary>
/// The only writer of the file. It drains whatever waits into one transaction, so that many callers share one
/// flush of the disk, and answers each of them only after the commit.
/// </summary>
internal sealed partial class StoreWriter(
    EventStore store, SubscriptionTable subscriptions, TimeProvider clock, ILogger<StoreWriter> logger)
    : IHostedService, IDisposable
{
    private const int WaitingLimit = 10_000;
    private const int TransactionLimit = 1_000;

    // The log is folded into the file every 4,000 pages (16 MB) instead of every 1,000: fewer flushes under load.
    private const string Tuning = "PRAGMA wal_autocheckpoint = 4000";

    private readonly Channel<IWrite> _waiting = Channel.CreateBounded<IWrite>(
        new BoundedChannelOptions(WaitingLimit) { SingleReader = true });

    private Task _loop = Task.CompletedTask;
    private volatile bool _running;

    /// <summary>Whether publishes are accepted.</summary>
    public bool IsRunning => _running;

    /// <summary>Runs a write in the next transaction.</summary>
    /// <exception cref="SqliteException">The transaction failed; nothing of it is stored.</exception>
    /// <exception cref="InvalidOperationException">The sidecar is shutting down.</exception>
    public async Task<TResult> RunAsync<TResult>(Write<TResult> write, CancellationToken cancellationToken)
    {
        try
        {
            await _waiting.Writer.WriteAsync(write, cancellationToken);
        }
        catch (ChannelClosedException exception)
        {
            throw new InvalidOperationException("The sidecar is shutting down.", exception);
        }

        // Once it waits it will be done; the caller must not learn less than the disk.
        return await write.Done;
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        subscriptions.Load(store);
        _running = true;
        _loop = Task.Run(LoopAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _running = false;
        _waiting.Writer.TryComplete();
        await _loop.WaitAsync(cancellationToken);
    }

    public void Dispose() => _waiting.Writer.TryComplete();

    private async Task LoopAsync()
    {
        try
        {
            await DrainAsync();
        }
        finally
        {
            // After an unforeseen end nobody may wait for an answer that never comes, and health says so.
            _running = false;
            _waiting.Writer.TryComplete();
            while (_waiting.Reader.TryRead(out var write))
            {
                write.Failed(new InvalidOperationException("The queue is closed."));
            }
        }
    }

    private async Task DrainAsync()
    {
        using var connection = store.Open();
        using (var tuning = connection.CreateCommand())
        {
            tuning.CommandText = Tuning;
            tuning.ExecuteNonQuery();
        }

        using var session = new WriteSession(connection, subscriptions, clock);
        var batch = new List<IWrite>(TransactionLimit);
        while (await _waiting.Reader.WaitToReadAsync())
        {
            while (batch.Count < TransactionLimit && _waiting.Reader.TryRead(out var write))
            {
                batch.Add(write);
                if (write.EndsTransaction)
                {
                    break;
                }
            }

            Commit(session, batch);
            batch.Clear();
        }
    }

    private void Commit(WriteSession session, List<IWrite> batch)
    {
        try
        {
            using var transaction = session.Connection.BeginTransaction(deferred: false);
            session.Transaction = transaction;
            foreach (var write in batch)
            {
                write.Apply(session);
            }

            transaction.Commit();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Whatever went wrong, the callers must hear of it and the loop must go on. One bad write fails its
            // neighbours too; each of them may be tried again by its caller.
            LogFailed(logger, exception, batch.Count);
            session.Forget();
            batch.ForEach(write => write.Failed(exception));
            return;
        }

        SidecarTelemetry.CommitSize.Record(batch.Count);
        session.Announce();
        batch.ForEach(write => write.Committed());
    }

    [LoggerMessage(9001, LogLevel.Error, "A transaction of {Count} writes failed and was rolled back")]
    private static partial void LogFailed(ILogger logger, Exception exception, int count);
}
