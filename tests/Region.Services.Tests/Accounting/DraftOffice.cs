using Region.Contracts.Access.V1;
using Region.Contracts.Accounting.V1;
using Region.Platform.Identity;
using Region.Testing;

namespace Region.Services.Tests.Accounting;

/// <summary>The people of one village's book and what they do with drafts.</summary>
public sealed class DraftOffice(RegionBooks region)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public RegionBooks Region => region;

    public string Book => region.Village;

    public Caller Maker => RegionBooks.Accountant(Book, "maker");

    public Caller OtherMaker => RegionBooks.Accountant(Book, "other-maker");

    public Caller Head => Callers.Of(Role.VillageHead, Book);

    public Caller Cashier => Callers.Of(Role.Cashier, Book);

    public DraftService.DraftServiceClient As(Caller caller) =>
        new(region.World.As(AccountingWorlds.ServiceName, caller));

    public TemplateService.TemplateServiceClient TemplatesAs(Caller caller) =>
        new(region.World.As(AccountingWorlds.ServiceName, caller));

    public AttachmentService.AttachmentServiceClient FilesAs(Caller caller) =>
        new(region.World.As(AccountingWorlds.ServiceName, caller));

    /// <summary>Puts a counterparty into the book's register.</summary>
    public async Task RegisterAsync(string code, string name)
    {
        var accounts = new AccountService.AccountServiceClient(region.World.As(AccountingWorlds.ServiceName, Maker));
        await accounts.AddItemAsync(
            new AddItemRequest
            {
                RequestId = RegionBooks.NewKey(),
                Book = Book,
                Kind = ItemKind.Counterparty,
                ItemCode = code,
                Name = name,
            },
            cancellationToken: Token);
    }

    public static DraftContent Content(string debit = "121", string credit = "211", long fen = 12_300) => new()
    {
        Word = "记",
        AccountingDate = "2026-03-05",
        Summary = "买化肥",
        Attachments = 1,
        Postings =
        {
            new Posting { Account = debit, DebitFen = fen },
            new Posting { Account = credit, CreditFen = fen },
        },
    };

    public async Task<VoucherDraft> CreateAsync(DraftContent? content = null) => (await As(Maker).CreateDraftAsync(
        new CreateDraftRequest { RequestId = RegionBooks.NewKey(), Book = Book, Content = content ?? Content() },
        cancellationToken: Token)).Draft;

    public async Task<VoucherDraft> UpdateAsync(VoucherDraft draft, DraftContent content, Caller? caller = null) =>
        (await As(caller ?? Maker).UpdateDraftAsync(
            new UpdateDraftRequest
            {
                RequestId = RegionBooks.NewKey(),
                Book = Book,
                DraftId = draft.DraftId,
                Version = draft.Version,
                Content = content,
            },
            cancellationToken: Token)).Draft;

    public async Task<VoucherDraft> CheckAsync(VoucherDraft draft, Caller? caller = null) =>
        (await As(caller ?? Head).CheckDraftAsync(
            new CheckDraftRequest
            {
                RequestId = RegionBooks.NewKey(),
                Book = Book,
                DraftId = draft.DraftId,
                Version = draft.Version,
            },
            cancellationToken: Token)).Draft;

    public async Task<VoucherDraft> SignAsync(VoucherDraft draft, Caller? caller = null) =>
        (await As(caller ?? Cashier).SignDraftAsync(
            new SignDraftRequest
            {
                RequestId = RegionBooks.NewKey(),
                Book = Book,
                DraftId = draft.DraftId,
                Version = draft.Version,
            },
            cancellationToken: Token)).Draft;

    public async Task<Voucher> PostAsync(VoucherDraft draft, Caller? caller = null) =>
        (await As(caller ?? Maker).PostDraftAsync(
            new PostDraftRequest { RequestId = RegionBooks.NewKey(), Book = Book, DraftId = draft.DraftId },
            cancellationToken: Token)).Voucher;

    public async Task<PostDraftsResponse> PostMonthAsync(string month = "2026-03", Caller? caller = null) =>
        await As(caller ?? Maker).PostDraftsAsync(
            new PostDraftsRequest { RequestId = RegionBooks.NewKey(), Book = Book, Month = month },
            cancellationToken: Token);

    public async Task<VoucherDraft> GetAsync(string draftId) => (await As(Maker).GetDraftAsync(
        new GetDraftRequest { Book = Book, DraftId = draftId }, cancellationToken: Token)).Draft;

    /// <summary>Writes, checks and, where money moves, signs a draft, and posts it.</summary>
    public async Task<Voucher> BookAsync(DraftContent content)
    {
        var draft = await CheckAsync(await CreateAsync(content));
        return await PostAsync(draft.NeedsCashier ? await SignAsync(draft) : draft);
    }
}
