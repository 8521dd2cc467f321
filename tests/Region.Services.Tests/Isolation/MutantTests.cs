using System.Diagnostics;
using Region.Testing.Mutants;
using Shouldly;

namespace Region.Services.Tests.Isolation;

/// <summary>
/// T9 must be able to fail: rules of access are taken out of a copy of these tests' own programs, and the same tests,
/// run from that copy, notice each.
/// </summary>
public sealed class MutantTests
{
    private const string Self = "Region.Services.Tests";
    private const string Failed = "[FAIL]";

    private static readonly Mutant[] Mutants =
    [
        new("the access rule of GetTrialBalance is missing", "services/platform")
        {
            Changes =
            [
                new(
                    "Access/AccessInterceptor.cs",
                    """
                            admitted.Require(request);
                            return await continuation(request, context);
                    """,
                    """
                            if (!context.Method.EndsWith("/GetTrialBalance", StringComparison.Ordinal))
                                admitted.Require(request);

                            return await continuation(request, context);
                    """),
            ],
        },
        new("a round is found from any region", "services/procurement")
        {
            Changes =
            [
                new(
                    "Rounds/RoundsStore.cs",
                    "WHERE r.round_id = @RoundId AND r.region = @Region",
                    "WHERE r.round_id = @RoundId"),
            ],
        },
    ];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_missing_rule_is_noticed_and_without_a_mistake_nothing_is()
    {
        var references = Path.Combine(ProgramsCopy.Originals, "Region.Accounting", ProgramsCopy.Configuration);
        using var build = await MutantBuild.OfAsync(Mutants, references, Cancelled);
        using var programs = new ProgramsCopy(Self);
        (await RunAsync(programs, Mutant.None)).ShouldBeEmpty();
        foreach (var mutant in Mutants)
        {
            programs.Lay(build[mutant]);
            var failed = await RunAsync(programs, mutant);
            failed.ShouldNotBeEmpty($"«{mutant}» is not noticed: the tests of isolation are too weak");
        }
    }

    /// <summary>Runs the tests of isolation in the copy; answers those that failed.</summary>
    private static async Task<IReadOnlyList<string>> RunAsync(ProgramsCopy programs, Mutant mutant)
    {
        var watch = Stopwatch.StartNew();
        var program = Path.Combine(programs.Folder, Self, ProgramsCopy.Configuration, $"{Self}.dll");
        var start = new ProcessStartInfo(
            "dotnet", [program, "-class", typeof(IsolationTests).FullName!, "-noColor", "-stopOnFail"])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var tests = Process.Start(start)!;
        var output = await tests.StandardOutput.ReadToEndAsync(Cancelled);
        await tests.WaitForExitAsync(Cancelled);
        output.Contains("TEST EXECUTION SUMMARY", StringComparison.Ordinal).ShouldBeTrue(output);
        output.Contains("threw in InitializeAsync", StringComparison.Ordinal).ShouldBeFalse(output);
        var failed = output.Split('\n').Where(line => line.Contains(Failed, StringComparison.Ordinal))
            .Select(line => line.Replace(Failed, "", StringComparison.Ordinal).Trim().Split('.')[^1])
            .ToArray();
        MutantReport.Write(
            mutant,
            failed.Length is 0 ? "withstands T9" : $"is caught by T9: {string.Join(", ", failed)}",
            watch.Elapsed);
        return failed;
    }
}
