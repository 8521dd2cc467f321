using System.Diagnostics;

namespace Region.Benchmarks.Measures;

/// <summary>One repetition: how many a second, and the processor time of one in microseconds.</summary>
internal sealed record Lap(double PerSecond, double Processor)
{
    /// <summary>Begins a repetition of so many; the answer ends it.</summary>
    internal static Func<Lap> Start(int count)
    {
        var processor = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        return () =>
        {
            var seconds = watch.Elapsed.TotalSeconds;
            return new Lap(count / seconds, (Environment.CpuUsage.TotalTime - processor).TotalMicroseconds / count);
        };
    }
}

/// <summary>The repetitions of a pace.</summary>
internal sealed record Pace(Spread PerSecond, Spread Processor)
{
    internal static Pace Of(IEnumerable<Lap> laps)
    {
        var all = laps.ToArray();
        return new Pace(
            Spread.Of([.. all.Select(lap => lap.PerSecond)]), Spread.Of([.. all.Select(lap => lap.Processor)]));
    }
}
