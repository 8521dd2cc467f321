using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Region.Contracts;
using Region.Contracts.Accounting.V1;
using Region.Contracts.Procurement.V1;
using Region.Contracts.Villages.V1;
using Region.Platform.Crashes;
using Region.Testing;
using Shouldly;
using static System.FormattableString;

namespace Region.EndToEnd.Tests.Proofs;

/// <summary>
/// T2: while rounds run, each service dies at every named crash point, at its first and at its second hit, and around
/// the commit of every handler. It is then started again with the next point, so that one round meets many of them.
/// </summary>
[Collection(ProofCollection.Name)]
public sealed class CrashPointTests
{
    private const int FirstSeed = 2_000;

    // Each takes every other point: while the one waits for a part to start, the other works.
    private const int Clusters = 2;

    // Each round brings a region of its own to join, and codes of regions end at R99.
    private static readonly int MostRounds = ProofSeeds.Nightly ? 89 : 60;

    private static readonly string[] AroundTheCommit =
        [CrashPoints.BeforeCommit, CrashPoints.AfterCommit];

    private static readonly string[] NeedsEvents =
        [CrashPoints.BeforeHandling, CrashPoints.BeforeAcknowledging, CrashPoints.AfterAcknowledging];

    /// <summary>What each service handles: topics, and the requests of its commands.</summary>
    private static readonly Dictionary<string, string[]> Handlers = new(StringComparer.Ordinal)
    {
        ["villages"] = [nameof(ImportRegisterRequest)],
        ["procurement"] =
        [
            Topics.VoucherPosted, Topics.VoucherReversed, nameof(OpenRoundRequest), nameof(ApproveRoundRequest),
            nameof(SubmitRequisitionRequest), nameof(DeclarePrepaymentRequest), nameof(ConfirmPrepaymentRequest),
            nameof(RecordQuoteRequest), nameof(ProposeAwardRequest), nameof(ApproveAwardRequest),
            nameof(PlaceOrderRequest), nameof(RecordDeliveryRequest), nameof(SignDeliveryRequest),
            nameof(RecordBillRequest), nameof(SettleRoundRequest), nameof(PaySupplierRequest),
            nameof(PayCarrierRequest), nameof(RefundVillageRequest),
        ],
        ["accounting"] =
        [
            Topics.VillageJoined, Topics.CompanyFounded, Topics.PrepaymentReceived, Topics.DeliveryAccepted,
            Topics.DeliveryApportioned, Topics.SettlementAllocated, Topics.SupplierPaid, Topics.CarrierPaid,
            Topics.RefundPaid,
            Topics.VoucherReversed, Topics.MonthClosed, Topics.SheetPublished,
            nameof(ReviewVoucherRequest), nameof(ReverseVoucherRequest), nameof(CreateDraftRequest),
            nameof(CheckDraftRequest), nameof(SignDraftRequest), nameof(PostDraftRequest), nameof(CloseMonthRequest),
        ],
    };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_service_that_dies_at_any_crash_point_loses_nothing_and_repeats_nothing()
    {
        var died = new ConcurrentQueue<string>();
        var rounds = await Task.WhenAll(Enumerable.Range(0, Clusters).Select(which => DieAsync(which, died)));
        var wanted = Handlers.Keys.SelectMany(name => Points(name).Select(point => $"{name} {point}")).ToArray();
        wanted.Except(died).ShouldBeEmpty();
        TestContext.Current.TestOutputHelper?.WriteLine(
            Invariant($"died at {died.Count} crash points in {rounds.Sum()} rounds"));
    }

    /// <summary>Drives rounds until every service has died at all points of this cluster; answers how many.</summary>
    private static async Task<int> DieAsync(int which, ConcurrentQueue<string> died)
    {
        await using var cluster = await Cluster.StartAsync(new ClusterSettings(), Cancelled);
        await ProofRun.OpenAsync(cluster, Cancelled);
        IEnumerable<string> Own(string name) => Points(name).Where((_, place) => place % Clusters == which);
        var all = Task.WhenAll(Handlers.Keys.Select(name => DieAtAsync(cluster.Parts[name], Own(name), died)));
        var judge = new Judge(cluster) { Drains = false };
        var rounds = 0;
        while (!all.IsCompleted && rounds < MostRounds)
            await RoundAsync(cluster, judge, RoundPlan.Of(FirstSeed + rounds++), all);

        var wanted = Handlers.Keys.SelectMany(name => Own(name).Select(point => $"{name} {point}"));
        wanted.Except(died).ShouldBeEmpty($"not reached in {rounds} rounds");
        await all;
        await cluster.ReadyAsync(Cancelled);
        await judge.DeliveredAsync(Cancelled);
        await Eventually.HoldsAsync(
            async () => (await judge.ConsAsync(Cancelled)).Count is 0,
            TimeSpan.FromSeconds(30),
            "CONS holds",
            Cancelled);
        return rounds;
    }

