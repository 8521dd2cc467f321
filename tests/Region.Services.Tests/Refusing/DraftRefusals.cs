using Google.Protobuf;
using Region.Accounting.Domain;
using Region.Contracts.Accounting.V1;
using Region.Platform.Identity;
using DraftState = Region.Contracts.Accounting.V1.DraftState;
using Posting = Region.Contracts.Accounting.V1.Posting;
using Recurrence = Region.Contracts.Accounting.V1.Recurrence;

namespace Region.Services.Tests.Refusing;

/// <summary>What accounting refuses about drafts, in the book of V0102.</summary>
internal static class DraftRefusals
{
    private const string Header = "凭证号,日期,字,摘要,科目编码,借方,贷方,附件数,项目,存货,数量\n";

    /// <summary>Adds the cases of drafts, and those of vouchers that only people can get wrong.</summary>
    internal static RefusalCases<Refusal> WithDrafts(this RefusalCases<Refusal> cases)
    {
        AddSteps(cases);
        AddContents(cases);
        AddTables(cases);
        AddTemplates(cases);
        return cases;
    }

    private static void AddSteps(RefusalCases<Refusal> cases)
    {
        cases.Add(Refusal.DraftVersionDiffers, county => Check(county, county.Drafts.Open, version: 2));
        cases.Add(Refusal.DraftFinal, county => Check(county, county.Drafts.Posted));
        cases.Add(Refusal.DraftStateDiffers, county => Check(county, county.Drafts.Returned));
        cases.Add(Refusal.DraftNotChecked, county => Post(county, county.Drafts.Open));
        cases.Add(Refusal.DraftNotSigned, county => Post(county, county.Drafts.CheckedMoney));
        cases.Add(Refusal.CheckerIsMaker, county => Check(county, county.Drafts.Open, login: Makers.Login));
        cases.Add(Refusal.CashierIsMaker, county => Sign(county, county.Drafts.CheckedMoney, Makers.Login));
        cases.Add(Refusal.CashierIsChecker, county => Sign(county, county.Drafts.CheckedMoney, Heads.Login));
        cases.Add(Refusal.PosterIsCashier, county => Post(county, county.Drafts.SignedMoney, Cashiers.Login));
        cases.Add(Refusal.SignatureNotNeeded, county => Sign(county, county.Drafts.CheckedTransfer));
        cases.Add(Refusal.AlreadySigned, county => Sign(county, county.Drafts.SignedMoney));
        cases.Add(Refusal.CashShort, county => Post(county, county.Drafts.SignedCash));
        cases.Add(Refusal.DraftStateUnknown, county => DraftsAs(county, Makers).ListDraftsAsync(
            new ListDraftsRequest { Book = DraftDesk.Book, State = (DraftState)9 }).ResponseAsync);
    }

