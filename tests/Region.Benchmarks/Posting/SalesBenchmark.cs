using System.Globalization;
using Region.Benchmarks.Measures;

namespace Region.Benchmarks.Posting;

/// <summary>
/// Vouchers of four lines that the use case makes of events: all into one book, and spread over the books of a county,
/// against bare SQL that makes the same commits in the same number of files. Goal: at least half.
/// </summary>
internal static class SalesBenchmark
{
    private const int Usual = 100_000;
    private const int Villages = 1_384;
    private const int BulkSize = 100;
    private const int Repetitions = 10;
    private const double Goal = 0.5;

    internal static async Task RunAsync(TextWriter output, int? vouchers, CancellationToken cancellationToken)
    {
        var report = new Report(output, "vouchers of four lines from events: the use case in process against bare SQL");
        var bulks = (vouchers ?? Usual) / BulkSize / Repetitions;
        foreach (var villages in (int[])[1, Villages])
        {
            var paces = await MeasureAsync(new SyntheticRegion(villages), bulks, cancellationToken);
            var all = bulks * BulkSize * Repetitions;
            report.AddPace(
                string.Create(CultureInfo.InvariantCulture, $"{all:N0} into {villages:N0} book(s)"),
                paces,
                "vouchers/s",
                Goal);
        }

        await report.WriteAsync();
    }

    private static async Task<(Pace UseCase, Pace Floor)> MeasureAsync(
        SyntheticRegion region,
        int bulks,
        CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("region-sales-").FullName;
        try
        {
            var data = Path.Combine(folder, "data");
            await using var world = await PostingWorld.StartAsync(data, region, cancellationToken);
            await world.SellAsync(region.Villages.Take(1), cancellationToken);
            using var floor = new PostingFloor(data, Path.Combine(folder, "floor"), region, withCompany: false);
            var next = 0;
            IReadOnlyList<IReadOnlyList<string>> batches = [];
            var turns = new Turns(bulks * BulkSize, Repetitions, Warming: 1);
            return await turns.TakeAsync(
                async () =>
                {
                    foreach (var batch in batches)
                        await world.SellAsync(batch, cancellationToken);
                },
                () =>
                {
                    batches = [.. Enumerable.Range(0, bulks).Select(_ => Bulk(region, ref next))];
                    foreach (var batch in batches)
                        floor.Post(batch);
                });
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The next hundred villages in turn; of a single one, itself a hundred times.</summary>
    private static string[] Bulk(SyntheticRegion region, ref int next)
    {
        var bulk = new string[BulkSize];
        for (var place = 0; place < BulkSize; place++)
            bulk[place] = region.Villages[next++ % region.Count];

        return bulk;
    }
}
