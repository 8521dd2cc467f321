using System.Globalization;

namespace Region.EndToEnd.Tests.Proofs;

/// <summary>
/// Which seeds a run takes: 1 to 50; with REGION_NIGHTLY=1 a thousand from a random start; with REGION_SEED=n only that
/// one, as a failing run prints it; with REGION_SEEDS=n so many.
/// </summary>
internal static class ProofSeeds
{
    /// <summary>Seeds that share one cluster at most: their rounds use months of their own.</summary>
    internal const int MostOfOneCluster = 25;

    private const int OfCi = 50;
    private const int OfNight = 1_000;

    internal static bool Nightly { get; } = Environment.GetEnvironmentVariable("REGION_NIGHTLY") is "1";

    /// <summary>The seed that was asked for alone.</summary>
    internal static int? Single { get; } = Number("REGION_SEED");

    /// <summary>Whether this run is long enough to demand what must have happened by its end.</summary>
    internal static bool Whole => All.Count >= OfCi;

    internal static IReadOnlyList<int> All { get; } = Single is { } only
        ? [only]
        : Nightly
            ? [.. Enumerable.Range(Random.Shared.Next(1, 1_000_000), Number("REGION_SEEDS") ?? OfNight)]
            : [.. Enumerable.Range(1, Number("REGION_SEEDS") ?? OfCi)];

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
