using Region.AppHost.Demo;
using Region.AppHost.Running;
using Region.AppHost.Verification;
using Region.Gateway.Identity;
using Spectre.Console;

namespace Region.AppHost.Cli;

/// <summary>
/// Loads the sample, drives round P1 through the gateway as its people would, and checks every figure.
/// </summary>
internal static class DemoCommand
{
    internal static async Task<int> RunAsync(HostSettings settings, DemoPlan plan, CancellationToken cancellationToken)
    {
        if (settings.Listen is not "127.0.0.1" and not "localhost")
            throw new InvalidOperationException("样例人员只能在本机登录：demo 不能与 --listen 一起使用。");

        AnsiConsole.MarkupLine("正在启动各服务……");
        await using var system = await RunningSystem.StartAsync(settings, cancellationToken);
        using var http = new HttpClient { BaseAddress = settings.Gateway };
        var people = new People(http, SampleLogins.Password);
        await PlayAsync(new SampleCounty(people.County).Steps, cancellationToken);
        var holds = plan.CountyOnly || await PlayRoundAsync(people, system, cancellationToken);
        PrintPeople();
        AnsiConsole.MarkupLineInterpolated(
            $"请打开 [green]{settings.Gateway}[/]，样例人员（如 r01.secretary、v0101.accountant）的密码是 {SampleLogins.Password}");
        if (!plan.Exit)
            await system.WaitAsync(cancellationToken);

        return holds ? 0 : 1;
    }

    /// <summary>Answers whether every rule holds and every figure is the one that was worked out by hand.</summary>
    private static async Task<bool> PlayRoundAsync(
        People people, RunningSystem system, CancellationToken cancellationToken)
    {
        var round = new RoundP1(people);
        await PlayAsync(round.Steps, cancellationToken);
        var differences = await Printing.PrintAsync(people, round.RoundId, system, cancellationToken);
        var holds = Report.Print(await new Verifier(system.Services).RunAsync(cancellationToken));
        foreach (var difference in differences)
            AnsiConsole.MarkupLineInterpolated($"[red]{difference}[/]");

        if (differences.Count is 0)
            AnsiConsole.MarkupLine("[green]样例批次 P1：全部数字与手工推算一致（代购费合计 754.14 元）[/]");

        return holds && differences.Count is 0;
    }

    /// <summary>Who can log in: the sample's people, on this machine alone.</summary>
    private static void PrintPeople()
    {
        var table = new Table().Title("样例人员（只在本机可用）")
            .AddColumns("登录名", "姓名", "职务", "单位");
        foreach (var (login, name, role, unit) in SampleLogins.People)
            table.AddRow(login, name, SampleLogins.Title(role), unit);
        AnsiConsole.Write(table);
    }

    private static Task PlayAsync(IReadOnlyList<Step> steps, CancellationToken cancellationToken) =>
        AnsiConsole.Progress()
            .Columns(
                new SpinnerColumn(),
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn(),
                new PercentageColumn())
            .StartAsync(async progress =>
            {
                var bar = progress.AddTask("样例演示", maxValue: steps.Count);
                foreach (var step in steps)
                {
                    bar.Description = Markup.Escape(step.Title);
                    await step.RunAsync(cancellationToken);
                    AnsiConsole.MarkupLineInterpolated($"[green]√[/] {step.Title}");
                    bar.Increment(1);
                }

                bar.Description = "样例演示完成";
            });
}

/// <summary>How far the demonstration goes.</summary>
/// <param name="Exit">Ends when it is done; else the system stays up.</param>
/// <param name="CountyOnly">Only loads the county, and leaves the round to its people.</param>
internal sealed record DemoPlan(bool Exit, bool CountyOnly);
