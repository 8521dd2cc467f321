using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Region.Benchmarks.Measures;
using Region.Benchmarks.Posting;
using Region.Benchmarks.Rounds;
using Region.Benchmarks.Startup;
using Region.Gateway.Web;

namespace Region.Benchmarks.Pages;

/// <summary>
/// Pages of a county with 1,384 villages and a million voucher lines, from the app host as a process of its own, at 20
/// a second. Goals: half of them within 20 ms and all but one of a hundred within 100 ms; then the crowd.
/// </summary>
internal static class PagesBenchmark
{
    internal const long UsualLines = 1_000_000;

    private const int Villages = 1_384;
    private const int LinesPerVillage = 700;
    private const int VillagesOfRegion = 16;
    private const int Seconds = 60;
    private const int WarmingRounds = 10;
    private const double MostMedian = 20;
    private const double MostHundredth = 100;
    private const string Plain = "stylesheet, no service asked";

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    internal static async Task RunAsync(TextWriter output, long lines, CancellationToken cancellationToken)
    {
        var data = Directory.CreateTempSubdirectory("region-pages-").FullName;
        try
        {
            // Fewer lines, fewer villages: a book holds as much as in the whole county.
            var villages = (int)Math.Clamp(lines / LinesPerVillage, 3 * VillagesOfRegion, Villages);
            var watch = Stopwatch.StartNew();
            var county = await PagesCounty.PrepareAsync(
                data, new SyntheticRegion(villages, VillagesOfRegion), lines, cancellationToken);
            await output.WriteLineAsync($"{villages:N0} villages, {lines:N0} lines, {watch.Elapsed.TotalSeconds:0} s");
            RunningCounty.KeepLimits();
            await using var process = HostProcess.Start(data, RunningCounty.Port);
            await process.ReadyAsync(cancellationToken);
            using var browser = new PageBrowser(RunningCounty.Gateway);
            var report = new Report(output, "pages of the gateway, the app host as a process of its own");
            await SteadyAsync(new PageMix(county), browser, process, report, cancellationToken);
            await new CrowdBenchmark(county, browser, data).RunAsync(report, cancellationToken);
            await report.WriteAsync();
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task SteadyAsync(
        PageMix mix,
        PageBrowser browser,
        HostProcess process,
        Report report,
        CancellationToken cancellationToken)
    {
        // The runtime compiles what runs often a second time.
        for (var round = 0; round < WarmingRounds; round++)
        {
            foreach (var visit in mix.Next())
                await browser.LookAsync(visit.Person, visit.Path, cancellationToken);
        }

        var times = new ConcurrentBag<(string Kind, double Took)>();
        var looks = new List<Task>();
        var before = process.Processor;
        using var beat = new PeriodicTimer(Second / mix.Next().Count);
        for (var second = 0; second < Seconds; second++)
        {
            looks.Add(LookAsync(new PageVisit(Plain, SeatedPerson.Nobody, SiteFiles.Style)));
            foreach (var visit in mix.Next())
            {
                await beat.WaitForNextTickAsync(cancellationToken);
                looks.Add(LookAsync(visit));
            }
        }

        await Task.WhenAll(looks);
        var processor = process.Processor - before;
        Add(report, [.. times], processor);

        async Task LookAsync(PageVisit visit) => times.Add(
            (visit.Kind, await browser.LookAsync(visit.Person, visit.Path, cancellationToken)));
    }

    private static void Add(Report report, IReadOnlyList<(string Kind, double Took)> times, TimeSpan processor)
    {
        double[] pages = [.. times.Where(time => time.Kind is not Plain).Select(time => time.Took).Order()];
        report.Add(Goal("all pages at 20 a second: half within", pages[pages.Length / 2], MostMedian));
        report.Add(Goal("all pages: 99 of 100 within", pages[(int)(pages.Length * 0.99)], MostHundredth));
        report.Add(new Figure
        {
            What = "— processor time of one, all services",
            Measured = string.Create(
                CultureInfo.InvariantCulture, $"{processor.TotalMilliseconds / times.Count:0.0} ms"),
        });
        foreach (var kind in times.GroupBy(time => time.Kind).OrderBy(kind => kind.Key, StringComparer.Ordinal))
        {
            report.Add(new Figure
            {
                What = kind.Key,
                Measured = Spread.Of([.. kind.Select(time => time.Took)]).In("ms"),
            });
        }
    }

    private static Figure Goal(string what, double measured, double most) => new()
    {
        What = what,
        Measured = $"{Spread.Number(measured)} ms",
        Goal = string.Create(CultureInfo.InvariantCulture, $"≤ {most} ms"),
        Met = measured <= most,
    };
}
