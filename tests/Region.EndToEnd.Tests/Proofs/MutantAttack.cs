using System.Collections.Concurrent;
using Region.Contracts;
using Region.Contracts.Procurement.V1;
using Points = Region.Platform.Crashes.CrashPoints;

namespace Region.EndToEnd.Tests.Proofs;

/// <summary>An attack of this harness on one round, cut to what a mutant needs.</summary>
internal sealed record MutantAttack(
    string Name,
    Func<Cluster, RoundPlan, Office, CancellationToken, Task> Run)
{
    /// <summary>T3, as it is.</summary>
    internal static MutantAttack DeliveryChaos { get; } =
        new("T3 delivery chaos", RunChaosAsync) { Seeds = [2, 4, 6, 8, 10] };

    /// <summary>T2 at a few points around commits, each hit once in the round.</summary>
    internal static MutantAttack CrashPoints { get; } =
        new("T2 crash points", RunCrashesAsync) { Seeds = [1, 3, 5, 7, 9] };

    /// <summary>Seeds of CI's, other ones for each attack, so that both can be tried on one cluster.</summary>
    public required IReadOnlyList<int> Seeds { get; init; }

    private static readonly TimeSpan ReachedWithin = TimeSpan.FromSeconds(25);

    /// <summary>Where the services die, in the order in which a round comes there.</summary>
    private static readonly (string Part, string Point)[][] Deaths =
    [
        [
            ("procurement", $"{Points.BeforeCommit}@{nameof(ConfirmPrepaymentRequest)}:1"),
            ("procurement", $"{Points.AfterCommit}@{nameof(PaySupplierRequest)}:1"),
        ],
        [
            ("accounting", $"{Points.BeforeCommit}@{Topics.SupplierPaid}:1"),
        ],
    ];

    private static Task RunChaosAsync(
        Cluster cluster,
        RoundPlan plan,
        Office office,
        CancellationToken cancellationToken)
    {
        cluster.Chaos!.Rise(plan.Seed);
        return new RoundDrive(plan, office).RunAsync(cancellationToken);
    }

    private static async Task RunCrashesAsync(
        Cluster cluster,
        RoundPlan plan,
        Office office,
        CancellationToken cancellationToken)
    {
        cluster.Chaos!.Abate();
        var reached = new ConcurrentQueue<string>();
        using var given = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var deaths = Task.WhenAll(Deaths.Select(points => DieAsync(cluster, points, reached, given.Token)));
        try
        {
            await new RoundDrive(plan, office).RunAsync(cancellationToken);
            await deaths.WaitAsync(ReachedWithin, TimeProvider.System, cancellationToken);
        }
        catch (TimeoutException error)
        {
            // What was lost on its way never comes to the point behind.
            var all = Deaths.SelectMany(points => points).Select(place => place.Point);
            var missed = string.Join(", ", all.Except(reached, StringComparer.Ordinal));
            throw new TimeoutException($"{error.Message} Not reached: {missed}", error);
        }
        finally
        {
            await given.CancelAsync();
        }
    }

    private static async Task DieAsync(
        Cluster cluster,
        (string Part, string Point)[] points,
        ConcurrentQueue<string> reached,
        CancellationToken cancellationToken)
    {
        foreach (var (name, point) in points)
        {
            var part = cluster.Parts[name];
            await part.RestartAsync(cancellationToken, $"--{Points.Setting}={point}");
            await part.EndAsync(cancellationToken);
            reached.Enqueue(point);
            await part.RestartAsync(cancellationToken);
        }
    }
}
