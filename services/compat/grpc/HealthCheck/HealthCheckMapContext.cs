namespace Grpc.AspNetCore.HealthChecks;

/// <summary>A registered health check, before it runs.</summary>
public sealed class HealthCheckMapContext
{
    /// <summary>Creates the context.</summary>
    public HealthCheckMapContext(string name, IEnumerable<string> tags)
    {
        Name = name;
        Tags = tags;
    }

    /// <summary>The name of the check.</summary>
    public string Name { get; }

    /// <summary>The tags of the check.</summary>
    public IEnumerable<string> Tags { get; }
}
