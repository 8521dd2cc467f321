using Region.Accounting.Domain;
using Region.Platform.Storage;

namespace Region.Accounting.Assets;

/// <summary>
/// Whether a month still lacks depreciation: the question that a month's closing asks before it closes. The remedy is
/// AssetService.RunDepreciation.
/// </summary>
internal static class DepreciationDue
{
    /// <summary>Cards that are not depreciated to the end of a month, with what they lack.</summary>
    /// <param name="session">Of the book.</param>
    /// <param name="month">Any day of the month.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public static async Task<IReadOnlyList<DueDepreciation>> FindAsync(
        Session session,
        DateOnly month,
        CancellationToken cancellationToken)
    {
        var assets = await AssetsStore.LoadAsync(session, cancellationToken);
        return Depreciation.Due(assets.Select(asset => asset.Card), AssetCard.FirstOf(month));
    }
}
