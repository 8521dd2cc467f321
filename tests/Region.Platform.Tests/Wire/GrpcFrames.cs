using System.Buffers.Binary;
using System.IO.Compression;
using Google.Protobuf;

namespace Region.Platform.Tests.Wire;

/// <summary>Builds length-prefixed messages, right ones and wrong ones.</summary>
internal static class GrpcFrames
{
    public static byte[] Of(IMessage message) => Of(message.ToByteArray());

    public static byte[] Of(byte[] payload, byte flag = 0) => Declaring((uint)payload.Length, payload, flag);

    public static byte[] Declaring(uint length, byte[] payload, byte flag = 0)
    {
        var frame = new byte[5 + payload.Length];
        frame[0] = flag;
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(1), length);
        payload.CopyTo(frame, 5);
        return frame;
    }

    public static byte[] Gzip(byte[] payload) =>
        Deflated(payload, target => new GZipStream(target, CompressionMode.Compress, true));

    public static byte[] Zlib(byte[] payload) =>
        Deflated(payload, target => new ZLibStream(target, CompressionMode.Compress, true));

    private static byte[] Deflated(byte[] payload, Func<Stream, Stream> codec)
    {
        var target = new MemoryStream();
        using (var stream = codec(target))
            stream.Write(payload);

        return target.ToArray();
    }
}
