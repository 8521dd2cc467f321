using System.Diagnostics;
using Region.Testing.Mutants;

namespace Region.EndToEnd.Tests.Proofs;

/// <summary>What became of a mutant: the seed at which it was caught and what was wrong; or that it lives.</summary>
internal sealed record Hunted(TimeSpan Took)
{
    public string Attack { get; init; } = "";

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

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(25);

    private readonly SemaphoreSlim _places = new(AtOnce, AtOnce);
    private readonly Dictionary<Mutant, Task<Hunted>> _hunts = [];
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
        (MutantAttack, int)[] first =
        [
            .. ((MutantAttack[])[MutantAttack.CrashPoints, MutantAttack.DeliveryChaos])
                .Select(attack => (attack, attack.Seeds[0])),
        ];
        _hunts[Mutant.None] = HuntAsync(Mutant.None, first);
        foreach (var (mutant, attack) in KnownMutants.All)
            _hunts[mutant] = HuntAsync(mutant, [.. attack.Seeds.Select(seed => (attack, seed))]);
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

    internal Task<Hunted> OfAsync(Mutant mutant) => _hunts[mutant];

    private async Task<Hunted> HuntAsync(Mutant mutant, IReadOnlyList<(MutantAttack Attack, int Seed)> rounds)
    {
        await _places.WaitAsync(_end.Token);
        try
        {
            using var programs = new ProgramsCopy(AheadOfTime.Programs, Cluster.PartNames.Select(Part.ProjectOf));
            if (mutant != Mutant.None)
                programs.Lay(_build![mutant]);

            return await AttackAsync(programs.Folder, rounds, _end.Token);
        }
        finally
        {
            _places.Release();
        }
    }

    private static async Task<Hunted> AttackAsync(
        string programs,
        IReadOnlyList<(MutantAttack Attack, int Seed)> rounds,
        CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var settings = new ClusterSettings { Chaos = new DeliveryChaos(), Programs = programs };
        await using var cluster = await Cluster.StartAsync(settings, cancellationToken);
        await ProofRun.OpenAsync(cluster, cancellationToken);
        var judge = new Judge(cluster) { Patience = Patience };
        foreach (var (attack, seed) in rounds)
        {
            var wrong = await WrongAsync(cluster, judge, attack, RoundPlan.Of(seed), cancellationToken);
            if (wrong.Count > 0)
                return new Hunted(watch.Elapsed) { Attack = attack.Name, Seed = seed, Wrong = wrong };
        }

        var attacks = rounds.Select(round => round.Attack.Name).Distinct(StringComparer.Ordinal);
        return new Hunted(watch.Elapsed) { Attack = string.Join(" and ", attacks) };
    }

    /// <summary>
    /// What is wrong after a round. That somebody had no answer for long is no sign of a mistake: the machine may be
    /// busy.
    /// </summary>
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
        if (wrong.All(line => line.Contains(Office.NoAnswer, StringComparison.Ordinal)))
            return [];

        return [.. wrong, .. await judge.ConsAsync(cancellationToken)];
    }
}
