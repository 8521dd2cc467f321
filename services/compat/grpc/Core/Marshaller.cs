namespace Grpc.Core;

/// <summary>Turns messages of one type into bytes and back.</summary>
public class Marshaller<T>
{
    /// <summary>Creates a marshaller over byte arrays.</summary>
    public Marshaller(Func<T, byte[]> serializer, Func<byte[], T> deserializer)
    {
        ArgumentNullException.ThrowIfNull(serializer);
        ArgumentNullException.ThrowIfNull(deserializer);
        Serializer = serializer;
        Deserializer = deserializer;
        ContextualSerializer = (message, context) => context.Complete(serializer(message));
        ContextualDeserializer = context => deserializer(context.PayloadAsNewBuffer());
    }

    /// <summary>Creates a marshaller that reads from and writes to the buffers of the call.</summary>
    public Marshaller(Action<T, SerializationContext> serializer, Func<DeserializationContext, T> deserializer)
    {
        ArgumentNullException.ThrowIfNull(serializer);
        ArgumentNullException.ThrowIfNull(deserializer);
        ContextualSerializer = serializer;
        ContextualDeserializer = deserializer;
        Serializer = message =>
        {
            var context = new ArraySerializationContext();
            serializer(message, context);
            return context.Payload();
        };
        Deserializer = bytes => deserializer(new ArrayDeserializationContext(bytes));
    }

    /// <summary>The serializer to a byte array.</summary>
    public Func<T, byte[]> Serializer { get; }

    /// <summary>The deserializer from a byte array.</summary>
    public Func<byte[], T> Deserializer { get; }

    /// <summary>The serializer to the buffers of a call.</summary>
    public Action<T, SerializationContext> ContextualSerializer { get; }

    /// <summary>The deserializer from the buffers of a call.</summary>
    public Func<DeserializationContext, T> ContextualDeserializer { get; }
}
