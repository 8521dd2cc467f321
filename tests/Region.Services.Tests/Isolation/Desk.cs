using Google.Protobuf;
using Region.Contracts.Access.V1;
using Region.Contracts.Accounting.V1;
using Region.Testing;

namespace Region.Services.Tests.Isolation;

/// <summary>What lies on the desk of a book's accountant: a draft with a file, and a template.</summary>
internal sealed record Desk(string Draft, string Template, string File)
{
    internal static async Task<Desk> SetUpAsync(ServiceWorld world, string book, CancellationToken cancellationToken)
    {
        var accountant = world.As("accounting", book[0] is 'V'
            ? Callers.Of(Role.VillageAccountant, book)
            : Callers.Of(Role.CompanyAccountant, $"R{book[1..]}"));
        var content = new DraftContent { Word = "记", AccountingDate = "2026-03-31", Summary = $"{book} 的草稿" };
        var draft = await new DraftService.DraftServiceClient(accountant).CreateDraftAsync(
            new CreateDraftRequest { RequestId = $"seed-draft-{book}", Book = book, Content = content },
            cancellationToken: cancellationToken);
        var file = await new AttachmentService.AttachmentServiceClient(accountant).AttachFileAsync(
            new AttachFileRequest
            {
                RequestId = $"seed-file-{book}",
                Book = book,
                DraftId = draft.Draft.DraftId,
                FileName = "收据.pdf",
                FileContent = ByteString.CopyFromUtf8($"%PDF-1.7 {book}"),
            },
            cancellationToken: cancellationToken);
        var template = await new TemplateService.TemplateServiceClient(accountant).CreateTemplateAsync(
            new CreateTemplateRequest
            {
                RequestId = $"seed-template-{book}",
                Book = book,
                Name = $"{book} 的模板",
                Content = content,
                Recurrence = Recurrence.Monthly,
                FirstMonth = "2026-01",
            },
            cancellationToken: cancellationToken);
        return new Desk(draft.Draft.DraftId, template.Template.TemplateId, file.File.FileHash);
    }
}
