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

    /// <summary>A figure that is to be so many times as large as its floor, or as small.</summary>
    internal void AddRatio(string what, (Spread Measured, Spread Floor) spreads, string unit, (double Goal, bool AtLeast) goal)
    {
        var ratio = spreads.Measured.Median / spreads.Floor.Median;
        Add(new Figure
        {
            What = what,
            Measured = spreads.Measured.In(unit),
            Floor = spreads.Floor.In(unit),
            Ratio = Spread.Number(ratio),
            Goal = $"{(goal.AtLeast ? "≥" : "≤")} {goal.Goal.ToString(CultureInfo.InvariantCulture)} × floor",
            Met = goal.AtLeast ? ratio >= goal.Goal : ratio <= goal.Goal,
        });
    }

    internal async Task WriteAsync()
    {
        await output.WriteLineAsync($"\n{title}\n");
        await output.WriteLineAsync("| figure | measured | floor | ratio | goal | |\n| --- | --- | --- | --- | --- | --- |");
        foreach (var figure in _figures)
        {
            var verdict = figure.Met switch { true => "met", false => "missed", null => "" };
            await output.WriteLineAsync(
                $"| {figure.What} | {figure.Measured} | {figure.Floor} | {figure.Ratio} | {figure.Goal} | {verdict} |");
        }

        await output.WriteLineAsync(
            $"\nload average before {_loadBefore}, after {Load()}; {Environment.ProcessorCount} processors\n");
    }

    private static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "?";
}
