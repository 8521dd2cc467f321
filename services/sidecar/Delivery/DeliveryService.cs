using Region.Sidecar.Apps;
using Region.Sidecar.Store;
using Region.Sidecar.Subscriptions;

namespace Region.Sidecar.Delivery;

/// <summary>Runs a dispatcher for each app that has an address.</summary>
internal sealed class DeliveryService(
    AppRegistry apps, SubscriptionTable table, Deliverer deliverer, EventStore store, TimeProvider clock)
    : IHostedService, IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _abort = new();
    private readonly Dictionary<string, AppDispatcher> _dispatchers = new(StringComparer.Ordinal);
    private readonly List<Task> _loops = [];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var app in apps.All.Where(app => app.Channel is not null))
        {
            var dispatcher = new AppDispatcher(app, deliverer, store, clock);
            _dispatchers.Add(app.AppId, dispatcher);
            dispatcher.Serve(table.Of(app.AppId));
            _loops.Add(Task.Run(() => dispatcher.RunAsync(_stopping.Token, _abort.Token), CancellationToken.None));
        }

        table.Changed = Serve;
        return Task.CompletedTask;
    }

    /// <summary>Wakes an app's dispatcher, because the app has come up.</summary>
    public void Wake(string appId)
    {
        if (_dispatchers.TryGetValue(appId, out var dispatcher))
        {
            dispatcher.Wake();
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        try
        {
            await Task.WhenAll(_loops);
        }
        catch (OperationCanceledException)
        {
            // The loops end by their token.
        }

        var drained = Task.WhenAll(_dispatchers.Values.Select(dispatcher => dispatcher.DrainAsync(cancellationToken)));
        try
        {
            await drained.WaitAsync(Grace, TimeProvider.System, cancellationToken);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            await _abort.CancelAsync();
        }
    }

    public void Dispose()
    {
        _stopping.Dispose();
        _abort.Dispose();
        foreach (var dispatcher in _dispatchers.Values)
        {
            dispatcher.Dispose();
        }
    }

    private void Serve(string appId)
    {
        if (_dispatchers.TryGetValue(appId, out var dispatcher))
        {
            dispatcher.Serve(table.Of(appId));
        }
    }
}
