using Grpc.Core;
using Grpc.Health.V1;
using Grpc.HealthCheck;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Grpc.AspNetCore.HealthChecks;

/// <summary>The health service over ASP.NET Core's health checks.</summary>
internal sealed class CheckedHealthService(
    HealthServiceImpl health,
    HealthCheckService checks,
    IOptions<GrpcHealthChecksOptions> options,
    IHostApplicationLifetime lifetime) : Health.V1.Health.HealthBase
{
    public override async Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context)
    {
        if (options.Value.UseHealthChecksCache)
            return await health.Check(request, context);

        return await CheckNowAsync(request.Service, context.CancellationToken) is { } status
            ? new HealthCheckResponse { Status = status }
            : throw new RpcException(new Status(StatusCode.NotFound, ""));
    }

    public override async Task Watch(
        HealthCheckRequest request,
        IServerStreamWriter<HealthCheckResponse> responseStream,
        ServerCallContext context)
    {
        if (!options.Value.UseHealthChecksCache &&
            await CheckNowAsync(request.Service, context.CancellationToken) is { } status)
        {
            health.SetStatus(request.Service, status);
        }

        if (options.Value.SuppressCompletionOnShutdown)
        {
            await health.Watch(request, responseStream, context);
            return;
        }

        // A stopping server tells its watchers and lets them go, for they would hold up the stop.
        using var callOrStop = CancellationTokenSource.CreateLinkedTokenSource(
            context.CancellationToken, lifetime.ApplicationStopping);
        await health.Watch(request, responseStream, new StoppableContext(context, callOrStop.Token));
        if (lifetime.ApplicationStopping.IsCancellationRequested && !context.CancellationToken.IsCancellationRequested)
        {
            await responseStream.WriteAsync(
                new HealthCheckResponse { Status = HealthCheckResponse.Types.ServingStatus.NotServing },
                context.CancellationToken);
        }
    }

    private async Task<HealthCheckResponse.Types.ServingStatus?> CheckNowAsync(
        string service,
        CancellationToken cancellationToken)
    {
        var mapping = options.Value.Services.FirstOrDefault(
            mapping => string.Equals(mapping.Name, service, StringComparison.Ordinal));
        if (mapping is null)
            return null;

        var report = await checks.CheckHealthAsync(
            check => HealthResults.Counts(mapping, check.Name, check.Tags), cancellationToken);
        return HealthResults.StatusOf(report.Entries.Values);
    }
}
