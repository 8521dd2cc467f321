using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Trace;
using Shouldly;

namespace Region.Platform.Tests.Telemetry;

/// <summary>
/// The stand-in for OpenTelemetry.Extensions.Hosting makes its providers first and flushes them at stop.
/// </summary>
public sealed class TelemetryStandInTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_other_hosted_services_do_at_their_start_is_recorded_and_flushed_at_stop()
    {
        using var source = new ActivitySource($"test-{Guid.CreateVersion7()}");
        using var recorder = new Recorder();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddHostedService(_ => new EarlyWork(source));
        builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing
            .AddSource(source.Name)
            .AddProcessor(recorder));
        using var host = builder.Build();

        await host.StartAsync(Cancellation);
        recorder.Ended.ShouldBe(["early"]);
        recorder.Flushes.ShouldBe(0);
        await host.StopAsync(Cancellation);

        recorder.Flushes.ShouldBe(1);
    }

    [Fact]
    public void Adding_it_twice_adds_to_the_same_providers()
    {
        var services = new ServiceCollection();

        services.AddOpenTelemetry().WithTracing();
        services.AddOpenTelemetry().WithMetrics();

        services.Count(service => service.ServiceType == typeof(IHostedService)).ShouldBe(1);
    }

    private sealed class EarlyWork(ActivitySource source) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            using var activity = source.StartActivity("early");
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class Recorder : BaseProcessor<Activity>
    {
        public List<string> Ended { get; } = [];

        public int Flushes { get; private set; }

        public override void OnEnd(Activity data) => Ended.Add(data.OperationName);

        protected override bool OnForceFlush(int timeoutMilliseconds)
        {
            Flushes++;
            return true;
        }
    }
}
