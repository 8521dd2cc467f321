using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using Region.Benchmarks.Measures;
using Region.Benchmarks.Posting;
using Region.Benchmarks.Rounds;
using Region.Benchmarks.Startup;
using Region.Contracts.Access.V1;
using Region.Testing;

namespace Region.Benchmarks.Scale;

/// <summary>
/// Time and memory of the app host, a process of its own, over 1,384 villages' books in which one round was settled:
/// start, the first look into every book, every trial balance again; then with few books open at a time, whether memory
/// grows with those that were closed.
/// </summary>
internal static class BooksBenchmark
{
    private const int Villages = 1_384;
    private const int AtOnce = 4;
    private const int Repetitions = 3;
    private const int Quarters = 4;
    private const double Chance = 1.1;

    internal static async Task RunAsync(TextWriter output, int? villages, CancellationToken cancellationToken)
    {
        var data = Directory.CreateTempSubdirectory("region-books-").FullName;
        try
        {
            var region = new SyntheticRegion(villages ?? Villages);
            await PrepareAsync(data, region, cancellationToken);
            var looks = new List<Looks>();
            for (var repetition = 0; repetition < Repetitions; repetition++)
                looks.Add(await LookAsync(data, region, cancellationToken));

            var report = new Report(output, $"{region.Count + 1} books, the app host as a process of its own");
            Add(report, "start to ready", "ms", looks.Select(look => look.Ready));
            Add(report, "resident memory when ready", "MB", looks.Select(look => look.MemoryReady));
            Add(report, "trial balance of every book, first touch", "ms a book", looks.Select(look => look.First));
            Add(report, "trial balance of every book, again", "ms a book", looks.Select(look => look.Again));
            Add(report, "resident memory after that", "MB", looks.Select(look => look.MemoryAfter));
            report.Add(await ClosedAsync(data, region, cancellationToken));
            await report.WriteAsync();
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static void Add(Report report, string what, string unit, IEnumerable<double> values) =>
        report.Add(new Figure { What = what, Measured = Spread.Of([.. values]).In(unit) });

    private static async Task PrepareAsync(string data, SyntheticRegion region, CancellationToken cancellationToken)
    {
        await using var county = await RunningCounty.StartAsync(data, region, cancellationToken);
        var round = new PurchaseRound(county, region.Villages);
        await round.PrepareAsync(cancellationToken);
        await round.SettleAsync(cancellationToken);
        await county.QuietAsync(2 * region.Count, cancellationToken);
    }

    private static async Task<Looks> LookAsync(
        string data,
        SyntheticRegion region,
        CancellationToken cancellationToken)
    {
        RunningCounty.LiftLimits();
        await using var process = HostProcess.Start(data, RunningCounty.Port);
        var ready = await process.ReadyAsync(cancellationToken);
        var memoryReady = process.ResidentMegabytes;
        var first = await BalancesAsync(data, region.Villages, cancellationToken);
        var again = await BalancesAsync(data, region.Villages, cancellationToken);
        return new Looks(ready, memoryReady, first, again, process.ResidentMegabytes);
    }

    /// <summary>
    /// Memory after each quarter of the books was opened and closed again. Before it the first quarter comes as often
    /// as there are books in all, so that what every request needs has grown to its size, and only closed books are
    /// added.
    /// </summary>
    private static async Task<Figure> ClosedAsync(
        string data,
        SyntheticRegion region,
        CancellationToken cancellationToken)
    {
        RunningCounty.KeepFewOpen();
        await using var process = HostProcess.Start(data, RunningCounty.Port);
        await process.ReadyAsync(cancellationToken);
        var quarters = region.Villages.Chunk((region.Count + Quarters - 1) / Quarters).ToArray();
        for (var again = 0; again < Quarters; again++)
            await BalancesAsync(data, quarters[0], cancellationToken);

        var resident = new List<long>();
        foreach (var quarter in quarters)
        {
            await BalancesAsync(data, quarter, cancellationToken);
            resident.Add(process.ResidentMegabytes);
        }

        return new Figure
        {
            What = $"resident memory with few books open, after each quarter of {region.Count}",
            Measured = $"{string.Join(", ", resident)} MB",
            Ratio = Spread.Number((double)resident[^1] / resident[0]),
            Goal = "no growth",
            Met = resident[^1] <= resident[0] * Chance,
        };
    }

    /// <summary>Asks for the trial balance of each book as its accountant does; answers the time of one.</summary>
    private static async Task<double> BalancesAsync(
        string data,
        IReadOnlyCollection<string> villages,
        CancellationToken cancellationToken)
    {
        using var tokens = new RunningCounty.Tokens(data);
        using var http = new HttpClient { BaseAddress = RunningCounty.Gateway };
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(
            villages,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (village, token) =>
            {
                var path = string.Create(CultureInfo.InvariantCulture, $"v1/books/{village}/trial-balance");
                using var request = new HttpRequestMessage(HttpMethod.Get, path);
                request.Headers.Authorization = new AuthenticationHeaderValue(
                    "Bearer", tokens.Of(Callers.Of(Role.VillageAccountant, village)));
                using var answer = await http.SendAsync(request, token);
                answer.EnsureSuccessStatusCode();
                await answer.Content.ReadAsByteArrayAsync(token);
            });
        return watch.Elapsed.TotalMilliseconds / villages.Count;
    }

    private sealed record Looks(double Ready, double MemoryReady, double First, double Again, double MemoryAfter);
}
