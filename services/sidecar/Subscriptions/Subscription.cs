using System.Text.Json;
using Region.Sidecar.Delivery;

namespace Region.Sidecar.Subscriptions;

/// <summary>A registered subscription with its queue. The queue outlives a change of the definition.</summary>
internal sealed class Subscription(long id, string appId, SubscriptionDefinition definition, SubscriptionQueue queue)
{
    private readonly (MatchExpression? Match, string Path)[] _rules =
    [
        .. definition.Rules.Select(rule =>
            (rule.Match.Length == 0 ? null : MatchExpression.TryParse(rule.Match, out _), rule.Path)),
    ];

    public long Id { get; } = id;

    public string AppId { get; } = appId;

    public SubscriptionDefinition Definition { get; } = definition;

    public SubscriptionQueue Queue { get; } = queue;

    /// <summary>Whether the path depends on the event, so that its envelope must be read.</summary>
    public bool HasConditions { get; } = definition.Rules.Any(rule => rule.Match.Length > 0);

    /// <summary>Where an event goes, or null when no rule takes it.</summary>
    public string? PathFor(JsonElement envelope)
    {
        foreach (var (match, path) in _rules)
        {
            if (match is null || match.IsMatch(envelope))
            {
                return path;
            }
        }

        return null;
    }
}
