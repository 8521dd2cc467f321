using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Region.Sidecar.Apps;
using Region.Sidecar.DeadLetters;
using Region.Sidecar.Delivery;
using Region.Sidecar.Publishing;
using Region.Sidecar.Runtime;
using Region.Sidecar.Store;
using Region.Sidecar.Subscriptions;

namespace Region.Sidecar;

/// <summary>Builds the sidecar, for its own executable and for an app host that runs it beside the services.</summary>
public static class SidecarApp
{
    /// <summary>Builds it from arguments, environment and configuration files; it listens once it is run.</summary>
    /// <param name="args">Settings of the section «Sidecar», such as <c>--Sidecar:HttpPort=3500</c>.</param>
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            Args = args,
            ContentRootPath = AppContext.BaseDirectory,
        });

        // At Information this category logs raw query strings, which may hold what a publisher put there.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Services.AddOptions<SidecarSettings>().BindConfiguration(SidecarSettings.Section);
        builder.WebHost.ConfigureKestrel((context, kestrel) =>
            Listen(kestrel, context.Configuration.GetSection(SidecarSettings.Section).Get<SidecarSettings>() ?? new()));
        AddServices(builder.Services);

        var app = builder.Build();
        app.UseMiddleware<ApiTokenGate>();
        app.MapPublishing();
        app.MapRuntime();
        app.MapOperator();
        app.MapGrpcService<DaprService>();
        app.MapGrpcReflectionService();
        return app;
    }

    private static void AddServices(IServiceCollection services)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<EventStore>();
        services.AddSingleton<SubscriptionTable>();
        services.AddSingleton<StoreWriter>();
        services.AddSingleton<AppRegistry>();
        services.AddSingleton<TopicScopesByApp>();
        services.AddSingleton<Publisher>();
        services.AddSingleton<Deliverer>();
        services.AddSingleton<DeliveryService>();
        services.AddSingleton<DeadLetterReads>();
        services.AddSingleton<RuntimeMetadata>();
        services.AddSingleton<Upkeep>();
        services.AddGrpc();
        services.AddGrpcReflection();

        // Stopped in the reverse order: no more deliveries first, the writer last, so that it settles what came back.
        services.AddHostedService(provider => provider.GetRequiredService<StoreWriter>());
        services.AddHostedService(provider => provider.GetRequiredService<DeliveryService>());
        services.AddHostedService<Discovery>();
        services.AddHostedService(provider => provider.GetRequiredService<Upkeep>());
    }

    /// <summary>Two ports, since a cleartext port speaks either HTTP/1.1 or HTTP/2.</summary>
    private static void Listen(KestrelServerOptions kestrel, SidecarSettings settings)
    {
        kestrel.Limits.MaxRequestBodySize = settings.MaxBodyBytes;
        kestrel.Limits.MinRequestBodyDataRate = null;
        Listen(kestrel, settings, settings.HttpPort, HttpProtocols.Http1);
        Listen(kestrel, settings, settings.GrpcPort, HttpProtocols.Http2);
    }

    private static void Listen(
        KestrelServerOptions kestrel, SidecarSettings settings, int port, HttpProtocols protocols)
    {
        if (settings.ListenOnAllAddresses)
        {
            kestrel.ListenAnyIP(port, options => options.Protocols = protocols);
        }
        else if (port == 0)
        {
            // A free port can be taken on one address only.
            kestrel.Listen(IPAddress.Loopback, port, options => options.Protocols = protocols);
        }
        else
        {
            kestrel.ListenLocalhost(port, options => options.Protocols = protocols);
        }
    }
}
