using System.Net.Sockets;

namespace Region.Platform.Tests.Wire;

/// <summary>
/// One request that reached the scripted server, and the means to answer it in any way, right or wrong.
/// </summary>
internal sealed class RawExchange(NetworkStream stream, int id, List<RawHeader> headers)
{
    public static readonly RawHeader Ok = new(":status", "200");
    public static readonly RawHeader Grpc = new("content-type", "application/grpc");

    public IReadOnlyList<RawHeader> Headers => headers;

    public MemoryStream Body { get; } = new();

    /// <summary>Completes with the code with which the client resets the stream.</summary>
    public TaskCompletionSource<uint> Reset { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string? Find(string name) => headers
        .Where(header => string.Equals(header.Name, name, StringComparison.Ordinal))
        .Select(header => header.Value)
        .FirstOrDefault();

    public Task HeadersAsync(bool end, params RawHeader[] fields) => SendAsync(new RawFrame(
        RawFrame.Headers,
        (byte)(RawFrame.EndHeadersFlag | (end ? RawFrame.EndStreamFlag : 0)),
        id,
        Hpack.Encode(fields)));

    public Task DataAsync(byte[] data, bool end = false) =>
        SendAsync(new RawFrame(RawFrame.Data, end ? RawFrame.EndStreamFlag : (byte)0, id, data));

    public Task ResetAsync(uint code) => SendAsync(new RawFrame(RawFrame.Reset, 0, id, RawFrame.Number(code)));

    /// <summary>A whole answer: headers, data, trailers.</summary>
    public async Task AnswerAsync(byte[] data, params RawHeader[] trailers)
    {
        await HeadersAsync(end: false, Ok, Grpc);
        await DataAsync(data);
        await HeadersAsync(end: true, trailers);
    }

    public void CloseConnection() => stream.Close();

    private Task SendAsync(RawFrame frame) => stream.WriteAsync(frame.ToBytes(), CancellationToken.None).AsTask();
}
