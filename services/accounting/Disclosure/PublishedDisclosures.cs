using Region.Accounting.Charts;
using Region.Accounting.Domain;

namespace Region.Accounting.Disclosure;

/// <summary>What the sheets of each regime show; a regime without a data file discloses nothing.</summary>
internal static class PublishedDisclosures
{
    private static readonly Lazy<IReadOnlyList<DisclosureForm>> Forms = new(() =>
        [.. ResourceText.All(typeof(PublishedDisclosures).Assembly, ".Disclosure.").Select(DisclosureForm.Read)]);

    public static IReadOnlyList<DisclosureForm> All => Forms.Value;

    /// <summary>The newest form that is valid on a day; null where the regime has none.</summary>
    public static DisclosureForm? For(Regime regime, DateOnly day) => All
        .Where(form => form.Regime == regime && form.ValidFrom <= day)
        .OrderBy(form => form.ValidFrom)
        .ThenBy(form => form.Version)
        .LastOrDefault();
}
