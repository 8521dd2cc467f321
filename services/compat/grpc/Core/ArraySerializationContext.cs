using System.Buffers;

namespace Grpc.Core;

/// <summary>Collects one message in memory, for marshallers that are asked for a byte array.</summary>
internal sealed class ArraySerializationContext : SerializationContext
{
    private byte[]? _payload;
    private ArrayBufferWriter<byte>? _writer;

    public override void Complete(byte[] payload) => _payload = payload;

    public override IBufferWriter<byte> GetBufferWriter() => _writer ??= new ArrayBufferWriter<byte>();

    public override void Complete() => _payload ??= _writer?.WrittenSpan.ToArray() ?? [];

    public byte[] Payload() =>
        _payload ?? throw new InvalidOperationException("The serializer did not complete its payload.");
}
