using Google.Protobuf;
using Region.Contracts.Accounting.V1;
using Region.Services.Tests.Model;
using static System.FormattableString;

namespace Region.Services.Tests.Desk;

/// <summary>What may be wrong with a sheet that somebody fills in.</summary>
internal enum SheetFault
{
    None,
    Unbalanced,
    UnknownAccount,
    NotALeaf,
    Empty,
    OtherWord,
    NoSuchWord,
    NoSummary,
    NoDate,
    NoAttachment,
    NegativeAttachments,
    ShortReason,
    BothSides,
    ZeroLine,
    NoCounterparty,
    NeedlessCounterparty,
    TooMuch,
}

/// <summary>A sheet as somebody fills it in: which business, when and how much, and what is wrong with it.</summary>
internal sealed record Sheet(int Business, int Day, long Fen, SheetFault Fault)
{
    private static readonly (string Word, string Debit, string Credit)[] OfVillage =
    [
        ("收", "101", "501"), ("付", "513", "101"), ("付", "515", "102"), ("转", "121", "211+K1"),
        ("转", "511", "121"), ("转", "181", "121"), ("转", "515", "181"), ("记", "101", "102"),
        ("收", "102", "112+K2"), ("转", "113+M1", "504"), ("付", "211+K1", "101"), ("转", "112+K2", "501"),
    ];

    private static readonly (string Word, string Debit, string Credit)[] OfCompany =
    [
        ("收", "1001", "5001"), ("付", "5602", "1001"), ("付", "5711", "1002"), ("转", "1405", "2202+K1"),
        ("转", "5401", "1405"), ("转", "1901", "1405"), ("转", "5711", "1901"), ("记", "1001", "1002"),
        ("收", "1002", "1122+K2"), ("转", "2241+M1", "5051"), ("付", "2202+K1", "1001"), ("转", "2241+K2", "5001"),
    ];

    /// <summary>Whether its day counts from the book's next open month.</summary>
    public bool Ahead { get; init; }

    /// <summary>Which of an account's leaves it names.</summary>
    public int Leaf { get; init; }

    /// <summary>Whether it states that cash may lie below zero.</summary>
    public bool CashReason { get; init; }

    /// <summary>
    /// The voucher that it corrects, counted from the newest: an odd number among those that may be, an even one among
    /// all; none below zero.
    /// </summary>
    public int Corrects { get; init; } = -1;

    internal DeskContent On(DeskBook book)
    {
        var all = book.Code is BooksModel.Company ? OfCompany : OfVillage;
        var (word, debit, credit) = all[Business % all.Length];
        var ok = Fault is not (SheetFault.NoAttachment or SheetFault.NegativeAttachments or SheetFault.ShortReason);
        return new DeskContent
        {
            Word = Fault switch
            {
                SheetFault.NoSuchWord => "借",
                SheetFault.OtherWord => word is "转" ? "收" : "转",
                _ => word,
            },
            Date = Fault is SheetFault.NoDate ? null : DateIn(book),
            Summary = Fault is SheetFault.NoSummary ? "" : "样例业务",
            Attachments = ok ? 1 + (Business % 2) : Fault is SheetFault.NegativeAttachments ? -1 : 0,
            NoAttachments = Fault is SheetFault.ShortReason ? "无" : "",
            CashReason = CashReason ? "次日补足" : "",
            Corrects = Corrects < 0 ? null : DeskStep.Pick(Correctable(book), Corrects / 2),
            Lines = Fault is SheetFault.Empty ? [] : [.. Lines(book, debit, credit)],
        };
    }

    private List<DeskVoucher> Correctable(DeskBook book) => book.Vouchers.FindAll(voucher =>
        Corrects % 2 is 0 || voucher.Cancelled || voucher.Date.Year < DateIn(book).Year);

    private DateOnly DateIn(DeskBook book)
    {
        var ahead = book.NextMonth.AddDays(Day % 40);
        return !Ahead ? DeskStep.On(Day) : ahead < book.OpenedOn ? book.OpenedOn : ahead;
    }

    private IEnumerable<ModelLine> Lines(DeskBook book, string debit, string credit)
    {
        var fen = Fault is SheetFault.TooMuch ? 100_000_000_000_001 : Fen;
        var first = Line(book, debit, fen, 0);
        yield return Fault switch
        {
            SheetFault.UnknownAccount => first with { Account = "999" },
            SheetFault.NotALeaf => first with { Account = book.Code is BooksModel.Company ? "9" : "322" },
            SheetFault.BothSides => first with { Credit = fen },
            SheetFault.NoCounterparty => first with { Account = book.Code is BooksModel.Company ? "2241" : "112" },
            SheetFault.NeedlessCounterparty => first with { Counterparty = "K1" },
            _ => first,
        };
        if (Fault is SheetFault.ZeroLine)
            yield return first with { Debit = 0 };

        yield return Line(book, credit, 0, Fault is SheetFault.Unbalanced ? fen + 1 : fen);
    }

    // «211+K1» is the account and whom it is with; where the account has sub-accounts, one of them.
    private ModelLine Line(DeskBook book, string name, long debit, long credit)
    {
        var (account, with) = name.Split('+') is [var code, var counterparty] ? (code, counterparty) : (name, "");
        var below = book.Below(account);
        if (below.Count > 0 && Leaf > 0)
            account = below[Leaf % below.Count].Code;

        return new ModelLine(account, with, debit, credit);
    }
}

