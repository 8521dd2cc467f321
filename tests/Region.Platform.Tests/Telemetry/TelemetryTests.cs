using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Region.Platform.Hosting;
using Region.Platform.Telemetry;
using Region.Testing;
using Shouldly;

namespace Region.Platform.Tests.Telemetry;

public sealed class TelemetryTests
{
    [Fact]
    public async Task Spans_of_a_service_reach_the_collector_with_service_and_route()
    {
        var received = new ConcurrentBag<(string Path, string Body)>();
        var (collectorPort, http, grpc) = (Ports.Next(), Ports.Next(), Ports.Next());
        await using var collector = await CollectorAsync(collectorPort, received);
        var folder = Directory.CreateTempSubdirectory("region-telemetry-");
        await using (var app = Service(folder.FullName, http, grpc, collectorPort))
        {
            await app.StartAsync(TestContext.Current.CancellationToken);
            using var client = new HttpClient();
            (await client.GetStringAsync(
                new Uri($"http://127.0.0.1:{http}/healthz"), TestContext.Current.CancellationToken)).ShouldBe("ok");
            await app.StopAsync(TestContext.Current.CancellationToken);
        }

        folder.Delete(recursive: true);
        var traces = received.Where(request => request.Path is "/v1/traces").Select(request => request.Body).ToList();
        traces.ShouldContain(body => body.Contains("GET /healthz", StringComparison.Ordinal)
            && body.Contains("region-villages", StringComparison.Ordinal));
        received.ShouldContain(request => request.Path == "/v1/metrics");
    }

    [Fact]
    public void A_log_line_is_one_line_of_JSON_with_service_and_fields()
    {
        var options = Options.Create(new LineFormatterOptions { Service = "villages" });
        var clock = new ManualClock(new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero));
        var state = new List<KeyValuePair<string, object?>>
        {
            new("Village", "晨光村\n\"V0101\""), new("{OriginalFormat}", "Joined {Village}"),
        };
        using var writer = new StringWriter();

        new LineFormatter(options, clock).Write(
            new LogEntry<List<KeyValuePair<string, object?>>>(
                LogLevel.Warning, "Region.Villages", new EventId(7), state, null, (_, _) => "Joined 晨光村"),
            scopeProvider: null,
            writer);

        var text = writer.ToString();
        text.TrimEnd().ShouldNotContain("\n");
        text.ShouldContain("晨光村");
        using var line = JsonDocument.Parse(text);
        line.RootElement.GetProperty("time").GetString().ShouldBe("2026-03-01T08:00:00.000Z");
        line.RootElement.GetProperty("service").GetString().ShouldBe("villages");
        line.RootElement.GetProperty("level").GetString().ShouldBe("Warning");
        line.RootElement.GetProperty("event").GetInt32().ShouldBe(7);
        line.RootElement.GetProperty("fields").GetProperty("Village").GetString().ShouldBe("晨光村\n\"V0101\"");
    }

    private static WebApplication Service(string folder, int http, int grpc, int collector)
    {
        var builder = ServiceHost.CreateBuilder("villages",
        [
            $"--Region:Data={folder}",
            $"--Region:Services:villages:HttpPort={http}",
            $"--Region:Services:villages:GrpcPort={grpc}",
            $"--OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:{collector}",
            "--OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf",
        ]);
        return builder.Build().MapPlatform();
    }

    private static async Task<WebApplication> CollectorAsync(
        int port,
        ConcurrentBag<(string Path, string Body)> received)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            received.Add((context.Request.Path, Encoding.UTF8.GetString(body.ToArray())));
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

}
