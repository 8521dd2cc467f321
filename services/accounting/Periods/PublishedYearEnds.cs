using Region.Accounting.Charts;
using Region.Accounting.Domain;

namespace Region.Accounting.Periods;

/// <summary>The rules of the year end that ship with this service as data files.</summary>
internal static class PublishedYearEnds
{
    private static readonly Lazy<IReadOnlyList<YearEndRule>> Rules = new(Load);

    public static IReadOnlyList<YearEndRule> All => Rules.Value;

    /// <summary>The newest rule of a regime that is valid on a day; before the first one, the first.</summary>
    public static YearEndRule For(Regime regime, DateOnly day)
    {
        var rules = All.Where(rule => rule.Regime == regime)
            .OrderBy(rule => rule.ValidFrom)
            .ThenBy(rule => rule.Version)
            .ToList();
        return rules.LastOrDefault(rule => rule.ValidFrom <= day) ?? rules[0];
    }

    private static YearEndRule[] Load()
    {
        var assembly = typeof(PublishedYearEnds).Assembly;
        return [.. ResourceText.All(assembly, ".Periods.").Select(YearEndRule.Read)];
    }
}
