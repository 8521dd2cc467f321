using System.Security.Cryptography;
using Google.Api;
using Google.Protobuf;
using Grpc.Core;
using Region.Accounting.Books;
using Region.Accounting.Domain;
using Region.Accounting.Drafts;
using Region.Accounting.Looks;
using Region.Accounting.Vouchers;
using Region.Contracts.Accounting.V1;
using Region.Kernel;
using Region.Platform.Identity;
using Region.Platform.Refusals;
using Region.Platform.Storage;
using DraftAct = Region.Accounting.Drafts.DraftAct;

namespace Region.Accounting.Attachments;

/// <summary>Attached files on the wire.</summary>
internal sealed class AttachmentFacade(
    WorkOnDraft desk,
    BookShelf shelf,
    RecordLook looks,
    TimeProvider clock,
    RefusalBook<Refusal> refusals) : AttachmentService.AttachmentServiceBase
{
    private const int PartBytes = 64 * 1024;
    private const string Subject = "附件";

    public override async Task<AttachFileResponse> AttachFile(AttachFileRequest request, ServerCallContext context)
    {
        var name = request.FileName.Trim();
        if (name.Length is 0 or > FileKind.MaximumName || !PlainText.IsPlain(name) || name.AsSpan().ContainsAny("/\\"))
            refusals.Throw(Refusal.FileNameInvalid.On("file_name", PlainText.Of(PlainText.Shorten(name, 40))));

        if (request.FileContent.Length > FileKind.MaximumBytes)
            refusals.Throw(Refusal.FileTooLarge.On("file_content", request.FileContent.Length));

        if (FileKind.Of(request.FileContent.Memory) is not { } mediaType)
            throw refusals.ToRpcException(Refusal.FileKindUnknown.On("file_content", name));

        var login = context.Caller().Login;
        var file = new FileRow
        {
            Hash = Convert.ToHexStringLower(SHA256.HashData(request.FileContent.Span)),
            Name = name,
            MediaType = mediaType,
            Size = request.FileContent.Length,
            UploadedBy = login,
            UploadedAt = clock.GetUtcNow().ToUnixTimeMilliseconds(),
        };
        return await desk.StepAsync(
            new DraftCall(request, request.RequestId, request.Book, context) { DraftId = request.DraftId },
            new DraftAct("附件", name),
            async (step, cancellationToken) =>
            {
                var attached = DraftSteps.Attach(step.Sheet, file.Hash, login);
                if (attached.Allowed)
                    await FilesStore.AddAsync(step.Work, file, request.FileContent.ToByteArray(), cancellationToken);

                return attached;
            },
            draft => new AttachFileResponse { File = ToMessage(file), Draft = draft });
    }

    public override async Task<ListDraftFilesResponse> ListDraftFiles(
        ListDraftFilesRequest request,
        ServerCallContext context)
    {
        await using var session = await OpenAsync(request.Book, context);
        var draft = await DraftsStore.FindAsync(session, request.DraftId, context.CancellationToken)
            ?? throw NotFound.Exception();
        var files = await FilesAsync(session, draft.Sheet.Content.Files, context.CancellationToken);
        return new ListDraftFilesResponse { Files = { files } };
    }

    public override async Task<ListVoucherFilesResponse> ListVoucherFiles(
        ListVoucherFilesRequest request,
        ServerCallContext context)
    {
        await using var session = await OpenAsync(request.Book, context);
        var found = await VoucherPagesStore.FindAsync(session, request.VoucherId, context.CancellationToken)
            ?? throw NotFound.Exception();
        var files = await FilesAsync(session, found.Voucher.Content.Files, context.CancellationToken);
        return new ListVoucherFilesResponse { Files = { files } };
    }

    public override async Task DownloadFile(
        DownloadFileRequest request,
        IServerStreamWriter<DownloadFileResponse> responseStream,
        ServerCallContext context)
    {
        await using var session = await OpenAsync(request.Book, context);
        var file = await FilesStore.FindAsync(session, request.FileHash, context.CancellationToken)
            ?? throw NotFound.Exception();
        var content = await FilesStore.ContentAsync(session, file.Hash, context.CancellationToken);
        foreach (var part in content.Chunk(PartBytes))
        {
            await responseStream.WriteAsync(
                new DownloadFileResponse
                {
                    Part = new HttpBody { ContentType = file.MediaType, Data = UnsafeByteOperations.UnsafeWrap(part) },
                },
                context.CancellationToken);
        }
    }

    private static async Task<IReadOnlyList<AttachedFile>> FilesAsync(
        Session session,
        IReadOnlyList<string> hashes,
        CancellationToken cancellationToken)
    {
        var files = new List<AttachedFile>();
        foreach (var hash in hashes)
        {
            if (await FilesStore.FindAsync(session, hash, cancellationToken) is { } file)
                files.Add(ToMessage(file));
        }

        return files;
    }

    private static AttachedFile ToMessage(FileRow file) => new()
    {
        FileHash = file.Hash,
        FileName = file.Name,
        MediaType = file.MediaType,
        SizeBytes = file.Size,
        UploadedBy = file.UploadedBy,
        UploadedAt = Instant.Write(file.UploadedAt),
    };

    private async Task<ReadSession> OpenAsync(string code, ServerCallContext context)
    {
        var book = await shelf.RequireAsync(code, context.CancellationToken);
        await looks.NoteAsync(book, context.Caller(), Subject, context.CancellationToken);
        return await book.Store.ReadAsync(context.CancellationToken);
    }
}
