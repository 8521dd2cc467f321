using Region.Accounting;
using Region.Procurement;
using Region.Villages;

namespace Region.AppHost.Running;

/// <summary>The services with their stores, built but not started: nothing listens, nothing is delivered.</summary>
internal sealed class StoppedSystem : IAsyncDisposable
{
    private readonly IReadOnlyList<(string Name, WebApplication App)> _apps;

    private StoppedSystem(IReadOnlyList<(string Name, WebApplication App)> apps) => _apps = apps;

    internal IReadOnlyDictionary<string, IServiceProvider> Services =>
        _apps.ToDictionary(app => app.Name, app => app.App.Services, StringComparer.Ordinal);

    internal static StoppedSystem Open(HostSettings settings)
    {
        if (settings.Postgres.Length is 0 && !File.Exists(Path.Combine(settings.Data, "accounting.db")))
            throw new InvalidOperationException($"{settings.Data} 里还没有数据，请先启动系统或运行 demo。");

        var wiring = new Wiring(settings);
        return new StoppedSystem(
        [
            ("villages", VillagesService.Build(wiring.ServiceArguments("villages"))),
            ("procurement", ProcurementService.Build(wiring.ServiceArguments("procurement"))),
            ("accounting", AccountingService.Build(wiring.ServiceArguments("accounting"))),
        ]);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (_, app) in _apps)
            await app.DisposeAsync();
    }
}
