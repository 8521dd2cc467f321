using System.Globalization;
using System.Security.Cryptography;
using Region.Contracts;

namespace Region.AppHost.Running;

/// <summary>Which part listens where and knows which tokens: the configuration that a cluster would mount.</summary>
internal sealed class Wiring
{
    private const int TokenBytes = 32;

    private static readonly (string Name, int Http, int Grpc)[] Offsets =
    [
        ("gateway", 0, 1), ("villages", 21, 22), ("procurement", 31, 32), ("accounting", 41, 42),
    ];

    private static readonly (int Http, int Grpc) Sidecar = (51, 52);

    private readonly HostSettings _settings;
    private readonly Dictionary<string, (string Api, string App)> _tokens;
    private readonly string _operatorToken = NewToken();

    internal Wiring(HostSettings settings)
    {
        _settings = settings;
        _tokens = Offsets.ToDictionary(part => part.Name, _ => (NewToken(), NewToken()), StringComparer.Ordinal);
    }

    /// <summary>Ready when the sidecar has found its apps' subscriptions.</summary>
    internal Uri SidecarHealth => At(Sidecar.Http, "v1.0/healthz");

    internal string[] ServiceArguments(string name) =>
    [
        Setting("Region:Data", _settings.Data),
        Setting("Region:Postgres", _settings.Postgres),
        Setting("Region:Dapr:HttpEndpoint", At(Sidecar.Http).ToString()),
        Setting("Region:Dapr:GrpcEndpoint", At(Sidecar.Grpc).ToString()),
        .. Offsets.SelectMany(part => (string[])
        [
            Setting($"Region:Services:{part.Name}:HttpPort", _settings.Port + part.Http),
            Setting($"Region:Services:{part.Name}:GrpcPort", _settings.Port + part.Grpc),
        ]),
        Setting($"Region:Services:{name}:ApiToken", _tokens[name].Api),
        Setting($"Region:Services:{name}:AppToken", _tokens[name].App),
        // One tracer and meter provider for the process: the gateway's.
        .. name is "gateway" ? (string[])[] : [Setting("Region:Telemetry", "off")],
        .. Logging(),
    ];

    internal string[] GatewayArguments() =>
    [
        .. ServiceArguments("gateway"),
        Setting("Region:Sample", _settings.Sample),
        Setting("Region:Listen", _settings.Listen),
        Setting("Region:Certificate", _settings.Certificate),
        Setting("Region:CertificateKey", _settings.CertificateKey),
    ];

    internal string[] SidecarArguments() =>
    [
        Setting("Sidecar:HttpPort", _settings.Port + Sidecar.Http),
        Setting("Sidecar:GrpcPort", _settings.Port + Sidecar.Grpc),
        Setting("Sidecar:Database", Path.Combine(_settings.Data, "sidecar.db")),
        Setting("Sidecar:OperatorToken", _operatorToken),
        .. Offsets.Where(part => part.Name is not "gateway").SelectMany((part, index) => (string[])
        [
            Setting($"Sidecar:Apps:{index}:AppId", part.Name),
            Setting($"Sidecar:Apps:{index}:ApiToken", _tokens[part.Name].Api),
            Setting($"Sidecar:Apps:{index}:AppToken", _tokens[part.Name].App),
            Setting($"Sidecar:Apps:{index}:BaseAddress", At(part.Http).ToString()),
            Setting($"Sidecar:Apps:{index}:PublishingScopes", PublishingScope(part.Name)),
        ]),
        .. Logging(),
    ];

    private static string PublishingScope(string name) => string.Join(
        ',',
        Topics.All.Where(topic => string.Equals(topic.Publisher, name, StringComparison.Ordinal))
            .Select(topic => topic.Name));

    private static string NewToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes));

    private static string Setting(string key, object value) =>
        $"--{key}={Convert.ToString(value, CultureInfo.InvariantCulture)}";

    private IEnumerable<string> Logging() =>
    [
        // While everything starts, something is not ready yet: that is no error.
        Setting("Logging:LogLevel:Microsoft.Extensions.Diagnostics.HealthChecks", "None"),
        .. _settings.Verbose ? (string[])[] : [Setting("Logging:LogLevel:Default", "Warning")],
    ];

    private Uri At(int offset, string path = "") => new($"http://127.0.0.1:{_settings.Port + offset}/{path}");
}
