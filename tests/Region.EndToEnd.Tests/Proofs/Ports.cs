using System.Net;
using System.Net.Sockets;

namespace Region.EndToEnd.Tests.Proofs;

/// <summary>
/// Ports for parts that are killed and started again. They lie below the range that the system takes for outgoing
/// connections, so that nobody's connection sits on a port while its owner is down.
/// </summary>
internal static class Ports
{
    private const int Lowest = 10_000;
    private const int Highest = 19_900;
    private const int Attempts = 200;

    private static readonly HashSet<int> Given = [];

    /// <summary>
    /// The first of so many neighbouring ports that are all free, and that no other cluster of this run was given.
    /// </summary>
    internal static int FreeBlock(int size)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var first = Lowest + (Random.Shared.Next((Highest - Lowest) / size) * size);
            if (!Enumerable.Range(first, size).All(IsFree))
                continue;

            lock (Given)
            {
                if (Given.Add(first))
                    return first;
            }
        }

        throw new InvalidOperationException("No free ports were found.");
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var socket = new TcpListener(IPAddress.Loopback, port);
            socket.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
