using Google.Protobuf;
using Grpc.Testing;

namespace Region.Platform.Tests.Wire;

/// <summary>
/// Seeded nonsense: frames, lengths, escapes, base64 and header values, near the right ones and far from them.
/// </summary>
internal sealed class FuzzInputs(int seed)
{
    private static readonly string[] Encodings = ["gzip", "deflate", "identity", "snappy", "", "gzip,gzip", "GZIP"];
    private readonly Random _random = new(seed);

    public T Pick<T>(params T[] choices) => choices[_random.Next(choices.Length)];

    public byte[] Bytes(int most)
    {
        var octets = new byte[_random.Next(most)];
        _random.NextBytes(octets);
        return octets;
    }

    /// <summary>One or two frames, of which anything may be wrong.</summary>
    public byte[] Frames()
    {
        var payload = Pick(Bytes(64), new SimpleRequest { ResponseSize = _random.Next(8) }.ToByteArray(), []);
        var packed = Pick(payload, GrpcFrames.Gzip(payload), GrpcFrames.Zlib(payload));
        var flag = (byte)Pick(0, 1, 1, _random.Next(256));
        var frame = Pick(
            GrpcFrames.Of(packed, flag),
            GrpcFrames.Declaring((uint)_random.NextInt64(uint.MaxValue + 1L), packed, flag),
            GrpcFrames.Of(packed, flag)[.._random.Next(5 + packed.Length)],
            Bytes(16));
        if (frame.Length > 0 && _random.Next(3) is 0)
            frame[_random.Next(frame.Length)] ^= (byte)(1 << _random.Next(8));

        return Pick(frame, [.. frame, .. GrpcFrames.Of([])]);
    }

    /// <summary>Header values that HTTP allows and gRPC may not.</summary>
    public string Text()
    {
        const string letters = "%%%0123456789ABCDEFabcdef+/=,;HMSmun -~\"";
        return new string([.. Enumerable.Range(0, _random.Next(24)).Select(_ => letters[_random.Next(letters.Length)])])
            .Trim();
    }

    public IReadOnlyList<RawHeader> RequestHeaders() =>
    [
        new("grpc-timeout", Pick("1S", Text(), $"{_random.NextInt64()}{Pick("H", "M", "n")}")),
        new("grpc-encoding", Pick(Pick(Encodings), Text())),
        new("grpc-accept-encoding", Pick(Pick(Encodings), Text())),
        new("x-grpc-test-echo-initial", Text()),
        new("x-grpc-test-echo-trailing-bin", Text()),
    ];

    public RawHeader[] Trailers() =>
    [
        new("grpc-status", Pick("0", "5", "17", "-1", "00", "4294967296", Text())),
        new("grpc-message", Text()),
        new("x-details-bin", Text()),
    ];

    public RawHeader Encoding() => new("grpc-encoding", Pick(Pick(Encodings), Text()));

    public uint ResetCode() => (uint)_random.Next(20);
}
