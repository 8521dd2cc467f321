using System.Buffers;

namespace Grpc.Core;

/// <summary>Where a marshaller puts the bytes of a message.</summary>
public abstract class SerializationContext
{
    /// <summary>Gives the whole payload at once.</summary>
    public virtual void Complete(byte[] payload) => throw new NotImplementedException();

    /// <summary>The buffer to write the payload to; <see cref="Complete()"/> ends it.</summary>
    public virtual IBufferWriter<byte> GetBufferWriter() => throw new NotImplementedException();

    /// <summary>Announces the length of the payload, so that it may be written without a copy.</summary>
    public virtual void SetPayloadLength(int payloadLength)
    {
        // A hint: contexts that do not need it may leave it alone.
    }

    /// <summary>Ends the payload that was written to the buffer.</summary>
    public virtual void Complete() => throw new NotImplementedException();
}
