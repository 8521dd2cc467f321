using System.Diagnostics;
using System.Net;
using Grpc.Net.Client;

namespace Region.Benchmarks.Wire;

/// <summary>Our gRPC client.</summary>
internal sealed class ChannelClient : IDisposable
{
    private readonly GrpcChannel _channel;
    private readonly Settlement.SettlementClient _client;

    public ChannelClient(int port)
    {
        _channel = GrpcChannel.ForAddress($"http://127.0.0.1:{port}");
        _client = new Settlement.SettlementClient(_channel);
    }

    public async Task<long> CallAsync(SettleRequest request, CancellationToken cancellationToken)
    {
        var reply = await _client.SettleAsync(request, cancellationToken: cancellationToken);
        return reply.TotalFen;
    }

    public void Dispose() => _channel.Dispose();
}

/// <summary>The same call by HttpClient's handler alone: the frame, the headers, the status in the trailers.</summary>
internal sealed class HttpOnlyClient(int port) : IDisposable
{
    private readonly Uri _address = new($"http://127.0.0.1:{port}{BenchMessages.Path}");
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { EnableMultipleHttp2Connections = true });

    public async Task<long> CallAsync(SettleRequest request, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, _address)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(BenchMessages.Frame(request)),
        };
        message.Headers.TryAddWithoutValidation("te", "trailers");
        message.Headers.TryAddWithoutValidation("grpc-accept-encoding", "identity,gzip,deflate");
        message.Content.Headers.TryAddWithoutValidation("content-type", "application/grpc");
        using var response = await _http.SendAsync(message, cancellationToken);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        if (!response.TrailingHeaders.TryGetValues("grpc-status", out var status) || status.Single() is not "0")
            throw new InvalidOperationException("The call failed.");

        return SettleReply.Parser.ParseFrom(body.AsSpan(BenchMessages.HeaderSize)).TotalFen;
    }

    public void Dispose() => _http.Dispose();
}

/// <summary>The load of a client that is measured: this process, while the server runs in another.</summary>
internal static class ClientLoad
{
    public static async Task<Sample> RunAsync(
        Func<SettleRequest, CancellationToken, Task<long>> call,
        int inFlight,
        TimeSpan during,
        CancellationToken cancellationToken)
    {
        var expected = BenchMessages.Answer(BenchMessages.Request()).TotalFen;

        // Made before the measurement, so that what the measuring allocates is not counted.
        var latencies = Enumerable.Range(0, inFlight).Select(_ => new List<double>(200_000)).ToList();
        var before = UsageOfThisProcess();
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(latencies.Select(own => Task.Run(
            async () =>
            {
                var request = BenchMessages.Request();
                while (watch.Elapsed < during)
                {
                    var started = Stopwatch.GetTimestamp();
                    if (await call(request, cancellationToken) != expected)
                        throw new InvalidOperationException("The answer is wrong.");

                    own.Add(Stopwatch.GetElapsedTime(started).TotalMicroseconds);
                }
            },
            cancellationToken)));
        var elapsed = watch.Elapsed;
        var after = UsageOfThisProcess();
        var sorted = latencies.SelectMany(own => own).Order().ToList();
        return Sample.Of(sorted.Count, elapsed, before, after, sorted[sorted.Count / 2]);
    }

    private static Usage UsageOfThisProcess()
    {
        using var self = Process.GetCurrentProcess();
        return new Usage(self.TotalProcessorTime, GC.GetTotalAllocatedBytes(precise: true));
    }
}