/// <summary>Somebody begins a draft.</summary>
internal sealed record Write(int Book, int Who, Sheet Sheet) : DeskCommand(Book, Who)
{
    protected override IMessage Compose(DeskBook book) =>
        new CreateDraftRequest { Content = DeskWorld.Content(Sheet.On(book)) };

    protected override string Judge(DeskModel model, DeskBook book) =>
        DeskDrafts.Begin(book, Sheet.On(book), Person.Login);
}

/// <summary>A voucher that stands is copied for a new draft.</summary>
internal sealed record Copy(int Book, int Who, int Voucher, int Day) : DeskCommand(Book, Who)
{
    protected override IMessage Compose(DeskBook book) => new CopyVoucherRequest
    {
        VoucherId = Pick(book.Vouchers, Voucher)?.Id ?? "none",
        AccountingDate = EventMessages.Date(On(Day)),
    };

    protected override string Judge(DeskModel model, DeskBook book) =>
        DeskDrafts.Copy(book, Pick(book.Vouchers, Voucher), On(Day), Person.Login);
}

/// <summary>A step with one draft, of the version that its author saw: the newest, or one beside it.</summary>
internal abstract record OnDraft(int Book, int Who, int Draft) : DeskCommand(Book, Who)
{
    public int Stale { get; init; }

    protected DeskDraft? Chosen(DeskBook book) => Pick(book.Drafts, Draft);

    protected string Id(DeskBook book) => Chosen(book)?.Id ?? "none";

    protected int Version(DeskBook book) => (Chosen(book)?.Version ?? 1) + Stale;
}

internal sealed record Rewrite(int Book, int Who, int Draft, Sheet Sheet) : OnDraft(Book, Who, Draft)
{
    protected override IMessage Compose(DeskBook book) => new UpdateDraftRequest
    {
        DraftId = Id(book),
        Version = Version(book),
        Content = DeskWorld.Content(Sheet.On(book)),
    };

    protected override string Judge(DeskModel model, DeskBook book) =>
        DeskDrafts.Change(book, Chosen(book), Version(book), Sheet.On(book), Person.Login);
}

internal sealed record Check(int Book, int Who, int Draft) : OnDraft(Book, Who, Draft)
{
    protected override IReadOnlyList<DeskPost> Posts => Checkers;

    protected override IMessage Compose(DeskBook book) =>
        new CheckDraftRequest { DraftId = Id(book), Version = Version(book) };

    protected override string Judge(DeskModel model, DeskBook book) =>
        DeskDrafts.Check(book, Chosen(book), Version(book), Person.Login);
}

internal sealed record SendBack(int Book, int Who, int Draft, string Reason) : OnDraft(Book, Who, Draft)
{
    protected override IReadOnlyList<DeskPost> Posts => Checkers;

    protected override IMessage Compose(DeskBook book) =>
        new ReturnDraftRequest { DraftId = Id(book), Version = Version(book), Reason = Reason };

    protected override string Judge(DeskModel model, DeskBook book) =>
        DeskDrafts.Return(Chosen(book), Version(book), Reason, Person.Login);
}

internal sealed record Sign(int Book, int Who, int Draft) : OnDraft(Book, Who, Draft)
{
    protected override IReadOnlyList<DeskPost> Posts => [DeskPost.Cashier];

    protected override IMessage Compose(DeskBook book) =>
        new SignDraftRequest { DraftId = Id(book), Version = Version(book) };

    protected override string Judge(DeskModel model, DeskBook book) =>
        DeskDrafts.Sign(book, Chosen(book), Version(book), Person.Login);
}

internal sealed record Discard(int Book, int Who, int Draft, string Reason) : OnDraft(Book, Who, Draft)
{
    protected override IMessage Compose(DeskBook book) =>
        new DiscardDraftRequest { DraftId = Id(book), Version = Version(book), Reason = Reason };

    protected override string Judge(DeskModel model, DeskBook book) =>
        DeskDrafts.Discard(Chosen(book), Version(book), Reason);
}

internal sealed record Post(int Book, int Who, int Draft) : OnDraft(Book, Who, Draft)
{
    protected override IMessage Compose(DeskBook book) => new PostDraftRequest { DraftId = Id(book) };

    protected override string Judge(DeskModel model, DeskBook book) =>
        DeskDrafts.Post(book, Chosen(book), Person.Login);
}

/// <summary>All checked drafts of a month are posted.</summary>
internal sealed record PostAll(int Book, int Who, int Months) : DeskCommand(Book, Who)
{
    private string Month => DeskBook.MonthOf(DeskModel.Zero.AddMonths(Months));

    protected override IMessage Compose(DeskBook book) => new PostDraftsRequest { Month = Month };

    protected override string Judge(DeskModel model, DeskBook book) => DeskDrafts.PostAll(book, Month, Person.Login);

    protected override string Say(IMessage answer) => answer is PostDraftsResponse done
        ? Invariant($"ok: {done.Posted.Count} posted, {done.Skipped.Count} skipped, {done.Remaining} left")
        : base.Say(answer);
}
