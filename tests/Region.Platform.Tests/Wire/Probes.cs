using Google.Protobuf;
using Grpc.Testing;

namespace Region.Platform.Tests.Wire;

/// <summary>The requests behind the recorded answers, by the names that the recording gives them.</summary>
internal static class Probes
{
    private const string Service = "/grpc.testing.TestService/";
    private static readonly byte[] Empty = GrpcFrames.Of([]);

    public static IReadOnlyDictionary<string, Probe> ByName { get; } = All();

    private static Dictionary<string, Probe> All()
    {
        var probes = new Dictionary<string, Probe>(StringComparer.Ordinal);
        foreach (var (name, probe) in Requests().Concat(Messages()).Concat(Streams()).Concat(Timeouts()))
            probes.Add(name, probe);

        return probes;
    }

    private static IEnumerable<(string Name, Probe Probe)> Requests()
    {
        yield return ("unary ok", new(Empty));
        yield return ("unary ok application/grpc+proto", new(Empty) { ContentType = "application/grpc+proto" });
        yield return ("unary status=2 message unicode (response_status field 7)", new(GrpcFrames.Of(new SimpleRequest
        {
            ResponseStatus = new EchoStatus { Code = 2, Message = "中文%\n x" },
        }))
        { Path = Service + "UnaryCall" });
        yield return ("unimplemented method", new(Empty) { Path = Service + "UnimplementedCall" });
        yield return ("unknown method", new(Empty) { Path = Service + "NoSuchCall" });
        yield return ("unknown service", new(Empty) { Path = "/no.such.Service/Call" });
        yield return ("path without service", new(Empty) { Path = "/EmptyCall" });
        yield return ("content-type application/json", new(Empty) { ContentType = "application/json" });
        yield return ("content-type missing", new(Empty) { ContentType = null });
        yield return ("content-type application/grpc-web", new(Empty) { ContentType = "application/grpc-web" });
        yield return ("te missing", new(Empty) { Te = null });
        yield return ("GET", new() { Method = "GET" });
        yield return ("unknown service GET text/html", new()
        {
            Method = "GET",
            Path = "/no.such.Service/Call",
            ContentType = "text/html",
        });
    }

    private static IEnumerable<(string Name, Probe Probe)> Messages()
    {
        yield return ("unary with no message", new());
        yield return ("unary with two messages", new([.. Empty, .. Empty]));
        yield return ("unary truncated header", new([0, 0, 0]));
        yield return ("unary truncated body", new(GrpcFrames.Declaring(10, [1, 2, 3])));
        yield return ("bad protobuf", new(GrpcFrames.Of([0xFF, 0xFF, 0xFF])) { Path = Service + "UnaryCall" });
        yield return ("compressed flag without grpc-encoding", new(GrpcFrames.Of([], flag: 1)));
        yield return ("compressed flag with identity", Encoded("identity", []));
        yield return ("gzip ok", Encoded("gzip", GrpcFrames.Gzip([])));
        yield return ("deflate", Encoded("deflate", GrpcFrames.Zlib([])));
        yield return ("snappy unsupported", Encoded("snappy", []));
        yield return ("compressed flag 2", new(GrpcFrames.Of([], flag: 2)));

        // Within the server's first window, for the refusal comes before more could be sent.
        yield return ("message > 4MB", new(GrpcFrames.Declaring((4 * 1024 * 1024) + 1, new byte[256 * 1024]))
        {
            KeptOpen = true,
        });
        yield return ("message length says 5MB", new(GrpcFrames.Declaring(5 * 1024 * 1024, [])));
        yield return ("echo bin trailing padded", Echo("q6ur"));
        yield return ("echo bin unpadded 1 byte", Echo("qw"));
        yield return ("echo bin invalid base64", Echo("*not base64*"));
    }

    private static IEnumerable<(string Name, Probe Probe)> Streams()
    {
        var limited = new[] { new RawHeader("grpc-timeout", "200m") };
        yield return ("deadline 200m on FullDuplex kept open", new(Empty)
        {
            Path = Service + "FullDuplexCall",
            Extra = limited,
            KeptOpen = true,
        });

        // The interoperability service fails on a request without payload; so did the official one.
        yield return ("deadline 200m on client streaming kept open", new(Empty)
        {
            Path = Service + "StreamingInputCall",
            Extra = limited,
            KeptOpen = true,
        });
        yield return ("HalfDuplex throws NotImplementedException", new(Empty) { Path = Service + "HalfDuplexCall" });
        yield return ("server streaming ok (1 response size 3)", Output(new StreamingOutputCallRequest
        {
            ResponseParameters = { new ResponseParameters { Size = 3 } },
        }));
        yield return ("server streaming status before data", Output(new StreamingOutputCallRequest
        {
            ResponseStatus = new EchoStatus { Code = 5 },
        }));
    }

    private static IEnumerable<(string Name, Probe Probe)> Timeouts()
    {
        foreach (var value in new[]
        {
            "1S", "100m", "100000u", "1n", "99999999H", "100000000m", "abc", "0m", "-1m", "1", "1s", "",
        })
        {
            yield return ($"grpc-timeout={value} (EmptyCall)", new(Empty)
            {
                Extra = [new RawHeader("grpc-timeout", value)],
            });
        }
    }

    private static Probe Encoded(string encoding, byte[] payload) =>
        new(GrpcFrames.Of(payload, flag: 1)) { Extra = [new RawHeader("grpc-encoding", encoding)] };

    private static Probe Echo(string value) => new(GrpcFrames.Of(new SimpleRequest()))
    {
        Path = Service + "UnaryCall",
        Extra = [new RawHeader("x-grpc-test-echo-trailing-bin", value)],
    };

    private static Probe Output(IMessage request) =>
        new(GrpcFrames.Of(request)) { Path = Service + "StreamingOutputCall" };
}
