using System.Net;
using Region.Contracts.Access.V1;
using Region.Testing;
using Shouldly;

namespace Region.EndToEnd.Tests.Proofs;

/// <summary>T1: parts of the system die while orders flow.</summary>
[Collection(ProofCollection.Name)]
public sealed class KillStormTests
{
    private const int FewestKillsOfASeed = 3;
    private const int FewestKillsOfAPart = 5;
    private const long AbandonedFen = 12_345;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_is_killed_while_orders_flow_every_round_ends_as_its_inputs_demand()
    {
        var run = new ProofRun(() => new ClusterSettings());
        await run.AllAsync(
            async (cluster, plan, office, cancellationToken) =>
            {
                var storm = new Storm(cluster, office);
                storm.Rise(plan, cancellationToken);
                var drive = new RoundDrive(plan, office);
                await drive.RunAsync(cancellationToken);
                var last = await AbandonAsync(cluster, plan, drive, office, cancellationToken);
                await storm.AbateAsync(cancellationToken);
                // One more died with the abandoned command.
                (storm.Kills + 1).ShouldBeGreaterThanOrEqualTo(FewestKillsOfASeed);
                return [.. Expectation.Of(plan), .. last];
            },
            Cancelled);

        run.Seeds.ShouldBe(ProofSeeds.All.Count);
        TestContext.Current.TestOutputHelper?.WriteLine($"{run.Seeds} seeds; killed {string.Join(", ", run.Killed)}");
        if (ProofSeeds.Whole)
            run.Killed.Values.ShouldAllBe(kills => kills >= FewestKillsOfAPart);
    }

    /// <summary>
    /// A command that is sent once, into a dying system, and never again: it is wholly there or wholly absent. Answers
    /// the vouchers that then must stand in the books.
    /// </summary>
    private static async Task<IEnumerable<ExpectedVoucher>> AbandonAsync(
        Cluster cluster,
        RoundPlan plan,
        RoundDrive drive,
        Office office,
        CancellationToken cancellationToken)
    {
        var random = new Random(plan.Seed * 17);
        var village = plan.Asks[random.Next(plan.Asks.Count)].Village;
        var confirm = await drive.DeclareAsync("abandoned", village, AbandonedFen, cancellationToken);
        var target = cluster.Parts[random.Next(2) is 0 ? "procurement" : "gateway"];
        var sent = office.OnceAsync(confirm, cancellationToken);
        await Task.Delay(TimeSpan.FromMilliseconds(random.Next(8)), TimeProvider.System, cancellationToken);
        await target.KillAndRestartAsync(TimeSpan.Zero, cancellationToken);
        var answer = await sent;
        await cluster.ReadyAsync(cancellationToken);
        if (answer is { Status: HttpStatusCode.OK } given)
            office.Journal.Add(confirm, given.Text);

        var all = await office.GetAsync(
            Callers.Of(Role.CompanyAccountant, plan.Region), $"{drive.Path}/prepayments", cancellationToken);
        var there = all["prepayments"]!.AsArray().Any(prepayment =>
            prepayment!["bankReference"]!.GetValue<string>() is "abandoned"
            && prepayment["receivedOn"]!.GetValue<string>().Length > 0);
        office.Journal.Note($"the abandoned command was answered with {answer?.Status}; its effect is there: {there}");
        return there ? Expectation.Prepaid(plan, village, AbandonedFen) : [];
    }
}
