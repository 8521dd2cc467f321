using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Region.Gateway;
using Region.Gateway.Identity.Accounts;
using Region.Testing;

namespace Region.Services.Tests.Gateway;

/// <summary>A gateway on free ports, and one server of doubles that stands for every service behind it.</summary>
internal sealed class GatewayWorld : IAsyncDisposable
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(30);

    private readonly WebApplication _services;
    private readonly WebApplication _gateway;
    private readonly DirectoryInfo _data;

    private GatewayWorld(
        (WebApplication Services, WebApplication Gateway) apps, DirectoryInfo data, KeptLines lines, Uri address)
    {
        (_services, _gateway) = apps;
        _data = data;
        Lines = lines;
        Http = new HttpClient { BaseAddress = address };
    }

    /// <summary>A client of the gateway.</summary>
    public HttpClient Http { get; }

    /// <summary>What the gateway has logged.</summary>
    public KeptLines Lines { get; }

    /// <summary>The parts of the gateway.</summary>
    public IServiceProvider Services => _gateway.Services;

    /// <summary>The settings of a kind of store; PostgreSQL with a database of its own.</summary>
    public static string[] StoreOf(StoreKind kind) => kind is StoreKind.Sqlite
        ? []
        :
        [
            "--Region:Postgres=" + new NpgsqlConnectionStringBuilder(PostgresServer.Require().ConnectionString)
            {
                Database = $"g{Guid.CreateVersion7():n}"[..24],
            },
        ];

    /// <summary>A browser of its own.</summary>
    public Browser NewBrowser() => new(Http.BaseAddress!);

    public Conversation Conversation => _services.Services.GetRequiredService<Conversation>();

    public static async Task<GatewayWorld> StartAsync(CancellationToken cancellationToken, params string[] settings)
    {
        int[] ports = [Ports.Next(), Ports.Next(), Ports.Next()];
        var data = Directory.CreateTempSubdirectory("region-gateway-");
        var services = Doubles(ports[2]);
        await services.StartAsync(cancellationToken);
        var lines = new KeptLines();
        string[] others = ["villages", "procurement", "accounting"];
        var gateway = GatewayApp.Build(
        [
            $"--Region:Data={data.FullName}",
            $"--Region:Services:gateway:HttpPort={ports[0]}",
            $"--Region:Services:gateway:GrpcPort={ports[1]}",
            "--Region:Telemetry=off",
            "--Logging:LogLevel:Default=Critical",
            .. others.Select(name => $"--Region:Services:{name}:GrpcPort={ports[2]}"),
            .. settings,
        ]);
        gateway.Services.GetRequiredService<ILoggerFactory>().AddProvider(lines);
        gateway.MapGet(Browser.WhoPath, Browser.WhoAsync);
        await gateway.StartAsync(cancellationToken);
        var world = new GatewayWorld((services, gateway), data, lines, new Uri($"http://127.0.0.1:{ports[0]}"));

        // Its request must not come in while a test looks at its own.
        foreach (var first in gateway.Services.GetServices<IHostedService>().OfType<FirstAdministrator>())
            await first.ExecuteTask!.WaitAsync(StartsWithin, cancellationToken);
        (world.Conversation.Request, world.Conversation.Authorization) = (null, null);
        return world;
    }

    /// <summary>A gateway on sample data that has appointed the county office.</summary>
    public static async Task<GatewayWorld> StartSampleAsync(
        CancellationToken cancellationToken, params string[] settings)
    {
        var world = await StartAsync(cancellationToken, ["--Region:Sample=true", .. settings]);
        await Eventually.HoldsAsync(
            () => Task.FromResult(world.Conversation.Imports > 0), StartsWithin, "posts appointed", cancellationToken);
        return world;
    }

    public Task<HttpResponseMessage> PostAsync(
        string path, string json, CancellationToken cancellationToken, string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(json, Encoding.UTF8, new MediaTypeHeaderValue("application/json")),
        };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        return Http.SendAsync(request, cancellationToken);
    }

    /// <summary>All services behind the gateway go down.</summary>
    public Task StopServicesAsync(CancellationToken cancellationToken) => _services.StopAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _gateway.StopAsync();
        await _gateway.DisposeAsync();
        await _services.DisposeAsync();
        _data.Delete(recursive: true);
    }

    private static WebApplication Doubles(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddSingleton<Conversation>();
        builder.Services.AddGrpc(grpc => grpc.MaxReceiveMessageSize = 15 * 1024 * 1024);
        var app = builder.Build();
        app.MapGrpcService<FakePosts>();
        app.MapGrpcService<FakeRegister>();
        app.MapGrpcService<FakeRounds>();
        app.MapGrpcService<FakeBooks>();
        app.MapGrpcService<FakeDrafts>();
        app.MapGrpcService<FakeVouchers>();
        app.MapGrpcService<FakeFiles>();
        app.MapGrpcService<FakeOperations>();
        return app;
    }
}

/// <summary>Reads answers.</summary>
internal static class Answers
{
    public static async Task<JsonElement> JsonAsync(
        this HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancellationToken));
        return document.RootElement.Clone();
    }

    public static string Text(this JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
