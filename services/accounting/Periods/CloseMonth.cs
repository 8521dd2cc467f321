using Grpc.Core;
using Region.Accounting.Books;
using Region.Accounting.Domain;
using Region.Accounting.Vouchers;
using Region.Contracts;
using Region.Contracts.Accounting.V1;
using Region.Kernel;
using Region.Platform.Commands;
using Region.Platform.Identity;
using Region.Platform.Refusals;
using Region.Platform.Storage;

namespace Region.Accounting.Periods;

/// <summary>Closes the next month of a book (结账), or reopens the newest closed one (反结账).</summary>
internal sealed class CloseMonth(
    BookShelf shelf,
    CommandRunner<Refusal> commands,
    BuildChecklist checklist,
    RefusalBook<Refusal> refusals,
    TimeProvider clock)
{
    public async Task<CloseMonthResponse> HandleAsync(CloseMonthRequest request, ServerCallContext context)
    {
        var month = Month(request.Month);
        var book = await shelf.RequireAsync(request.Book, context.CancellationToken);
        using var activity = AccountingTelemetry.Start("accounting.month.close", book.Code);
        var caller = context.Caller();
        var letters = await checklist.LettersAsync(book, month, context.CancellationToken);
        return await commands.OnceAsync<CloseMonthResponse>(
            request,
            request.RequestId,
            book.Store,
            book.Lock,
            context,
            async (work, cancellationToken) =>
            {
                var state = await VouchersStore.StateAsync(work, cancellationToken);
                var periods = await PeriodsStore.StateAsync(work, state, book.OpenedOn(), cancellationToken);
                var items = await checklist.RunAsync(work, book, month, letters, cancellationToken);
                var closed = Months.Close(periods, month, items);
                if (!closed.Allowed)
                    return closed.Refuse<CloseMonthResponse>();

                var act = Act(PeriodActRow.Close, request.Month, closed.Value, state.Chain, caller);
                await PeriodsStore.AddAsync(work, act, cancellationToken);
                await AnnounceAsync(work, book.Code, month, state.Chain, cancellationToken);
                return new CloseMonthResponse
                {
                    Period = await ReadAsync(work, book, month, cancellationToken),
                    Warnings = { items.Select(item => item.ToMessage()) },
                };
            });
    }

    public async Task<ReopenMonthResponse> HandleAsync(ReopenMonthRequest request, ServerCallContext context)
    {
        var month = Month(request.Month);
        var book = await shelf.RequireAsync(request.Book, context.CancellationToken);
        using var activity = AccountingTelemetry.Start("accounting.month.reopen", book.Code);
        var caller = context.Caller();
        var reason = request.Reason.Trim();
        return await commands.OnceAsync<ReopenMonthResponse>(
            request,
            request.RequestId,
            book.Store,
            book.Lock,
            context,
            async (work, cancellationToken) =>
            {
                var state = await VouchersStore.StateAsync(work, cancellationToken);
                var periods = await PeriodsStore.StateAsync(work, state, book.OpenedOn(), cancellationToken);
                var standing = await PeriodsStore.YearEndAsync(work, month.Year, cancellationToken);
                var before = await PeriodsStore.BeforeAsync(work, request.Month, cancellationToken);
                var reopened = Months.Reopen(periods, month, reason, standing.Count > 0, before);
                if (!reopened.Allowed)
                    return reopened.Refuse<ReopenMonthResponse>();

                var act = Act(PeriodActRow.Reopen, request.Month, reopened.Value, state.Chain, caller);
                await PeriodsStore.AddAsync(work, act with { Reason = reason }, cancellationToken);
                return new ReopenMonthResponse { Period = await ReadAsync(work, book, month, cancellationToken) };
            });
    }

    private DateOnly Month(string text)
    {
        if (!BusinessDate.TryReadMonth(text, out var month))
            refusals.Throw(Refusal.MonthInvalid.On("month", text));

        return month;
    }

    private PeriodActRow Act(string act, string month, string closedThrough, Chain chain, Caller caller) => new()
    {
        Act = act,
        Month = month,
        ClosedThrough = closedThrough,
        Login = caller.Login,
        Name = caller.Name,
        Reason = "",
        Vouchers = chain.Count,
        Head = chain.Head,
        ActedAt = clock.GetUtcNow().ToUnixTimeMilliseconds(),
    };

    private static Task<string> AnnounceAsync(
        UnitOfWork work,
        string book,
        DateOnly month,
        Chain chain,
        CancellationToken cancellationToken) =>
        work.AnnounceAsync(
            Topics.MonthClosed,
            book,
            new MonthClosed
            {
                Book = book,
                Month = BusinessDate.WriteMonth(month),
                Vouchers = chain.Count,
                Head = chain.Head,
                AccountingDate = BusinessDate.Write(Months.LastDay(month)),
            },
            cancellationToken);

    private static async Task<Contracts.Accounting.V1.Period> ReadAsync(
        Session session,
        OpenBook book,
        DateOnly month,
        CancellationToken cancellationToken)
    {
        var state = await VouchersStore.StateAsync(session, cancellationToken);
        var periods = await PeriodsStore.StateAsync(session, state, book.OpenedOn(), cancellationToken);
        var written = BusinessDate.WriteMonth(month);
        var acts = await PeriodsStore.ActsAsync(session, written, written, cancellationToken);
        return periods.ToMessage(month, acts);
    }
}
