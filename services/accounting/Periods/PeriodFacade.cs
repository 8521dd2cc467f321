using Grpc.Core;
using Region.Accounting.Books;
using Region.Accounting.Domain;
using Region.Accounting.Looks;
using Region.Accounting.Vouchers;
using Region.Contracts.Accounting.V1;
using Region.Kernel;
using Region.Platform.Identity;
using Region.Platform.Refusals;
using CheckSeverity = Region.Accounting.Domain.CheckSeverity;

namespace Region.Accounting.Periods;

/// <summary>Months and years on the wire.</summary>
internal sealed class PeriodFacade(
    BookShelf shelf,
    RecordLook looks,
    BuildChecklist checklist,
    CloseMonth months,
    CloseYear years,
    RefusalBook<Refusal> refusals) : PeriodService.PeriodServiceBase
{
    public override async Task<ListPeriodsResponse> ListPeriods(ListPeriodsRequest request, ServerCallContext context)
    {
        var size = Paging.Size(request.PageSize).OrThrow(refusals);
        var after = Paging.Month(request.PageToken, "page_token").OrThrow(refusals);
        var book = await OpenAsync(request.Book, "会计期间", context);
        await using var session = await book.Store.ReadAsync(context.CancellationToken);
        var posted = await VouchersStore.StateAsync(session, context.CancellationToken);
        var state = await PeriodsStore.StateAsync(session, posted, book.OpenedOn(), context.CancellationToken);
        var newest = await PeriodsStore.LastMonthAsync(session, context.CancellationToken);
        var first = BusinessDate.TryReadMonth(after, out var last) ? last.AddMonths(1) : state.First;
        var end = newest > state.Next ? newest.Value : state.Next;
        var page = new List<DateOnly>();
        for (var month = first; month <= end && page.Count < size; month = month.AddMonths(1))
            page.Add(month);

        if (page.Count is 0)
            return new ListPeriodsResponse();

        var (from, to) = (BusinessDate.WriteMonth(page[0]), BusinessDate.WriteMonth(page[^1]));
        var acts = await PeriodsStore.ActsAsync(session, from, to, context.CancellationToken);
        return new ListPeriodsResponse
        {
            Periods = { page.Select(month => state.ToMessage(month, acts)) },
            NextPageToken = page[^1] < end ? to : "",
        };
    }

    public override async Task<GetCloseChecklistResponse> GetCloseChecklist(
        GetCloseChecklistRequest request,
        ServerCallContext context)
    {
        var asked = Paging.Month(request.Month, "month").OrThrow(refusals);
        var book = await OpenAsync(request.Book, "结账检查", context);
        var month = await MonthAsync(book, asked, context.CancellationToken);
        var letters = await checklist.LettersAsync(book, month, context.CancellationToken);
        await using var session = await book.Store.ReadAsync(context.CancellationToken);
        var items = await checklist.RunAsync(session, book, month, letters, context.CancellationToken);
        return new GetCloseChecklistResponse
        {
            Month = BusinessDate.WriteMonth(month),
            Items = { items.Select(item => item.ToMessage()) },
            Closable = items.All(item => item.Severity is not CheckSeverity.Blocker),
        };
    }

    public override Task<CloseMonthResponse> CloseMonth(CloseMonthRequest request, ServerCallContext context) =>
        months.HandleAsync(request, context);

    public override Task<ReopenMonthResponse> ReopenMonth(ReopenMonthRequest request, ServerCallContext context) =>
        months.HandleAsync(request, context);

    public override Task<PreviewYearEndResponse> PreviewYearEnd(
        PreviewYearEndRequest request,
        ServerCallContext context) => years.HandleAsync(request, context);

    public override Task<CloseYearResponse> CloseYear(CloseYearRequest request, ServerCallContext context) =>
        years.HandleAsync(request, context);

    public override Task<ReverseYearEndResponse> ReverseYearEnd(
        ReverseYearEndRequest request,
        ServerCallContext context) => years.HandleAsync(request, context);

    private async Task<OpenBook> OpenAsync(string code, string subject, ServerCallContext context)
    {
        var book = await shelf.RequireAsync(code, context.CancellationToken);
        await looks.NoteAsync(book, context.Caller(), subject, context.CancellationToken);
        return book;
    }

    // The month that was asked for, or the next one to be closed.
    private static async Task<DateOnly> MonthAsync(OpenBook book, string asked, CancellationToken cancellationToken)
    {
        if (BusinessDate.TryReadMonth(asked, out var month))
            return month;

        await using var session = await book.Store.ReadAsync(cancellationToken);
        var state = await VouchersStore.StateAsync(session, cancellationToken);
        return (await PeriodsStore.StateAsync(session, state, book.OpenedOn(), cancellationToken)).Next;
    }
}
