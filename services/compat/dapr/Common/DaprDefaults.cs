using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Dapr;

/// <summary>
/// Where the sidecar is and which tokens are used, from configuration first and the environment second.
/// </summary>
public static class DaprDefaults
{
    public const string DaprApiTokenEnvironmentVariableName = "DAPR_API_TOKEN";
    public const string AppApiTokenEnvironmentVariableName = "APP_API_TOKEN";
    public const string DaprHttpEndpointEnvironmentVariableName = "DAPR_HTTP_ENDPOINT";
    public const string DaprHttpPortEnvironmentVariableName = "DAPR_HTTP_PORT";
    public const string DaprGrpcEndpointEnvironmentVariableName = "DAPR_GRPC_ENDPOINT";
    public const string DaprGrpcPortEnvironmentVariableName = "DAPR_GRPC_PORT";
    public const string DefaultDaprScheme = "http";
    public const string DefaultDaprHost = "localhost";
    public const int DefaultHttpPort = 3500;
    public const int DefaultGrpcPort = 50001;

    /// <summary>The token that this app shows to the sidecar; empty when there is none.</summary>
    public static string GetDefaultDaprApiToken(IConfiguration? configuration) =>
        Value(configuration, DaprApiTokenEnvironmentVariableName) ?? string.Empty;

    /// <summary>The token that the sidecar shows to this app; empty when there is none.</summary>
    public static string GetDefaultAppApiToken(IConfiguration? configuration) =>
        Value(configuration, AppApiTokenEnvironmentVariableName) ?? string.Empty;

    /// <summary>The sidecar's HTTP address; an endpoint wins over a port.</summary>
    public static string GetDefaultHttpEndpoint(IConfiguration? configuration = null) => Endpoint(
        Value(configuration, DaprHttpEndpointEnvironmentVariableName),
        Value(configuration, DaprHttpPortEnvironmentVariableName),
        DefaultHttpPort);

    /// <summary>The sidecar's gRPC address; an endpoint wins over a port.</summary>
    public static string GetDefaultGrpcEndpoint(IConfiguration? configuration = null) => Endpoint(
        Value(configuration, DaprGrpcEndpointEnvironmentVariableName),
        Value(configuration, DaprGrpcPortEnvironmentVariableName),
        DefaultGrpcPort);

    private static string Endpoint(string? endpoint, string? port, int defaultPort)
    {
        if (!string.IsNullOrWhiteSpace(endpoint))
        {
            var given = new Uri(endpoint);
            return new UriBuilder(given.Scheme, given.Host, given.Port).ToString();
        }

        var number = string.IsNullOrWhiteSpace(port) ? defaultPort : int.Parse(port, CultureInfo.InvariantCulture);
        return new UriBuilder(DefaultDaprScheme, DefaultDaprHost, number).ToString();
    }

    private static string? Value(IConfiguration? configuration, string name) =>
        configuration?[name] ?? Environment.GetEnvironmentVariable(name);
}
