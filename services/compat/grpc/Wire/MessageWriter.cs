using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using Grpc.Core;
using Grpc.Net.Compression;

namespace Grpc.Shared;

/// <summary>
/// Writes length-prefixed messages. A serializer that tells the length first writes straight to the output; others,
/// and all compressed messages, take the way over a rented buffer.
/// </summary>
internal sealed class MessageWriter(int? maxSize) : SerializationContext, IDisposable
{
    private const int HeaderSize = 5;
    private IBufferWriter<byte>? _output;
    private ICompressionProvider? _codec;
    private CompressionLevel? _level;
    private PooledBufferWriter? _buffer;
    private int? _declared;
    private State _state;

    private enum State
    {
        Idle,
        Started,
        Direct,
        Buffered,
        Completed,
    }

    /// <summary>Writes one message to the output.</summary>
    public void Write<T>(
        IBufferWriter<byte> output,
        Action<T, SerializationContext> serializer,
        T message,
        ICompressionProvider? codec = null,
        CompressionLevel? level = null)
    {
        _output = output;
        _codec = codec;
        _level = level;
        _declared = null;
        _state = State.Started;
        try
        {
            serializer(message, this);
            if (_state is not State.Completed)
                throw new InvalidOperationException("Serialization did not return a payload.");
        }
        finally
        {
            _state = State.Idle;
            _output = null;
        }
    }

    public override void SetPayloadLength(int payloadLength)
    {
        Expect(State.Started);
        CheckSize(payloadLength);
        _declared = payloadLength;
    }

    public override IBufferWriter<byte> GetBufferWriter()
    {
        if (_state is State.Direct)
            return _output!;

        if (_state is State.Buffered)
            return _buffer!;

        Expect(State.Started);
        if (_declared is { } length && _codec is null)
        {
            _state = State.Direct;
            WriteHeader(_output!, compressed: false, length);
            return _output!;
        }

        _state = State.Buffered;
        return Rented();
    }

    public override void Complete()
    {
        if (_state is State.Buffered)
            Finish(_buffer!.WrittenSpan);
        else if (_state is not State.Direct)
            Finish([]);

        _state = State.Completed;
    }

    public override void Complete(byte[] payload)
    {
        ArgumentNullException.ThrowIfNull(payload);
        Expect(State.Started);
        Finish(payload);
        _state = State.Completed;
    }

    public void Dispose()
    {
        _buffer?.Dispose();
        _buffer = null;
    }

    private static void WriteHeader(IBufferWriter<byte> output, bool compressed, int length)
    {
        var header = output.GetSpan(HeaderSize);
        header[0] = compressed ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt32BigEndian(header[1..], length);
        output.Advance(HeaderSize);
    }

    private PooledBufferWriter Rented()
    {
        _buffer ??= new PooledBufferWriter(Math.Max(_declared ?? 0, 256));
        _buffer.Clear();
        return _buffer;
    }

    private void Finish(ReadOnlySpan<byte> payload)
    {
        CheckSize(payload.Length);
        if (_codec is null)
        {
            WriteHeader(_output!, compressed: false, payload.Length);
            _output!.Write(payload);
            return;
        }

        using var deflated = new PooledBufferWriter(Math.Max(payload.Length / 2, 256));
        using (var target = new BufferWriterStream(deflated))
        using (var stream = _codec.CreateCompressionStream(target, _level))
            stream.Write(payload);

        WriteHeader(_output!, compressed: true, deflated.WrittenCount);
        _output!.Write(deflated.WrittenSpan);
    }

    private void CheckSize(int length)
    {
        if (length > (maxSize ?? int.MaxValue))
            throw new RpcException(new Status(StatusCode.ResourceExhausted, FrameTexts.SentTooLarge));
    }

    private void Expect(State expected)
    {
        if (_state != expected)
            throw new InvalidOperationException($"The serialization context is {_state}, not {expected}.");
    }
}
