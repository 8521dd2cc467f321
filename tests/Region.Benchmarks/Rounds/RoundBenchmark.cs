using System.Diagnostics;
using System.Globalization;
using Region.Benchmarks.Measures;
using Region.Benchmarks.Posting;

namespace Region.Benchmarks.Rounds;

/// <summary>
/// From the settlement's request at the gateway to the commit of the last voucher in both books, warm, for 15 villages
/// and for 1,384 in one synthetic region. Goals: 50 ms, and four times the floor.
/// </summary>
internal static class RoundBenchmark
{
    private const int Usual = 20;
    private const int Small = 15;
    private const int Large = 1_384;
    private const int WarmingSmall = 200;
    private const int WarmingLarge = 2;
    private const double MostMilliseconds = 50;
    private const double MostFloors = 4;

    internal static async Task RunAsync(TextWriter output, int? repetitions, CancellationToken cancellationToken)
    {
        var report = new Report(output, "a round from its settlement to the last voucher of both books");
        var (small, smallFloor) = await MeasureAsync(Small, WarmingSmall, repetitions ?? Usual, cancellationToken);
        report.Add(new Figure
        {
            What = $"{Small} villages",
            Measured = small.In("ms"),
            Floor = smallFloor.In("ms"),
            Ratio = Spread.Number(small.Median / smallFloor.Median),
            Goal = string.Create(CultureInfo.InvariantCulture, $"≤ {MostMilliseconds} ms"),
            Met = small.Median <= MostMilliseconds,
        });
        var large = await MeasureAsync(Large, WarmingLarge, repetitions ?? Usual, cancellationToken);
        report.AddTime($"{Large} villages", large, MostFloors);
        await report.WriteAsync();
    }

    private static async Task<(Spread Measured, Spread Floor)> MeasureAsync(
        int villages,
        int warming,
        int repetitions,
        CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("region-round-").FullName;
        try
        {
            var region = new SyntheticRegion(villages);
            using var floor = await RoundFloors.CreateAsync(folder, region, cancellationToken);
            await using var county = await RunningCounty.StartAsync(
                Path.Combine(folder, "data"), region, cancellationToken);
            using var watch = new VoucherWatch();
            var measured = new List<double>();
            var bare = new List<double>();
            for (var repetition = 1; repetition <= warming + repetitions; repetition++)
            {
                var round = new PurchaseRound(county, region.Villages);
                await round.PrepareAsync(cancellationToken);
                var floorStarted = Stopwatch.GetTimestamp();
                floor.Settle(region.Villages);
                var bareTime = Stopwatch.GetElapsedTime(floorStarted);

                var last = watch.Expect(2 * villages);
                var started = Stopwatch.GetTimestamp();
                await round.SettleAsync(cancellationToken);
                var time = Stopwatch.GetElapsedTime(started, await last);
                await county.QuietAsync(2L * villages * repetition, cancellationToken);
                if (repetition <= warming)
                    continue;

                measured.Add(time.TotalMilliseconds);
                bare.Add(bareTime.TotalMilliseconds);
            }

            return (Spread.Of(measured), Spread.Of(bare));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
