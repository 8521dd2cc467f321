using System.Diagnostics;
using System.Globalization;
using System.Text;
using Dapr.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Region.Sidecar;
using Region.Sidecar.DeadLetters;

namespace Region.Benchmarks.Sidecar;

/// <summary>
/// How many events a second are durably published, delivered over HTTP and acknowledged, and how long a hop takes from
/// the publisher's call to the subscriber's handler. Publisher, sidecar and subscriber share this one process.
/// </summary>
internal static class SidecarBenchmark
{
    public static async Task RunAsync(TextWriter output, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("region-bench-").FullName;
        try
        {
            var raw = RawCommits.PerSecond(folder, TimeSpan.FromSeconds(3));
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"raw SQLite, one row per commit, WAL, synchronous=FULL: {raw:F0}/s"));
            foreach (var bulk in new[] { false, true })
            {
                await using var world = await BenchWorld.StartAsync($"{folder}/{bulk}", bulk, cancellationToken);
                await world.RunAsync(inFlight: 64, count: 3_000, cancellationToken);
                foreach (var (inFlight, count) in new[] { (1, 1_000), (64, 30_000) })
                {
                    var result = await world.RunAsync(inFlight, count, cancellationToken);
                    await output.WriteLineAsync(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{(bulk ? "bulk  " : "single")} {inFlight,2} in flight: {result.PerSecond,7:F0} events/s, "
                        + $"hop p50 {result.P50:F2} ms p99 {result.P99:F2} ms, "
                        + $"{result.PerSecond / raw:F2} x raw commits, CPU {result.MicrosecondsPerEvent:F0} µs/event"));
                }
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

/// <summary>What one run measured; hops in milliseconds, processor time of publisher, sidecar and subscriber.</summary>
internal sealed record BenchResult(double PerSecond, double P50, double P99, double MicrosecondsPerEvent);

/// <summary>A sidecar with one subscriber and one publisher.</summary>
internal sealed class BenchWorld : IAsyncDisposable
{
    private const string Token = "bench-token";
    private readonly WebApplication _sidecar;
    private readonly BenchSubscriber _subscriber;
    private readonly DaprClient _client;

    private BenchWorld(WebApplication sidecar, BenchSubscriber subscriber)
    {
        _sidecar = sidecar;
        _subscriber = subscriber;
        _client = new DaprClientBuilder()
            .UseHttpEndpoint(sidecar.Urls.First())
            .UseGrpcEndpoint(sidecar.Urls.Last())
            .UseDaprApiToken(Token)
            .Build();
    }

    public static async Task<BenchWorld> StartAsync(string folder, bool bulk, CancellationToken cancellationToken)
    {
        var subscriber = await BenchSubscriber.StartAsync(bulk, cancellationToken);
        var sidecar = SidecarApp.Build(
        [
            "--Sidecar:HttpPort=0",
            "--Sidecar:GrpcPort=0",
            $"--Sidecar:Database={folder}/sidecar.db",
            "--Sidecar:Apps:0:AppId=bench",
            $"--Sidecar:Apps:0:ApiToken={Token}",
            $"--Sidecar:Apps:0:BaseAddress={subscriber.Address}",
            "--Logging:LogLevel:Default=None",
        ]);
        await sidecar.StartAsync(cancellationToken);
        var world = new BenchWorld(sidecar, subscriber);
        await subscriber.Asked.WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System, cancellationToken);
        return world;
    }

    public async Task<BenchResult> RunAsync(int inFlight, int count, CancellationToken cancellationToken)
    {
        var hops = _subscriber.Expect(count);
        var next = 0;
        var processor = ProcessorTime();
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, inFlight).Select(_ => Task.Run(
            async () =>
            {
                while (Interlocked.Increment(ref next) <= count)
                {
                    await _client.PublishByteEventAsync(
                        "pubsub", "t", Event(), "application/cloudevents+json", cancellationToken: cancellationToken);
                }
            },
            cancellationToken)));
        await _subscriber.AllReceived.WaitAsync(TimeSpan.FromMinutes(2), TimeProvider.System, cancellationToken);
        var reads = _sidecar.Services.GetRequiredService<DeadLetterReads>();
        while (reads.Queue().Sum(line => line.Pending) > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, cancellationToken);
        }

        var seconds = watch.Elapsed.TotalSeconds;
        var perEvent = (ProcessorTime() - processor).TotalMicroseconds / count;
        var sorted = hops.Select(ticks => Stopwatch.GetElapsedTime(0, ticks).TotalMilliseconds).Order().ToList();
        return new BenchResult(count / seconds, sorted[sorted.Count / 2], sorted[(int)(sorted.Count * 0.99)], perEvent);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _sidecar.StopAsync(CancellationToken.None);
        await _sidecar.DisposeAsync();
        await _subscriber.DisposeAsync();
    }

    private static TimeSpan ProcessorTime()
    {
        using var self = Process.GetCurrentProcess();
        return self.TotalProcessorTime;
    }

    /// <summary>About 600 bytes, the size of a settled leg; the subject carries the time of sending.</summary>
    private static byte[] Event() => Encoding.UTF8.GetBytes(
        $$"""
        {"id":"{{Guid.CreateVersion7()}}","source":"bench","type":"bench","specversion":"1.0",
         "subject":"{{Stopwatch.GetTimestamp()}}","time":"2026-01-01T00:00:00Z","datacontenttype":"application/json",
         "traceparent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00",
         "data":{"order":"PO-2026-000123","village":"桃源村","accounting_date":"2026-01-01","lines":[
           {"goods":"复合肥","kilograms":"1250.000","price_fen":"312500"},
           {"goods":"地膜","kilograms":"80.000","price_fen":"96000"}] } }
        """);
}
