using Region.Kernel;

namespace Region.Accounting.Domain;

/// <summary>
/// Events that arrive after their month was closed: they go to the first open day and say where they belong, so that a
/// closed month stays as it was published and nothing is lost. What happened before the opening balances is not late:
/// they contain it, whether their month is closed or not.
/// </summary>
internal static class LateEvent
{
    private const int MaximumSummary = 240;

    /// <summary>
    /// The same draft on a day that the book still takes; one from before the opening balances stays where it is, to be
    /// refused there.
    /// </summary>
    public static Draft ForOpenMonth(Draft draft, BookState state)
    {
        if (!state.IsClosed(draft.Date) || draft.Date < state.OpeningDate)
            return draft;

        var belongs = $"（补记{BusinessDate.Write(draft.Date)}，当月已结账）";
        return draft with
        {
            Date = state.OpenDayFor(draft.Date),
            Summary = PlainText.Shorten(draft.Summary, MaximumSummary - belongs.Length) + belongs,
        };
    }
}
