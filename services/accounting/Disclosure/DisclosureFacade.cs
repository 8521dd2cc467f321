using Grpc.Core;
using Region.Accounting.Books;
using Region.Accounting.Domain;
using Region.Accounting.Looks;
using Region.Accounting.Vouchers;
using Region.Contracts.Accounting.V1;
using Region.Kernel;
using Region.Platform.Identity;
using Region.Platform.Refusals;

namespace Region.Accounting.Disclosure;

/// <summary>Disclosure on the wire. Sheets are public by law: reading one needs no token, leaves no trace.</summary>
internal sealed class DisclosureFacade(
    BookShelf shelf,
    RecordLook looks,
    KeepObjections objections,
    RefusalBook<Refusal> refusals) : DisclosureService.DisclosureServiceBase
{
    private const int MostObjections = 200;

    public override async Task<ListSheetsResponse> ListSheets(ListSheetsRequest request, ServerCallContext context)
    {
        var size = Paging.Size(request.PageSize).OrThrow(refusals);
        var before = Paging.Place(request.PageToken, long.MaxValue).OrThrow(refusals);
        var book = await shelf.RequireAsync(request.Book, context.CancellationToken);
        await using var session = await book.Store.ReadAsync(context.CancellationToken);
        var rows = await SheetsStore.ListAsync(session, before, size, context.CancellationToken);
        return new ListSheetsResponse
        {
            Sheets = { rows.Select(row => row.ToMessage()) },
            NextPageToken = Paging.Next(rows.Count, size, rows.Count > 0 ? rows[^1].Seq : 0),
        };
    }

    public override async Task<GetSheetResponse> GetSheet(GetSheetRequest request, ServerCallContext context)
    {
        if (!DisclosurePeriod.TryRead(request.Period, out var period))
            throw refusals.ToRpcException(Refusal.DisclosurePeriodInvalid.On("period", request.Period));

        var book = await shelf.RequireAsync(request.Book, context.CancellationToken);
        await using var session = await book.Store.ReadAsync(context.CancellationToken);
        var newest = await SheetsStore.NewestAsync(session, period.Name, context.CancellationToken);
        var version = request.Version is 0 ? newest : request.Version;
        var row = await SheetsStore.FindAsync(session, period.Name, version, context.CancellationToken)
            ?? throw NotFound.Exception();
        var state = await VouchersStore.StateAsync(session, context.CancellationToken);
        var raised = await ObjectionsStore.OfPeriodAsync(
            session, period.Name, MostObjections, context.CancellationToken);
        var answers = await ObjectionsStore.AnswersAsync(
            session, raised, context.CancellationToken);
        return new GetSheetResponse
        {
            Title = row.ToTitle(),
            Sheet = Sheet.Parser.ParseFrom(row.Sheet),
            Current = version == newest && state.IsClosed(period.Last),
            Objections = { raised.Select(one => one.ToMessage(answers[one.Id], withNames: false)) },
            FurtherObjections = await ObjectionsStore.CountAsync(session, period.Name, context.CancellationToken)
                - raised.Count,
        };
    }

    public override Task<RecordObjectionResponse> RecordObjection(
        RecordObjectionRequest request,
        ServerCallContext context) => objections.RecordAsync(request, context);

    public override Task<AnswerObjectionResponse> AnswerObjection(
        AnswerObjectionRequest request,
        ServerCallContext context) => objections.AnswerAsync(request, context);

    public override async Task<ListObjectionsResponse> ListObjections(
        ListObjectionsRequest request,
        ServerCallContext context)
    {
        var size = Paging.Size(request.PageSize).OrThrow(refusals);
        var after = Paging.Place(request.PageToken, 0).OrThrow(refusals);
        var book = await shelf.RequireAsync(request.Book, context.CancellationToken);
        await looks.NoteAsync(book, context.Caller(), "财务公开异议", context.CancellationToken);
        await using var session = await book.Store.ReadAsync(context.CancellationToken);
        var rows = await ObjectionsStore.ListAsync(session, after, size, context.CancellationToken);
        var answers = await ObjectionsStore.AnswersAsync(
            session, rows, context.CancellationToken);
        return new ListObjectionsResponse
        {
            Objections = { rows.Select(row => row.ToMessage(answers[row.Id], withNames: true)) },
            NextPageToken = Paging.Next(rows.Count, size, rows.Count > 0 ? rows[^1].Seq : 0),
        };
    }
}
