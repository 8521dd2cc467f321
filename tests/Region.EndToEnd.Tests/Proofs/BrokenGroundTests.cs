using System.Net;
using Region.Testing;
using Shouldly;

namespace Region.EndToEnd.Tests.Proofs;

/// <summary>
/// T12: what the system stands on gives way. It refuses in words that a person can read, and goes on by itself.
/// </summary>
[Collection(ProofCollection.Name)]
public sealed class BrokenGroundTests
{
    private const int DiskMegabytes = 160;
    private const int Seed = 12;

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(5)]
    [InlineData(25)]
    [InlineData(45)]
    public async Task A_full_disk_is_said_in_chinese_and_work_goes_on_when_there_is_room_again(int atCommand)
    {
        using var disk = SmallDisk.Require(DiskMegabytes);
        await using var cluster = await Cluster.StartAsync(new ClusterSettings { Folder = disk.Folder }, Cancelled);
        await ProofRun.OpenAsync(cluster, Cancelled);
        var plan = RoundPlan.Of(Seed);
        using var office = new Office(cluster, new Journal());
        office.BeforeCommand = ordinal =>
        {
            if (ordinal == atCommand)
                disk.Fill();
        };
        var drive = new RoundDrive(plan, office).RunAsync(Cancelled);
        await Eventually.HoldsAsync(
            () => Task.FromResult(!office.NotNow.IsEmpty || drive.IsFaulted), Soon, "somebody is refused", Cancelled);
        disk.Free();
        await drive;

        var refusal = office.NotNow.First();
        refusal.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        refusal.Json["detail"]!.GetValue<string>().ShouldBe("系统暂时无法写入或读取数据，请稍后再试。");
        await JudgeAsync(cluster, plan, office);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(25)]
    public async Task A_database_that_restarts_under_load_loses_nothing(int atCommand)
    {
        var server = PostgresServer.Require();
        var postgres = $"{server.ConnectionString};Database=t12{Guid.CreateVersion7():n}";
        await using var cluster = await Cluster.StartAsync(new ClusterSettings { Postgres = postgres }, Cancelled);
        await ProofRun.OpenAsync(cluster, Cancelled);
        var plan = RoundPlan.Of(Seed);
        using var office = new Office(cluster, new Journal());
        var restart = Task.CompletedTask;
        office.BeforeCommand = ordinal =>
        {
            if (ordinal == atCommand)
                restart = Task.Run(server.Restart, Cancelled);
        };
        await new RoundDrive(plan, office).RunAsync(Cancelled);
        await restart;

        await JudgeAsync(cluster, plan, office);
    }

    private static async Task JudgeAsync(Cluster cluster, RoundPlan plan, Office office)
    {
        var wrong = await new Judge(cluster).JudgeAsync(plan, [.. Expectation.Of(plan)], office, Cancelled);
        var outputs = string.Join('\n', cluster.Parts.Values.Select(part => part.Output));
        wrong.ShouldBeEmpty($"{office.Journal.Timeline}\n{outputs}");
    }
}
