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
        await foreach (var (mutant, run) in new OwnMutants(Self, Mutants).RunAsync(Prepare, Cancelled))
        {
            var failed = Failures(run);
            MutantReport.Write(
                mutant,
                failed.Count is 0 ? "withstands T9" : $"is caught by T9: {string.Join(", ", failed)}",
                run.Took);
            if (mutant == Mutant.None)
                failed.ShouldBeEmpty(run.Output);
            else
                failed.ShouldNotBeEmpty($"«{mutant}» is not noticed: the tests of isolation are too weak");
        }
    }

    private static void Prepare(Mutant mutant, ProcessStartInfo start)
    {
        foreach (var argument in (string[])["-class", typeof(IsolationTests).FullName!, "-stopOnFail"])
            start.ArgumentList.Add(argument);
    }

    /// <summary>The tests of isolation that failed.</summary>
    private static IReadOnlyList<string> Failures(TestRun run)
    {
        run.Output.Contains("threw in InitializeAsync", StringComparison.Ordinal).ShouldBeFalse(run.Output);
        return
        [
            .. run.Output.Split('\n').Where(line => line.Contains(Failed, StringComparison.Ordinal))
                .Select(line => line.Replace(Failed, "", StringComparison.Ordinal).Trim().Split('.')[^1]),
        ];
    }
}
