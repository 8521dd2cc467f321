using System.Diagnostics;
using System.Globalization;
using Region.Services.Tests.Model;
using Region.Testing.Mutants;
using Shouldly;

namespace Region.Services.Tests.Desk;

/// <summary>
/// T7 must be able to fail: mistakes are put into a copy of the accounting service, and the model of the desks, run
/// from that copy, notices each.
/// </summary>
public sealed class MutantTests
{
    private const string Self = "Region.Services.Tests";
    private const int ScriptsWithoutMistake = 3;

    private static readonly Mutant[] Mutants =
    [
        new("a draft's version is not looked at", "services/accounting")
        {
            Changes = [new("Domain/DraftSteps.cs", "return version == sheet.Version\n", "return version != 0\n")],
        },
        new("what the opening balances contain is posted late", "services/accounting")
        {
            Changes =
            [
                new(
                    "Domain/LateEvent.cs",
                    "if (!state.IsClosed(draft.Date) || draft.Date < state.OpeningDate)",
                    "if (!state.IsClosed(draft.Date))"),
            ],
        },
    ];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_mistake_at_the_desk_is_noticed_and_without_a_mistake_nothing_is()
    {
        var references = Path.Combine(ProgramsCopy.Originals, "Region.Accounting", ProgramsCopy.Configuration);
        using var build = await MutantBuild.OfAsync(Mutants, references, Cancelled);
        using var programs = new ProgramsCopy(Self);
        (await RunAsync(programs, Mutant.None)).ShouldBeEmpty();
        foreach (var mutant in Mutants)
        {
            programs.Lay(build[mutant]);
            (await RunAsync(programs, mutant)).ShouldNotBeEmpty($"«{mutant}» is not noticed: the model is too weak");
        }
    }

    /// <summary>Runs the model from the copy; answers after how many scripts it differed, or nothing.</summary>
    private static async Task<string> RunAsync(ProgramsCopy programs, Mutant mutant)
    {
        var watch = Stopwatch.StartNew();
        var program = Path.Combine(programs.Folder, Self, ProgramsCopy.Configuration, $"{Self}.dll");
        var test = $"{typeof(DeskModelTests).FullName}.{nameof(DeskModelTests.The_desks_are_those_of_the_model)}";
        var start = new ProcessStartInfo("dotnet", [program, "-method", test, "-noColor"])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.Environment[Scripts.Unshrunk] = "1";
        if (mutant == Mutant.None)
            start.Environment[Scripts.Fewer] = ScriptsWithoutMistake.ToString(CultureInfo.InvariantCulture);

        using var tests = Process.Start(start)!;
        var output = await tests.StandardOutput.ReadToEndAsync(Cancelled);
        await tests.WaitForExitAsync(Cancelled);
        output.Contains("TEST EXECUTION SUMMARY", StringComparison.Ordinal).ShouldBeTrue(output);
        var found = output.Split('\n').FirstOrDefault(line => line.Contains("Falsifiable", StringComparison.Ordinal));
        if (found is null)
            tests.ExitCode.ShouldBe(0, output);

        var after = found?.Split('(')[0].Split(',')[^1].Trim() ?? "";
        MutantReport.Write(mutant, found is null ? "withstands T7" : $"is caught by T7 {after}", watch.Elapsed);
        return after;
    }
}
