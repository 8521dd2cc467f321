using Grpc.Health.V1;
using Grpc.HealthCheck;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Grpc.AspNetCore.HealthChecks;

/// <summary>Turns the results of health checks into the health of services.</summary>
internal static class HealthResults
{
    /// <summary>A service serves unless one of its checks is unhealthy; degraded still serves.</summary>
    public static HealthCheckResponse.Types.ServingStatus StatusOf(IEnumerable<HealthReportEntry> results) =>
        results.Any(result => result.Status is HealthStatus.Unhealthy)
            ? HealthCheckResponse.Types.ServingStatus.NotServing
            : HealthCheckResponse.Types.ServingStatus.Serving;

    public static bool Counts(ServiceMapping mapping, string name, IEnumerable<string> tags) =>
        mapping.HealthCheckPredicate?.Invoke(new HealthCheckMapContext(name, tags)) ?? false;

    public static void Publish(HealthReport report, GrpcHealthChecksOptions options, HealthServiceImpl health)
    {
        foreach (var mapping in options.Services)
        {
            var results = report.Entries
                .Where(entry => Counts(mapping, entry.Key, entry.Value.Tags))
                .Select(entry => entry.Value);
            health.SetStatus(mapping.Name, StatusOf(results));
        }
    }
}
