using System.Text;
using Dapr.Client;
using Google.Protobuf;
using Region.Benchmarks.Measures;
using Region.Benchmarks.Posting;
using Region.Contracts;

namespace Region.Benchmarks.Rounds;

/// <summary>
/// The event path alone: from publishing a settled leg to the commit of its vouchers in both books, through the real
/// sidecar, one by one and many in flight.
/// </summary>
internal static class EventsBenchmark
{
    private const int Villages = 100;
    private const int Repetitions = 15;
    private const int Warming = 5;
    private const int Bulk = 400;
    private const int Singles = 50;
    private const int InFlight = 64;

    internal static async Task RunAsync(TextWriter output, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("region-events-").FullName;
        try
        {
            var region = new SyntheticRegion(Villages);
            using var floor = await RoundFloors.CreateAsync(folder, region, cancellationToken);
            await using var county = await RunningCounty.StartAsync(
                Path.Combine(folder, "data"), region, cancellationToken);
            using var watch = new VoucherWatch();
            var path = new EventPath(county, watch, floor);
            var report = new Report(output, "the event path: published → vouchers committed in both books");
            var bulk = await path.CompareAsync(Bulk, InFlight, cancellationToken);
            report.AddPace($"{Bulk} legs, {InFlight} in flight", bulk, "vouchers/s");
            var single = await path.CompareAsync(Singles, 1, cancellationToken);
            report.AddPace("one leg after the other", single, "vouchers/s");
            await report.WriteAsync();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private sealed class EventPath(RunningCounty county, VoucherWatch watch, RoundFloor floor)
    {
        private readonly DaprClient _dapr = county.Part<DaprClient>("procurement");
        private long _published;

        internal async Task<(Pace Measured, Pace Floor)> CompareAsync(
            int legs,
            int inFlight,
            CancellationToken cancellationToken)
        {
            var measured = new List<Lap>();
            var bare = new List<Lap>();
            var villages = county.Region.Villages;
            for (var repetition = 0; repetition < Warming + Repetitions; repetition++)
            {
                string[] chosen = [.. Enumerable.Range(0, legs).Select(leg => villages[leg % villages.Count])];
                var stop = Lap.Start(2 * legs);
                foreach (var together in inFlight is 1 ? chosen.Chunk(1) : chosen.Chunk(villages.Count))
                    floor.Deliver(together);

                bare.Add(stop());
                measured.Add(await PublishAsync(chosen, inFlight, cancellationToken));
                await county.QuietAsync(2 * (_published += legs), cancellationToken);
            }

            return (Pace.Of(measured.Skip(Warming)), Pace.Of(bare.Skip(Warming)));
        }

        private async Task<Lap> PublishAsync(string[] villages, int inFlight, CancellationToken cancellationToken)
        {
            byte[][] envelopes = [.. villages.Select(Envelope)];
            var stop = Lap.Start(2 * villages.Length);
            if (inFlight is 1)
            {
                foreach (var envelope in envelopes)
                {
                    var both = watch.Expect(2);
                    await PublishAsync(envelope, cancellationToken);
                    await both;
                }

                return stop();
            }

            var all = watch.Expect(2 * villages.Length);
            await Parallel.ForEachAsync(
                envelopes,
                new ParallelOptions { MaxDegreeOfParallelism = inFlight, CancellationToken = cancellationToken },
                async (envelope, token) => await PublishAsync(envelope, token));
            await all;
            return stop();
        }

        private Task PublishAsync(byte[] envelope, CancellationToken cancellationToken) => _dapr.PublishByteEventAsync(
            Topics.Component,
            Topics.SettlementAllocated,
            envelope,
            "application/cloudevents+json",
            cancellationToken: cancellationToken);

        private static byte[] Envelope(string village) => Encoding.UTF8.GetBytes(
            $$"""
            {"specversion":"1.0","id":"{{SyntheticRegion.NewId()}}","type":"SettlementAllocated","source":"procurement",
             "subject":"{{village}}","datacontenttype":"application/json",
             "data":{{JsonFormatter.Default.Format(SyntheticRegion.Leg(village, "round"))}} }
            """);
    }
}
