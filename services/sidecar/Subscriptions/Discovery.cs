using System.Net;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Region.Sidecar.Apps;
using Region.Sidecar.Delivery;
using Region.Sidecar.Store;

namespace Region.Sidecar.Subscriptions;

/// <summary>Asks each app what it subscribes to: until it answers, when it comes back, and every so often.</summary>
internal sealed partial class Discovery(
    AppRegistry apps,
    SubscriptionTable table,
    StoreWriter writer,
    DeliveryService deliveries,
    TopicScopesByApp scopes,
    TimeProvider clock,
    IOptions<SidecarSettings> settings,
    ILogger<Discovery> logger) : BackgroundService
{
    // An app that restarts between two deliveries may subscribe to other topics; this finds out.
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(30);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(apps.All.Where(app => app.Channel is not null).Select(app => WatchAsync(app, stoppingToken)));

    private async Task WatchAsync(ServedApp app, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            if (await TryDiscoverAsync(app, stoppingToken))
            {
                await app.WaitForDownAsync(Refresh, clock, stoppingToken);
            }
            else
            {
                await Task.Delay(settings.Value.Retry.DiscoveryInterval, clock, stoppingToken);
            }
        }
    }

    private async Task<bool> TryDiscoverAsync(ServedApp app, CancellationToken stoppingToken)
    {
        var answer = await app.Channel!.GetSubscriptionsAsync(stoppingToken);
        var list = Read(app, answer);
        if (list is null)
        {
            return false;
        }

        try
        {
            await RegisterAsync(app, list, stoppingToken);
        }
        catch (SqliteException)
        {
            // The writer has logged it; the app is asked again.
            return false;
        }

        if (!app.IsUp)
        {
            LogUp(logger, app.AppId, list.Definitions.Count);
            app.MarkUp();
            deliveries.Wake(app.AppId);
        }

        return true;
    }

    /// <summary>
    /// The app's list; what is stored already when it has no such route; null when it gave no usable answer.
    /// </summary>
    private SubscriptionList? Read(ServedApp app, AppAnswer answer)
    {
        if (answer.Status is HttpStatusCode.NotFound)
        {
            return new SubscriptionList([.. table.Of(app.AppId).Select(known => known.Definition)], []);
        }

        if (!answer.IsSuccess)
        {
            if (!answer.IsUnreachable)
            {
                LogNoAnswer(logger, app.AppId, answer.Describe());
            }

            return null;
        }

        try
        {
            return SubscriptionReader.Read(answer.Body);
        }
        catch (JsonException exception)
        {
            LogUnreadable(logger, exception, app.AppId);
            return null;
        }
    }

    private async Task RegisterAsync(ServedApp app, SubscriptionList list, CancellationToken stoppingToken)
    {
        var allowed = list.Definitions
            .Where(definition => MaySubscribe(app, definition))
            .DistinctBy(definition => (definition.PubSub, definition.Topic))
            .ToList();
        foreach (var refusal in list.Refusals)
        {
            LogRefused(logger, app.AppId, refusal);
        }

        var known = table.Of(app.AppId).Select(subscription => subscription.Definition.ToJson());
        var isSame = known.ToHashSet(StringComparer.Ordinal).SetEquals(allowed.Select(wanted => wanted.ToJson()));
        if (app.WasRegistered && isSame)
        {
            return;
        }

        await writer.RunAsync(new RegisterWrite(app.AppId, allowed, table), stoppingToken);
        app.WasRegistered = true;
    }

    private bool MaySubscribe(ServedApp app, SubscriptionDefinition definition)
    {
        if (!TopicScopes.Split(settings.Value.PubSubs).Contains(definition.PubSub))
        {
            LogRefused(logger, app.AppId, $"pubsub {definition.PubSub} is not found");
            return false;
        }

        if (!scopes.MaySubscribe(app.AppId, definition.Topic))
        {
            LogRefused(logger, app.AppId, $"topic {definition.Topic} is not allowed for it");
            return false;
        }

        return true;
    }

    [LoggerMessage(9201, LogLevel.Information, "App {AppId} is up with {Count} subscriptions")]
    private static partial void LogUp(ILogger logger, string appId, int count);

    [LoggerMessage(9202, LogLevel.Warning, "App {AppId} did not say what it subscribes to: {Answer}")]
    private static partial void LogNoAnswer(ILogger logger, string appId, string answer);

    [LoggerMessage(9203, LogLevel.Error, "App {AppId} answered something that is no list of subscriptions")]
    private static partial void LogUnreadable(ILogger logger, Exception exception, string appId);

    [LoggerMessage(9204, LogLevel.Error, "A subscription of {AppId} is refused: {Refusal}")]
    private static partial void LogRefused(ILogger logger, string appId, string refusal);
}
