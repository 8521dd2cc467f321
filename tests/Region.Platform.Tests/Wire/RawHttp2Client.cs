using System.Net;
using System.Net.Sockets;

namespace Region.Platform.Tests.Wire;

/// <summary>Speaks HTTP/2 frame by frame, for HttpClient hides what a server really sends.</summary>
internal sealed class RawHttp2Client : IAsyncDisposable
{
    private static readonly byte[] Preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray();

    private readonly TcpClient _tcp;
    private readonly NetworkStream _stream;
    private int _nextStream = 1;

    private RawHttp2Client(TcpClient tcp)
    {
        _tcp = tcp;
        _stream = tcp.GetStream();
    }

    public static async Task<RawHttp2Client> ConnectAsync(int port, CancellationToken cancellationToken)
    {
        var tcp = new TcpClient { NoDelay = true };
        await tcp.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
        var client = new RawHttp2Client(tcp);
        await client._stream.WriteAsync(Preface, cancellationToken);

        // No dynamic header table and windows large enough that no test waits for one.
        byte[] settings = [0, 1, 0, 0, 0, 0, 0, 4, 0x7F, 0xFF, 0xFF, 0xFF];
        await client.SendAsync(new RawFrame(RawFrame.Settings, 0, 0, settings), cancellationToken);
        await client.SendAsync(
            new RawFrame(RawFrame.WindowUpdate, 0, 0, RawFrame.Number(0x3FFFFFFF)), cancellationToken);
        return client;
    }

    /// <summary>Sends a request; without <paramref name="end"/> the stream stays open.</summary>
    public async Task<int> RequestAsync(
        IEnumerable<RawHeader> headers,
        byte[]? data,
        bool end,
        CancellationToken cancellationToken)
    {
        var id = _nextStream;
        _nextStream += 2;
        var flags = (byte)(RawFrame.EndHeadersFlag | (data is null && end ? RawFrame.EndStreamFlag : 0));
        await SendAsync(new RawFrame(RawFrame.Headers, flags, id, Hpack.Encode(headers)), cancellationToken);
        if (data is null)
            return id;

        const int most = 16384;
        for (var start = 0; start == 0 || start < data.Length; start += most)
        {
            var part = data.AsMemory(start, Math.Min(most, data.Length - start)).ToArray();
            var last = start + most >= data.Length;
            var frame = new RawFrame(RawFrame.Data, (byte)(last && end ? RawFrame.EndStreamFlag : 0), id, part);
            if (!await TrySendAsync(frame, cancellationToken))
                break;
        }

        return id;
    }

    public Task SendAsync(RawFrame frame, CancellationToken cancellationToken) =>
        _stream.WriteAsync(frame.ToBytes(), cancellationToken).AsTask();

    /// <summary>Reads until the stream has ended, and on to its reset if one is expected.</summary>
    public async Task<RawResponse> ReadAsync(int id, bool untilReset, CancellationToken cancellationToken)
    {
        var response = new RawResponse();
        var hasHeaders = false;
        while (await RawFrame.ReadAsync(_stream, cancellationToken) is { } frame)
        {
            await AnswerAsync(frame, cancellationToken);
            if (frame.Stream != id)
                continue;

            Take(frame, response, ref hasHeaders);
            if (frame.Type is RawFrame.Reset || (frame.EndsStream && !untilReset))
                return response;
        }

        return response;
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        _tcp.Dispose();
    }

    private static void Take(RawFrame frame, RawResponse response, ref bool hasHeaders)
    {
        switch (frame.Type)
        {
            case RawFrame.Headers when !hasHeaders:
                hasHeaders = true;
                response.Headers = Hpack.Decode(frame.Payload);
                response.TrailersOnly = frame.EndsStream;
                break;
            case RawFrame.Headers:
                response.Trailers = Hpack.Decode(frame.Payload);
                break;
            case RawFrame.Data:
                response.Body.Write(frame.Payload);
                break;
            case RawFrame.Reset:
                response.ResetCode = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(frame.Payload);
                break;
        }
    }

    private async Task AnswerAsync(RawFrame frame, CancellationToken cancellationToken)
    {
        if (frame.Type is RawFrame.Settings or RawFrame.Ping && (frame.Flags & RawFrame.AckFlag) is 0)
        {
            var payload = frame.Type is RawFrame.Ping ? frame.Payload : [];
            await TrySendAsync(new RawFrame(frame.Type, RawFrame.AckFlag, 0, payload), cancellationToken);
        }
    }

    private async Task<bool> TrySendAsync(RawFrame frame, CancellationToken cancellationToken)
    {
        try
        {
            await SendAsync(frame, cancellationToken);
            return true;
        }
        catch (IOException)
        {
            // The server may close before it has read everything; what it answered is still to be read.
            return false;
        }
    }
}
