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
            using var floor = new PostingFloor(data, Path.Combine(folder, "floor"), region, withCompany: true);
            var report = new Report(output, "vouchers: the use case in process against bare SQL");
            foreach (var (size, bulks) in new[] { (BulkSize, BulksInRepetition), (1, SinglesInRepetition) })
            {
                var batches = Batches(region, size, bulks);
                var turns = new Turns(batches.Sum(batch => 2 * batch.Count), Repetitions, Warming);
                var spreads = await turns.TakeAsync(
                    async () =>
                    {
                        foreach (var batch in batches)
                            await world.PostAsync(batch, cancellationToken);
                    },
                    () =>
                    {
                        foreach (var batch in batches)
                            floor.Post(batch);
                    });
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
}
