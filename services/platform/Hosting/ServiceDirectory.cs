using Microsoft.Extensions.Configuration;

namespace Region.Platform.Hosting;

/// <summary>The name of the service that this host runs.</summary>
/// <param name="Name">Such as <c>villages</c>.</param>
public sealed record ThisService(string Name);

/// <summary>Where a service is found, and the tokens between it and its sidecar.</summary>
public sealed record ServiceAddress
{
    /// <summary>Such as <c>villages</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The host that others reach it at.</summary>
    public required string Host { get; init; }

    /// <summary>HTTP/1.1: events, probes, public keys.</summary>
    public required int HttpPort { get; init; }

    /// <summary>HTTP/2 without TLS: gRPC.</summary>
    public required int GrpcPort { get; init; }

    /// <summary>What the sidecar must show to the service; empty where APP_API_TOKEN says it.</summary>
    public string AppToken { get; init; } = "";

    /// <summary>What the service must show to the sidecar; empty where DAPR_API_TOKEN says it.</summary>
    public string ApiToken { get; init; } = "";

    /// <summary>The address of the HTTP/1.1 port.</summary>
    public Uri Http => new UriBuilder(Uri.UriSchemeHttp, Host, HttpPort).Uri;

    /// <summary>The address of the gRPC port.</summary>
    public Uri Grpc => new UriBuilder(Uri.UriSchemeHttp, Host, GrpcPort).Uri;
}

/// <summary>
/// Where every service is: section <c>Region:Services:&lt;name&gt;</c> with Host, HttpPort, GrpcPort, AppToken and
/// ApiToken over the defaults of one machine.
/// </summary>
public sealed class ServiceDirectory(IConfiguration configuration)
{
    private const string Loopback = "127.0.0.1";

    private static readonly Dictionary<string, (int Http, int Grpc)> Defaults = new(StringComparer.Ordinal)
    {
        ["gateway"] = (5080, 5081),
        ["villages"] = (5101, 5102),
        ["procurement"] = (5111, 5112),
        ["accounting"] = (5121, 5122),
    };

    /// <summary>The names of all services that are known here.</summary>
    public IReadOnlyList<string> Names =>
    [
        .. configuration.GetSection("Region:Services").GetChildren().Select(child => child.Key)
            .Union(Defaults.Keys, StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The address of a service.</summary>
    /// <exception cref="InvalidOperationException">It has neither defaults nor both ports configured.</exception>
    public ServiceAddress Of(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var section = configuration.GetSection($"Region:Services:{name}");
        var standard = Defaults.GetValueOrDefault(name, (Http: -1, Grpc: -1));
        var http = section.GetValue("HttpPort", standard.Http);
        var grpc = section.GetValue("GrpcPort", standard.Grpc);
        return http < 0 || grpc < 0
            ? throw new InvalidOperationException($"Region:Services:{name} names no HttpPort and GrpcPort.")
            : new ServiceAddress
            {
                Name = name,
                Host = section["Host"] is { Length: > 0 } host ? host : Loopback,
                HttpPort = http,
                GrpcPort = grpc,
                AppToken = section["AppToken"] ?? "",
                ApiToken = section["ApiToken"] ?? "",
            };
    }
}
