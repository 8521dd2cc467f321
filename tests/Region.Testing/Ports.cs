using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Region.Testing;

/// <summary>
/// Ports of loopback for servers that a test starts, stops and starts again. They lie below the range that the system
/// takes for outgoing connections, so that nobody's connection sits on a port while its owner is down; and each process
/// of tests takes them from blocks that it has claimed, so that no two are given the same.
/// </summary>
public static class Ports
{
    private const int Lowest = 10_000;
    private const int BlockSize = 200;
    private const int Blocks = 105;

    private static readonly Lock Gate = new();

    // Open until the process ends, however it ends: the claims of its blocks.
    private static readonly List<FileStream> Claims = [];

    private static int _next;
    private static int _end;

    /// <summary>A port that nobody listens on and that nobody else is given.</summary>
    public static int Next() => Several(1);

    /// <summary>The first of so many neighbouring ports that are all free.</summary>
    /// <exception cref="InvalidOperationException">Every block is claimed.</exception>
    public static int Several(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, BlockSize);
        lock (Gate)
        {
            while (true)
            {
                if (_next + count > _end)
                    ClaimBlock();

                var first = _next;
                _next += count;
                if (Enumerable.Range(first, count).All(IsFree))
                    return first;
            }
        }
    }

    private static void ClaimBlock()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "region-test-ports")).FullName;
        var start = Random.Shared.Next(Blocks);
        for (var tried = 0; tried < Blocks; tried++)
        {
            var block = (start + tried) % Blocks;
            if (!TryClaim(Path.Combine(folder, block.ToString(CultureInfo.InvariantCulture))))
                continue;

            _next = Lowest + (block * BlockSize);
            _end = _next + BlockSize;
            return;
        }

        throw new InvalidOperationException("No free ports were found: every block is claimed.");
    }

    private static bool TryClaim(string file)
    {
        try
        {
            Claims.Add(new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            return true;
        }
        catch (IOException)
        {
            return false;
        }
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
