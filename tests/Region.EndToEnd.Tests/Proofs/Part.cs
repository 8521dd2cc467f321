using System.Diagnostics;
using System.Text;
using Region.Testing.Mutants;

namespace Region.EndToEnd.Tests.Proofs;

/// <summary>
/// One part of the system (a service, the gateway, the sidecar) as a process of its own, started from its own
/// executable as a cluster would, which a test can kill, pause and start again.
/// </summary>
internal sealed class Part : IAsyncDisposable
{
    private const int LinesKept = 60;

    private readonly string _program;
    private readonly IReadOnlyList<string> _arguments;
    private readonly Queue<string> _lines = new();
    private readonly SemaphoreSlim _gate = new(1, 1);
    private Process? _process;

    internal Part(string name, IReadOnlyList<string> arguments, Uri readiness, string programs)
    {
        Name = name;
        Readiness = readiness;
        _arguments = arguments;
        var project = ProjectOf(name);
        _program = Path.Combine(programs, project, ProgramsCopy.Configuration, $"{project}.dll");
    }

    internal string Name { get; }

    /// <summary>Further variables of its environment.</summary>
    internal IReadOnlyDictionary<string, string>? Environment { get; init; }

    /// <summary>Answers success once the part may be sent work.</summary>
    internal Uri Readiness { get; }

    /// <summary>How often it was killed from outside.</summary>
    internal int Kills { get; private set; }

    internal bool Runs => _process is { HasExited: false };

    /// <summary>The last lines that it printed.</summary>
    internal string Output
    {
        get
        {
            lock (_lines)
                return string.Join('\n', _lines);
        }
    }

    /// <summary>The project whose program is this part.</summary>
    internal static string ProjectOf(string name) => $"Region.{char.ToUpperInvariant(name[0])}{name[1..]}";

    /// <summary>Starts it, with further settings for this life only.</summary>
    internal void Start(params IEnumerable<string> settings)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };

        // A life lasts seconds here: profiling for a second compilation would cost more than it gives, and so would
        // that compilation, but for what runs 4,096 times (hexadecimal): a third of the storm's processor time.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_TC_CallCountThreshold"] = "1000";
        start.Environment["DOTNET_TieredCompilation_BackgroundWorkerTimeoutMs"] = "0";
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        foreach (var (name, value) in Environment ?? new Dictionary<string, string>(StringComparer.Ordinal))
            start.Environment[name] = value;

        foreach (var argument in (string[])[_program, .. _arguments, .. settings])
            start.ArgumentList.Add(argument);

        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>kill -9: no handler runs, nothing is flushed; then, after a while, it is started again.</summary>
    internal async Task KillAndRestartAsync(TimeSpan down, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            await KillAsync();
            Kills++;
            await Task.Delay(down, TimeProvider.System, cancellationToken);
            Start();
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Kills what runs and starts it with further settings.</summary>
    internal async Task RestartAsync(CancellationToken cancellationToken, params IEnumerable<string> settings)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            await KillAsync();
            Start(settings);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Freezes it for a while: it is there, holds its locks and answers nobody.</summary>
    internal async Task PauseAsync(TimeSpan length, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            await SignalAsync("STOP", cancellationToken);
            await Task.Delay(length, TimeProvider.System, cancellationToken);
            await SignalAsync("CONT", cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Returns when the process has ended by itself.</summary>
    internal Task EndAsync(CancellationToken cancellationToken) => _process!.WaitForExitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _gate.Dispose();
    }

    private async Task KillAsync()
    {
        if (_process is not { } process)
            return;

        if (!process.HasExited)
            process.Kill();

        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
        _process = null;
    }

    private async Task SignalAsync(string signal, CancellationToken cancellationToken)
    {
        if (_process is not { HasExited: false } process)
            return;

        using var kill = Process.Start("/bin/kill", [$"-{signal}", $"{process.Id}"]);
        await kill.WaitForExitAsync(cancellationToken);
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;

        lock (_lines)
        {
            _lines.Enqueue(line);
            if (_lines.Count > LinesKept)
                _lines.Dequeue();
        }
    }
}
