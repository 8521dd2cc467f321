namespace Grpc.AspNetCore.HealthChecks;

/// <summary>Which health checks decide on the health of a service.</summary>
public sealed class ServiceMapping
{
    /// <summary>Maps the checks that the predicate accepts to a service.</summary>
    public ServiceMapping(string name, Func<HealthCheckMapContext, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(predicate);
        Name = name;
        HealthCheckPredicate = predicate;
    }

    /// <summary>The name of the service.</summary>
    public string Name { get; }

    /// <summary>Which checks count.</summary>
    public Func<HealthCheckMapContext, bool>? HealthCheckPredicate { get; }
}
