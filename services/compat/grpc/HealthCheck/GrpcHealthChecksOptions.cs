namespace Grpc.AspNetCore.HealthChecks;

/// <summary>Settings of the health service.</summary>
public sealed class GrpcHealthChecksOptions
{
    /// <summary>The services whose health is told. The empty name stands for the whole server.</summary>
    public ServiceMappingCollection Services { get; } = [];

    /// <summary>Whether questions are answered from the last periodic result instead of running the checks.</summary>
    public bool UseHealthChecksCache { get; set; }

    /// <summary>Whether watchers stay connected when the server begins to stop.</summary>
    public bool SuppressCompletionOnShutdown { get; set; }
}
