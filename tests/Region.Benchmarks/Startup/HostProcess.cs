using System.Diagnostics;
using System.Globalization;
using Region.Testing;

namespace Region.Benchmarks.Startup;

/// <summary>The app host as a process of its own.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(5);

    /// <summary>Those of gateway, villages, procurement, accounting and sidecar.</summary>
    private static readonly (int Offset, string Path)[] Probes =
        [(0, "readyz"), (21, "readyz"), (31, "readyz"), (41, "readyz"), (51, "v1.0/healthz")];

    private readonly Process _process;
    private readonly int _port;
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    private HostProcess(Process process, int port) => (_process, _port) = (process, port);

    internal StreamReader Output => _process.StandardOutput;

    /// <summary>The memory that it holds, in megabytes.</summary>
    internal long ResidentMegabytes => Resident(_process.Id);

    /// <summary>The processor time that it has used so far.</summary>
    internal TimeSpan Processor
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    internal static HostProcess Start(string data, int port, params IEnumerable<string> arguments) => new(
        Process.Start(new ProcessStartInfo("dotnet",
        [
            Path.Combine(
                Repository.Root, "artifacts", "bin", "Region.AppHost", new DirectoryInfo(AppContext.BaseDirectory).Name,
                "Region.AppHost.dll"),
            .. arguments,
            "--data", data,
            "--port", port.ToString(CultureInfo.InvariantCulture),
        ])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        })!,
        port);

    /// <summary>Waits for every probe; answers the milliseconds since the start.</summary>
    internal async Task<long> ReadyAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        foreach (var (offset, path) in Probes)
        {
            while (!await IsReadyAsync(http, $"http://127.0.0.1:{_port + offset}/{path}", cancellationToken))
                await Task.Delay(Between, TimeProvider.System, cancellationToken);
        }

        return _watch.ElapsedMilliseconds;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    internal static long Resident(int processId)
    {
        var line = File.ReadLines($"/proc/{processId}/status")
            .Single(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        var kilobytes = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2];
        return long.Parse(kilobytes, CultureInfo.InvariantCulture) / 1024;
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
}