    /// <summary>Unscoped points at their first and second hit, then those around each handler's commit.</summary>
    private static IEnumerable<string> Points(string service)
    {
        var plain = CrashPoints.All.Where(point => service is not "villages" || !NeedsEvents.Contains(point));
        string[] around = ProofSeeds.Nightly ? [.. plain] : AroundTheCommit;
        return
        [
            .. plain.SelectMany(point => (string[])[$"{point}:1", $"{point}:2"]),
            .. Handlers[service].SelectMany(handler => around
                .Where(point => Fits(point, handler))
                .Select(point => $"{point}@{handler}:1")),
        ];
    }

    /// <summary>A topic has no command's points and a command no event's; the relay works for nobody.</summary>
    private static bool Fits(string point, string handler) =>
        point.StartsWith("work.", StringComparison.Ordinal)
        || point.StartsWith(handler.Contains('.') ? "event." : "command.", StringComparison.Ordinal);

    private static async Task DieAtAsync(Part part, IEnumerable<string> points, ConcurrentQueue<string> died)
    {
        foreach (var point in points)
        {
            await part.RestartAsync(Cancelled, $"--{CrashPoints.Setting}={point}");
            await part.EndAsync(Cancelled);
            died.Enqueue($"{part.Name} {point}");
        }

        await part.RestartAsync(Cancelled);
    }

    private static async Task RoundAsync(Cluster cluster, Judge judge, RoundPlan plan, Task all)
    {
        using var office = new Office(cluster, new Journal());
        var region = County.Region(10 + plan.Seed - FirstSeed);
        var desk = new DeskDrive(plan.Seed, County.Villages(region)[0], office);
        var desks = JoinAsync(plan, region, desk, office);
        await new RoundDrive(plan, office).RunAsync(Cancelled);
        await desks;
        judge.Posted(desk.Payment);
        var wrong = await judge.JudgeAsync(plan, [.. Expectation.Of(plan)], office, Cancelled);
        wrong.ShouldBeEmpty($"{plan}\n{office.Journal.Timeline}");
        (await desk.JudgeAsync(Cancelled)).ShouldBeEmpty(office.Journal.Timeline);
        if (!all.IsCompleted)
            await ReverseAsync(judge, plan, office);
    }

    /// <summary>A region joins; in one of its villages a payment is posted and the first month closed.</summary>
    private static async Task JoinAsync(RoundPlan plan, string region, DeskDrive desk, Office office)
    {
        await office.DoAsync(County.Import(Invariant($"join-{plan.Seed}"), 2, region), Cancelled);
        await desk.OpenAsync(Cancelled);
        await desk.RunAsync(Cancelled);
    }

    /// <summary>Reviews a voucher of a village and cancels it; the mirror in the company's book follows.</summary>
    private static async Task ReverseAsync(Judge judge, RoundPlan plan, Office office)
    {
        var (ask, share) = (plan.Asks[0], Shares.Of(plan)[0]);
        var keeper = County.KeeperOf(ask.Village);
        var path = $"v1/books/{ask.Village}/vouchers";
        var vouchers = await office.GetAsync(keeper, $"{path}?month={plan.MonthText}", Cancelled);
        var prepaid = vouchers["vouchers"]!.AsArray()
            .First(voucher => voucher!["accountingDate"]!.GetValue<string>() == plan.On(6));
        var id = prepaid!["voucherId"]!.GetValue<string>();
        var review = new JsonObject { ["requestId"] = Invariant($"review-{plan.Seed}") };
        await office.DoAsync(new Command(keeper, $"{path}/{id}:review", review), Cancelled);
        var reversal = new JsonObject
        {
            ["requestId"] = Invariant($"reverse-{plan.Seed}"),
            ["reversedOn"] = plan.On(20),
            ["reason"] = "金额有误",
        };
        await office.DoAsync(new Command(keeper, $"{path}/{id}:reverse", reversal), Cancelled);
        judge.Reversed(Expectation.Prepaid(plan, ask.Village, Expectation.PrepaidFen(ask, share)));
        await Eventually.HoldsAsync(
            async () => (await judge.ConsAsync(Cancelled)).Count is 0,
            TimeSpan.FromSeconds(60),
            "the mirror is reversed too",
            Cancelled);
    }
}
