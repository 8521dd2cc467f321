using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Grpc.AspNetCore.Server;

/// <summary>Tells who is at the other end of a connection.</summary>
internal static class PeerIdentity
{
    private const string CommonName = "x509_common_name";
    private const string AlternativeName = "x509_subject_alternative_name";
    private static readonly AuthContext Unknown = new(null, []);

    public static string Address(ConnectionInfo connection) => connection.RemoteIpAddress switch
    {
        null => "unknown",
        { AddressFamily: AddressFamily.InterNetwork } address => $"ipv4:{address}:{connection.RemotePort}",
        { AddressFamily: AddressFamily.InterNetworkV6 } address => $"ipv6:[{address}]:{connection.RemotePort}",
        var address => $"unknown:{address}:{connection.RemotePort}",
    };

    public static AuthContext Of(X509Certificate2? certificate)
    {
        if (certificate is null)
            return Unknown;

        var properties = new Dictionary<string, List<AuthProperty>>(StringComparer.Ordinal);
        Add(
            properties,
            AlternativeName,
            certificate.GetNameInfo(X509NameType.DnsFromAlternativeName, forIssuer: false));
        Add(properties, CommonName, certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false));
        var identity = properties.ContainsKey(AlternativeName) ? AlternativeName
            : properties.ContainsKey(CommonName) ? CommonName
            : null;
        return new AuthContext(identity, properties);
    }

    private static void Add(Dictionary<string, List<AuthProperty>> properties, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            properties[name] = [AuthProperty.Create(name, System.Text.Encoding.UTF8.GetBytes(value))];
    }
}
