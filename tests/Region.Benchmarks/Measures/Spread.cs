using System.Globalization;

namespace Region.Benchmarks.Measures;

/// <summary>The repetitions of one measurement: their median, with the least and the most.</summary>
internal sealed record Spread(double Median, double Least, double Most)
{
    internal static Spread Of(IReadOnlyCollection<double> repetitions)
    {
        double[] sorted = [.. repetitions.Order()];
        return new Spread(sorted[sorted.Length / 2], sorted[0], sorted[^1]);
    }

    /// <summary>Such as <c>12.3 (11.9–15.0) ms</c>.</summary>
    internal string In(string unit) => $"{Number(Median)} ({Number(Least)}–{Number(Most)}) {unit}".TrimEnd();

    internal static string Number(double value) => value.ToString(
        value switch { >= 100 => "0", >= 10 => "0.0", _ => "0.00" }, CultureInfo.InvariantCulture);
}
