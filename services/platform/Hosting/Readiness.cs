using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Region.Platform.Hosting;

/// <summary>Something that must be in order before a service may be sent work, such as its database.</summary>
public interface IReadiness
{
    /// <summary>Null where all is well, else why not, in few words and without secrets.</summary>
    Task<string?> WhyNotReadyAsync(CancellationToken cancellationToken);
}

/// <summary>Ready is what every <see cref="IReadiness"/> says, and a host that is stopping is not.</summary>
internal sealed class ReadinessCheck(IEnumerable<IReadiness> parts, IHostApplicationLifetime lifetime) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            return HealthCheckResult.Unhealthy("stopping");

        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(Patience);
        var reasons = new List<string>();
        foreach (var part in parts)
        {
            if (await AskAsync(part, limited.Token) is { } reason)
                reasons.Add(reason);
        }

        return reasons.Count == 0
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy(string.Join("; ", reasons));
    }

    private static async Task<string?> AskAsync(IReadiness part, CancellationToken cancellationToken)
    {
        try
        {
            return await part.WhyNotReadyAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return $"{part.GetType().Name} does not answer";
        }
        catch (Exception exception) when (Faults.IsPassing(exception))
        {
            return $"{part.GetType().Name}: {exception.GetType().Name}";
        }
    }
}

/// <summary>/healthz: the process runs. /readyz: it may be sent work.</summary>
internal static class Probes
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/healthz", () => Results.Text("ok")).AllowAnonymous();
        app.MapGet("/readyz", async (HealthCheckService checks, CancellationToken cancellationToken) =>
        {
            var report = await checks.CheckHealthAsync(cancellationToken);
            var reasons = report.Entries.Values.Where(entry => entry.Status != HealthStatus.Healthy)
                .Select(entry => entry.Description ?? entry.Status.ToString());
            return report.Status == HealthStatus.Healthy
                ? Results.Text("ready")
                : Results.Text(string.Join("; ", reasons), statusCode: StatusCodes.Status503ServiceUnavailable);
        }).AllowAnonymous();
    }
}
