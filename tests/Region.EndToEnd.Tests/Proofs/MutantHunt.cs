using System.Diagnostics;
using Region.Testing.Mutants;

namespace Region.EndToEnd.Tests.Proofs;

/// <summary>What became of a mutant: the seed at which it was caught and what was wrong; or that it lives.</summary>
internal sealed record Hunted(string Attack, TimeSpan Took)
{
    public int Seed { get; init; }

    public IReadOnlyList<string> Wrong { get; init; } = [];

    public bool Lives => Wrong.Count is 0;
}

/// <summary>
/// Builds all mutants at once, puts each into a copy of the programs of its own, and attacks them, a few at a time,
/// since most of the time is spent waiting for what never comes.
/// </summary>
public sealed class MutantHunt : IAsyncLifetime
{
    private const int AtOnce = 3;
    private const int Seeds = 10;
    private const int SeedsOfNone = 2;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(25);

    private readonly SemaphoreSlim _places = new(AtOnce, AtOnce);
    private readonly Dictionary<string, Task<Hunted>> _hunts = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _end = new();
    private MutantBuild? _build;

    /// <summary>How long all mutants together took to build.</summary>
    internal TimeSpan BuiltIn { get; private set; }

    public async ValueTask InitializeAsync()
    {
        var watch = Stopwatch.StartNew();
        var references = Path.Combine(ProgramsCopy.Originals, "Region.Accounting", ProgramsCopy.Configuration);
        _build = await MutantBuild.OfAsync([.. KnownMutants.All.Keys], references, _end.Token);
        BuiltIn = watch.Elapsed;
        foreach (var attack in (MutantAttack[])[MutantAttack.CrashPoints, MutantAttack.DeliveryChaos])
            _hunts[attack.Name] = HuntAsync(Mutant.None, attack, SeedsOfNone);

        foreach (var (mutant, attack) in KnownMutants.All)
            _hunts[mutant.Name] = HuntAsync(mutant, attack, Seeds);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _end.CancelAsync();
            await Task.WhenAll(_hunts.Values);
        }
        catch (OperationCanceledException)
        {
            // Only some of the tests were run, and nobody waits for the other hunts.
        }
        finally
        {
            _build?.Dispose();
            _places.Dispose();
            _end.Dispose();
        }
    }

    internal Task<Hunted> OfAsync(Mutant mutant) => _hunts[mutant.Name];

    /// <summary>What the attack does to programs without any mistake.</summary>
    internal Task<Hunted> OfNoneAsync(MutantAttack attack) => _hunts[attack.Name];

    private async Task<Hunted> HuntAsync(Mutant mutant, MutantAttack attack, int seeds)
    {
        await _places.WaitAsync(_end.Token);
        try
        {
            using var programs = new ProgramsCopy(Cluster.PartNames.Select(Part.ProjectOf));
            if (mutant != Mutant.None)
                programs.Lay(_build![mutant]);

            return await AttackAsync(programs.Folder, attack, seeds, _end.Token);
        }
        finally
        {
            _places.Release();
        }
    }

    private static async Task<Hunted> AttackAsync(
        string programs,
        MutantAttack attack,
        int seeds,
        CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var settings = new ClusterSettings { Chaos = new DeliveryChaos(), Programs = programs };
        await using var cluster = await Cluster.StartAsync(settings, cancellationToken);
        await ProofRun.OpenAsync(cluster, cancellationToken);
        var judge = new Judge(cluster) { Patience = Patience };
        for (var seed = 1; seed <= seeds; seed++)
        {
            var wrong = await WrongAsync(cluster, judge, attack, RoundPlan.Of(seed), cancellationToken);
            if (wrong.Count > 0)
                return new Hunted(attack.Name, watch.Elapsed) { Seed = seed, Wrong = wrong };
        }

        return new Hunted(attack.Name, watch.Elapsed);
    }

    private static async Task<IReadOnlyList<string>> WrongAsync(
        Cluster cluster,
        Judge judge,
        MutantAttack attack,
        RoundPlan plan,
        CancellationToken cancellationToken)
    {
        using var office = new Office(cluster, new Journal());
        var wrong = await ProofRun.WrongAsync(
            judge,
            plan,
            office,
            async () =>
            {
                await attack.Run(cluster, plan, office, cancellationToken);
                return [.. Expectation.Of(plan)];
            },
            cancellationToken);
        return wrong.Count is 0 ? wrong : [.. wrong, .. await judge.ConsAsync(cancellationToken)];
    }
}
