using Grpc.HealthCheck;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Grpc.AspNetCore.HealthChecks;

/// <summary>Hands the periodic results of the health checks to those who watch.</summary>
internal sealed class GrpcHealthChecksPublisher(
    HealthServiceImpl health,
    IOptions<GrpcHealthChecksOptions> options) : IHealthCheckPublisher
{
    public Task PublishAsync(HealthReport report, CancellationToken cancellationToken)
    {
        HealthResults.Publish(report, options.Value, health);
        return Task.CompletedTask;
    }
}
