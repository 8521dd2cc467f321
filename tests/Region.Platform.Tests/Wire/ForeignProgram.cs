using System.Diagnostics;

namespace Region.Platform.Tests.Wire;

/// <summary>Another implementation of gRPC, run as a process that ends when its input is closed.</summary>
internal sealed class ForeignProgram : IAsyncDisposable
{
    private readonly Process _process;

    private ForeignProgram(Process process) => _process = process;

    /// <summary>Whether a missing program fails the tests instead of skipping them.</summary>
    public static bool AllRequired =>
        string.Equals(Environment.GetEnvironmentVariable("REGION_TEST_ALL"), "1", StringComparison.Ordinal);

    /// <summary>The folder with the programs, found from the folder of the tests' assembly upwards.</summary>
    public static string Folder { get; } = FindFolder();

    public static string Protos => Path.GetFullPath(Path.Combine(Folder, "..", "protos"));

    public static ForeignProgram Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Folder,
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);

        // What goes wrong is told on standard output; an unread error stream would block the program.
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        return new ForeignProgram(process);
    }

    /// <summary>Runs a program to its end and gives its lines; null if it cannot be started or fails.</summary>
    public static async Task<IReadOnlyList<string>?> TryRunAsync(
        TimeSpan limit,
        string program,
        params string[] arguments)
    {
        try
        {
            await using var running = Start(program, arguments);
            var lines = await running.ReadAllAsync(limit);
            return running._process.ExitCode is 0 ? lines : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    public async Task<int> ReadPortAsync(CancellationToken cancellationToken)
    {
        var line = await _process.StandardOutput.ReadLineAsync(cancellationToken).AsTask()
            .WaitAsync(TimeSpan.FromSeconds(30), cancellationToken);
        return int.Parse(line ?? "0", System.Globalization.CultureInfo.InvariantCulture);
    }

    public async Task<IReadOnlyList<string>> ReadAllAsync(TimeSpan limit)
    {
        _process.StandardInput.Close();
        var text = await _process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken).WaitAsync(limit);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(limit);
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);

        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    private static string FindFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var found = Path.Combine(folder.FullName, "tests", "Region.Platform.Tests", "interop");
            if (Directory.Exists(found))
                return found;
        }

        throw new DirectoryNotFoundException("The folder tests/Region.Platform.Tests/interop is not above the tests.");
    }
}
