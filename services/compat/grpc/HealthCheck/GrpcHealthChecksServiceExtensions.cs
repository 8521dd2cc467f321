using Grpc.AspNetCore.HealthChecks;
using Grpc.HealthCheck;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the health service.</summary>
public static class GrpcHealthChecksServiceExtensions
{
    /// <summary>Adds the health service; the empty service name stands for all health checks.</summary>
    public static IHealthChecksBuilder AddGrpcHealthChecks(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton<HealthServiceImpl>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHealthCheckPublisher, GrpcHealthChecksPublisher>());
        services.Configure<GrpcHealthChecksOptions>(options => options.Services.Map("", _ => true));
        return services.AddHealthChecks();
    }

    /// <summary>Adds the health service with settings.</summary>
    public static IHealthChecksBuilder AddGrpcHealthChecks(
        this IServiceCollection services,
        Action<GrpcHealthChecksOptions> configure)
    {
        var builder = services.AddGrpcHealthChecks();
        services.Configure(configure);
        return builder;
    }
}
