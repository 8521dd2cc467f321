using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Region.Sidecar.Apps;
using Region.Sidecar.Store;

namespace Region.Sidecar.Publishing;

/// <summary>
/// Takes events from an app and answers once they are on disk. A batch is stored whole or not at all.
/// </summary>
internal sealed class Publisher(
    StoreWriter writer, TopicScopesByApp scopes, TimeProvider clock, IOptions<SidecarSettings> settings)
{
    private readonly HashSet<string> _pubsubs = TopicScopes.Split(settings.Value.PubSubs);

    /// <summary>Why this app may not publish there; null when it may.</summary>
    public PublishRefusal? Check(ServedApp app, string pubsub, string topic)
    {
        if (pubsub.Length == 0)
        {
            return PublishRefusal.EmptyPubSub();
        }

        if (_pubsubs.Count == 0)
        {
            return PublishRefusal.NotConfigured(pubsub);
        }

        if (!_pubsubs.Contains(pubsub))
        {
            return PublishRefusal.UnknownPubSub(pubsub);
        }

        if (topic.Length == 0)
        {
            return PublishRefusal.EmptyTopic(pubsub);
        }

        return scopes.MayPublish(app.AppId, topic) ? null : PublishRefusal.Forbidden(pubsub, topic, app.AppId);
    }

    /// <summary>Stores events of one topic that <see cref="Check"/> has passed.</summary>
    /// <returns>Null when they are on disk.</returns>
    public async Task<PublishRefusal?> PublishAsync(
        ServedApp app, IReadOnlyList<PublishRequest> requests, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var events = new List<StoredEvent>(requests.Count);
        foreach (var request in requests)
        {
            if (request.Find("rawPayload") is { } raw && GoText.ParseBool(raw) is null)
            {
                return PublishRefusal.BadMetadata(
                    request.PubSub, $"strconv.ParseBool: parsing \"{raw}\": invalid syntax");
            }

            if (Envelope.For(request, app.AppId, now) is not { } stored)
            {
                return PublishRefusal.NoCloudEvent(request.PubSub);
            }

            events.Add(stored);
        }

        try
        {
            await writer.RunAsync(new PublishWrite(events), cancellationToken);
            return null;
        }
        catch (Exception exception) when (exception is SqliteException or InvalidOperationException)
        {
            return PublishRefusal.NotStored(requests[0].PubSub, requests[0].Topic, exception.Message);
        }
    }
}
