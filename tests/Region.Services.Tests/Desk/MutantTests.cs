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
        await foreach (var (mutant, run) in new OwnMutants(Self, Mutants).RunAsync(Prepare, Cancelled))
        {
            var after = CaughtAfter(run);
            MutantReport.Write(
                mutant, after.Length is 0 ? "withstands T7" : $"is caught by T7 {after}", run.Took);
            if (mutant == Mutant.None)
                after.ShouldBeEmpty(run.Output);
            else
                after.ShouldNotBeEmpty($"«{mutant}» is not noticed: the model is too weak");
        }
    }

    private static void Prepare(Mutant mutant, ProcessStartInfo start)
    {
        start.ArgumentList.Add("-method");
        start.ArgumentList.Add(
            $"{typeof(DeskModelTests).FullName}.{nameof(DeskModelTests.The_desks_are_those_of_the_model)}");
        start.Environment[Scripts.Unshrunk] = "1";
        if (mutant == Mutant.None)
            start.Environment[Scripts.Fewer] = ScriptsWithoutMistake.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>After how many scripts the model differed; empty where it did not.</summary>
    private static string CaughtAfter(TestRun run)
    {
        var found = run.Output.Split('\n')
            .FirstOrDefault(line => line.Contains("Falsifiable", StringComparison.Ordinal));
        if (found is null)
            run.ExitCode.ShouldBe(0, run.Output);

        return found?.Split('(')[0].Split(',')[^1].Trim() ?? "";
    }
}
