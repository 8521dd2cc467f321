using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Region.Platform.Telemetry;

/// <summary>What is measured, and where it goes.</summary>
public static class PlatformTelemetry
{
    /// <summary>
    /// The name of the platform's own spans and metrics. Services name theirs <c>Region.Villages</c> and so on.
    /// </summary>
    public const string Name = "Region.Platform";

    private const string EndpointKey = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>The platform's own spans.</summary>
    public static ActivitySource Source { get; } = new(Name);

    /// <summary>The platform's own metrics.</summary>
    public static Meter Meter { get; } = new(Name);

    /// <summary>
    /// Sends traces and metrics by OTLP where OTEL_EXPORTER_OTLP_ENDPOINT says to; else nothing is collected at all.
    /// Sources are the process's, not a host's, so call it once per process: a service's own host does, unless
    /// <c>Region:Telemetry</c> is <c>off</c> because it runs together with others.
    /// </summary>
    public static IServiceCollection AddTelemetry(
        this IServiceCollection services, IConfiguration configuration, string name)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        if (string.IsNullOrWhiteSpace(configuration[EndpointKey]))
            return services;

        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(name, serviceNamespace: "region"))
            .WithTracing(tracing => tracing
                .AddSource("Region.*", "Microsoft.AspNetCore", "System.Net.Http")
                .AddOtlpExporter())
            .WithMetrics(metrics => metrics
                .AddMeter(
                    "Region.*",
                    "Microsoft.AspNetCore.Hosting",
                    "Microsoft.AspNetCore.Server.Kestrel",
                    "System.Net.Http",
                    "System.Runtime")
                .AddOtlpExporter());
        return services;
    }

    internal static bool IsOff(IConfiguration configuration) =>
        string.Equals(configuration["Region:Telemetry"], "off", StringComparison.OrdinalIgnoreCase);
}
