using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Region.Sidecar;

/// <summary>Spans and counters of the sidecar.</summary>
internal static class SidecarTelemetry
{
    public const string Name = "Region.Sidecar";

    public static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);

    public static readonly Counter<long> Published =
        Meter.CreateCounter<long>("region.sidecar.published", "{event}", "Events committed.");

    public static readonly Counter<long> Delivered =
        Meter.CreateCounter<long>("region.sidecar.delivered", "{event}", "Events acknowledged by an app.");

    public static readonly Counter<long> Retried =
        Meter.CreateCounter<long>("region.sidecar.retried", "{event}", "Deliveries that failed and come again.");

    public static readonly Counter<long> DeadLettered =
        Meter.CreateCounter<long>("region.sidecar.dead_lettered", "{event}", "Deliveries given up.");

    public static readonly Histogram<double> CommitSize =
        Meter.CreateHistogram<double>("region.sidecar.commit_size", "{operation}", "Operations in one transaction.");
}
