using Region.Accounting;
using Region.Services.Tests.Accounting;
using Region.Testing;

[assembly: AssemblyFixture(typeof(AccountingWorlds))]

namespace Region.Services.Tests.Accounting;

/// <summary>
/// One running accounting service for each kind of store, shared by all its tests. Regions share nothing, so each test
/// takes a region of its own.
/// </summary>
public sealed class AccountingWorlds : IAsyncLifetime
{
    private readonly SemaphoreSlim _starting = new(1, 1);
    private readonly Dictionary<StoreKind, ServiceWorld> _worlds = [];
    private int _regions = 9;

    public static string ServiceName => "accounting";

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var world in _worlds.Values)
            await world.DisposeAsync();

        _starting.Dispose();
    }

    /// <summary>A region whose books are not open yet.</summary>
    public async Task<RegionBooks> EmptyRegionAsync(StoreKind kind, CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref _regions);
        return new RegionBooks(await WorldAsync(kind, cancellationToken), number);
    }

    /// <summary>A region with the books of its company and its four villages open, without opening balances.</summary>
    public async Task<RegionBooks> RegionAsync(StoreKind kind, CancellationToken cancellationToken)
    {
        var region = await EmptyRegionAsync(kind, cancellationToken);
        await region.OpenBooksAsync(cancellationToken);
        return region;
    }

    public async Task<ServiceWorld> WorldAsync(StoreKind kind, CancellationToken cancellationToken)
    {
        await _starting.WaitAsync(cancellationToken);
        try
        {
            if (!_worlds.TryGetValue(kind, out var world))
            {
                world = await ServiceWorld.StartAsync(
                    kind, cancellationToken, (ServiceName, AccountingService.Build));
                _worlds[kind] = world;
            }

            return world;
        }
        finally
        {
            _starting.Release();
        }
    }
}
