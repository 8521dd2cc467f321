using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Region.Benchmarks.Wire;

/// <summary>
/// One HTTP/2 connection that keeps a number of calls in flight and does nothing else: prepared bytes go out, frames
/// are counted. It costs so little that on a small machine the server is what is measured.
/// </summary>
internal sealed class LoadConnection : IAsyncDisposable
{
    private const int FrameHeaderSize = 9;
    private const byte Data = 0;
    private const byte Headers = 1;
    private const byte Reset = 3;
    private const byte Settings = 4;
    private const byte Ping = 6;
    private const byte GoAway = 7;
    private const byte EndStream = 1;
    private const byte EndHeaders = 4;
    private const byte Acknowledge = 1;
    private const int WindowGrant = 1 << 30;

    private readonly Socket _socket;
    private readonly NetworkStream _stream;
    private readonly PipeReader _input;
    private readonly ArrayBufferWriter<byte> _output = new(16 * 1024);
    private readonly byte[] _headerBlock;
    private readonly byte[] _message;
    private int _nextStream = 1;
    private int _unacknowledged;

    private LoadConnection(Socket socket, byte[] message)
    {
        _socket = socket;
        _stream = new NetworkStream(socket, ownsSocket: true);
        _input = PipeReader.Create(_stream, new StreamPipeReaderOptions(bufferSize: 64 * 1024));
        _message = message;
        _headerBlock = HeaderBlock(
            (":method", "POST"),
            (":scheme", "http"),
            (":authority", "127.0.0.1"),
            (":path", BenchMessages.Path),
            ("user-agent", "region-bench"),
            ("te", "trailers"),
            ("grpc-accept-encoding", "identity,gzip,deflate"),
            ("content-type", "application/grpc"));
    }

    /// <summary>
    /// The message bytes of all answers, so that a caller can see that every call was answered in full.
    /// </summary>
    public long ReceivedBytes { get; private set; }

    public static async Task<LoadConnection> OpenAsync(int port, byte[] message, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
        var connection = new LoadConnection(socket, message);
        connection._output.Write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8);
        connection.WriteFrame(Settings, flags: 0, stream: 0, []);
        connection.GrantWindow();
        await connection.FlushAsync(cancellationToken);
        return connection;
    }

    /// <summary>Keeps so many calls in flight for so long, then lets them end.</summary>
    /// <returns>The number of calls that were answered.</returns>
    public async Task<long> RunAsync(int streams, TimeSpan during, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var answered = 0L;
        var open = streams;
        WriteCalls(streams);
        while (open > 0)
        {
            await FlushAsync(cancellationToken);
            var read = await _input.ReadAsync(cancellationToken);
            var ended = ReadFrames(read.Buffer, out var consumed);
            _input.AdvanceTo(consumed, read.Buffer.End);
            if (read.IsCompleted)
                throw new InvalidOperationException("The server closed the connection.");

            answered += ended;
            open -= ended;
            if (watch.Elapsed < during)
            {
                WriteCalls(ended);
                open += ended;
            }
        }

        return answered;
    }

    public async ValueTask DisposeAsync()
    {
        await _input.CompleteAsync();
        await _stream.DisposeAsync();
        _socket.Dispose();
    }

    /// <summary>Literals without indexing and without Huffman, as .NET's own client sends them.</summary>
    private static byte[] HeaderBlock(params (string Name, string Value)[] fields)
    {
        var block = new List<byte>();
        foreach (var (name, value) in fields)
        {
            block.Add(0);
            block.Add((byte)name.Length);
            block.AddRange(Encoding.ASCII.GetBytes(name));
            block.Add((byte)value.Length);
            block.AddRange(Encoding.ASCII.GetBytes(value));
        }

        return [.. block];
    }

    private void WriteCalls(int count)
    {
        for (var i = 0; i < count; i++)
        {
            WriteFrame(Headers, EndHeaders, _nextStream, _headerBlock);
            WriteFrame(Data, EndStream, _nextStream, _message);
            _nextStream = checked(_nextStream + 2);
        }
    }

    private int ReadFrames(ReadOnlySequence<byte> buffer, out SequencePosition consumed)
    {
        var reader = new SequenceReader<byte>(buffer);
        var ended = 0;
        Span<byte> header = stackalloc byte[FrameHeaderSize];
        while (reader.TryCopyTo(header))
        {
            var length = (header[0] << 16) | (header[1] << 8) | header[2];
            if (reader.Remaining < FrameHeaderSize + length)
                break;

            reader.Advance(FrameHeaderSize);
            ended += Accept(header[3], header[4], reader.UnreadSequence.Slice(0, length));
            reader.Advance(length);
        }

        consumed = reader.Position;
        return ended;
    }

    /// <returns>1 if the frame ended a call, else 0.</returns>
    private int Accept(byte type, byte flags, ReadOnlySequence<byte> payload)
    {
        switch (type)
        {
            case Data:
                ReceivedBytes += payload.Length;
                _unacknowledged += (int)payload.Length;
                if (_unacknowledged > WindowGrant / 2)
                    GrantWindow();

                return (flags & EndStream) is 0 ? 0 : throw new InvalidOperationException("A call has no trailers.");
            case Headers:
                return (flags & EndStream) is 0 ? 0 : 1;
            case Settings when (flags & Acknowledge) is 0:
                WriteFrame(Settings, Acknowledge, stream: 0, []);
                return 0;
            case Ping when (flags & Acknowledge) is 0:
                WriteFrame(Ping, Acknowledge, stream: 0, payload.ToArray());
                return 0;
            case Reset or GoAway:
                throw new InvalidOperationException($"The server refused: frame type {type}.");
            default:
                return 0;
        }
    }

    private void GrantWindow()
    {
        Span<byte> increment = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(increment, _unacknowledged is 0 ? WindowGrant : _unacknowledged);
        WriteFrame(type: 8, flags: 0, stream: 0, increment);
        _unacknowledged = 0;
    }

    private void WriteFrame(byte type, byte flags, int stream, ReadOnlySpan<byte> payload)
    {
        var frame = _output.GetSpan(FrameHeaderSize + payload.Length);
        BinaryPrimitives.WriteInt32BigEndian(frame, payload.Length << 8);
        frame[3] = type;
        frame[4] = flags;
        BinaryPrimitives.WriteInt32BigEndian(frame[5..], stream);
        payload.CopyTo(frame[FrameHeaderSize..]);
        _output.Advance(FrameHeaderSize + payload.Length);
    }

    private async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        if (_output.WrittenCount is 0)
            return;

        await _stream.WriteAsync(_output.WrittenMemory, cancellationToken);
        _output.ResetWrittenCount();
    }
}
