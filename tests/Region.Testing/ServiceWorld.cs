using System.Net;
using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Region.Contracts;
using Region.Contracts.Access.V1;
using Region.Kernel;
using Region.Platform.Hosting;
using Region.Platform.Identity;

namespace Region.Testing;

/// <summary>Which kind of database a service test runs on.</summary>
public enum StoreKind
{
    /// <summary>Files in a temporary folder.</summary>
    Sqlite,

    /// <summary>This machine's PostgreSQL, started by the fixture.</summary>
    Postgres,
}

/// <summary>
/// One service in this process with a real store and both ports, called over real gRPC with tokens that a stand-in of
/// the gateway mints, and fed with events over HTTP as the sidecar would.
/// </summary>
public sealed class ServiceWorld : IAsyncDisposable
{
    private const string AppToken = "app-token-of-the-test";

    private readonly WebApplication _gateway;
    private readonly List<(string Name, WebApplication App)> _services = [];
    private readonly Dictionary<string, GrpcChannel> _channels = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Http, int Grpc)> _ports = new(StringComparer.Ordinal);
    private readonly StoreKind _kind;
    private readonly HttpClient _http = new();

    private ServiceWorld(StoreKind kind)
    {
        _kind = kind;
        DataFolder = FastFolder.Create("region-test-");
        Database = kind is StoreKind.Postgres ? $"t{Guid.CreateVersion7():n}"[..20] : "";
        Reserve("gateway");
        var builder = ServiceHost.CreateBuilder("gateway", Arguments("gateway"));
        _gateway = builder.Build();
        _gateway.MapPlatform();
    }

    /// <summary>Where SQLite files and keys lie.</summary>
    public string DataFolder { get; }

    /// <summary>The prefix of the PostgreSQL databases.</summary>
    public string Database { get; }

    /// <summary>The connection string that the services were given; empty with SQLite.</summary>
    public string Postgres => _kind is StoreKind.Postgres
        ? new NpgsqlConnectionStringBuilder(PostgresServer.Require().ConnectionString)
        {
            Database = Database,
        }.ToString()
        : "";

    /// <summary>
    /// Starts services on one kind of store; each is built from its arguments as its own program would be.
    /// </summary>
    public static async Task<ServiceWorld> StartAsync(
        StoreKind kind,
        CancellationToken cancellationToken,
        params (string Name, Func<string[], WebApplication> Build)[] services)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (kind is StoreKind.Postgres)
            PostgresServer.Require();

        var world = new ServiceWorld(kind);
        await world._gateway.StartAsync(cancellationToken);
        foreach (var (name, _) in services)
            world.Reserve(name);

        foreach (var (name, build) in services)
            await world.StartAsync(name, build, cancellationToken);

        return world;
    }

    /// <summary>Stops a service and starts it again on the same data.</summary>
    public async Task RestartAsync(
        string name,
        Func<string[], WebApplication> build,
        CancellationToken cancellationToken)
    {
        var index = _services.FindIndex(service => service.Name == name);
        await _services[index].App.StopAsync(cancellationToken);
        await _services[index].App.DisposeAsync();
        _services.RemoveAt(index);
        await StartAsync(name, build, cancellationToken);
    }

    /// <summary>The parts of a service.</summary>
    public IServiceProvider Services(string name) => _services.Single(service => service.Name == name).App.Services;

    /// <summary>The HTTP/1.1 address of a service.</summary>
    public Uri Http(string name) => new($"http://127.0.0.1:{_ports[name].Http}");

    /// <summary>Calls a service with nobody's token.</summary>
    public CallInvoker Anonymous(string name) => Channel(name).CreateCallInvoker();

    /// <summary>Calls a service as this caller; commands are repeated, see <see cref="RepeatingInvoker"/>.</summary>
    public CallInvoker As(string name, Caller caller) => new RepeatingInvoker(Once(name, caller));

    /// <summary>The same without repetitions, for what is counted or measured.</summary>
    public CallInvoker Once(string name, Caller caller) =>
        new TokenInvoker(Channel(name).CreateCallInvoker(), () => Token(caller));

    /// <summary>A token as the gateway would mint it.</summary>
    public string Token(Caller caller) =>
        _gateway.Services.GetRequiredService<TokenMint>().Mint(caller, TimeSpan.FromMinutes(10));

    /// <summary>Delivers one event as the sidecar does, and answers the HTTP status with the verdict.</summary>
    public async Task<(HttpStatusCode Status, string Verdict)> DeliverAsync(
        string name,
        string topic,
        string eventId,
        string subject,
        IMessage message,
        CancellationToken cancellationToken,
        string? token = AppToken)
    {
        var publisher = Topics.All.Single(known => known.Name == topic);
        var envelope = $$"""
            {"specversion":"1.0","id":"{{eventId}}","type":"{{publisher.Event}}","source":"{{publisher.Publisher}}",
             "subject":"{{subject}}","datacontenttype":"application/json",
             "data":{{JsonFormatter.Default.Format(message)}}}
            """;
        using var request = new HttpRequestMessage(
            HttpMethod.Post, $"http://127.0.0.1:{_ports[name].Http}/events/{topic}")
        {
            Content = new StringContent(envelope, Encoding.UTF8, "application/cloudevents+json"),
        };
        if (token is not null)
            request.Headers.Add("dapr-api-token", token);

        using var answer = await _http.SendAsync(request, cancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellationToken));
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var channel in _channels.Values)
            channel.Dispose();

        foreach (var (_, app) in _services)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }

        await _gateway.StopAsync();
        await _gateway.DisposeAsync();
        _http.Dispose();
        Directory.Delete(DataFolder, recursive: true);
    }

    private async Task StartAsync(
        string name,
        Func<string[], WebApplication> build,
        CancellationToken cancellationToken)
    {
        var app = build(Arguments(name));
        _services.Add((name, app));
        await app.StartAsync(cancellationToken);
    }

    private void Reserve(string name) => _ports[name] = (Ports.Next(), Ports.Next());

    private string[] Arguments(string name) =>
    [
        $"--Region:Data={DataFolder}",
        $"--Region:Postgres={Postgres}",
        "--Region:Telemetry=off",
        "--Logging:LogLevel:Default=Error",
        // Nothing listens there: what a service announces stays in its outbox, where a test can look at it.
        "--Region:Dapr:HttpEndpoint=http://127.0.0.1:9",
        "--Region:Dapr:GrpcEndpoint=http://127.0.0.1:9",
        .. _ports.SelectMany(port => (string[])
        [
            $"--Region:Services:{port.Key}:HttpPort={port.Value.Http}",
            $"--Region:Services:{port.Key}:GrpcPort={port.Value.Grpc}",
        ]),
        $"--Region:Services:{name}:AppToken={AppToken}",
    ];

    private GrpcChannel Channel(string name)
    {
        if (!_channels.TryGetValue(name, out var channel))
            _channels[name] = channel = GrpcChannel.ForAddress($"http://127.0.0.1:{_ports[name].Grpc}");

        return channel;
    }
}

/// <summary>The people that tests speak as.</summary>
public static class Callers
{
    /// <summary>Somebody under a post in a village, a region's company or committee, or the county.</summary>
    public static Caller Of(Role role, string unit, string? login = null) => new()
    {
        Login = login ?? $"{role}@{unit}".ToLowerInvariant(),
        Name = $"{role} {unit}",
        Role = role,
        Unit = unit,
        Region = Codes.IsVillage(unit) ? $"R{unit.AsSpan(1, 2)}" : Codes.IsRegion(unit) ? unit : "",
        Book = Codes.IsVillage(unit) ? unit : Codes.IsRegion(unit) && IsCompanyRole(role) ? Codes.CompanyOf(unit) : "",
    };

    private static bool IsCompanyRole(Role role) =>
        role is Role.Manager or Role.Buyer or Role.Receiver or Role.CompanyAccountant or Role.Cashier;
}
