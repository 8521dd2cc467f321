using System.Text;

namespace Grpc.Core;

/// <summary>Creates marshallers.</summary>
public static class Marshallers
{
    /// <summary>A marshaller of UTF-8 text.</summary>
    public static Marshaller<string> StringMarshaller { get; } =
        new(Encoding.UTF8.GetBytes, Encoding.UTF8.GetString);

    /// <summary>Creates a marshaller over byte arrays.</summary>
    public static Marshaller<T> Create<T>(Func<T, byte[]> serializer, Func<byte[], T> deserializer) =>
        new(serializer, deserializer);

    /// <summary>Creates a marshaller that reads from and writes to the buffers of the call.</summary>
    public static Marshaller<T> Create<T>(
        Action<T, SerializationContext> serializer,
        Func<DeserializationContext, T> deserializer) =>
        new(serializer, deserializer);
}
