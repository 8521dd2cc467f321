using Grpc.Core;
using Region.Accounting.Books;
using Region.Accounting.Domain;
using Region.Accounting.Looks;
using Region.Contracts.Accounting.V1;
using Region.Kernel;
using Region.Platform.Identity;
using Region.Platform.Refusals;

namespace Region.Accounting.Archives;

/// <summary>Audit packages on the wire.</summary>
internal sealed class ArchiveFacade(
    BookShelf shelf,
    RecordLook looks,
    TimeProvider clock,
    RefusalBook<Refusal> refusals) : ArchiveService.ArchiveServiceBase
{
    private const int FirstYear = 2000;
    private const int LastYear = 2099;

    public override async Task ExportYear(
        ExportYearRequest request,
        IServerStreamWriter<ExportYearResponse> responseStream,
        ServerCallContext context)
    {
        if (request.Year is < FirstYear or > LastYear)
            refusals.Throw(Refusal.ArchiveYearInvalid.On("year", request.Year));

        var book = await shelf.RequireAsync(request.Book, context.CancellationToken);
        await looks.NoteAsync(book, context.Caller(), "审计资料包", context.CancellationToken);
        var contents = await ArchiveContents.LoadAsync(book, request.Year, context.CancellationToken);
        if (contents is null)
            refusals.Throw(Refusal.ArchiveYearEmpty.On("year", request.Year));

        await using var parts = new PartStream(responseStream);
        await WriteArchive.WriteAsync(contents!, parts, clock.GetUtcNow(), context.CancellationToken);
        await parts.FlushAsync(context.CancellationToken);
    }
}
