using Grpc.Core;
using Region.Accounting.Books;
using Region.Accounting.Domain;
using Region.Accounting.Looks;
using Region.Accounting.Vouchers;
using Region.Contracts.Accounting.V1;
using Region.Kernel;
using Region.Platform.Identity;
using Region.Platform.Refusals;

namespace Region.Accounting.Ledgers;

/// <summary>Account books on the wire. Whoever does not belong to a book leaves a trace in it by reading.</summary>
internal sealed class LedgerFacade(
    BookShelf shelf,
    RecordLook looks,
    TimeProvider clock,
    RefusalBook<Refusal> refusals) : LedgerService.LedgerServiceBase
{
    public override async Task<GetGeneralLedgerResponse> GetGeneralLedger(
        GetGeneralLedgerRequest request,
        ServerCallContext context)
    {
        var months = LedgerRequests.Months(request.FromMonth, request.ToMonth).OrThrow(refusals);
        var knownAt = LedgerRequests.KnownAt(request.KnownAt).OrThrow(refusals);
        await using var open = await OpenAsync(request.Book, "总账", context);
        var account = LedgerRequests.AccountOrAll(open.Chart, request.Account).OrThrow(refusals);
        var rows = await ReadLedgers.GeneralAsync(
            open.Session, account, months, knownAt, context.CancellationToken);
        return new GetGeneralLedgerResponse { Rows = { rows.Select(row => row.ToMessage(open.Chart)) } };
    }

    public override async Task<ListDetailResponse> ListDetail(ListDetailRequest request, ServerCallContext context)
    {
        var span = LedgerRequests.Days(request.FromDate, request.ToDate).OrThrow(refusals);
        var query = new DetailQuery
        {
            Account = request.Account,
            Counterparty = request.Counterparty,
            Project = request.Project,
            Stock = request.Stock,
            From = span.From,
            To = span.To,
            KnownAt = LedgerRequests.KnownAt(request.KnownAt).OrThrow(refusals),
        };
        var form = new DetailForm(Paging.Size(request.PageSize).OrThrow(refusals), Daily: false);
        var after = LedgerRequests.Place(request.PageToken, span).OrThrow(refusals);
        await using var open = await OpenAsync(request.Book, "明细账", context);
        LedgerRequests.Account(open.Chart, request.Account).OrThrow(refusals);
        var page = await ReadLedgers.DetailAsync(open.Session, query, after, form, context.CancellationToken);
        return new ListDetailResponse
        {
            Rows = { page.Rows().Select(row => row.ToMessage(open.Chart)) },
            NextPageToken = NextOf(page),
        };
    }

    public override async Task<ListJournalResponse> ListJournal(ListJournalRequest request, ServerCallContext context)
    {
        var span = LedgerRequests.Days(request.FromDate, request.ToDate).OrThrow(refusals);
        var query = new DetailQuery
        {
            Account = request.Account,
            From = span.From,
            To = span.To,
            KnownAt = LedgerRequests.KnownAt(request.KnownAt).OrThrow(refusals),
        };
        var form = new DetailForm(Paging.Size(request.PageSize).OrThrow(refusals), Daily: true);
        var after = LedgerRequests.Place(request.PageToken, span).OrThrow(refusals);
        await using var open = await OpenAsync(request.Book, "日记账", context);
        LedgerRequests.CashAccount(open.Chart, request.Account).OrThrow(refusals);
        var page = await ReadLedgers.DetailAsync(open.Session, query, after, form, context.CancellationToken);
        return new ListJournalResponse
        {
            Rows = { page.Rows().Select(row => row.ToMessage(open.Chart)) },
            NextPageToken = NextOf(page),
        };
    }

    public override async Task<ListColumnsResponse> ListColumns(ListColumnsRequest request, ServerCallContext context)
    {
        var span = LedgerRequests.Days(request.FromDate, request.ToDate).OrThrow(refusals);
        var query = new DetailQuery
        {
            Account = request.Account,
            From = span.From,
            To = span.To,
            KnownAt = LedgerRequests.KnownAt(request.KnownAt).OrThrow(refusals),
        };
        var form = new DetailForm(Paging.Size(request.PageSize).OrThrow(refusals), Daily: false);
        var after = LedgerRequests.Place(request.PageToken, span).OrThrow(refusals);
        await using var open = await OpenAsync(request.Book, "多栏账", context);
        var account = LedgerRequests.Account(open.Chart, request.Account).OrThrow(refusals);
        var sheet = new ColumnSheet(open, account, request.Columns);
        var columns = await sheet.ColumnsAsync(query, context.CancellationToken);
        var page = await ReadLedgers.DetailAsync(open.Session, query, after, form, context.CancellationToken);
        return new ListColumnsResponse
        {
            Columns = { columns },
            Rows = { sheet.Rows(page, columns) },
            NextPageToken = NextOf(page),
        };
    }

    public override async Task<ListAgeingResponse> ListAgeing(ListAgeingRequest request, ServerCallContext context)
    {
        var asOf = LedgerRequests.DayOr(Today(), request.AsOf, "as_of").OrThrow(refusals);
        var knownAt = LedgerRequests.KnownAt(request.KnownAt).OrThrow(refusals);
        var size = Paging.Size(request.PageSize).OrThrow(refusals);
        var place = Paging.Place(request.PageToken, 0).OrThrow(refusals);
        await using var open = await OpenAsync(request.Book, "往来明细账", context);
        var query = new AgeingQuery
        {
            Account = LedgerRequests.AccountOrAll(open.Chart, request.Account).OrThrow(refusals),
            Counterparty = request.Counterparty,
            AsOf = asOf,
            KnownAt = knownAt,
        };
        var names = await ChartStore.CounterpartiesAsync(open.Session, context.CancellationToken);
        var rows = await ReadLedgers.AgeingAsync(open.Session, query, context.CancellationToken);
        return new ListAgeingResponse
        {
            Rows =
            {
                rows.Skip((int)Math.Min(place, int.MaxValue)).Take(size)
                    .Select(row => row.ToMessage(open.Chart, names, asOf)),
            },
            AsOf = BusinessDate.Write(asOf),
            NextPageToken = Paging.Next(rows.Count - place > size ? size : 0, size, place + size),
        };
    }

    public override async Task<ListStockResponse> ListStock(ListStockRequest request, ServerCallContext context)
    {
        var months = LedgerRequests.Months(request.FromMonth, request.ToMonth).OrThrow(refusals);
        var knownAt = LedgerRequests.KnownAt(request.KnownAt).OrThrow(refusals);
        var size = Paging.Size(request.PageSize).OrThrow(refusals);
        var place = Paging.Place(request.PageToken, 0).OrThrow(refusals);
        await using var open = await OpenAsync(request.Book, "存货收发存", context);
        var query = new StockQuery
        {
            Account = LedgerRequests.AccountOrAll(open.Chart, request.Account).OrThrow(refusals),
            Stock = request.Stock,
            FromMonth = months.From,
            ToMonth = months.To,
            KnownAt = knownAt,
        };
        var rows = await LedgersStore.StockAsync(open.Session, query, context.CancellationToken);
        return new ListStockResponse
        {
            Rows =
            {
                rows.Skip((int)Math.Min(place, int.MaxValue)).Take(size).Select(row => row.ToMessage(open.Chart)),
            },
            NextPageToken = Paging.Next(rows.Count - place > size ? size : 0, size, place + size),
        };
    }

    public override async Task ExportTable(
        ExportTableRequest request,
        IServerStreamWriter<ExportTableResponse> responseStream,
        ServerCallContext context)
    {
        var asked = TableRequest.Of(request, Today()).OrThrow(refusals);
        await using var open = await OpenAsync(request.Book, "账表导出", context);
        var table = await new MakeTable(open, asked).MakeAsync(context.CancellationToken);
        await OutgoingFile.Of(table.OrThrow(refusals), request.Format).SendAsync(
            part => responseStream.WriteAsync(new ExportTableResponse { Part = part }, context.CancellationToken));
    }

    private static string NextOf(DetailPage page) => page.Next is null ? "" : page.Entries[^1].Place.ToString();

    private DateOnly Today() => BusinessDate.At(clock.GetUtcNow());

    private async Task<OpenLedger> OpenAsync(string code, string subject, ServerCallContext context)
    {
        var book = await shelf.RequireAsync(code, context.CancellationToken);
        await looks.NoteAsync(book, context.Caller(), subject, context.CancellationToken);
        return await OpenLedger.OfAsync(book, context.CancellationToken);
    }
}
