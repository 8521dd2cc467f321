using Grpc.Core;
using Region.Accounting.Domain;
using Region.Accounting.Ledgers;
using Region.Accounting.Looks;
using Region.Accounting.Vouchers;
using Region.Contracts.Access.V1;
using Region.Contracts.Accounting.V1;
using Region.Kernel;
using Region.Platform.Identity;
using Region.Platform.Refusals;
using Message = Region.Contracts.Accounting.V1;

namespace Region.Accounting.Books;

/// <summary>Books on the wire. Whoever does not belong to a book leaves a trace in it by reading.</summary>
internal sealed class BookFacade(BooksStore books, BookShelf shelf, RecordLook looks, RefusalBook<Refusal> refusals)
    : BookService.BookServiceBase
{
    public override async Task<GetBookResponse> GetBook(GetBookRequest request, ServerCallContext context)
    {
        var book = await OpenAsync(request.Book, "账套概况", context);
        return new GetBookResponse { Book = await ToMessageAsync(book, context.CancellationToken) };
    }

    public override async Task<ListBooksResponse> ListBooks(ListBooksRequest request, ServerCallContext context)
    {
        var size = Paging.Size(request.PageSize).OrThrow(refusals);
        if (request.PageToken.Length > 0 && !Codes.IsBook(request.PageToken))
            refusals.Throw(Refusal.PageInvalid.On("page_token", request.PageToken));

        var response = new ListBooksResponse();
        foreach (var registered in await books.ListAsync(request.PageToken, size, context.CancellationToken))
        {
            var book = await shelf.RequireAsync(registered.Book, context.CancellationToken);
            response.Books.Add(await ToMessageAsync(book, context.CancellationToken));
        }

        response.NextPageToken = response.Books.Count < size ? "" : response.Books[^1].Book_;
        return response;
    }

    public override async Task<ListAccountsResponse> ListAccounts(
        ListAccountsRequest request,
        ServerCallContext context)
    {
        var book = await OpenAsync(request.Book, "会计科目", context);
        await using var session = await book.Store.ReadAsync(context.CancellationToken);
        var chart = await ChartStore.LoadAsync(session, context.CancellationToken);
        return new ListAccountsResponse { Accounts = { chart.Accounts.Select(account => account.ToMessage(chart)) } };
    }

    public override async Task<GetTrialBalanceResponse> GetTrialBalance(
        GetTrialBalanceRequest request,
        ServerCallContext context)
    {
        var months = LedgerRequests.Months(request.FromMonth, request.ToMonth).OrThrow(refusals);
        var query = new BalanceQuery
        {
            FromMonth = months.From,
            ToMonth = months.To,
            Level = LedgerRequests.Level(request.Level).OrThrow(refusals),
            SplitBy = request.Details.ToItems(),
            KnownAt = LedgerRequests.KnownAt(request.KnownAt).OrThrow(refusals),
        };
        var book = await OpenAsync(request.Book, "科目余额表", context);
        await using var session = await book.Store.ReadAsync(context.CancellationToken);
        var chart = await ChartStore.LoadAsync(session, context.CancellationToken);
        var names = await ChartStore.CounterpartiesAsync(session, context.CancellationToken);
        var lines = await BalancesStore.LinesAsync(session, query, context.CancellationToken);
        return new GetTrialBalanceResponse
        {
            Lines = { lines.Select(line => line.ToMessage(chart, names)) },
            TotalDebitFen = Money.Sum(lines.Select(line => line.Debit)).Fen,
            TotalCreditFen = Money.Sum(lines.Select(line => line.Credit)).Fen,
        };
    }

    public override async Task ExportLedger(
        ExportLedgerRequest request,
        IServerStreamWriter<ExportLedgerResponse> responseStream,
        ServerCallContext context)
    {
        var book = await OpenAsync(request.Book, "账簿导出", context);
        await Exports.ExportLedger.WriteAsync(book, responseStream, context.CancellationToken);
    }

    public override async Task<ListLooksResponse> ListLooks(ListLooksRequest request, ServerCallContext context)
    {
        var size = Paging.Size(request.PageSize).OrThrow(refusals);
        var before = Paging.Place(request.PageToken, long.MaxValue).OrThrow(refusals);
        var book = await OpenAsync(request.Book, "查阅记录", context);
        await using var session = await book.Store.ReadAsync(context.CancellationToken);
        var rows = await LooksStore.ListAsync(session, before, size, context.CancellationToken);
        return new ListLooksResponse
        {
            Looks = { rows.Select(ToMessage) },
            NextPageToken = Paging.Next(rows.Count, size, rows.Count > 0 ? rows[^1].Seq : 0),
        };
    }

    private static async Task<Message.Book> ToMessageAsync(OpenBook book, CancellationToken cancellationToken)
    {
        await using var session = await book.Store.ReadAsync(cancellationToken);
        return book.Registered.ToMessage(await VouchersStore.StateAsync(session, cancellationToken));
    }

    private static Look ToMessage(LookRow row) => new()
    {
        Login = row.Login,
        Name = row.Name,
        Role = Enum.Parse<Role>(row.Role),
        Reason = row.Reason,
        LookedAt = Instant.Write(row.LookedAt),
        Subject = row.Subject,
    };

    private async Task<OpenBook> OpenAsync(string code, string subject, ServerCallContext context)
    {
        var book = await shelf.RequireAsync(code, context.CancellationToken);
        await looks.NoteAsync(book, context.Caller(), subject, context.CancellationToken);
        return book;
    }
}
