using Region.AppHost.Running;
using Spectre.Console;

namespace Region.AppHost.Cli;

/// <summary>Starts everything and runs until it is told to end.</summary>
internal static class StartCommand
{
    internal static async Task<int> RunAsync(HostSettings settings, CancellationToken cancellationToken)
    {
        await using var system = await RunningSystem.StartAsync(settings, cancellationToken);
        AnsiConsole.MarkupLineInterpolated($"系统已启动，请打开 [green]{settings.Gateway}[/]（按 Ctrl+C 结束）");
        await system.WaitAsync(cancellationToken);
        return 0;
    }
}
