using System.Globalization;
using Spectre.Console;

namespace Region.AppHost.Cli;

/// <summary>Shows how far something long has come, and writes times and spans for people.</summary>
internal static class LongWork
{
    internal static readonly TimeSpan CountyOffset = TimeSpan.FromHours(8);

    /// <summary>Runs it under a bar; it calls back with how many steps of how many are done.</summary>
    internal static Task<T> RunAsync<T>(string title, Func<Action<int, int>, Task<T>> work)
    {
        return AnsiConsole.Progress()
            .Columns(
                new SpinnerColumn(),
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn(),
                new PercentageColumn())
            .StartAsync(async progress =>
            {
                var bar = progress.AddTask(title);
                return await work((done, all) =>
                {
                    bar.MaxValue = all;
                    bar.Value = done;
                });
            });
    }

    internal static string Seconds(TimeSpan span) =>
        ((decimal)span.TotalSeconds).ToString("0.0", CultureInfo.InvariantCulture);

    internal static string Local(DateTimeOffset instant) =>
        instant.ToOffset(CountyOffset).ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);
}
