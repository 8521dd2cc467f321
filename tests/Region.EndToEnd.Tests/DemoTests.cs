using Region.Testing;
using Shouldly;

namespace Region.EndToEnd.Tests;

public sealed class DemoTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("region-demo-").FullName;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task The_demo_ends_with_every_figure_of_the_sample_and_a_second_run_changes_nothing()
    {
        var (firstExit, firstOutput) = await AppHostProcess.RunAsync(_data, Cancelled, "demo", "--exit");

        firstExit.ShouldBe(0, firstOutput);
        firstOutput.ShouldContain("全部数字与手工推算一致");
        firstOutput.ShouldContain("verify：全部相符");
        var before = StoreDump.Of(_data);
        before.Count.ShouldBeGreaterThan(500);

        var (secondExit, secondOutput) = await AppHostProcess.RunAsync(_data, Cancelled, "demo", "--exit");

        secondExit.ShouldBe(0, secondOutput);
        StoreDump.Of(_data).ShouldBe(before);
    }

    [Fact]
    public async Task Killed_at_ten_random_moments_the_round_finishes_with_every_book_in_order()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.SendDiagnosticMessage("seed {0}", seed);
        var random = new Random(seed);
        for (var kill = 0; kill < 10; kill++)
        {
            await using var process = AppHostProcess.Start(_data, "demo");
            var moment = TimeSpan.FromMilliseconds(random.Next(900, 6000));
            await Task.Delay(moment, TimeProvider.System, Cancelled);
            await process.KillAsync(Cancelled);
        }

        var (exit, output) = await AppHostProcess.RunAsync(_data, Cancelled, "demo", "--exit");

        exit.ShouldBe(0, $"seed {seed}\n{output}");
        output.ShouldContain("verify：全部相符");
    }

    [Fact]
    public async Task Verify_and_export_work_alone_and_refuse_in_chinese_where_there_is_nothing()
    {
        var (noData, refusal) = await AppHostProcess.RunAsync(_data, Cancelled, "verify");

        noData.ShouldBe(1);
        refusal.ShouldContain("还没有数据");
        (await AppHostProcess.RunAsync(_data, Cancelled, "demo", "--exit")).ExitCode.ShouldBe(0);
        (await AppHostProcess.RunAsync(_data, Cancelled, "verify")).ExitCode.ShouldBe(0);
        var (exit, ledger) = await AppHostProcess.RunAsync(_data, Cancelled, "export", "V0101");
        exit.ShouldBe(0);
        ledger.ShouldContain("23519.28");
        var (unknown, sentence) = await AppHostProcess.RunAsync(_data, Cancelled, "export", "V9999");
        unknown.ShouldBe(1);
        sentence.ShouldContain("没有账套 V9999");
    }
}
