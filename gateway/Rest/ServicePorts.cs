using System.Collections.Frozen;
using System.Globalization;

namespace Region.Gateway.Rest;

/// <summary>Where the services listen; section <c>Region:Services:&lt;name&gt;</c> of the configuration.</summary>
internal static class ServicePorts
{
    /// <summary>Every service with its default HTTP and gRPC ports.</summary>
    public static FrozenDictionary<string, (int Http, int Grpc)> Known { get; } =
        new Dictionary<string, (int Http, int Grpc)>(StringComparer.Ordinal)
        {
            ["gateway"] = (5080, 5081),
            ["villages"] = (5101, 5102),
            ["procurement"] = (5111, 5112),
            ["accounting"] = (5121, 5122),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    public static Uri GrpcAddress(IConfiguration configuration, string service) =>
        Address(configuration, service, "GrpcPort", Known[service].Grpc);

    public static Uri HttpAddress(IConfiguration configuration, string service) =>
        Address(configuration, service, "HttpPort", Known[service].Http);

    private static Uri Address(IConfiguration configuration, string service, string key, int usual)
    {
        var section = configuration.GetSection($"Region:Services:{service}");
        var host = section["Host"] is { Length: > 0 } named ? named : "127.0.0.1";
        var port = section.GetValue(key, usual).ToString(CultureInfo.InvariantCulture);
        return new Uri($"http://{host}:{port}");
    }
}
