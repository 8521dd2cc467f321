using Region.Testing.Mutants;
using Shouldly;
using static System.FormattableString;

namespace Region.EndToEnd.Tests.Proofs;

/// <summary>
/// A harness that can fail: mistakes are put into copies of the programs, and each is caught by the attack that is
/// there for it.
/// </summary>
[Collection(ProofCollection.Name)]
public sealed class MutantTests(MutantHunt hunt) : IClassFixture<MutantHunt>
{
    private const int LongestReport = 300;

    public static TheoryData<string> Names => [.. KnownMutants.All.Keys.Select(mutant => mutant.Name)];

    [Fact]
    public async Task A_copy_of_the_programs_without_any_mistake_withstands_the_attacks()
    {
        TestContext.Current.TestOutputHelper?.WriteLine(Invariant($"built in {hunt.BuiltIn.TotalSeconds:0.0} s"));
        var hunted = await hunt.OfAsync(Mutant.None);
        hunted.Wrong.ShouldBeEmpty(hunted.Attack);
        MutantReport.Write(Mutant.None, $"withstands {hunted.Attack}", hunted.Took);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_mutant_is_caught(string name)
    {
        var mutant = KnownMutants.All.Keys.Single(known => known.Name == name);
        var hunted = await hunt.OfAsync(mutant);
        hunted.Lives.ShouldBeFalse($"«{name}» withstood {hunted.Attack}: the harness is too weak");
        var wrong = string.Join(" | ", hunted.Wrong).ReplaceLineEndings(" ");
        var shown = wrong[..Math.Min(wrong.Length, LongestReport)];
        MutantReport.Write(
            mutant, Invariant($"is caught by {hunted.Attack}, seed {hunted.Seed}: {shown}"), hunted.Took);
    }
}
