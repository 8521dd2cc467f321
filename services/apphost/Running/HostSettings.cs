using System.Net;

namespace Region.AppHost.Running;

/// <summary>How this machine runs the system.</summary>
internal sealed record HostSettings
{
    // Where the gateway speaks TLS when the address to listen on names no port.
    private const int TlsPort = 5443;

    /// <summary>Where all data lie.</summary>
    public required string Data { get; init; }

    /// <summary>A PostgreSQL connection string; empty means SQLite files.</summary>
    public string Postgres { get; init; } = "";

    /// <summary>The address that the gateway listens on; anything beyond loopback needs a certificate.</summary>
    public string Listen { get; init; } = "127.0.0.1";

    /// <summary>A PEM certificate file, and its key.</summary>
    public string Certificate { get; init; } = "";

    public string CertificateKey { get; init; } = "";

    /// <summary>The gateway's port; the other ports follow it at fixed distances.</summary>
    public int Port { get; init; } = 5080;

    /// <summary>Whether the invented sample people may log in.</summary>
    public bool Sample { get; init; }

    /// <summary>Whether everything is logged, or only what needs somebody's eye.</summary>
    public bool Verbose { get; init; }

    /// <summary>Where the gateway is reached from this machine.</summary>
    public Uri Gateway => new(Certificate.Length > 0 ? $"https://{Reachable}" : $"http://127.0.0.1:{Port}");

    // An address with or without a port; whoever listens on all addresses is reached here on loopback.
    private string Reachable
    {
        get
        {
            if (!IPEndPoint.TryParse(Listen, out var address))
                return Listen is "*" ? $"127.0.0.1:{TlsPort}" : $"{Listen}:{TlsPort}";

            var everywhere = address.Address.Equals(IPAddress.Any) || address.Address.Equals(IPAddress.IPv6Any);
            return new IPEndPoint(
                everywhere ? IPAddress.Loopback : address.Address,
                address.Port is 0 ? TlsPort : address.Port).ToString();
        }
    }
}
