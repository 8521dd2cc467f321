using Region.Accounting.Charts;
using Region.Accounting.Domain;

namespace Region.Accounting.Statements;

/// <summary>The statements that ship with this service as data files.</summary>
internal static class PublishedStatements
{
    private static readonly Lazy<IReadOnlyList<StatementForm>> Forms = new(() =>
        [.. ResourceText.All(typeof(PublishedStatements).Assembly, ".Statements.").Select(StatementForm.Read)]);

    public static IReadOnlyList<StatementForm> All => Forms.Value;

    /// <summary>
    /// The statements of a regime in the edition that is valid on a day; before the first edition, the first.
    /// </summary>
    public static IReadOnlyList<StatementForm> For(Regime regime, DateOnly day) =>
    [
        .. All.Where(form => form.Regime == regime)
            .GroupBy(form => form.Statement, StringComparer.Ordinal)
            .OrderBy(editions => editions.Key, StringComparer.Ordinal)
            .Select(editions => editions
                .OrderBy(form => form.ValidFrom)
                .ThenBy(form => form.Version)
                .ToList())
            .Select(editions => editions.LastOrDefault(form => form.ValidFrom <= day) ?? editions[0]),
    ];
}
