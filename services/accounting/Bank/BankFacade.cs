using Grpc.Core;
using Region.Accounting.Books;
using Region.Accounting.Domain;
using Region.Accounting.Looks;
using Region.Accounting.Vouchers;
using Region.Contracts.Accounting.V1;
using Region.Kernel;
using Region.Platform.Identity;
using Region.Platform.Refusals;
using Region.Platform.Storage;

namespace Region.Accounting.Bank;

/// <summary>The bank's statements on the wire.</summary>
internal sealed class BankFacade(
    BookShelf shelf,
    RecordLook looks,
    ImportStatement import,
    MatchBank match,
    RefusalBook<Refusal> refusals) : BankService.BankServiceBase
{
    private const string Subject = "银行对账";

    public override Task<ImportStatementResponse> ImportStatement(
        ImportStatementRequest request,
        ServerCallContext context) => import.HandleAsync(request, context);

    public override Task<MatchAutomaticallyResponse> MatchAutomatically(
        MatchAutomaticallyRequest request,
        ServerCallContext context) => match.HandleAsync(request, context);

    public override Task<MatchLinesResponse> MatchLines(MatchLinesRequest request, ServerCallContext context) =>
        match.HandleAsync(request, context);

    public override Task<UnmatchLinesResponse> UnmatchLines(UnmatchLinesRequest request, ServerCallContext context) =>
        match.HandleAsync(request, context);

    public override async Task<ListStatementLinesResponse> ListStatementLines(
        ListStatementLinesRequest request,
        ServerCallContext context)
    {
        var after = Paging.Place(request.PageToken, 0).OrThrow(refusals);
        var month = Paging.Month(request.Month, "month").OrThrow(refusals);
        var most = Paging.Size(request.PageSize).OrThrow(refusals);
        var book = await OpenAsync(request.Book, context);
        await using var session = await book.Store.ReadAsync(context.CancellationToken);
        var account = await AccountAsync(session, request.BankAccount, context.CancellationToken);
        var page = new BankPage(account, month, request.UnmatchedOnly, after, most);
        var rows = await BankStore.PageAsync(session, page, context.CancellationToken);
        return new ListStatementLinesResponse
        {
            Lines = { rows.Select(row => row.ToMessage()) },
            NextPageToken = Paging.Next(rows.Count, most, rows.Count > 0 ? rows[^1].Seq : 0),
        };
    }

    public override async Task<GetReconciliationResponse> GetReconciliation(
        GetReconciliationRequest request,
        ServerCallContext context)
    {
        var asked = Paging.Month(request.Month, "month").OrThrow(refusals);
        var book = await OpenAsync(request.Book, context);
        await using var session = await book.Store.ReadAsync(context.CancellationToken);
        var account = await AccountAsync(session, request.BankAccount, context.CancellationToken);
        var newest = await BankStore.EdgeAsync(session, account, "", newest: true, context.CancellationToken);
        var month = asked.Length > 0 ? asked : newest?.LineDate[..7] ?? "";
        if (newest is null || !BusinessDate.TryReadMonth(month, out var first))
            return new GetReconciliationResponse { BankAccount = account, Month = month };

        var found = await Reconcile.FindAsync(session, account, first, context.CancellationToken);
        return found!.ToMessage(month);
    }

    private async Task<OpenBook> OpenAsync(string code, ServerCallContext context)
    {
        var book = await shelf.RequireAsync(code, context.CancellationToken);
        await looks.NoteAsync(book, context.Caller(), Subject, context.CancellationToken);
        return book;
    }

    private async Task<string> AccountAsync(Session session, string code, CancellationToken cancellationToken) =>
        BankAccounts.Choose(await ChartStore.LoadAsync(session, cancellationToken), code).OrThrow(refusals);
}
