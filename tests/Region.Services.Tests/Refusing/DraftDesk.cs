using Region.Contracts.Access.V1;
using Region.Contracts.Accounting.V1;
using Region.Platform.Identity;
using Region.Testing;

namespace Region.Services.Tests.Refusing;

/// <summary>Drafts of V0102 in every state, with two templates.</summary>
internal sealed record DraftDesk
{
    public const string Book = "V0102";

    public static Caller Maker { get; } = Callers.Of(Role.VillageAccountant, Book);

    public static Caller Head { get; } = Callers.Of(Role.VillageHead, Book);

    public static Caller Cashier { get; } = Callers.Of(Role.Cashier, Book);

    public required string Open { get; init; }

    public required string Returned { get; init; }

    public required string CheckedTransfer { get; init; }

    public required string CheckedMoney { get; init; }

    public required string SignedMoney { get; init; }

    /// <summary>Takes cash that is not there.</summary>
    public required string SignedCash { get; init; }

    public required string Posted { get; init; }

    /// <summary>What the posted draft became.</summary>
    public required string Voucher { get; init; }

    /// <summary>A voucher of the year before that a blue one corrects.</summary>
    public required string Corrected { get; init; }

    public required string Red { get; init; }

    public required string RetiredTemplate { get; init; }

    /// <summary>Monthly from 2026-01; that of 2026-03 is made.</summary>
    public required string MonthlyTemplate { get; init; }

    public static DraftContent Content(string debit = "121", string credit = "211", string day = "2026-03-05") => new()
    {
        Word = "记",
        AccountingDate = day,
        Summary = "买化肥",
        Attachments = 1,
        Postings =
        {
            new Posting { Account = debit, DebitFen = 100 },
            new Posting { Account = credit, CreditFen = 100 },
        },
    };

    internal static async Task<DraftDesk> SetUpAsync(ServiceWorld world, Func<string> key)
    {
        var work = new Work(world, key);
        var posted = await work.CheckedAsync(Content());
        var voucher = await work.PostedAsync(posted);
        var corrected = await work.PostedAsync(await work.CheckedAsync(Content(day: "2025-06-01")));
        var correction = Content(day: "2026-03-06");
        correction.CorrectsVoucherId = corrected;
        await work.PostedAsync(await work.CheckedAsync(correction));
        var cancelled = await work.PostedAsync(await work.CheckedAsync(Content()));
        var monthly = await work.TemplateAsync(Recurrence.Monthly);
        await work.MakeAsync(monthly, "2026-03-05");
        return new DraftDesk
        {
            Open = await work.CreatedAsync(Content()),
            Returned = await work.ReturnedAsync(Content()),
            CheckedTransfer = await work.CheckedAsync(Content()),
            CheckedMoney = await work.CheckedAsync(Content("102", "501")),
            SignedMoney = await work.SignedAsync(Content("102", "501")),
            SignedCash = await work.SignedAsync(Content("511", "101")),
            Posted = posted,
            Voucher = voucher,
            Corrected = corrected,
            Red = await work.CancelledAsync(cancelled),
            MonthlyTemplate = monthly,
            RetiredTemplate = await work.RetiredAsync(await work.TemplateAsync(Recurrence.None)),
        };
    }

    private sealed class Work(ServiceWorld world, Func<string> key)
    {
        private readonly DraftService.DraftServiceClient _makers = new(world.As("accounting", Maker));
        private readonly DraftService.DraftServiceClient _heads = new(world.As("accounting", Head));
        private readonly TemplateService.TemplateServiceClient _templates = new(world.As("accounting", Maker));

        internal async Task<string> CreatedAsync(DraftContent content) => (await _makers.CreateDraftAsync(
            new CreateDraftRequest { RequestId = key(), Book = Book, Content = content })).Draft.DraftId;

        internal async Task<string> CheckedAsync(DraftContent content) => (await _heads.CheckDraftAsync(
            new CheckDraftRequest
            {
                RequestId = key(), Book = Book, DraftId = await CreatedAsync(content), Version = 1,
            })).Draft.DraftId;

        internal async Task<string> ReturnedAsync(DraftContent content) => (await _heads.ReturnDraftAsync(
            new ReturnDraftRequest
            {
                RequestId = key(), Book = Book, DraftId = await CreatedAsync(content), Version = 1, Reason = "不符",
            })).Draft.DraftId;

        internal async Task<string> SignedAsync(DraftContent content) =>
            (await new DraftService.DraftServiceClient(world.As("accounting", Cashier)).SignDraftAsync(
                new SignDraftRequest
                {
                    RequestId = key(), Book = Book, DraftId = await CheckedAsync(content), Version = 1,
                })).Draft.DraftId;

        internal async Task<string> PostedAsync(string draft) => (await _makers.PostDraftAsync(
            new PostDraftRequest { RequestId = key(), Book = Book, DraftId = draft })).Voucher.VoucherId;

        internal async Task<string> CancelledAsync(string voucher) =>
            (await new VoucherService.VoucherServiceClient(world.As("accounting", Maker)).ReverseVoucherAsync(
                new ReverseVoucherRequest
                {
                    RequestId = key(), Book = Book, VoucherId = voucher, ReversedOn = "2026-03-06", Reason = "金额有误",
                })).Voucher.VoucherId;

        internal async Task<string> TemplateAsync(Recurrence recurrence) => (await _templates.CreateTemplateAsync(
            new CreateTemplateRequest
            {
                RequestId = key(),
                Book = Book,
                Name = "电费",
                Content = Content(),
                Recurrence = recurrence,
                FirstMonth = recurrence is Recurrence.None ? "" : "2026-01",
            })).Template.TemplateId;

        internal async Task<string> RetiredAsync(string template) => (await _templates.RetireTemplateAsync(
            new RetireTemplateRequest { RequestId = key(), Book = Book, TemplateId = template })).Template.TemplateId;

        internal Task<DraftFromTemplateResponse> MakeAsync(string template, string day) =>
            _templates.DraftFromTemplateAsync(
                new DraftFromTemplateRequest
                {
                    RequestId = key(), Book = Book, TemplateId = template, AccountingDate = day,
                }).ResponseAsync;
    }
}
