using System.Net;
using System.Text.Json.Nodes;
using Region.Contracts.Access.V1;
using Region.Testing;
using Shouldly;

namespace Region.EndToEnd.Tests.Proofs;

/// <summary>T4: every command comes many times at once, again after a restart, and with one byte changed.</summary>
[Collection(ProofCollection.Name)]
public sealed class IdempotencyTests
{
    private const int Seed = 4;
    private const int FewestCopies = 2;
    private const int MostCopies = 20;
    private const int FewestCommands = 30;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_command_sent_many_times_has_one_effect_and_one_answer(StoreKind kind)
    {
        var postgres = kind is StoreKind.Postgres ? PostgresServer.Require().ConnectionString : "";
        if (postgres.Length > 0)
            postgres += $";Database=t4{Guid.CreateVersion7():n}";

        await using var cluster = await Cluster.StartAsync(new ClusterSettings { Postgres = postgres }, Cancelled);
        await ProofRun.OpenAsync(cluster, Cancelled);
        var plan = RoundPlan.Of(Seed);
        var copies = new Random(Seed);
        using var office = new Office(cluster, new Journal())
        {
            Copies = () =>
            {
                lock (copies)
                    return copies.Next(FewestCopies, MostCopies + 1);
            },
        };
        await new RoundDrive(plan, office).RunAsync(Cancelled);

        var judge = new Judge(cluster);
        (await judge.JudgeAsync(plan, [.. Expectation.Of(plan)], office, Cancelled)).ShouldBeEmpty();
        await BooksAsync(plan, office);

        await cluster.KillAllAsync(TimeSpan.Zero, Cancelled);
        (await Judge.ReplaysAsync(office, Cancelled)).ShouldBeEmpty();
        await cluster.ReadyAsync(Cancelled);
        var before = kind is StoreKind.Sqlite ? StoreDump.Of(cluster.Folder) : [];

        office.Journal.Acknowledged.Count.ShouldBeGreaterThan(FewestCommands);
        foreach (var done in office.Journal.Acknowledged)
            await RefusedAsync(office, OneByteChanged(done.Command));

        if (kind is StoreKind.Sqlite)
            StoreDump.Of(cluster.Folder).ShouldBe(before);

        (await Judge.ReplaysAsync(office, Cancelled)).ShouldBeEmpty();
        (await judge.ConsAsync(Cancelled)).ShouldBeEmpty();
    }

    /// <summary>The commands of accounting: a review, and a reversal whose mirror follows by event.</summary>
    private static async Task BooksAsync(RoundPlan plan, Office office)
    {
        var village = plan.Asks[0].Village;
        var keeper = County.KeeperOf(village);
        var path = $"v1/books/{village}/vouchers";
        var vouchers = await office.GetAsync(keeper, path, Cancelled);
        var id = vouchers["vouchers"]![0]!["voucherId"]!.GetValue<string>();
        await office.DoAsync(
            new Command(keeper, $"{path}/{id}:review", new JsonObject { ["requestId"] = "t4-review-1" }), Cancelled);
        var reversal = new JsonObject
        {
            ["requestId"] = "t4-reverse-1",
            ["reversedOn"] = plan.On(20),
            ["reason"] = "金额有误",
        };
        await office.DoAsync(new Command(keeper, $"{path}/{id}:reverse", reversal), Cancelled);
        await Eventually.HoldsAsync(
            () => MirroredAsync(plan, village, office),
            TimeSpan.FromSeconds(60),
            "the mirror in the company's book is reversed",
            Cancelled);
    }

    private static async Task<bool> MirroredAsync(RoundPlan plan, string village, Office office)
    {
        var company = Callers.Of(Role.CompanyAccountant, plan.Region);
        var vouchers = await office.GetAsync(company, $"v1/books/{plan.Company}/vouchers?pageSize=200", Cancelled);
        return vouchers["vouchers"]!.AsArray().Any(voucher =>
            voucher!["reversesVoucherId"]!.GetValue<string>().Length > 0
            && voucher["postings"]!.AsArray().Any(line => line!["counterparty"]!.GetValue<string>() == village));
    }

    private static async Task RefusedAsync(Office office, Command changed)
    {
        var answer = await office.UntilAnsweredAsync(changed, Cancelled);
        answer.Status.ShouldBe(HttpStatusCode.Conflict, $"{changed.Path} {changed.Body.ToJsonString()} {answer.Text}");
        answer.Json["reason"]!.GetValue<string>().ShouldBe("REQUEST_ID_REUSED");
    }

    /// <summary>
    /// Another digit at the end of the first field that ends with one: an amount, a date, a code. Where there is none,
    /// since a review names nothing but a voucher, the voucher's id.
    /// </summary>
    private static Command OneByteChanged(Command command)
    {
        var body = JsonNode.Parse(command.Body.ToJsonString())!.AsObject();
        var field = body.FirstOrDefault(pair => pair.Key is not "requestId"
            && pair.Value is JsonValue value && value.TryGetValue(out string? text)
            && text.Length > 0 && char.IsAsciiDigit(text[^1]) && !pair.Key.EndsWith("Id", StringComparison.Ordinal));
        if (field.Value is null)
            return command with { Path = OtherVoucher(command.Path) };

        var old = field.Value.GetValue<string>();
        body[field.Key] = old[..^1] + (old[^1] is '1' ? '2' : '1');
        return command with { Body = body };
    }

    /// <summary>The same command about a voucher whose id differs in one byte.</summary>
    private static string OtherVoucher(string path)
    {
        var colon = path.LastIndexOf(':');
        return path[..(colon - 1)] + (path[colon - 1] is '1' ? '2' : '1') + path[colon..];
    }
}
