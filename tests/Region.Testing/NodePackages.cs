using System.Diagnostics;
using Xunit;

namespace Region.Testing;

/// <summary>Programs from npm that some tests need, installed from a lock file beside the test.</summary>
public static class NodePackages
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>
    /// Installs what the lock file of the folder names; skips the test where Node or the registry is missing.
    /// </summary>
    public static async Task RequireAsync(string folder, CancellationToken cancellationToken)
    {
        var npm = Programs.Require("npm");
        Programs.Require("node");
        if (Directory.Exists(Path.Combine(folder, "node_modules")))
            return;

        var (exitCode, output) = await RunAsync(folder, npm, cancellationToken, "ci", "--no-audit", "--no-fund");
        Assert.SkipWhen(exitCode is not 0 && !Programs.AllRequired, $"npm 取不到 {folder} 需要的包。");
        Assert.True(exitCode is 0, output);
    }

    /// <summary>Runs a program in a folder and answers its exit code with all that it printed.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(
        string folder,
        string program,
        CancellationToken cancellationToken,
        params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, output + await errors);
    }
}
