using System.Globalization;

namespace Region.Benchmarks.Measures;

/// <summary>One line of a benchmark's table.</summary>
internal sealed record Figure
{
    public required string What { get; init; }

    public required string Measured { get; init; }

    /// <summary>What bare SQL takes for the same transactions; empty where there is nothing to compare with.</summary>
    public string Floor { get; init; } = "";

    public string Ratio { get; init; } = "";

    public string Goal { get; init; } = "";

    /// <summary>Null where no goal was set.</summary>
    public bool? Met { get; init; }
}

/// <summary>The table that a benchmark prints, with the machine's load before and after it.</summary>
internal sealed class Report(TextWriter output, string title)
{
    private readonly List<Figure> _figures = [];
    private readonly string _loadBefore = Load();

    internal void Add(Figure figure) => _figures.Add(figure);

    /// <summary>A time that is to be at most so many times its floor.</summary>
    internal void AddTime(string what, (Spread Measured, Spread Floor) spreads, double mostRatio)
    {
        var ratio = spreads.Measured.Median / spreads.Floor.Median;
        Add(new Figure
        {
            What = what,
            Measured = spreads.Measured.In("ms"),
            Floor = spreads.Floor.In("ms"),
            Ratio = Spread.Number(ratio),
            Goal = string.Create(CultureInfo.InvariantCulture, $"≤ {mostRatio} × floor"),
            Met = ratio <= mostRatio,
        });
    }

    /// <summary>How many a second and the processor time of one, which a noisy machine disturbs less.</summary>
    internal void AddPace(string what, (Pace Measured, Pace Floor) paces, string unit, double? leastRatio = null)
    {
        var (measured, floor) = paces;
        var ratio = measured.PerSecond.Median / floor.PerSecond.Median;
        Add(new Figure
        {
            What = what,
            Measured = measured.PerSecond.In(unit),
            Floor = floor.PerSecond.In(unit),
            Ratio = Spread.Number(ratio),
            Goal = leastRatio is { } least ? string.Create(CultureInfo.InvariantCulture, $"≥ {least} × floor") : "",
            Met = leastRatio is null ? null : ratio >= leastRatio,
        });
        Add(new Figure
        {
            What = "— processor time of one",
            Measured = measured.Processor.In("µs"),
            Floor = floor.Processor.In("µs"),
            Ratio = Spread.Number(measured.Processor.Median / floor.Processor.Median),
        });
    }

    internal async Task WriteAsync()
    {
        await output.WriteLineAsync($"\n{title}\n");
        await output.WriteLineAsync("| figure | measured | floor | ratio | goal | |");
        await output.WriteLineAsync("| --- | --- | --- | --- | --- | --- |");
        foreach (var figure in _figures)
        {
            var verdict = figure.Met switch { true => "met", false => "missed", null => "" };
            await output.WriteLineAsync(
                $"| {figure.What} | {figure.Measured} | {figure.Floor} | {figure.Ratio} | {figure.Goal} | {verdict} |");
        }

        await output.WriteLineAsync(
            $"\nload average before {_loadBefore}, after {Load()}; {Environment.ProcessorCount} processors\n");
    }

    private static string Load() =>
        File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
}
