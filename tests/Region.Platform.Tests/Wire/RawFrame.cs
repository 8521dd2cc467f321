using System.Buffers.Binary;

namespace Region.Platform.Tests.Wire;

/// <summary>One HTTP/2 frame.</summary>
internal readonly record struct RawFrame(byte Type, byte Flags, int Stream, byte[] Payload)
{
    public const byte Data = 0;
    public const byte Headers = 1;
    public const byte Reset = 3;
    public const byte Settings = 4;
    public const byte Ping = 6;
    public const byte GoAway = 7;
    public const byte WindowUpdate = 8;
    public const byte EndStreamFlag = 1;
    public const byte AckFlag = 1;
    public const byte EndHeadersFlag = 4;

    public bool EndsStream => Type is Data or Headers && (Flags & EndStreamFlag) is not 0;

    public static byte[] Number(uint value)
    {
        var octets = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(octets, value);
        return octets;
    }

    public static async Task<RawFrame?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var head = new byte[9];
        if (await stream.ReadAtLeastAsync(head, 9, throwOnEndOfStream: false, cancellationToken) < 9)
            return null;

        var payload = new byte[(head[0] << 16) | (head[1] << 8) | head[2]];
        if (await stream.ReadAtLeastAsync(payload, payload.Length, false, cancellationToken) < payload.Length)
            return null;

        var id = (int)(BinaryPrimitives.ReadUInt32BigEndian(head.AsSpan(5)) & 0x7FFFFFFF);
        return new RawFrame(head[3], head[4], id, payload);
    }

    public byte[] ToBytes()
    {
        var octets = new byte[9 + Payload.Length];
        octets[0] = (byte)(Payload.Length >> 16);
        octets[1] = (byte)(Payload.Length >> 8);
        octets[2] = (byte)Payload.Length;
        octets[3] = Type;
        octets[4] = Flags;
        BinaryPrimitives.WriteInt32BigEndian(octets.AsSpan(5), Stream);
        Payload.CopyTo(octets, 9);
        return octets;
    }
}
