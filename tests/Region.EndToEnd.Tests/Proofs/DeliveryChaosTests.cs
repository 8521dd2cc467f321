using System.Collections.Concurrent;
using Shouldly;

namespace Region.EndToEnd.Tests.Proofs;

/// <summary>T3: every delivery may come not at all, late, doubled, or twice at once.</summary>
[Collection(ProofCollection.Name)]
public sealed class DeliveryChaosTests
{
    private static readonly string[] Disturbances =
        ["dropped", "answer lost", "held back", "copied at once", "copied late"];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task However_deliveries_come_the_books_are_those_of_the_undisturbed_round()
    {
        var chaoses = new ConcurrentQueue<DeliveryChaos>();
        var run = new ProofRun(() =>
        {
            var chaos = new DeliveryChaos();
            chaoses.Enqueue(chaos);
            return new ClusterSettings { Chaos = chaos };
        });
        await run.AllAsync(
            async (cluster, plan, office, cancellationToken) =>
            {
                cluster.Chaos!.Rise(plan.Seed);
                await new RoundDrive(plan, office).RunAsync(cancellationToken);
                return [.. Expectation.Of(plan)];
            },
            Cancelled);

        run.Seeds.ShouldBe(ProofSeeds.All.Count);
        foreach (var chaos in chaoses)
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"{run.Seeds} seeds: {chaos.Counts}");
            if (ProofSeeds.Whole)
                Disturbances.ShouldAllBe(kind => chaos.Counts[kind] > 0);
        }
    }
}
