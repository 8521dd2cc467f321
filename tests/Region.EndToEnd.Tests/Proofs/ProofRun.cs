using System.Diagnostics;
using Region.Testing;
using static System.FormattableString;

namespace Region.EndToEnd.Tests.Proofs;

/// <summary>
/// Runs seeds one after the other on clusters that they share, two clusters at a time since each waits a lot: for parts
/// that start, pause and settle. It stops at the first seed that fails.
/// </summary>
internal sealed class ProofRun(Func<ClusterSettings> settings)
{
    private const int ClustersAtOnce = 2;

    private readonly Dictionary<string, int> _killed = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <summary>How often each part was killed.</summary>
    internal IReadOnlyDictionary<string, int> Killed => _killed;

    /// <summary>How many seeds were run to their end.</summary>
    internal int Seeds { get; private set; }

    /// <summary>Runs every seed of this run.</summary>
    /// <param name="act">Carries out one round; answers the vouchers that it must leave.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    internal async Task AllAsync(
        Func<Cluster, RoundPlan, Office, CancellationToken, Task<IReadOnlyCollection<ExpectedVoucher>>> act,
        CancellationToken cancellationToken)
    {
        await Parallel.ForEachAsync(
            ProofSeeds.All.Chunk(Math.Clamp(
                (ProofSeeds.All.Count + ClustersAtOnce - 1) / ClustersAtOnce, 1, ProofSeeds.MostOfOneCluster)),
            new ParallelOptions { MaxDegreeOfParallelism = ClustersAtOnce, CancellationToken = cancellationToken },
            async (seeds, token) => await SomeAsync(seeds, act, token));
    }

    private async Task SomeAsync(
        int[] seeds,
        Func<Cluster, RoundPlan, Office, CancellationToken, Task<IReadOnlyCollection<ExpectedVoucher>>> act,
        CancellationToken cancellationToken)
    {
        await using var cluster = await Cluster.StartAsync(settings(), cancellationToken);
        await OpenAsync(cluster, cancellationToken);
        var judge = new Judge(cluster);
        foreach (var seed in seeds)
            await OneAsync(cluster, judge, seed, act, cancellationToken);

        lock (_gate)
        {
            Seeds += seeds.Length;
            foreach (var part in cluster.Parts.Values)
                _killed[part.Name] = _killed.GetValueOrDefault(part.Name) + part.Kills;
        }
    }

    /// <summary>Registers the county and waits for its books.</summary>
    internal static async Task OpenAsync(Cluster cluster, CancellationToken cancellationToken)
    {
        using var office = new Office(cluster, new Journal());
        var import = County.Import("proof-register", County.VillagesOfRegion, [.. RoundPlan.RegionsUsed]);
        await office.DoAsync(import, cancellationToken);
        var books = (County.VillagesOfRegion + 1) * RoundPlan.RegionsUsed.Count;
        await Eventually.HoldsAsync(
            async () => (await office.GetAsync(County.Office, "v1/books?pageSize=200", cancellationToken))["books"]!
                .AsArray().Count == books,
            TimeSpan.FromSeconds(60),
            $"{books} books are open",
            cancellationToken);
    }

    /// <summary>Carries out one round and answers everything that is wrong then.</summary>
    internal static async Task<IReadOnlyList<string>> WrongAsync(
        Judge judge,
        RoundPlan plan,
        Office office,
        Func<Task<IReadOnlyCollection<ExpectedVoucher>>> act,
        CancellationToken cancellationToken)
    {
        try
        {
            var expected = await act();
            office.Journal.Note("the round is driven to its end");
            return await judge.JudgeAsync(plan, expected, office, cancellationToken);
        }
        catch (Exception error) when (error is InvalidOperationException or TimeoutException)
        {
            return [error.Message];
        }
    }

    private static async Task OneAsync(
        Cluster cluster,
        Judge judge,
        int seed,
        Func<Cluster, RoundPlan, Office, CancellationToken, Task<IReadOnlyCollection<ExpectedVoucher>>> act,
        CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var plan = RoundPlan.Of(seed);
        var journal = new Journal();
        using var office = new Office(cluster, journal);
        var desk = DeskDrive.Beside(plan, office);
        var wrong = await WrongAsync(
            judge,
            plan,
            office,
            async () =>
            {
                var atTheDesk = desk.RunAsync(cancellationToken);
                var expected = await act(cluster, plan, office, cancellationToken);
                await atTheDesk;
                judge.Posted(desk.Payment);
                return expected;
            },
            cancellationToken);
        if (wrong.Count is 0)
            wrong = await desk.JudgeAsync(cancellationToken);

        if (wrong.Count is 0)
        {
            TestContext.Current.TestOutputHelper?.WriteLine(
                Invariant($"seed {seed}: {plan.Asks.Count} villages, {watch.ElapsedMilliseconds} ms"));
            if (ProofSeeds.Single is not null)
                TestContext.Current.TestOutputHelper?.WriteLine(journal.Timeline);

            return;
        }

        var outputs = cluster.Parts.Values.Select(part => $"-- {part.Name}\n{part.Output}");
        Assert.Fail(
            $"REGION_SEED={seed} runs it alone.\n{string.Join('\n', wrong)}\n{plan}\n{journal.Timeline}\n"
            + string.Join('\n', outputs));
    }
}
