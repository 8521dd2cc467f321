using Grpc.AspNetCore.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the health service.</summary>
public static class GrpcHealthChecksServiceExtensions
{
    /// <summary>Adds the health service; the empty service name stands for all health checks.</summary>
    public static IHealthChecksBuilder AddGrpcHealthChecks(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        return services.AddHealthChecks();
    }

    /// <summary>Adds the health service with settings.</summary>
    public static IHealthChecksBuilder AddGrpcHealthChecks(
        this IServiceCollection services,
        Action<GrpcHealthChecksOptions> configure)
    {
        services.Configure(configure);
        return services.AddGrpcHealthChecks();
    }
}
