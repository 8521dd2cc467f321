using Region.Accounting.Domain;
using Region.Kernel;
using Region.Platform.Storage;

namespace Region.Accounting.Estimates;

/// <summary>
/// Whether a month still lacks its estimates: the question that a month's closing asks before it closes. The remedy is
/// EstimateService.RunEstimates.
/// </summary>
internal static class EstimatesDue
{
    /// <summary>
    /// What the estimates of a month would have to add; empty where nothing is missing. An item that is estimated too
    /// high stands in it with negative amounts.
    /// </summary>
    /// <param name="session">Of the book.</param>
    /// <param name="month">Any day of the month.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public static async Task<IReadOnlyList<EstimatedGoods>> FindAsync(
        Session session,
        DateOnly month,
        CancellationToken cancellationToken)
    {
        var due = await EstimatesStore.DueAsync(session, Estimate.LastDayOf(month), cancellationToken);
        var held = await EstimatesStore.HeldAsync(session, BusinessDate.WriteMonth(month), cancellationToken);
        return Estimate.Missing(due, held);
    }
}
