using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Region.Sidecar.Apps;
using Region.Sidecar.Store;

namespace Region.Sidecar.Runtime;

/// <summary>Deletes, in small steps, the events that every subscriber has and whose retention is over.</summary>
internal sealed class Upkeep(
    EventStore store, StoreWriter writer, AppRegistry apps, TimeProvider clock, IOptions<SidecarSettings> settings)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>Runs one round.</summary>
    /// <returns>How many events were deleted.</returns>
    public async Task<int> PruneAsync(CancellationToken cancellationToken)
    {
        // An app that is configured but has never answered may still want everything; it is awaited for longer.
        var isAwaited = apps.All.Any(app => app.Channel is not null && !store.IsDiscovered(app.AppId));
        var retention = isAwaited ? settings.Value.DiscoveryRetention : settings.Value.Retention;
        var total = 0;
        int pruned;
        do
        {
            pruned = await writer.RunAsync(new PruneWrite(clock.GetUtcNow() - retention), cancellationToken);
            total += pruned;
        }
        while (pruned == PruneWrite.Limit);

        return total;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Interval, clock, stoppingToken);
            try
            {
                await PruneAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is SqliteException or InvalidOperationException)
            {
                // The writer has logged it; the next round tries again.
            }
        }
    }
}
