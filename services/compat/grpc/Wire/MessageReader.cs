using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using Grpc.Core;
using Grpc.Net.Compression;

namespace Grpc.Shared;

/// <summary>
/// Reads length-prefixed messages: one byte that says whether the message is compressed, four bytes of length, the
/// message. Messages are deserialized where they lie in the pipe; only compressed ones are copied.
/// </summary>
internal sealed class MessageReader(PipeReader input, int? maxSize, Codecs codecs, FrameTexts texts)
    : DeserializationContext
{
    private const int HeaderSize = 5;
    private ReadOnlySequence<byte> _payload;

    /// <summary>The codec that the sender named, or null.</summary>
    public string? Encoding { get; set; }

    public override int PayloadLength => (int)_payload.Length;

    public override byte[] PayloadAsNewBuffer() => _payload.ToArray();

    public override ReadOnlySequence<byte> PayloadAsReadOnlySequence() => _payload;

    /// <summary>Reads the next message of a stream; null at the end.</summary>
    public async ValueTask<T?> ReadAsync<T>(
        Func<DeserializationContext, T> deserializer,
        CancellationToken cancellationToken)
        where T : class
    {
        while (true)
        {
            var result = await input.ReadAsync(cancellationToken);
            if (result.IsCanceled)
                throw new OperationCanceledException("Reading the message was cancelled.");

            var consumed = result.Buffer.Start;
            var examined = result.Buffer.End;
            try
            {
                if (TryFind(result.Buffer, out var compressed, out var payload))
                {
                    consumed = examined = payload.End;
                    return Deserialize(deserializer, compressed, payload);
                }

                if (result.IsCompleted)
                {
                    consumed = examined;
                    return result.Buffer.IsEmpty ? null : throw Failed(StatusCode.Internal, texts.Incomplete);
                }
            }
            finally
            {
                input.AdvanceTo(consumed, examined);
            }
        }
    }

    /// <summary>Reads on to the end, at which nothing more may come.</summary>
    public async ValueTask ReadEndAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var result = await input.ReadAsync(cancellationToken);
            if (result.IsCanceled)
                throw new OperationCanceledException("Reading the message was cancelled.");

            var surplus = !result.Buffer.IsEmpty;
            input.AdvanceTo(result.Buffer.End);
            if (surplus)
                throw Failed(StatusCode.Internal, texts.Additional);

            if (result.IsCompleted)
                return;
        }
    }

    private static RpcException Failed(StatusCode code, string text) => new(new Status(code, text));

    private bool TryFind(ReadOnlySequence<byte> buffer, out bool compressed, out ReadOnlySequence<byte> payload)
    {
        compressed = false;
        payload = default;
        if (buffer.Length < HeaderSize)
            return false;

        Span<byte> header = stackalloc byte[HeaderSize];
        buffer.Slice(0, HeaderSize).CopyTo(header);
        compressed = header[0] switch
        {
            0 => false,
            1 => true,
            _ => throw new InvalidDataException("Unexpected compressed flag value in message header."),
        };

        // Decided on the length that the sender declares, before a byte of the message is buffered.
        var length = BinaryPrimitives.ReadUInt32BigEndian(header[1..]);
        if (length > (uint)(maxSize ?? int.MaxValue))
            throw Failed(StatusCode.ResourceExhausted, FrameTexts.ReceivedTooLarge);

        if (buffer.Length - HeaderSize < length)
            return false;

        payload = buffer.Slice(HeaderSize, length);
        return true;
    }

    private T Deserialize<T>(
        Func<DeserializationContext, T> deserializer,
        bool compressed,
        ReadOnlySequence<byte> payload)
    {
        if (!compressed)
        {
            _payload = payload;
            return deserializer(this);
        }

        using var inflated = new PooledBufferWriter();
        Inflate(FindCodec(), payload, inflated);
        _payload = new ReadOnlySequence<byte>(inflated.WrittenMemory);
        return deserializer(this);
    }

    private ICompressionProvider FindCodec()
    {
        if (Encoding is null)
            throw Failed(StatusCode.Internal, texts.NoEncoding);

        if (string.Equals(Encoding, GrpcHeaders.Identity, StringComparison.Ordinal))
            throw Failed(StatusCode.Internal, texts.IdentityEncoding);

        return codecs.Find(Encoding) ?? throw new UnknownCodecException(Encoding, codecs);
    }

    private void Inflate(ICompressionProvider codec, ReadOnlySequence<byte> payload, PooledBufferWriter inflated)
    {
        using var source = new SequenceStream(payload);
        using var stream = codec.CreateDecompressionStream(source);
        var limit = maxSize ?? int.MaxValue;
        int read;
        while ((read = stream.Read(inflated.GetSpan(4096))) > 0)
        {
            inflated.Advance(read);
            if (inflated.WrittenCount > limit)
                throw Failed(StatusCode.ResourceExhausted, FrameTexts.ReceivedTooLarge);
        }
    }
}
