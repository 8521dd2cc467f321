using System.Globalization;

namespace Region.EndToEnd.Tests.Proofs;

/// <summary>
/// Which seeds a run takes: 1 to 50; with REGION_NIGHTLY=1 a thousand from a random start; with REGION_SEED=n only that
/// one, as a failing run prints it.
/// </summary>
internal static class ProofSeeds
{
    /// <summary>Seeds that share one cluster: their rounds use months of their own.</summary>
    internal const int OfOneCluster = 100;

    private const int OfCi = 50;
    private const int OfNight = 1_000;

    internal static bool Nightly { get; } = Environment.GetEnvironmentVariable("REGION_NIGHTLY") is "1";

    /// <summary>The seed that was asked for alone.</summary>
    internal static int? Single { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("REGION_SEED"), CultureInfo.InvariantCulture, out var seed)
            ? seed
            : null;

    internal static IReadOnlyList<int> All { get; } = Single is { } only
        ? [only]
        : [.. Enumerable.Range(Nightly ? Random.Shared.Next(1, 1_000_000) : 1, Nightly ? OfNight : OfCi)];
}
