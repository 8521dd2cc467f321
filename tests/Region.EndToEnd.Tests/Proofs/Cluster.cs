using System.Globalization;
using System.Security.Cryptography;
using Dapper;
using Microsoft.Data.Sqlite;
using Region.AppHost.Running;
using Region.AppHost.Verification;
using Region.Contracts;
using Region.Contracts.Operations.V1;
using Region.Platform.Identity;
using Region.Testing;

namespace Region.EndToEnd.Tests.Proofs;

/// <summary>How a cluster is built.</summary>
internal sealed record ClusterSettings
{
    /// <summary>Where everything lies; empty makes a temporary folder that goes with the cluster.</summary>
    public string Folder { get; init; } = "";

    /// <summary>A PostgreSQL connection string; empty means SQLite.</summary>
    public string Postgres { get; init; } = "";

    /// <summary>What disturbs deliveries between the sidecar and the services; null lets them pass.</summary>
    public DeliveryChaos? Chaos { get; init; }

    /// <summary>The folder with the built programs, such as a copy with a mutant in it.</summary>
    public string Programs { get; init; } = AheadOfTime.Programs;

    /// <summary>The clock that all parts see; null for the machine's own.</summary>
    public WallClock? Clock { get; init; }
}

/// <summary>The whole system, each part a process of its own, wired as a cluster would wire it.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    private const int TokenBytes = 32;
    private const int PortsOfParts = 16;

    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(90);
    private static readonly string[] Services = ["villages", "procurement", "accounting"];
    private static readonly string[] Hosts = ["gateway", .. Services];

    private readonly Dictionary<string, (string Api, string App)> _tokens =
        Hosts.ToDictionary(name => name, _ => (NewToken(), NewToken()), StringComparer.Ordinal);

    private readonly ClusterSettings _settings;
    private readonly int _port = Ports.Several(PortsOfParts);
    private readonly SigningKeys _keys;
    private readonly bool _ownsFolder;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(3) };
    private StoppedSystem? _books;

    private Cluster(ClusterSettings settings)
    {
        _settings = settings;
        _ownsFolder = settings.Folder.Length is 0;
        Folder = _ownsFolder ? FastFolder.Create("region-proof-") : settings.Folder;

        // Before the gateway makes its key: the test mints people's tokens with it.
        TimeProvider clock = settings.Clock is { } set ? set : TimeProvider.System;
        _keys = new SigningKeys(Path.Combine(Folder, "keys", "gateway.json"), clock);
        Mint = new TokenMint("gateway", _keys, clock);
        Parts = Build().ToDictionary(part => part.Name, StringComparer.Ordinal);
    }

    internal string Folder { get; }

    internal TokenMint Mint { get; }

    /// <summary>The names of all parts.</summary>
    internal static IReadOnlyList<string> PartNames { get; } = [.. Hosts, "sidecar"];

    internal IReadOnlyDictionary<string, Part> Parts { get; }

    internal Uri Gateway => At(0);

    internal DeliveryChaos? Chaos => _settings.Chaos;

    /// <summary>Whether the clock is set while people work, so that their logins end before their time.</summary>
    internal bool SetsClock => _settings.Clock is not null;

    internal static async Task<Cluster> StartAsync(ClusterSettings settings, CancellationToken cancellationToken)
    {
        var cluster = new Cluster(settings);
        try
        {
            await cluster.StartAsync(cancellationToken);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Kills every part at once and starts all of them again.</summary>
    internal Task KillAllAsync(TimeSpan down, CancellationToken cancellationToken) =>
        Task.WhenAll(Parts.Values.Select(part => part.KillAndRestartAsync(down, cancellationToken)));

    internal async Task ReadyAsync(CancellationToken cancellationToken)
    {
        foreach (var part in Parts.Values)
        {
            await Eventually.HoldsAsync(
                () => AnswersAsync(part.Readiness, cancellationToken),
                ReadyWithin,
                $"{part.Name} is ready\n{part.Output}",
                cancellationToken);
        }
    }

    /// <summary>CONS over what lies in the stores, as the command <c>verify</c> does it.</summary>
    internal Task<IReadOnlyList<Finding>> VerifyAsync(CancellationToken cancellationToken)
    {
        _books ??= StoppedSystem.Open(new HostSettings
        {
            Data = Folder,
            Postgres = _settings.Postgres,
            Port = _port,
        });
        return new Verifier(_books.Services).RunAsync(cancellationToken);
    }

    /// <summary>What the sidecar still has to deliver, and what it has given up: a line each.</summary>
    internal IReadOnlyList<string> Undelivered()
    {
        var file = Path.Combine(Folder, "sidecar.db");
        using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        connection.Open();
        return
        [
            .. connection.Query<string>(
                """
                SELECT s.app_id || ' was not delivered ' || e.topic || ' (' || d.attempts || ' attempts)'
                FROM deliveries d
                JOIN subscriptions s ON s.id = d.subscription_id JOIN events e ON e.seq = d.event_seq
                """),
            .. connection.Query<string>(
                """
                SELECT app_id || ' refused ' || topic || ': ' || reason FROM dead_letters WHERE replayed_at IS NULL
                """),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var part in Parts.Values)
            await part.DisposeAsync();

        if (_settings.Chaos is { } chaos)
            await chaos.DisposeAsync();

        if (_books is not null)
            await _books.DisposeAsync();

        _http.Dispose();
        _keys.Dispose();
        if (_ownsFolder)
            Directory.Delete(Folder, recursive: true);
    }

    private static string NewToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes));

    private static string Setting(string key, object value) =>
        $"--{key}={Convert.ToString(value, CultureInfo.InvariantCulture)}";

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        if (_settings.Chaos is { } chaos)
        {
            await chaos.StartAsync(
                Services.ToDictionary(DeliveriesPort, name => At(HttpPort(name))), cancellationToken);
        }

        foreach (var part in Parts.Values)
            part.Start();

        await ReadyAsync(cancellationToken);
    }

    private IEnumerable<Part> Build()
    {
        foreach (var name in Hosts)
            yield return Build(name, HostArguments(name), At(HttpPort(name), "readyz"));

        yield return Build("sidecar", SidecarArguments(), At(8, "v1.0/healthz"));
    }

    private Part Build(string name, string[] arguments, Uri readiness) =>
        new(name, arguments, readiness, _settings.Programs) { Environment = _settings.Clock?.Environment };

    private static int HttpPort(string name) => 2 * Array.IndexOf(Hosts, name);

    /// <summary>Where the sidecar delivers to: the service itself, or what stands between them.</summary>
    private int DeliveriesPort(string name) =>
        _port + (_settings.Chaos is null ? HttpPort(name) : 10 + Array.IndexOf(Services, name));

    private string[] HostArguments(string name) =>
    [
        Setting("Region:Data", Folder),
        Setting("Region:Postgres", _settings.Postgres),
        Setting("Region:Dapr:HttpEndpoint", At(8)),
        Setting("Region:Dapr:GrpcEndpoint", At(9)),
        Setting("Region:Telemetry", "off"),
        Setting("Region:Limits:PerAddress:Burst", 1_000_000),
        Setting("Region:Limits:PerAddress:PerSecond", 1_000_000),
        Setting("Region:Limits:PerToken:Burst", 1_000_000),
        Setting("Region:Limits:PerToken:PerSecond", 1_000_000),
        Setting("Logging:LogLevel:Default", "Warning"),
        .. Hosts.SelectMany(part => (string[])
        [
            Setting($"Region:Services:{part}:HttpPort", _port + HttpPort(part)),
            Setting($"Region:Services:{part}:GrpcPort", _port + HttpPort(part) + 1),
        ]),
        Setting($"Region:Services:{name}:ApiToken", _tokens[name].Api),
        Setting($"Region:Services:{name}:AppToken", _tokens[name].App),
    ];

    private string[] SidecarArguments() =>
    [
        Setting("Sidecar:HttpPort", _port + 8),
        Setting("Sidecar:GrpcPort", _port + 9),
        Setting("Sidecar:Database", Path.Combine(Folder, "sidecar.db")),
        Setting("Sidecar:Retry:FirstDelay", "00:00:00.050"),
        Setting("Sidecar:Retry:MaxDelay", "00:00:01"),
        Setting("Sidecar:Retry:MaxAttempts", 1_000),
        Setting("Sidecar:Retry:DiscoveryInterval", "00:00:00.200"),
        Setting("Logging:LogLevel:Default", "Warning"),
        .. Services.SelectMany((name, index) => (string[])
        [
            Setting($"Sidecar:Apps:{index}:AppId", name),
            Setting($"Sidecar:Apps:{index}:ApiToken", _tokens[name].Api),
            Setting($"Sidecar:Apps:{index}:AppToken", _tokens[name].App),
            Setting($"Sidecar:Apps:{index}:BaseAddress", $"http://127.0.0.1:{DeliveriesPort(name)}/"),
            Setting($"Sidecar:Apps:{index}:PublishingScopes", PublishingScope(name)),
        ]),
    ];

    private static string PublishingScope(string name) => string.Join(
        ',',
        Topics.All.Where(topic => topic.Publisher == name).Select(topic => topic.Name));

    private Uri At(int offset, string path = "") => new($"http://127.0.0.1:{_port + offset}/{path}");

    private async Task<bool> AnswersAsync(Uri probe, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await _http.GetAsync(probe, cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
