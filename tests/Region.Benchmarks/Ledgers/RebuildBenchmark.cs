using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Region.Accounting.Books;
using Region.Accounting.Exports;
using Region.Benchmarks.Measures;
using Region.Platform.Storage;
using Region.Testing;

namespace Region.Benchmarks.Ledgers;

/// <summary>
/// Every balance of a book again from its lines, proved equal to the kept ones, against hledger's balance report of the
/// same export; both take turns. Goal: at least 20 times as fast.
/// </summary>
internal sealed class RebuildBenchmark(ServiceWorld world, Database store, string book)
{
    private const int Repetitions = 3;
    private const double Goal = 20;
    private const int Thousand = 1_000;

    internal async Task RunAsync(TextWriter output, CancellationToken cancellationToken)
    {
        var journal = Path.Combine(world.DataFolder, "book.journal");
        await using (var writer = new StreamWriter(journal))
        {
            await world.Services("accounting").GetRequiredService<BookReading>()
                .WriteLedgerAsync(book, writer, cancellationToken);
        }

        var (ours, theirs) = (new List<Work>(), new List<Work>());
        for (var repetition = 0; repetition < Repetitions; repetition++)
        {
            // Twice for once of hledger's, which takes so much longer.
            ours.Add(await RebuildAsync(cancellationToken));
            ours.Add(await RebuildAsync(cancellationToken));
            theirs.Add(await HledgerAsync(journal, cancellationToken));
        }

        var report = new Report(output, "every balance again from the lines, equal to the kept ones, and hledger");
        Add(report, "time", ours, theirs, work => work.Took);
        Add(report, "processor time", ours, theirs, work => work.Processor);
        await report.WriteAsync();
    }

    private static void Add(
        Report report,
        string what,
        IEnumerable<Work> ours,
        IEnumerable<Work> theirs,
        Func<Work, TimeSpan> of)
    {
        var own = Spread.Of([.. ours.Select(work => of(work).TotalMilliseconds)]);
        var other = Spread.Of([.. theirs.Select(work => of(work).TotalMilliseconds)]);
        report.Add(new Figure
        {
            What = what,
            Measured = own.In("ms"),
            Floor = other.In("ms"),
            Ratio = Spread.Number(other.Median / own.Median),
            Goal = "hledger ≥ 20 times as long",
            Met = other.Median >= Goal * own.Median,
        });
    }

    private async Task<Work> RebuildAsync(CancellationToken cancellationToken)
    {
        await using var session = await store.ReadAsync(cancellationToken);
        var processor = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        var rebuilt = await RebuiltBalances.SumAsync(session, long.MaxValue, cancellationToken);
        var kept = await BalancesStore.AllAsync(session, cancellationToken);
        var equal = kept.Count == rebuilt.Count
            && kept.All(pair => rebuilt.TryGetValue(pair.Key, out var moved) && moved == pair.Value);
        var work = new Work(watch.Elapsed, Environment.CpuUsage.TotalTime - processor);
        return equal
            ? work
            : throw new InvalidOperationException("The kept balances differ from those of the lines.");
    }

    private static async Task<Work> HledgerAsync(string journal, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var script = $"hledger -f '{journal}' balance -N > '{journal}.balance' && times";
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", script])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            Environment = { ["LANG"] = "C.UTF-8", ["LC_ALL"] = "C.UTF-8" },
        })!;
        var times = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode is 0
            ? new Work(watch.Elapsed, OfChildren(times))
            : throw new InvalidOperationException("hledger could not read the export.");
    }

    // The shell's second line, such as 0m31.5s 0m0.42s: processor time of what it ran, for itself and in the system.
    private static TimeSpan OfChildren(string times) => times.Split('\n')[1].Split(' ')
        .Select(time => time.TrimEnd('s').Split('m'))
        .Select(time => TimeSpan.FromMinutes(int.Parse(time[0], CultureInfo.InvariantCulture))
            + TimeSpan.FromMilliseconds((long)(decimal.Parse(time[1], CultureInfo.InvariantCulture) * Thousand)))
        .Aggregate(TimeSpan.Zero, (sum, time) => sum + time);

    private sealed record Work(TimeSpan Took, TimeSpan Processor);
}
