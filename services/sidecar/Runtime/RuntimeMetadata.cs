using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using Region.Sidecar.Apps;
using Region.Sidecar.Store;
using Region.Sidecar.Subscriptions;

namespace Region.Sidecar.Runtime;

#pragma warning disable CA1822 // Members of a JSON document are written from instances.

/// <summary>What the sidecar says of itself to one of its apps, in Dapr's words.</summary>
internal sealed record MetadataDocument
{
    public required string Id { get; init; }

    public string RuntimeVersion => RuntimeMetadata.Version;

    public IReadOnlyList<string> EnabledFeatures { get; } = [];

    public IReadOnlyList<string> Actors { get; } = [];

    public required IReadOnlyList<ComponentLine> Components { get; init; }

    public required IReadOnlyDictionary<string, string> Extended { get; init; }

    public required IReadOnlyList<SubscriptionLine> Subscriptions { get; init; }

    public IReadOnlyList<string> HttpEndpoints { get; } = [];

    public required AppConnection AppConnectionProperties { get; init; }
}
#pragma warning restore CA1822

internal sealed record ComponentLine(string Name, string Type, string Version, IReadOnlyList<string> Capabilities);

internal sealed record AppConnection(int Port, string Protocol, string ChannelAddress, int MaxConcurrency);

internal sealed record SubscriptionLine
{
    [JsonPropertyName("pubsubname")]
    public required string PubSub { get; init; }

    public required string Topic { get; init; }

    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    public required IReadOnlyList<RouteRule> Rules { get; init; }

    public required string DeadLetterTopic { get; init; }

    public string Type { get; } = "PROGRAMMATIC";
}

/// <summary>Gathers the metadata document.</summary>
internal sealed class RuntimeMetadata(
    EventStore store, SubscriptionTable table, IOptions<SidecarSettings> settings)
{
    /// <summary>The runtime whose interface this sidecar speaks, with its own name behind it.</summary>
    public const string Version = "1.18.3-region";

    public MetadataDocument For(ServedApp app)
    {
        var address = app.Settings.BaseAddress.Length > 0 ? new Uri(app.Settings.BaseAddress) : null;
        return new MetadataDocument
        {
            Id = app.AppId,
            Components =
            [
                .. TopicScopes.Split(settings.Value.PubSubs)
                    .Select(name => new ComponentLine(name, "pubsub.region-sqlite", "v1", [])),
            ],
            Extended = store.ReadMetadata(app.AppId),
            Subscriptions = [.. table.Of(app.AppId).Select(subscription => ToLine(subscription.Definition))],
            AppConnectionProperties = new AppConnection(
                address?.Port ?? 0, "http", address?.Host ?? string.Empty, app.Settings.MaxConcurrency),
        };
    }

    private static SubscriptionLine ToLine(SubscriptionDefinition definition) => new()
    {
        PubSub = definition.PubSub,
        Topic = definition.Topic,
        Metadata = definition.Metadata,
        Rules = definition.Rules,
        DeadLetterTopic = definition.DeadLetterTopic ?? string.Empty,
    };
}
