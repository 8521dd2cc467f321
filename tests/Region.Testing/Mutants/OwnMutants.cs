using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Region.Testing.Mutants;

/// <summary>
/// Tests of mutants whose programs the tests run within themselves: the tests' own program is copied with its services,
/// and run again from the copy.
/// </summary>
/// <param name="tests">The project of the tests.</param>
/// <param name="mutants">The mistakes, each of a project that accounting or one beside it uses.</param>
public sealed class OwnMutants(string tests, IReadOnlyList<Mutant> mutants)
{
    /// <summary>
    /// Runs the copy without a mistake first, and then with each: it goes on when the caller has judged the last run.
    /// </summary>
    /// <param name="prepare">Says which tests are run, and under which settings.</param>
    /// <param name="cancellationToken">Ends build and runs.</param>
    /// <exception cref="InvalidOperationException">No test came to its end.</exception>
    public async IAsyncEnumerable<(Mutant Mutant, TestRun Run)> RunAsync(
        Action<Mutant, ProcessStartInfo> prepare,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(prepare);
        var references = Path.Combine(ProgramsCopy.Originals, "Region.Accounting", ProgramsCopy.Configuration);
        using var build = await MutantBuild.OfAsync(mutants, references, cancellationToken);
        using var programs = new ProgramsCopy(ProgramsCopy.Originals, tests);
        yield return (Mutant.None, await RunAsync(programs, Mutant.None, prepare, cancellationToken));
        foreach (var mutant in mutants)
        {
            programs.Lay(build[mutant]);
            yield return (mutant, await RunAsync(programs, mutant, prepare, cancellationToken));
        }
    }

    private async Task<TestRun> RunAsync(
        ProgramsCopy programs,
        Mutant mutant,
        Action<Mutant, ProcessStartInfo> prepare,
        CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var program = Path.Combine(programs.Folder, tests, ProgramsCopy.Configuration, $"{tests}.dll");
        var start = new ProcessStartInfo("dotnet", [program, "-noColor"])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        prepare(mutant, start);
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return output.Contains("TEST EXECUTION SUMMARY", StringComparison.Ordinal)
            ? new TestRun(output, process.ExitCode, watch.Elapsed)
            : throw new InvalidOperationException($"«{mutant}» was not tested:\n{output}");
    }
}

/// <summary>What a run of tests printed, how it ended, and how long it took.</summary>
public sealed record TestRun(string Output, int ExitCode, TimeSpan Took);
