using System.Collections.Concurrent;
using Dapr;
using Dapr.Client;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Region.Contracts;
using Region.Platform.Crashes;
using Region.Platform.Storage;

namespace Region.Platform.Events;

/// <summary>
/// Publishes what the outboxes hold: woken at each commit, sweeping every store once at start and the service's own
/// database every few seconds. An event may be published twice, never not at all; marking it is not made durable at
/// once.
/// </summary>
internal sealed class OutboxRelay(
    DaprClient dapr,
    OutboxSignals signals,
    Database main,
    IEnumerable<IOutboxStores> others,
    TimeProvider clock,
    ILogger<OutboxRelay> logger) : BackgroundService
{
    private const int Workers = 4;
    private const int BatchSize = 256;
    private const int MostInFlight = 64;
    private const int TicksBetweenOthers = 12;

    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan DrainWithin = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan DrainPoll = TimeSpan.FromMilliseconds(20);

    private readonly ConcurrentDictionary<Database, TimeSpan> _delays = new();

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        while (!signals.Idle && _delays.IsEmpty && clock.GetElapsedTime(start) < DrainWithin)
            await Task.Delay(DrainPoll, clock, CancellationToken.None);

        Log.Drained(logger);
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var workers = Enumerable.Range(0, Workers).Select(_ => WorkAsync(stoppingToken));
        await Task.WhenAll([SweepAsync(stoppingToken), .. workers]);
    }

    private async Task SweepAsync(CancellationToken stoppingToken)
    {
        IReadOnlyList<IOutboxStores> unswept = [.. others];
        using var timer = new PeriodicTimer(SweepEvery, clock);
        var tick = 0;
        do
        {
            signals.Signal(main);
            if (unswept.Count > 0 && tick++ % TicksBetweenOthers is 0)
                unswept = await SweepOthersAsync(unswept, stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Answers those that could not be swept to the end.</summary>
    private async Task<IReadOnlyList<IOutboxStores>> SweepOthersAsync(
        IReadOnlyList<IOutboxStores> unswept,
        CancellationToken stoppingToken)
    {
        var failed = new List<IOutboxStores>();
        foreach (var stores in unswept)
        {
            try
            {
                await foreach (var store in stores.AllAsync(stoppingToken))
                    signals.Signal(store);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                // Whatever it was, the sweep of the service's own database must go on, and this one comes again.
                failed.Add(stores);
                Log.SweepFailed(logger, main.Service, error);
            }
        }

        return failed;
    }

    private async Task WorkAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var database = await signals.TakeAsync(stoppingToken);
            var failure = await PublishAllAsync(database, stoppingToken);
            signals.Done(database);
            if (failure is null)
                _delays.TryRemove(database, out _);
            else
                _ = ComeBackAsync(database, failure, stoppingToken);
        }
    }

    private async Task<string?> PublishAllAsync(Database database, CancellationToken stoppingToken)
    {
        try
        {
            while (await PublishBatchAsync(database, stoppingToken) is BatchSize)
                continue;

            return null;
        }
        catch (DaprException error)
        {
            return error.InnerException?.Message ?? error.Message;
        }
        catch (Exception error) when (!stoppingToken.IsCancellationRequested)
        {
            // Unforeseen or not, a worker that ended here would leave this outbox unpublished until the next start.
            return error.Message;
        }
    }

    private async Task<int> PublishBatchAsync(Database database, CancellationToken stoppingToken)
    {
        IReadOnlyList<OutboxRow> rows;
        await using (var session = await database.ReadAsync(stoppingToken))
        {
            rows = await session.QueryAsync<OutboxRow>(
                """
                SELECT seq, topic, envelope FROM outbox WHERE published_at IS NULL ORDER BY seq LIMIT @most
                """,
                new { most = BatchSize },
                stoppingToken);
        }

        if (rows.Count is 0)
            return 0;

        var published = new ConcurrentBag<long>();
        try
        {
            await Parallel.ForEachAsync(
                rows,
                new ParallelOptions { MaxDegreeOfParallelism = MostInFlight, CancellationToken = stoppingToken },
                async (row, cancellationToken) =>
                {
                    CrashPoints.Reach(CrashPoints.BeforePublish);
                    await dapr.PublishByteEventAsync(
                        Topics.Component, row.Topic, row.Envelope, Envelope.ContentType, null, cancellationToken);
                    CrashPoints.Reach(CrashPoints.AfterPublish);
                    published.Add(row.Seq);
                });
        }
        finally
        {
            await MarkAsync(database, published);
        }

        return rows.Count;
    }

    private async Task MarkAsync(Database database, ConcurrentBag<long> published)
    {
        if (published.IsEmpty)
            return;

        await using var work = await database.BeginRelaxedAsync("outbox", CancellationToken.None);
        await work.ExecuteAsync(
            $"UPDATE outbox SET published_at = @now WHERE seq IN ({string.Join(',', published)})",
            new { now = clock.GetUtcNow().ToUnixTimeMilliseconds() },
            CancellationToken.None);
        await work.CommitAsync(CancellationToken.None);
        CrashPoints.Reach(CrashPoints.AfterMark);
    }

    private async Task ComeBackAsync(Database database, string failure, CancellationToken stoppingToken)
    {
        var delay = _delays.AddOrUpdate(
            database,
            FirstDelay,
            (_, last) => last * 2 < LongestDelay ? last * 2 : LongestDelay);
        Log.PublishFailed(logger, database.Service, delay, failure);
        try
        {
            await Task.Delay(delay, clock, stoppingToken);
            signals.Signal(database);
        }
        catch (OperationCanceledException)
        {
            // The next start sweeps every store.
        }
    }

    private sealed record OutboxRow
    {
        public required long Seq { get; init; }

        public required string Topic { get; init; }

        public required byte[] Envelope { get; init; }
    }
}

/// <summary>Stores beside a service's own database that hold an outbox, such as its compartments.</summary>
public interface IOutboxStores
{
    /// <summary>Opens them one after the other.</summary>
    IAsyncEnumerable<Database> AllAsync(CancellationToken cancellationToken);
}
