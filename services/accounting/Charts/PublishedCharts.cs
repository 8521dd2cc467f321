using System.Reflection;
using Region.Accounting.Domain;

namespace Region.Accounting.Charts;

/// <summary>The charts of accounts that ship with this service as data files.</summary>
internal static class PublishedCharts
{
    private static readonly Lazy<IReadOnlyList<ChartEdition>> Editions = new(Load);

    public static IReadOnlyList<ChartEdition> All => Editions.Value;

    /// <summary>The newest edition of a regime that is valid on a day; before the first one, the first.</summary>
    public static ChartEdition For(Regime regime, DateOnly day)
    {
        var editions = All.Where(edition => edition.Regime == regime).OrderBy(edition => edition.ValidFrom).ToList();
        return editions.LastOrDefault(edition => edition.ValidFrom <= day) ?? editions[0];
    }

    private static ChartEdition[] Load()
    {
        var assembly = typeof(PublishedCharts).Assembly;
        return [.. ResourceText.All(assembly, ".Charts.").Select(ChartEdition.Read)];
    }
}

/// <summary>Reads data files that are embedded in the assembly.</summary>
internal static class ResourceText
{
    public static IEnumerable<string> All(Assembly assembly, string folder) =>
        from name in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal)
        where name.Contains(folder, StringComparison.Ordinal) && name.EndsWith(".json", StringComparison.Ordinal)
        select Read(assembly, name);

    private static string Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is missing.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
