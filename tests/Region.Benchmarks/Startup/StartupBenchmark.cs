using System.Diagnostics;
using System.Globalization;
using Region.Testing;

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
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(5);

    /// <summary>The probes of gateway, villages, procurement, accounting and sidecar.</summary>
    private static readonly string[] Probes =
    [
        $"http://127.0.0.1:{Port}/readyz",
        $"http://127.0.0.1:{Port + 21}/readyz",
        $"http://127.0.0.1:{Port + 31}/readyz",
        $"http://127.0.0.1:{Port + 41}/readyz",
        $"http://127.0.0.1:{Port + 51}/v1.0/healthz",
    ];

    internal static async Task RunAsync(TextWriter output, CancellationToken cancellationToken)
    {
        var data = Directory.CreateTempSubdirectory("region-startup-").FullName;
        try
        {
            await output.WriteLineAsync($"memory {Rest.TotalSeconds:0} s after the demo: "
                + $"{await MemoryAfterDemoAsync(data, cancellationToken):0} MB (goal 250)");
            var times = new List<long>();
            for (var start = 0; start < Starts; start++)
                times.Add(await ReadyAfterAsync(data, cancellationToken));

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
        using var process = Start(data, "demo");
        try
        {
            while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
            {
                if (line.Contains("请打开", StringComparison.Ordinal))
                    break;
            }

            await Task.Delay(Rest, TimeProvider.System, cancellationToken);
            return ResidentMegabytes(process.Id);
        }
        finally
        {
            await StopAsync(process, cancellationToken);
        }
    }

    private static async Task<long> ReadyAfterAsync(string data, CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        var watch = Stopwatch.StartNew();
        using var process = Start(data);
        try
        {
            foreach (var probe in Probes)
            {
                while (!await IsReadyAsync(http, probe, cancellationToken))
                    await Task.Delay(Between, TimeProvider.System, cancellationToken);
            }

            return watch.ElapsedMilliseconds;
        }
        finally
        {
            await StopAsync(process, cancellationToken);
        }
    }

    private static Process Start(string data, params IEnumerable<string> arguments) => Process.Start(
        new ProcessStartInfo("dotnet",
        [
            Path.Combine(
                Repository.Root, "artifacts", "bin", "Region.AppHost", new DirectoryInfo(AppContext.BaseDirectory).Name,
                "Region.AppHost.dll"),
            .. arguments,
            "--data", data,
            "--port", Port.ToString(CultureInfo.InvariantCulture),
        ])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        })!;

    private static async Task StopAsync(Process process, CancellationToken cancellationToken)
    {
        process.Kill();
        await process.WaitForExitAsync(cancellationToken);
    }

    private static async Task<bool> IsReadyAsync(HttpClient http, string probe, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(probe), cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static long ResidentMegabytes(int processId)
    {
        var line = File.ReadLines($"/proc/{processId}/status")
            .Single(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        var kilobytes = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2];
        return long.Parse(kilobytes, CultureInfo.InvariantCulture) / 1024;
    }
}
