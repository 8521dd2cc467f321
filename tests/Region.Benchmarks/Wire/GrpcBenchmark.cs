using System.Diagnostics;
using System.Globalization;

namespace Region.Benchmarks.Wire;

/// <summary>
/// Our gRPC server against Kestrel and protobuf alone, and our gRPC client against HttpClient alone. Both sides of
/// a comparison take turns in one run under the same load, and the medians of the rounds are compared.
/// </summary>
internal static class GrpcBenchmark
{
    private const int Rounds = 7;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(2);

    public static async Task RunAsync(TextWriter output, CancellationToken cancellationToken)
    {
        await using var ours = await ServerProcess.StartAsync(BenchServer.Ours, cancellationToken);
        await using var bare = await ServerProcess.StartAsync(BenchServer.Bare, cancellationToken);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{Environment.ProcessorCount} cores, {Rounds} rounds of {Round.TotalSeconds} s in turns, medians"));
        foreach (var (connections, streams) in new[] { (1, 1), (4, 8), (4, 32) })
        {
            var load = new ServerLoad(connections, streams);
            await CompareAsync(
                output,
                $"server {connections} x {streams,2}",
                () => load.RunAsync(ours, Round, cancellationToken),
                () => load.RunAsync(bare, Round, cancellationToken));
        }

        using var channel = new ChannelClient(bare.Port);
        using var http = new HttpOnlyClient(bare.Port);
        foreach (var streams in new[] { 1, 32 })
        {
            await CompareAsync(
                output,
                $"client 1 x {streams,2}",
                () => ClientLoad.RunAsync(channel.CallAsync, streams, Round, cancellationToken),
                () => ClientLoad.RunAsync(http.CallAsync, streams, Round, cancellationToken));
        }
    }

    private static async Task CompareAsync(
        TextWriter output, string title, Func<Task<Sample>> ours, Func<Task<Sample>> bare)
    {
        // The first two rounds of each side are for the compiler.
        for (var i = 0; i < 2; i++)
        {
            await ours();
            await bare();
        }

        var ourSamples = new List<Sample>();
        var bareSamples = new List<Sample>();
        for (var i = 0; i < Rounds; i++)
        {
            ourSamples.Add(await ours());
            bareSamples.Add(await bare());
        }

        var our = Sample.Median(ourSamples);
        var other = Sample.Median(bareSamples);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{title}: {our.PerSecond,6:F0} against {other.PerSecond,6:F0} calls/s, ratio "
            + $"{our.PerSecond / other.PerSecond:F2} (rounds {Ratios(ourSamples, bareSamples)}); CPU/call "
            + $"{our.MicrosecondsPerCall:F1} against {other.MicrosecondsPerCall:F1} µs, ratio "
            + $"{our.MicrosecondsPerCall / other.MicrosecondsPerCall:F2}; allocated/call {our.BytesPerCall:F0} against "
            + $"{other.BytesPerCall:F0} B, {our.BytesPerCall - other.BytesPerCall:+0;-0} B; latency p50 "
            + $"{our.MedianMicroseconds:F0} against {other.MedianMicroseconds:F0} µs"));
    }

    private static string Ratios(List<Sample> ours, List<Sample> bare)
    {
        var ratios = ours.Zip(bare, (our, other) => our.PerSecond / other.PerSecond).Order().ToList();
        return string.Create(CultureInfo.InvariantCulture, $"{ratios[0]:F2}–{ratios[^1]:F2}");
    }
}

/// <summary>What one round measured, of the process under test only.</summary>
internal sealed record Sample(
    double PerSecond, double MicrosecondsPerCall, double BytesPerCall, double MedianMicroseconds)
{
    public static Sample Of(long calls, TimeSpan elapsed, Usage before, Usage after, double medianMicroseconds) => new(
        calls / elapsed.TotalSeconds,
        (after.Processor - before.Processor).TotalMicroseconds / calls,
        (after.AllocatedBytes - before.AllocatedBytes) / (double)calls,
        medianMicroseconds);

    public static Sample Median(List<Sample> samples) => new(
        Middle(samples, sample => sample.PerSecond),
        Middle(samples, sample => sample.MicrosecondsPerCall),
        Middle(samples, sample => sample.BytesPerCall),
        Middle(samples, sample => sample.MedianMicroseconds));

    private static double Middle(List<Sample> samples, Func<Sample, double> value) =>
        samples.Select(value).Order().ElementAt(samples.Count / 2);
}

/// <summary>The load on a server: so many connections with so many calls in flight on each.</summary>
internal sealed class ServerLoad(int connections, int streams)
{
    private readonly byte[] _message = BenchMessages.Frame(BenchMessages.Request());
    private readonly long _answerSize = BenchMessages.Frame(BenchMessages.Answer(BenchMessages.Request())).Length;

    public async Task<Sample> RunAsync(ServerProcess server, TimeSpan during, CancellationToken cancellationToken)
    {
        var open = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ =>
            LoadConnection.OpenAsync(server.Port, _message, cancellationToken)));
        try
        {
            var before = await server.UsageAsync(cancellationToken);
            var watch = Stopwatch.StartNew();
            var calls = (await Task.WhenAll(open.Select(connection => Task.Run(
                () => connection.RunAsync(streams, during, cancellationToken), cancellationToken)))).Sum();
            var elapsed = watch.Elapsed;
            var after = await server.UsageAsync(cancellationToken);
            if (open.Sum(connection => connection.ReceivedBytes) != calls * _answerSize)
                throw new InvalidOperationException("Not every call was answered in full.");

            var latency = elapsed.TotalMicroseconds * connections * streams / calls;
            return Sample.Of(calls, elapsed, before, after, latency);
        }
        finally
        {
            foreach (var connection in open)
                await connection.DisposeAsync();
        }
    }
}