    private static void AddContents(RefusalCases<Refusal> cases)
    {
        cases.Add(Refusal.WordUnknown, county => Create(county, content => content.Word = "期"));
        cases.Add(Refusal.AttachmentsInvalid, county => Create(county, content => content.Attachments = -1));
        cases.Add(Refusal.DraftTextInvalid, county => Create(county, content => content.Summary = ""));
        cases.Add(Refusal.DateTooFar, county => Create(county, content => content.AccountingDate = "2099-01-05"));
        cases.Add(Refusal.DateTooFar, county =>
            AccountingRefusals.Import(county, "V0104", "V0104,102,,,1.00,\nV0104,311,,,,1.00", on: "2099-01-01"));
        cases.Add(Refusal.TooManyLines, county => Create(county, content =>
            content.Postings.Add(Enumerable.Repeat(new Posting { Account = "121", DebitFen = 1 }, 501))));
        cases.Add(Refusal.CorrectedUnknown, county => Create(county, content =>
            content.CorrectsVoucherId = county.Red));
        cases.Add(Refusal.CorrectionNeedsRed, county => Create(county, content =>
            content.CorrectsVoucherId = county.Drafts.Voucher));
        cases.Add(Refusal.AlreadyCorrected, county => Create(county, content =>
            content.CorrectsVoucherId = county.Drafts.Corrected));
        cases.Add(Refusal.CorrectionOfRed, county => Create(county, content =>
            content.CorrectsVoucherId = county.Drafts.Red));
        cases.Add(Refusal.CorrectionInRed, county => Create(county, content =>
        {
            (content.AccountingDate, content.CorrectsVoucherId) = ("2027-01-05", county.Drafts.Voucher);
            foreach (var line in content.Postings)
                (line.DebitFen, line.CreditFen) = (-line.DebitFen, -line.CreditFen);
        }));
        cases.Add(Refusal.CopyOfRed, county => DraftsAs(county, Makers).CopyVoucherAsync(new CopyVoucherRequest
        {
            RequestId = county.NewKey(),
            Book = DraftDesk.Book,
            VoucherId = county.Drafts.Red,
            AccountingDate = "2026-03-05",
        }).ResponseAsync);
        cases.Add(Refusal.CorrectionTooEarly, county => Create(county, content =>
            (content.AccountingDate, content.CorrectsVoucherId) = ("2026-03-01", county.Drafts.Voucher)));
        cases.Add(Refusal.FileUnknown, county => Create(county, content => content.FileHashes.Add("ab")));
        cases.Add(Refusal.FileTwice, county => Create(county, content => content.FileHashes.Add(["ab", "ab"])));
        cases.Add(Refusal.TooManyFiles, county => Create(county, content =>
            content.FileHashes.Add(Enumerable.Range(0, 51).Select(index => $"{index}"))));
        cases.Add(Refusal.FileTooLarge, county => Attach(county, "a.pdf", new byte[FileKind.MaximumBytes + 1]));
        cases.Add(Refusal.FileKindUnknown, county => Attach(county, "a.pdf", [0x4D, 0x5A]));
        cases.Add(Refusal.FileNameInvalid, county => Attach(county, "../a.pdf", []));
    }

    private static void AddTables(RefusalCases<Refusal> cases)
    {
        AddTable(cases, Refusal.Unbalanced, "记,买,121,1,,1,,,");
        AddTable(cases, Refusal.ProjectNotKept, "记,买,101,1,,1,修路,,", "记,买,501,,1,,,,");
        AddTable(cases, Refusal.StockNotKept, "记,买,101,1,,1,,化肥,", "记,买,501,,1,,,,");
        AddTable(cases, Refusal.QuantityInvalid, "记,买,121,1,,1,,化肥,x", "记,买,211,,1,,,,");
        AddTable(cases, Refusal.WordNotReceipt, "收,买,121,1,,1,,,", "收,买,211,,1,,,,");
        AddTable(cases, Refusal.WordNotPayment, "付,买,121,1,,1,,,", "付,买,211,,1,,,,");
        AddTable(cases, Refusal.WordNotTransfer, "转,买,121,1,,1,,,", "转,买,102,,1,,,,");
        AddTable(cases, Refusal.AttachmentsMissing, "记,买,121,1,,,,,", "记,买,211,,1,,,,");
        AddTable(cases, Refusal.ImportAmountInvalid, "记,买,121,一,,1,,,", "记,买,211,,1,,,,");
        AddTable(cases, Refusal.ImportRowsDiffer, "记,买,121,1,,1,,,", "记,买,211,,1,2,,,");
        AddTable(cases, Refusal.ImportNumberInvalid, "记,买,121,1,,x,,,", "记,买,211,,1,,,,");
        cases.Add(Refusal.ImportDateInvalid, county => Import(county, $"{Header}1,3月5日,记,买,121,1,,1,,,\n"));
        cases.Add(Refusal.ImportTableInvalid, county => Import(county, "凭证号,日期\n1,2026-03-05\n"));
    }

