using System.Collections.Concurrent;
using Google.Protobuf;
using Region.Accounting.Books;
using Region.Accounting.Domain;
using Region.Accounting.Vouchers;
using Region.Kernel;
using Region.Platform.Events;

namespace Region.Accounting.AutoPosting;

/// <summary>
/// Posts events into the books that they concern. Each book has its own transaction with inbox row, voucher and
/// announcement; an event counts as applied when all its books have it. Villages go first and beside each other; all
/// legs of one delivery that concern one company share a transaction there.
/// </summary>
internal sealed class PostEvents(
    PlanPosting planner,
    PostVoucher post,
    TimeProvider clock,
    ILogger<PostEvents> logger)
{
    private const int BooksAtOnce = 8;

    public async Task<IReadOnlyList<Outcome>> HandleAsync<TEvent>(
        IReadOnlyList<Received<TEvent>> batch,
        CancellationToken cancellationToken)
        where TEvent : IMessage
    {
        var outcomes = new ConcurrentDictionary<int, Outcome>();
        var legs = new List<(int Index, EventHeader Header, PostingLeg Leg)>();
        for (var index = 0; index < batch.Count; index++)
        {
            var (header, message) = batch[index];
            var facts = EventFacts.Of(header, message);
            var (plan, outcome) = await planner.PrepareAsync(header, facts, cancellationToken);
            outcomes[index] = outcome;
            foreach (var leg in plan?.Legs ?? [])
                legs.Add((index, header, leg));
        }

        await RefuseAsync(legs, outcomes, cancellationToken);
        foreach (var party in (Party[])[Party.Village, Party.Company])
        {
            var books = legs
                .Where(item => item.Leg.Party == party && outcomes[item.Index].IsApplied)
                .GroupBy(item => item.Leg.Book.Code, StringComparer.Ordinal)
                .Select(group => group.ToArray());
            await Parallel.ForEachAsync(
                books,
                new ParallelOptions { MaxDegreeOfParallelism = BooksAtOnce, CancellationToken = cancellationToken },
                async (book, token) => await PostAsync(book, outcomes, token));
        }

        return [.. Enumerable.Range(0, batch.Count).Select(index => outcomes[index])];
    }

    /// <summary>
    /// Refuses what a company's book could not take before anything is written, so that no event stands in one book
    /// only. A village's book needs no look before: it is the first to be written, and refuses in its own transaction.
    /// </summary>
    private static async Task RefuseAsync(
        IReadOnlyList<(int Index, EventHeader Header, PostingLeg Leg)> legs,
        ConcurrentDictionary<int, Outcome> outcomes,
        CancellationToken cancellationToken)
    {
        var companies = legs.Where(item => item.Leg.Party is Party.Company);
        foreach (var book in companies.GroupBy(item => item.Leg.Book.Code, StringComparer.Ordinal))
        {
            var store = book.First().Leg.Book.Store;
            await using var session = await store.ReadAsync(cancellationToken);
            var chart = await ChartStore.KnownAsync(store, session, cancellationToken);
            var state = await VouchersStore.StateAsync(session, cancellationToken);
            foreach (var (index, header, leg) in book.Where(item => item.Leg.Draft.Postings.Count > 0))
            {
                var draft = LateEvent.ForOpenMonth(leg.Draft, state).OnLeaves(chart);
                var decision = Bookkeeping.Check(draft, chart, state);
                if (!decision.Allowed && !await session.HasReceivedAsync(header, cancellationToken))
                    outcomes[index] = Impossible(decision);
            }
        }
    }

    private async Task PostAsync(
        (int Index, EventHeader Header, PostingLeg Leg)[] legs,
        ConcurrentDictionary<int, Outcome> outcomes,
        CancellationToken cancellationToken)
    {
        var book = legs[0].Leg.Book;
        using var activity = AccountingTelemetry.Start("accounting.voucher.post", book.Code);
        var count = 0;
        await using var work = await book.BeginAsync(cancellationToken);
        var chart = await ChartStore.KnownAsync(book.Store, work, cancellationToken);
        var state = await VouchersStore.StateAsync(work, cancellationToken);
        foreach (var (index, header, leg) in legs)
        {
            // Opening balances may have come in since the first look; then nothing of this event is written here.
            var draft = LateEvent.ForOpenMonth(leg.Draft, state).OnLeaves(chart);
            var decision = Bookkeeping.Check(draft, chart, state);
            if (leg.Draft.Postings.Count > 0 && !decision.Allowed)
            {
                // What the book would refuse today may stand in it already: an event that comes again is then done.
                if (!await work.HasReceivedAsync(header, cancellationToken))
                    outcomes[index] = Impossible(decision);

                continue;
            }

            if (!await work.ReceiveAsync(header, cancellationToken))
                continue;

            if (leg.Memo is { } memo)
                await StockMemosStore.AddAsync(work, draft, memo, clock.GetUtcNow(), cancellationToken);

            if (draft.Postings.Count is 0)
                continue;

            var posted = await post.AppendCheckedAsync(work, state.Chain, draft, cancellationToken);
            state = state with { Chain = Chain.EndingIn(posted) };
            await PostVoucher.AnnounceAsync(work, book.Code, posted, cancellationToken);
            count++;
        }

        await work.CommitAsync(cancellationToken);
        Log.Posted(logger, book.Code, count, legs[0].Header.Topic);
    }

    private static Outcome Impossible(Decision<Draft, Refusal> decision) =>
        Outcome.Impossible(string.Join(' ', decision.Refusals.Select(refused => refused.ToSentence())));
}
