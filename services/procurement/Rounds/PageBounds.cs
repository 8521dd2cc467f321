using Region.Kernel;
using Region.Platform.Refusals;
using Region.Procurement.Domain;

namespace Region.Procurement.Rounds;

/// <summary>How long the pages of lists are.</summary>
internal static class PageBounds
{
    private const int Usual = 50;
    private const int Largest = 200;
    private const int LongestToken = 60;

    /// <summary>How many rows the page has; refused where the size or the token is none.</summary>
    internal static int Rows(this RefusalBook<Refusal> refusals, int pageSize, string pageToken)
    {
        if (pageSize is < 0 or > Largest)
            refusals.Throw(Refusal.NumberOutOfRange.On("page_size", pageSize));

        if (pageToken.Length > LongestToken)
            refusals.Throw(Refusal.PageUnreadable.On("page_token"));

        return pageSize is 0 ? Usual : pageSize;
    }
}
