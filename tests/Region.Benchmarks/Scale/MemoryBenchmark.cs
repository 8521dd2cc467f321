using Region.Benchmarks.Measures;
using Region.Benchmarks.Posting;
using Region.Benchmarks.Rounds;
using Region.Benchmarks.Startup;

namespace Region.Benchmarks.Scale;

/// <summary>
/// No growth of memory over ten thousand whole rounds of one village each, from the opening to the vouchers in both
/// books and their notes in procurement, everything in this process. Goal: the managed heap at the end is what it was
/// after the first quarter, and the resident memory too, with room for what the collector leaves to chance.
/// </summary>
internal static class MemoryBenchmark
{
    private const int Usual = 10_000;
    private const int Villages = 15;
    private const int Warming = 300;
    private const int AtOnce = 4;
    private const int Quarters = 4;
    private const double Chance = 1.1;
    private const double HeapRoom = 4;
    private const double ResidentRoom = 30;
    private const double Megabyte = 1024 * 1024;

    internal static async Task RunAsync(TextWriter output, int? rounds, CancellationToken cancellationToken)
    {
        var data = Directory.CreateTempSubdirectory("region-memory-").FullName;
        try
        {
            var region = new SyntheticRegion(Villages);
            await using var county = await RunningCounty.StartAsync(data, region, cancellationToken);
            var count = rounds ?? Usual;
            var done = Math.Min(Warming, count);
            await DriveAsync(county, 0, done, cancellationToken);
            List<(int Rounds, double Heap, double Resident)> looks = [Look(0)];
            for (var quarter = 1; quarter <= Quarters; quarter++)
            {
                await DriveAsync(county, done, count / Quarters, cancellationToken);
                done += count / Quarters;
                looks.Add(Look(quarter * count / Quarters));
            }

            var report = new Report(output, $"memory over {count} rounds");
            foreach (var (at, heap, resident) in looks)
            {
                var last = at == looks[^1].Rounds;
                var (_, firstHeap, firstResident) = looks[1];
                report.Add(new Figure
                {
                    What = at is 0 ? $"after {Warming} rounds of warming" : $"after {at} rounds more",
                    Measured = $"heap {Spread.Number(heap)} MB, resident {Spread.Number(resident)} MB",
                    Ratio = last ? Spread.Number(heap / firstHeap) : "",
                    Goal = last ? "as after the first quarter" : "",
                    Met = last
                        ? heap <= (firstHeap * Chance) + HeapRoom && resident <= (firstResident * Chance) + ResidentRoom
                        : null,
                });
            }

            await report.WriteAsync();
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static (int Rounds, double Heap, double Resident) Look(int rounds)
    {
        var heap = GC.GetTotalMemory(forceFullCollection: true) / Megabyte;
        return (rounds, heap, HostProcess.Resident(Environment.ProcessId));
    }

    private static async Task DriveAsync(
        RunningCounty county,
        int done,
        int rounds,
        CancellationToken cancellationToken)
    {
        await Parallel.ForEachAsync(
            Enumerable.Range(done, rounds),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (number, token) =>
            {
                var round = new PurchaseRound(county, [county.Region.Villages[number % Villages]]);
                await round.PrepareAsync(token);
                await round.SettleAsync(token);
            });
        await county.QuietAsync(2L * (done + rounds), cancellationToken);
    }
}
