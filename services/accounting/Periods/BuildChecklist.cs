using Region.Accounting.Assets;
using Region.Accounting.Bank;
using Region.Accounting.Books;
using Region.Accounting.Domain;
using Region.Accounting.Estimates;
using Region.Accounting.Vouchers;
using Region.Kernel;
using Region.Platform.Storage;

namespace Region.Accounting.Periods;

/// <summary>Computes the checklist of a month from what the book holds at this moment.</summary>
internal sealed class BuildChecklist(BookLettersStore letters, TimeProvider clock)
{
    private const int PageSize = 500;

    /// <summary>
    /// The dead letters of a book up to the end of a month; they lie outside of the book's store, so they are read
    /// before its transaction begins.
    /// </summary>
    public Task<Found> LettersAsync(OpenBook book, DateOnly month, CancellationToken cancellationToken) =>
        letters.FindAsync(book.Code, BusinessDate.Write(Months.LastDay(month)), cancellationToken);

    /// <summary>Every check of the month.</summary>
    public async Task<IReadOnlyList<CheckItem>> RunAsync(
        Session session,
        OpenBook book,
        DateOnly first,
        Found deadLetters,
        CancellationToken cancellationToken)
    {
        var month = BusinessDate.WriteMonth(first);
        var rule = PublishedYearEnds.For(book.Registered.Regime, new DateOnly(first.Year, 12, 31));
        var chart = await ChartStore.LoadAsync(session, cancellationToken);
        var state = await VouchersStore.StateAsync(session, cancellationToken);
        var periods = await PeriodsStore.StateAsync(session, state, book.OpenedOn(), cancellationToken);
        var held = await MonthFactsStore.HeldAsync(session, month, cancellationToken);
        var cash = await MonthFactsStore.CashAsync(session, month, cancellationToken);
        return CloseChecklist.Of(
        [
            .. CloseChecklist.OfCalendar(periods, first, BusinessDate.At(clock.GetUtcNow())),
            await MonthFactsStore.OpenDraftsAsync(session, month, cancellationToken),
            new Found(CheckKind.ChainBroken, await ReAddAsync(session, book.Code, month, cancellationToken)),
            MonthFindings.PendingLoss(rule, held),
            await DepreciationAsync(session, first, cancellationToken),
            await EstimatesAsync(session, first, cancellationToken),
            .. await Reconcile.CheckAsync(session, chart, first, held, cancellationToken),
            deadLetters,
            MonthFindings.YearEnd(rule, chart, held, first),
            MonthFindings.CashNegative(cash),
            MonthFindings.StaleDealings(rule, held, first, state.OpeningDate),
            await MonthFactsStore.WithoutAttachmentsAsync(session, month, cancellationToken),
            await MonthFactsStore.UnreviewedAsync(session, month, cancellationToken),
        ]);
    }

    private static async Task<Found> DepreciationAsync(
        Session session,
        DateOnly month,
        CancellationToken cancellationToken)
    {
        var lacking = await DepreciationDue.FindAsync(session, month, cancellationToken);
        return new Found(
            CheckKind.DepreciationMissing,
            [
                .. lacking.Select(due => new CheckPlace
                {
                    Note = $"{due.Card.Code} {due.Card.Newest.Name} {due.Amount}",
                }),
            ]);
    }

    private static async Task<Found> EstimatesAsync(
        Session session,
        DateOnly month,
        CancellationToken cancellationToken)
    {
        var lacking = await EstimatesDue.FindAsync(session, month, cancellationToken);
        return new Found(
            CheckKind.EstimateMissing,
            [
                .. lacking.Select(goods => new CheckPlace
                {
                    Counterparty = goods.Counterparty,
                    Note = $"{goods.Stock} {goods.Amount}",
                }),
            ]);
    }

    private static async Task<IReadOnlyList<CheckPlace>> ReAddAsync(
        Session session,
        string book,
        string month,
        CancellationToken cancellationToken)
    {
        var audit = new MonthAudit();
        var predecessors = await MonthFactsStore.PredecessorsAsync(session, month, cancellationToken);
        long after = 0;
        while (true)
        {
            var page = new VoucherPage(after, month, PageSize);
            var views = await VoucherPagesStore.PageAsync(session, page, cancellationToken);
            foreach (var voucher in views.Select(view => view.Voucher))
                audit.Add(voucher, predecessors.GetValueOrDefault(voucher.Sequence, Chain.StartOf(book).Head));

            if (views.Count < PageSize)
                return audit.Finish(await MonthFactsStore.MonthAsync(session, month, cancellationToken));

            after = views[^1].Voucher.Sequence;
        }
    }
}
