using System.Diagnostics;
using System.Text;
using Region.Testing;

namespace Region.EndToEnd.Tests;

/// <summary>The program of the README's first command, as a process of its own that can be killed.</summary>
internal sealed class AppHostProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private const int PortsOfParts = 53;

    private readonly Process _process;
    private readonly StringBuilder _output = new();

    private AppHostProcess(Process process, int port)
    {
        _process = process;
        Port = port;
        process.OutputDataReceived += (_, line) => Append(line.Data);
        process.ErrorDataReceived += (_, line) => Append(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    internal int Port { get; }

    internal Uri Gateway => new($"http://127.0.0.1:{Port}");

    internal string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    internal bool HasExited => _process.HasExited;

    /// <summary>Starts the program with these arguments on free ports.</summary>
    internal static AppHostProcess Start(string data, params IEnumerable<string> arguments)
    {
        var port = Ports.Several(PortsOfParts);
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.ArgumentList.Add(Path.Combine(
            Repository.Root, "artifacts", "bin", "Region.AppHost", Configuration, "Region.AppHost.dll"));
        foreach (var argument in (string[])[.. arguments, "--data", data, "--port", $"{port}"])
            start.ArgumentList.Add(argument);

        return new AppHostProcess(Process.Start(start)!, port);
    }

    /// <summary>Runs the program to its end and answers the exit code with everything that it printed.</summary>
    internal static async Task<(int ExitCode, string Output)> RunAsync(
        string data,
        CancellationToken cancellationToken,
        params IEnumerable<string> arguments)
    {
        await using var process = Start(data, arguments);
        return (await process.ExitAsync(cancellationToken), process.Output);
    }

    internal async Task<int> ExitAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    /// <summary>kill -9: no handler runs, nothing is flushed.</summary>
    internal async Task KillAsync(CancellationToken cancellationToken)
    {
        if (!_process.HasExited)
            _process.Kill();

        await _process.WaitForExitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync(CancellationToken.None);
        _process.Dispose();
    }

    private static string Configuration =>
        new DirectoryInfo(AppContext.BaseDirectory).Name;

    private void Append(string? line)
    {
        lock (_output)
            _output.AppendLine(line);
    }
}
