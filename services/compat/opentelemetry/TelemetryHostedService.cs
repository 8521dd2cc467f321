using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace OpenTelemetry;

/// <summary>Makes the providers at start, since nobody asks for them, and empties their queues at stop.</summary>
/// <remarks>
/// The container disposes the providers with itself; the flush comes earlier, while the network is up.
/// </remarks>
internal sealed class TelemetryHostedService(IServiceProvider services) : IHostedService
{
    // Both together stay within the host's default shutdown time of 30 seconds.
    private const int FlushMilliseconds = 5_000;

    private MeterProvider? _meters;
    private TracerProvider? _tracers;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _meters = services.GetService<MeterProvider>();
        _tracers = services.GetService<TracerProvider>();
        services.GetService<LoggerProvider>();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(
        Task.Run(() => _tracers?.ForceFlush(FlushMilliseconds), cancellationToken),
        Task.Run(() => _meters?.ForceFlush(FlushMilliseconds), cancellationToken));
}
