using Region.Benchmarks.Measures;

namespace Region.Benchmarks.Posting;

/// <summary>
/// Vouchers a second through the use case in this process, without sidecar and relay, against bare SQL that makes the
/// same transactions in the same number of files. Goal: at least half.
/// </summary>
internal static class VouchersBenchmark
{
    private const int BulkSize = 100;
    private const int Repetitions = 9;
    private const int Warming = 3;
    private const int BulksInRepetition = 2;
    private const int SinglesInRepetition = 50;
    private const double Goal = 0.5;

    internal static async Task RunAsync(TextWriter output, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("region-vouchers-").FullName;
        try
        {
            var region = new SyntheticRegion(BulkSize);
            var data = Path.Combine(folder, "data");
            await using var world = await PostingWorld.StartAsync(data, region, cancellationToken);
            await world.PostAsync(region.Villages.Take(1), cancellationToken);
            using var floor = new PostingFloor(data, Path.Combine(folder, "floor"), region);
            var report = new Report(output, "vouchers: the use case in process against bare SQL");
            foreach (var (size, bulks) in new[] { (BulkSize, BulksInRepetition), (1, SinglesInRepetition) })
            {
                var spreads = await CompareAsync(world, floor, Batches(region, size, bulks), cancellationToken);
                var what = $"settlement legs, {(size is 1 ? "one by one" : $"{size} in a bulk, {size + 1} files")}";
                report.AddPace(what, spreads, "vouchers/s", Goal);
            }

            await report.WriteAsync();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IReadOnlyList<IReadOnlyList<string>> Batches(SyntheticRegion region, int size, int count) =>
    [
        .. Enumerable.Range(0, count).Select(batch =>
            region.Villages.Skip(batch * size % region.Count).Take(size).ToArray()),
    ];

    /// <summary>Floor and use case take turns, so that a noisy neighbour meets both.</summary>
    private static async Task<(Pace UseCase, Pace Floor)> CompareAsync(
        PostingWorld world,
        PostingFloor floor,
        IReadOnlyList<IReadOnlyList<string>> batches,
        CancellationToken cancellationToken)
    {
        var useCase = new List<Lap>();
        var bare = new List<Lap>();
        var vouchers = batches.Sum(batch => 2 * batch.Count);
        for (var repetition = 0; repetition < Warming + Repetitions; repetition++)
        {
            var stop = Lap.Start(vouchers);
            foreach (var batch in batches)
                floor.Post(batch);

            bare.Add(stop());
            stop = Lap.Start(vouchers);
            foreach (var batch in batches)
                await world.PostAsync(batch, cancellationToken);

            useCase.Add(stop());
        }

        return (Pace.Of(useCase.Skip(Warming)), Pace.Of(bare.Skip(Warming)));
    }
}
