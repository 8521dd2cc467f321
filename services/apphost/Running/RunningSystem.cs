using Microsoft.Extensions.Diagnostics.HealthChecks;
using Region.Accounting;
using Region.Gateway;
using Region.Procurement;
using Region.Sidecar;
using Region.Villages;

namespace Region.AppHost.Running;

/// <summary>Every service, the gateway and the sidecar in this one process, each as a cluster would start it.</summary>
internal sealed class RunningSystem : IAsyncDisposable
{
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan BetweenProbes = TimeSpan.FromMilliseconds(20);

    private readonly DataFolder _folder;
    private readonly IReadOnlyList<WebApplication> _apps;

    private RunningSystem(DataFolder folder, IReadOnlyList<WebApplication> apps)
    {
        _folder = folder;
        _apps = apps;
        Services = new Dictionary<string, IServiceProvider>(StringComparer.Ordinal)
        {
            ["gateway"] = apps[0].Services,
            ["procurement"] = apps[1].Services,
            ["villages"] = apps[2].Services,
            ["accounting"] = apps[3].Services,
        };
    }

    /// <summary>The parts of each service, by its name.</summary>
    internal IReadOnlyDictionary<string, IServiceProvider> Services { get; }

    /// <summary>Starts everything and returns when all of it is ready.</summary>
    internal static async Task<RunningSystem> StartAsync(HostSettings settings, CancellationToken cancellationToken)
    {
        DataFolder.RequireWhole(settings.Data);
        var folder = DataFolder.Lock(settings.Data);
        var wiring = new Wiring(settings);
        var apps = await BuildAsync(wiring);
        var system = new RunningSystem(folder, apps);
        try
        {
            await Task.WhenAll(apps.Select(app =>
                Task.Run(() => app.StartAsync(cancellationToken), cancellationToken)));
            await ReadyAsync(apps, wiring, cancellationToken);
            return system;
        }
        catch
        {
            await system.DisposeAsync();
            throw;
        }
    }

    /// <summary>Returns when somebody asks the process to end.</summary>
    internal Task WaitAsync(CancellationToken cancellationToken) =>
        _apps[0].WaitForShutdownAsync(cancellationToken);

    /// <summary>Stops the gateway first and the sidecar last, so that what was announced is still published.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var app in _apps)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }

        _folder.Dispose();
    }

    /// <summary>Builds beside each other: most of a start is compiling code, and that uses every core.</summary>
    private static async Task<IReadOnlyList<WebApplication>> BuildAsync(Wiring wiring) => await Task.WhenAll(
        Task.Run(() => GatewayApp.Build(wiring.GatewayArguments())),
        Task.Run(() => ProcurementService.Build(wiring.ServiceArguments("procurement"))),
        Task.Run(() => VillagesService.Build(wiring.ServiceArguments("villages"))),
        Task.Run(() => AccountingService.Build(wiring.ServiceArguments("accounting"))),
        Task.Run(() => SidecarApp.Build(wiring.SidecarArguments())));

    private static async Task ReadyAsync(
        IReadOnlyList<WebApplication> apps,
        Wiring wiring,
        CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ReadyWithin);
        var parts = apps.Select(app => app.Services.GetService<HealthCheckService>());
        foreach (var checks in parts.OfType<HealthCheckService>())
        {
            while ((await checks.CheckHealthAsync(limit.Token)).Status is not HealthStatus.Healthy)
                await Task.Delay(BetweenProbes, TimeProvider.System, limit.Token);
        }

        while (!await AnswersAsync(http, wiring.SidecarHealth, limit.Token))
            await Task.Delay(BetweenProbes, TimeProvider.System, limit.Token);
    }

    private static async Task<bool> AnswersAsync(HttpClient http, Uri probe, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await http.GetAsync(probe, cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
