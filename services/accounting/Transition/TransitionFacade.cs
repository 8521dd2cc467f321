using Google.Protobuf;
using Grpc.Core;
using Region.Accounting.Books;
using Region.Accounting.Domain;
using Region.Accounting.Looks;
using Region.Accounting.Vouchers;
using Region.Contracts.Accounting.V1;
using Region.Platform.Identity;
using Region.Platform.Refusals;

namespace Region.Accounting.Transition;

/// <summary>The old book on the wire.</summary>
internal sealed class TransitionFacade(
    TakeOldBook take,
    BookShelf shelf,
    RecordLook looks,
    RefusalBook<Refusal> refusals) : TransitionService.TransitionServiceBase
{
    private const string Subject = "旧账转入";

    public override Task<PreviewTransitionResponse> PreviewTransition(
        PreviewTransitionRequest request,
        ServerCallContext context) => take.HandleAsync(request, context);

    public override Task<ImportOldBookResponse> ImportOldBook(
        ImportOldBookRequest request,
        ServerCallContext context) => take.HandleAsync(request, context);

    public override async Task<GetDefaultMappingResponse> GetDefaultMapping(
        GetDefaultMappingRequest request,
        ServerCallContext context)
    {
        await OpenAsync(request.Book, context);
        return new GetDefaultMappingResponse
        {
            Version = TransitionTables.Published.Version,
            Source = TransitionTables.Published.Source,
            Rows = { TransitionTables.Published.Rows.Select(row => row.ToMessage()) },
        };
    }

    public override async Task<GetTransitionResponse> GetTransition(
        GetTransitionRequest request,
        ServerCallContext context)
    {
        var size = Paging.Size(request.PageSize).OrThrow(refusals);
        var after = Paging.Place(request.PageToken, 0).OrThrow(refusals);
        var book = await OpenAsync(request.Book, context);
        await using var session = await book.Store.ReadAsync(context.CancellationToken);
        if (await TransitionStore.FindAsync(session, context.CancellationToken) is not { } record)
            return new GetTransitionResponse();

        var chart = await ChartStore.LoadAsync(session, context.CancellationToken);
        var rows = await TransitionStore.RowsAsync(session, after, size, context.CancellationToken);
        return new GetTransitionResponse
        {
            VoucherId = record.VoucherId,
            OpeningDate = record.OpeningDate,
            MappingVersion = (int)record.MappingVersion,
            BalanceTable = ByteString.CopyFrom(record.BalanceTable),
            BalanceHash = record.BalanceHash,
            MappingTable = ByteString.CopyFrom(record.MappingTable),
            MappingHash = record.MappingHash,
            Login = record.Login,
            Name = record.Name,
            ActedAt = Instant.Write(record.ActedAt),
            Lines = { rows.Select(row => row.ToLine().ToMessage(chart)) },
            NextPageToken = Paging.Next(rows.Count, size, rows.Count > 0 ? rows[^1].RowNumber : 0),
        };
    }

    private async Task<OpenBook> OpenAsync(string code, ServerCallContext context)
    {
        var book = await shelf.RequireAsync(code, context.CancellationToken);
        await looks.NoteAsync(book, context.Caller(), Subject, context.CancellationToken);
        return book;
    }
}
