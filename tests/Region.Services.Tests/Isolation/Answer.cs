using System.IO.Compression;
using System.Text.RegularExpressions;
using Google.Protobuf;
using Grpc.Core;
using Region.Contracts.Accounting.V1;

namespace Region.Services.Tests.Isolation;

/// <summary>Everything that a caller can see of an answer.</summary>
internal sealed partial record Answer
{
    public required StatusCode Status { get; init; }

    public string Detail { get; private init; } = "";

    /// <summary>Names and values, binary ones as Latin-1 text so that codes in them stay readable.</summary>
    public string Trailers { get; private init; } = "";

    /// <summary>The messages, as Latin-1 text of their bytes.</summary>
    public string Bodies { get; private init; } = "";

    /// <summary>
    /// The messages as a reader sees them: a packed file unpacked, since in packed bytes any three letters may stand.
    /// </summary>
    public string Unpacked { get; private init; } = "";

    /// <summary>Calls a method with bytes, as anybody on the network could.</summary>
    internal static async Task<Answer> OfAsync(
        CallInvoker invoker, Verb verb, IMessage request, string? token, CancellationToken cancellationToken)
    {
        var streams = verb.Method.IsServerStreaming;
        var method = new Method<byte[], byte[]>(
            streams ? MethodType.ServerStreaming : MethodType.Unary,
            verb.Method.Service.FullName,
            verb.Method.Name,
            Marshallers.Create<byte[]>(bytes => bytes, bytes => bytes),
            Marshallers.Create<byte[]>(bytes => bytes, bytes => bytes));
        var headers = token is null ? new Metadata() : new Metadata { { "authorization", $"Bearer {token}" } };
        var options = new CallOptions(headers, cancellationToken: cancellationToken);
        try
        {
            return streams
                ? await StreamAsync(invoker, method, options, request, cancellationToken)
                : await UnaryAsync(invoker, method, options, request);
        }
        catch (RpcException exception)
        {
            return new Answer
            {
                Status = exception.StatusCode,
                Detail = exception.Status.Detail,
                Trailers = Text(exception.Trailers),
            };
        }
    }

    /// <summary>The answer without what the caller wrote himself: an echo tells him nothing.</summary>
    internal Answer Without(string sent)
    {
        var blank = new string('*', Latin(sent).Length);
        return this with
        {
            Detail = Detail.Replace(sent, blank, StringComparison.Ordinal),
            Trailers = Trailers.Replace(Latin(sent), blank, StringComparison.Ordinal),
            Bodies = Bodies.Replace(Latin(sent), blank, StringComparison.Ordinal),
            Unpacked = Unpacked.Replace(Latin(sent), blank, StringComparison.Ordinal),
        };
    }

    private static async Task<Answer> UnaryAsync(
        CallInvoker invoker, Method<byte[], byte[]> method, CallOptions options, IMessage request)
    {
        using var call = invoker.AsyncUnaryCall(method, null, options, request.ToByteArray());
        var body = await call.ResponseAsync;
        return new Answer
        {
            Status = StatusCode.OK,
            Bodies = Latin(body),
            Unpacked = Latin(body),
            Trailers = Text(call.GetTrailers()),
        };
    }

    private static async Task<Answer> StreamAsync(
        CallInvoker invoker,
        Method<byte[], byte[]> method,
        CallOptions options,
        IMessage request,
        CancellationToken cancellationToken)
    {
        using var call = invoker.AsyncServerStreamingCall(method, null, options, request.ToByteArray());
        var bodies = new List<byte[]>();
        while (await call.ResponseStream.MoveNext(cancellationToken))
            bodies.Add(call.ResponseStream.Current);

        return new Answer
        {
            Status = StatusCode.OK,
            Bodies = string.Concat(bodies.Select(Latin)),
            Unpacked = Unpack([.. bodies.SelectMany(body => ExportTableResponse.Parser.ParseFrom(body).Part.Data)]),
            Trailers = Text(call.GetTrailers()),
        };
    }

    /// <summary>What is in a packed file and in those within it; any other file as it is.</summary>
    private static string Unpack(byte[] file)
    {
        if (!file.AsSpan().StartsWith("PK\u0003\u0004"u8))
            return Latin(file);

        using var zip = new ZipArchive(new MemoryStream(file));
        return string.Join('\n', zip.Entries.Select(entry =>
        {
            using var packed = entry.Open();
            using var open = new MemoryStream();
            packed.CopyTo(open);
            // Parts of a workbook are tied together by numbers that are drawn: "R" and hexadecimal digits.
            return $"{Latin(entry.FullName)}\n{DrawnId().Replace(Unpack(open.ToArray()), "")}";
        }));
    }

    /// <summary>A refusal's headers come as trailers too; the date among them tells only the time.</summary>
    private static string Text(Metadata trailers) => string.Join('\n', trailers
        .Where(entry => entry.Key is not "date")
        .Select(entry => $"{entry.Key}={(entry.IsBinary ? Latin(entry.ValueBytes) : entry.Value)}"));

    [GeneratedRegex("\"/?R[0-9a-f]{8,32}\"")]
    private static partial Regex DrawnId();

    private static string Latin(byte[] bytes) => System.Text.Encoding.Latin1.GetString(bytes);

    internal static string Latin(string text) => Latin(System.Text.Encoding.UTF8.GetBytes(text));
}
