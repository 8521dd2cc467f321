using Region.Testing;
using Shouldly;

namespace Region.EndToEnd.Tests.Proofs;

/// <summary>
/// T12: the machine's clock is set a day forward, and back, in the middle of rounds with failed deliveries waiting for
/// their next attempt. Nobody waits for the day to come round again, and no accounting date follows the clock.
/// </summary>
[Collection(ProofCollection.Name)]
public sealed class ClockJumpTests
{
    private const int CloseAtCommand = 6;
    private const int JumpAtCommand = 18;
    private const int FailuresPending = 5;
    private const string LeapDay = "2028-02-29";

    // The evening before a leap day, in the month of the seeds 50 and 51.
    private static readonly DateTimeOffset Start = new(2028, 2, 28, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_clock_that_is_set_a_day_forward_and_back_holds_up_no_round_and_moves_no_accounting_date()
    {
        using var clock = WallClock.Require(Start);
        var chaos = new DeliveryChaos();
        await using var cluster = await Cluster.StartAsync(
            new ClusterSettings { Clock = clock, Chaos = chaos }, Cancelled);
        await ProofRun.OpenAsync(cluster, Cancelled);
        var judge = new Judge(cluster);

        // Forward to the leap day; back; and back to before everything that the stores hold.
        (RoundPlan Plan, int Days)[] rounds =
        [
            (RoundPlan.Of(50) with { DaysLater = 14 }, 1),
            (RoundPlan.Of(51) with { DaysLater = 11 }, -1),
            (RoundPlan.Of(52), -1),
        ];
        Expectation.Of(rounds[0].Plan).Select(voucher => voucher.Date).ShouldContain(LeapDay);
        foreach (var (plan, days) in rounds)
        {
            using var office = new Office(cluster, new Journal());
            var set = Task.CompletedTask;
            office.BeforeCommand = ordinal =>
            {
                if (ordinal is CloseAtCommand)
                    chaos.Close();
                else if (ordinal is JumpAtCommand)
                    set = SetAsync(clock, chaos, TimeSpan.FromDays(days), office.Journal);
            };
            var wrong = await ProofRun.WrongAsync(
                judge,
                plan,
                office,
                async () =>
                {
                    await new RoundDrive(plan, office).RunAsync(Cancelled);
                    await set;
                    return [.. Expectation.Of(plan)];
                },
                Cancelled);
            var outputs = string.Join('\n', cluster.Parts.Values.Select(part => $"-- {part.Name}\n{part.Output}"));
            wrong.ShouldBeEmpty($"{plan}\n{office.Journal.Timeline}\n{outputs}");
        }
    }

    private static async Task SetAsync(WallClock clock, DeliveryChaos chaos, TimeSpan by, Journal journal)
    {
        await Eventually.HoldsAsync(
            () => Task.FromResult(chaos.Refused >= FailuresPending), Soon, "deliveries have failed", Cancelled);
        clock.Jump(by);
        journal.Note($"the clock is set by {by}");
        chaos.Open();
    }
}
