using System.Net;
using System.Net.Sockets;

namespace Region.Services.Tests.Gateway;

/// <summary>Ports of loopback that nobody listened on a moment ago.</summary>
internal static class FreePort
{
    public static int Next() => Several(1)[0];

    public static int[] Several(int count)
    {
        // All are held until all are known, so that none is given out twice.
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        foreach (var listener in listeners)
            listener.Start();
        var ports = listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToArray();
        foreach (var listener in listeners)
            listener.Dispose();
        return ports;
    }
}