    private static void AddTemplates(RefusalCases<Refusal> cases)
    {
        cases.Add(Refusal.TemplateNameInvalid, county => Template(county, name: " "));
        cases.Add(Refusal.RecurrenceInvalid, county => Template(county, Recurrence.Monthly));
        cases.Add(Refusal.TemplateRetired, county => FromTemplate(county, county.Drafts.RetiredTemplate, "2026-03-05"));
        cases.Add(Refusal.TemplateNotDue, county => FromTemplate(county, county.Drafts.MonthlyTemplate, "2025-12-31"));
        cases.Add(
            Refusal.TemplateMonthTaken, county => FromTemplate(county, county.Drafts.MonthlyTemplate, "2026-03-31"));
    }

    private static void AddTable(RefusalCases<Refusal> cases, Refusal rule, params string[] rows) => cases.Add(
        rule,
        county => Import(county, Header + string.Concat(rows.Select(row => $"1,2026-03-05,{row}\n"))));

    private static Caller Makers => DraftDesk.Maker;

    private static Caller Heads => DraftDesk.Head;

    private static Caller Cashiers => DraftDesk.Cashier;

    private static DraftService.DraftServiceClient DraftsAs(RefusingCounty county, Caller caller) =>
        new(county.World.As("accounting", caller));

    internal static Task Create(RefusingCounty county, Action<DraftContent> change)
    {
        var content = DraftDesk.Content();
        change(content);
        return DraftsAs(county, Makers).CreateDraftAsync(new CreateDraftRequest
        {
            RequestId = county.NewKey(),
            Book = DraftDesk.Book,
            Content = content,
        }).ResponseAsync;
    }

    internal static Task Check(RefusingCounty county, string draft, long version = 1, string? login = null) =>
        DraftsAs(county, Heads with { Login = login ?? Heads.Login }).CheckDraftAsync(new CheckDraftRequest
        {
            RequestId = county.NewKey(),
            Book = DraftDesk.Book,
            DraftId = draft,
            Version = version,
        }).ResponseAsync;

    internal static Task Sign(RefusingCounty county, string draft, string? login = null) =>
        DraftsAs(county, Cashiers with { Login = login ?? Cashiers.Login }).SignDraftAsync(new SignDraftRequest
        {
            RequestId = county.NewKey(),
            Book = DraftDesk.Book,
            DraftId = draft,
            Version = 1,
        }).ResponseAsync;

    internal static Task Post(RefusingCounty county, string draft, string? login = null) =>
        DraftsAs(county, Makers with { Login = login ?? Makers.Login }).PostDraftAsync(new PostDraftRequest
        {
            RequestId = county.NewKey(),
            Book = DraftDesk.Book,
            DraftId = draft,
        }).ResponseAsync;

    internal static Task Import(RefusingCounty county, string table) =>
        DraftsAs(county, Makers).ImportDraftsAsync(new ImportDraftsRequest
        {
            RequestId = county.NewKey(),
            Book = DraftDesk.Book,
            Table = ByteString.CopyFromUtf8(table),
        }).ResponseAsync;

    internal static Task Attach(RefusingCounty county, string name, byte[] bytes) =>
        new AttachmentService.AttachmentServiceClient(county.World.As("accounting", Makers)).AttachFileAsync(
            new AttachFileRequest
            {
                RequestId = county.NewKey(),
                Book = DraftDesk.Book,
                DraftId = county.Drafts.Open,
                FileName = name,
                FileContent = ByteString.CopyFrom(bytes),
            }).ResponseAsync;

    internal static Task Template(
        RefusingCounty county, Recurrence recurrence = Recurrence.None, string name = "电费") =>
        TemplatesAs(county).CreateTemplateAsync(new CreateTemplateRequest
        {
            RequestId = county.NewKey(),
            Book = DraftDesk.Book,
            Name = name,
            Content = DraftDesk.Content(),
            Recurrence = recurrence,
        }).ResponseAsync;

    internal static Task FromTemplate(RefusingCounty county, string template, string day) =>
        TemplatesAs(county).DraftFromTemplateAsync(new DraftFromTemplateRequest
        {
            RequestId = county.NewKey(),
            Book = DraftDesk.Book,
            TemplateId = template,
            AccountingDate = day,
        }).ResponseAsync;

    private static TemplateService.TemplateServiceClient TemplatesAs(RefusingCounty county) =>
        new(county.World.As("accounting", Makers));
}
