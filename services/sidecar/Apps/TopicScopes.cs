namespace Region.Sidecar.Apps;

/// <summary>Which topics an app may use. Names are compared without case and without blanks, as Dapr does.</summary>
internal sealed class TopicScopes(SidecarSettings settings)
{
    private readonly HashSet<string> _allowed = Split(settings.AllowedTopics);
    private readonly HashSet<string> _protected = Split(settings.ProtectedTopics);

    /// <summary>
    /// Whether an app may use a topic; a scope of null is no entry (any topic), an empty one allows none.
    /// </summary>
    public bool IsAllowed(string? scope, string topic)
    {
        if (_allowed.Count > 0 && !_allowed.Contains(topic))
        {
            return false;
        }

        return scope is null ? !_protected.Contains(topic) : Split(scope).Contains(topic);
    }

    public static HashSet<string> Split(string list) => new(
        list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        StringComparer.OrdinalIgnoreCase);
}
