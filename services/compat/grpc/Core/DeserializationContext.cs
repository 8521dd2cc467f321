using System.Buffers;

namespace Grpc.Core;

/// <summary>Where a marshaller gets the bytes of a message.</summary>
public abstract class DeserializationContext
{
    /// <summary>The length of the payload in bytes.</summary>
    public abstract int PayloadLength { get; }

    /// <summary>A copy of the payload, which the caller may keep.</summary>
    public virtual byte[] PayloadAsNewBuffer() => throw new NotImplementedException();

    /// <summary>The payload itself, valid only until the deserializer returns.</summary>
    public virtual ReadOnlySequence<byte> PayloadAsReadOnlySequence() => throw new NotImplementedException();
}
