using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Google.Rpc;
using Grpc.Core;
using Region.Platform.Refusals;
using static System.FormattableString;

namespace Region.Services.Tests.Model;

/// <summary>A list of steps, printed one a line, so that a failing run can be read and typed in as a test.</summary>
internal sealed record Script<TStep>(IReadOnlyList<TStep> Steps)
{
    public override string ToString() =>
        string.Concat(Steps.Select((step, index) => Invariant($"\n{index + 1,4}. {step}")));
}

/// <summary>
/// Runs random scripts. One that fails is shrunk by leaving steps out, halves first and single ones last, and what is
/// left is printed.
/// </summary>
internal static class Scripts
{
    /// <summary>Set to 1, it spares the shrinking of a script that fails.</summary>
    internal const string Unshrunk = "REGION_UNSHRUNK";

    /// <summary>Set to a number, it runs only so many scripts.</summary>
    internal const string Fewer = "REGION_SCRIPTS";

    private const int Nights = 20;

    private static readonly bool Nightly = Environment.GetEnvironmentVariable("REGION_NIGHTLY") is "1";
    private static readonly bool Shrinks = Environment.GetEnvironmentVariable(Unshrunk) is not "1";

    /// <summary>How many scripts are run where a test wants so many: at night twenty times as many.</summary>
    internal static int Number(int runs) =>
        int.TryParse(Environment.GetEnvironmentVariable(Fewer), CultureInfo.InvariantCulture, out var fewer)
            ? fewer
            : Nightly ? runs * Nights : runs;

    /// <summary>Runs so many scripts of so many steps, at night twenty times as many.</summary>
    internal static void Check<TStep>(Gen<TStep> step, int length, int runs, Func<Script<TStep>, Task> run)
    {
        var scripts = step.ArrayOf(length).Select(steps => new Script<TStep>(steps));
        Prop.ForAll(Shrinks ? Arb.From(scripts, Shorter) : Arb.From(scripts), run)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Number(runs)));
    }

    /// <summary>What a call came to: «ok», or the rule that refused it.</summary>
    internal static async Task<string> VerdictAsync(Func<Task> call)
    {
        try
        {
            await call();
            return "ok";
        }
        catch (RpcException refused)
        {
            return StatusDetails.Read(refused)?.Details
                .Where(detail => detail.Is(ErrorInfo.Descriptor))
                .Select(detail => detail.Unpack<ErrorInfo>().Type)
                .FirstOrDefault() ?? refused.StatusCode.ToString();
        }
    }

    private static IEnumerable<Script<TStep>> Shorter<TStep>(Script<TStep> script)
    {
        for (var gap = script.Steps.Count / 2; gap > 0; gap /= 2)
        {
            for (var start = 0; start < script.Steps.Count; start += gap)
                yield return new Script<TStep>([.. script.Steps.Take(start), .. script.Steps.Skip(start + gap)]);
        }
    }
}
