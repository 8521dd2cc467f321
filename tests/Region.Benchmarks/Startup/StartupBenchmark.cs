namespace Region.Benchmarks.Startup;

/// <summary>
/// How long a second start takes from the start of the process to the last probe that answers ready, and how much
/// memory the one process holds a minute after the demonstration. Goals: 2 s and 250 MB.
/// </summary>
internal static class StartupBenchmark
{
    private const int Starts = 5;
    private const int Port = 31_080;

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(60);

    internal static async Task RunAsync(TextWriter output, CancellationToken cancellationToken)
    {
        var data = Directory.CreateTempSubdirectory("region-startup-").FullName;
        try
        {
            await output.WriteLineAsync($"memory {Rest.TotalSeconds:0} s after the demo: "
                + $"{await MemoryAfterDemoAsync(data, cancellationToken):0} MB (goal 250)");
            var times = new List<long>();
            for (var start = 0; start < Starts; start++)
            {
                await using var process = HostProcess.Start(data, Port);
                times.Add(await process.ReadyAsync(cancellationToken));
            }

            times.Sort();
            await output.WriteLineAsync(
                $"second start to ready: median {times[Starts / 2]} ms of {string.Join(", ", times)} (goal 2000)");
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task<long> MemoryAfterDemoAsync(string data, CancellationToken cancellationToken)
    {
        await using var process = HostProcess.Start(data, Port, "demo");
        while (await process.Output.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.Contains("请打开", StringComparison.Ordinal))
                break;
        }

        await Task.Delay(Rest, TimeProvider.System, cancellationToken);
        return process.ResidentMegabytes;
    }
}
