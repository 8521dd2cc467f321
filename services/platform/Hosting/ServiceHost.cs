using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Region.Platform.Crashes;
using Region.Platform.Identity;
using Region.Platform.Operations;
using Region.Platform.Telemetry;

namespace Region.Platform.Hosting;

/// <summary>Builds the host that every service runs in, alone in its process or together with others.</summary>
public static class ServiceHost
{
    /// <summary>The largest request: a table of 100,000 vouchers (14 MiB), with room.</summary>
    public const int MaxRequestBytes = 15 * 1024 * 1024;

    private static readonly TimeSpan ShutdownTime = TimeSpan.FromSeconds(30);

    /// <summary>
    /// A builder with configuration, both ports, logs, telemetry, identity, access rules, faults, health, the Dapr
    /// client
    /// and the check of the sidecar's token. Ports are those of <see cref="ServiceDirectory"/>; they listen on loopback
    /// unless <c>Region:Bind</c> names another address (0.0.0.0 in a cluster).
    /// </summary>
    /// <param name="service">The service's name, such as <c>villages</c>.</param>
    /// <param name="args">Command-line settings, such as <c>--Region:Data=/var/lib/region</c>.</param>
    public static WebApplicationBuilder CreateBuilder(string service, string[] args)
    {
        ArgumentException.ThrowIfNullOrEmpty(service);
        ArgumentNullException.ThrowIfNull(args);

        // Without this the framework's server spans carry no tags at all.
        AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", isEnabled: false);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            // Several hosts in one process would each watch the same files.
            Args = [.. args, "--hostBuilder:reloadConfigOnChange=false"],
            ContentRootPath = AppContext.BaseDirectory,
        });
        CrashPoints.Arm(builder.Configuration[CrashPoints.Setting]);
        builder.Services.AddSingleton(new ThisService(service));
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(new ServiceDirectory(builder.Configuration));
        var own = new ServiceDirectory(builder.Configuration).Of(service);
        Listen(builder, own);
        WriteLines(builder, service);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTime);
        builder.Services.AddGrpcPlatform();
        builder.Services.AddIdentity(service, KeyFile(builder.Configuration, service));
        builder.Services.AddSidecar(builder.Configuration, own);
        builder.Services.TryAddSingleton<IDeadLetters, NoDeadLetters>();
        if (!PlatformTelemetry.IsOff(builder.Configuration))
            builder.Services.AddTelemetry(builder.Configuration, $"region-{service}");

        return builder;
    }

    /// <summary>
    /// Maps what all services have in common: probes, public keys, gRPC health and reflection, the operators' service
    /// and
    /// the list of subscriptions for the sidecar.
    /// </summary>
    public static WebApplication MapPlatform(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseMiddleware<ServerSpans>();
        Probes.Map(app);
        PublicKeys.Map(app);
        app.MapSubscribeHandler();
        app.MapGrpcService<OperationsFacade>();
        app.MapGrpcHealthChecksService();
        if (app.Configuration.GetValue("Region:Reflection", defaultValue: true))
            app.MapGrpcReflectionService();

        return app;
    }

    /// <summary>The folder that a service keeps its data under.</summary>
    public static string DataFolder(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return configuration["Region:Data"] is { Length: > 0 } folder ? folder : "data";
    }

    private static string KeyFile(ConfigurationManager configuration, string service) => Path.Combine(
        configuration["Region:Keys"] is { Length: > 0 } keys ? keys : Path.Combine(DataFolder(configuration), "keys"),
        $"{service}.json");

    /// <summary>Two ports, since Kestrel speaks HTTP/2 without TLS only where nothing else is spoken.</summary>
    private static void Listen(WebApplicationBuilder builder, ServiceAddress own)
    {
        var bind = IPAddress.Parse(builder.Configuration["Region:Bind"] ?? IPAddress.Loopback.ToString());
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxRequestBytes;

            // A stream that is quiet for a while is not a slow attacker.
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Listen(bind, own.HttpPort, port => port.Protocols = HttpProtocols.Http1);
            kestrel.Listen(bind, own.GrpcPort, port => port.Protocols = HttpProtocols.Http2);
        });
    }

    private static void WriteLines(WebApplicationBuilder builder, string service)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddConsole(console => console.FormatterName = LineFormatter.FormatterName);
        builder.Logging.AddConsoleFormatter<LineFormatter, LineFormatterOptions>(line => line.Service = service);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("System.Net.Http", LogLevel.Warning);

        // At Information it writes whole query strings, which may hold personal data.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
    }
}
