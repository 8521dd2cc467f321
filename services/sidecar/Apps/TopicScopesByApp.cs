using Microsoft.Extensions.Options;

namespace Region.Sidecar.Apps;

/// <summary>The scopes of the apps in the configuration.</summary>
internal sealed class TopicScopesByApp(IOptions<SidecarSettings> settings, AppRegistry apps)
{
    private readonly TopicScopes _scopes = new(settings.Value);

    public bool MayPublish(string appId, string topic) =>
        apps.Find(appId) is { } app && _scopes.IsAllowed(app.Settings.PublishingScopes, topic);

    public bool MaySubscribe(string appId, string topic) =>
        apps.Find(appId) is { } app && _scopes.IsAllowed(app.Settings.SubscriptionScopes, topic);
}
