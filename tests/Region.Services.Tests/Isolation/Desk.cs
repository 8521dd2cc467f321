using Google.Protobuf;
using Grpc.Core;
using Region.Contracts.Access.V1;
using Region.Contracts.Accounting.V1;
using Region.Testing;
using HandoverService = Region.Contracts.Identity.V1.HandoverService;
using RecordHandoverRequest = Region.Contracts.Identity.V1.RecordHandoverRequest;

namespace Region.Services.Tests.Isolation;

/// <summary>
/// What lies on the desk of a book's accountant: a draft with a file, a template, an asset, and a hand-over.
/// </summary>
internal sealed record Desk(string Draft, string Template, string File)
{
    internal string Asset { get; private init; } = "";

    internal string Handover { get; private init; } = "";

    internal static CallInvoker Accountant(ServiceWorld world, string book) =>
        world.As("accounting", book[0] is 'V'
            ? Callers.Of(Role.VillageAccountant, book)
            : Callers.Of(Role.CompanyAccountant, $"R{book[1..]}"));

    internal static async Task<Desk> SetUpAsync(ServiceWorld world, string book, CancellationToken cancellationToken)
    {
        var accountant = Accountant(world, book);
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
        return new Desk(draft.Draft.DraftId, template.Template.TemplateId, file.File.FileHash)
        {
            Asset = await RegisterAsync(accountant, book, cancellationToken),
            Handover = await HandOverAsync(world, book, cancellationToken),
        };
    }

    // An asset with a code of the book's own, and an item of stock that each book has under the same code.
    private static async Task<string> RegisterAsync(
        CallInvoker accountant, string book, CancellationToken cancellationToken)
    {
        await new AccountService.AccountServiceClient(accountant).AddItemAsync(
            new AddItemRequest
            {
                RequestId = $"seed-item-{book}",
                Book = book,
                Kind = ItemKind.Stock,
                ItemCode = "W001",
                Name = $"{book} 的存货",
                QuantityUnit = "kg",
            },
            cancellationToken: cancellationToken);
        var registered = await new AssetService.AssetServiceClient(accountant).RegisterAssetAsync(
            new RegisterAssetRequest
            {
                RequestId = $"seed-asset-{book}",
                Book = book,
                AssetCode = $"G-{book}",
                Name = $"{book} 的资产",
                Category = "机械设备",
                InService = "2026-03-01",
                Use = AssetUse.Management,
                Method = DepreciationMethod.StraightLine,
                OriginalFen = 120_000,
                LifeMonths = 12,
            },
            cancellationToken: cancellationToken);
        return registered.Asset.AssetCode;
    }

    // The sample has cashiers in one village and one company only: what others name exists nowhere.
    private static async Task<string> HandOverAsync(
        ServiceWorld world, string book, CancellationToken cancellationToken)
    {
        var people = book[0] is 'V' ? book : $"R{book[1..]}";
        if (book is not ("V0101" or "C01"))
            return $"0190{book[1..]}-0000-7000-8000-000000000000";

        var supervisor = world.As(Slice.Gateway, book[0] is 'V'
            ? Callers.Of(Role.VillageHead, book)
            : Callers.Of(Role.Manager, people));
        var recorded = await new HandoverService.HandoverServiceClient(supervisor).RecordHandoverAsync(
            new RecordHandoverRequest
            {
                RequestId = $"seed-handover-{book}",
                Book = book,
                FromLogin = $"{Login(people)}.accountant",
                ToLogin = $"{Login(people)}.cashier",
                HandedOverOn = "2026-03-31",
                Note = $"{book} 的移交",
            },
            cancellationToken: cancellationToken);
        return recorded.Handover.HandoverId;
    }

    private static string Login(string unit) => unit.ToLowerInvariant();
}
