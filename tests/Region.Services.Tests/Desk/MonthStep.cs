using Google.Protobuf;
using Region.Contracts.Accounting.V1;
using Region.Services.Tests.Model;
using static System.FormattableString;

namespace Region.Services.Tests.Desk;

/// <summary>A voucher is taken back.</summary>
internal sealed record Redden(int Book, int Who, int Voucher, int Day) : DeskCommand(Book, Who)
{
    public bool NoReason { get; init; }

    private string Reason => NoReason ? "" : "金额有误";

    protected override IMessage Compose(DeskBook book) => new ReverseVoucherRequest
    {
        VoucherId = Pick(book.Vouchers, Voucher)?.Id ?? "none",
        ReversedOn = EventMessages.Date(On(Day)),
        Reason = Reason,
    };

    protected override string Judge(DeskModel model, DeskBook book) =>
        model.Reverse(book, Pick(book.Vouchers, Voucher), On(Day), Reason, Person.Login);
}

/// <summary>Something about a month: so many months from the first one of the scripts.</summary>
internal abstract record OnMonth(int Book, int Who, int Months) : DeskCommand(Book, Who)
{
    protected DateOnly First => DeskModel.Zero.AddMonths(Months);

    protected string Month => DeskBook.MonthOf(First);
}

internal sealed record Close(int Book, int Who, int Months) : OnMonth(Book, Who, Months)
{
    protected override IMessage Compose(DeskBook book) => new CloseMonthRequest { Month = Month };

    protected override string Judge(DeskModel model, DeskBook book) => DeskMonths.Close(book, First, Person.Login);
}

internal sealed record Reopen(int Book, int Who, int Months, string Reason) : OnMonth(Book, Who, Months)
{
    protected override IReadOnlyList<DeskPost> Posts => [DeskPost.Head];

    protected override IMessage Compose(DeskBook book) => new ReopenMonthRequest { Month = Month, Reason = Reason };

    protected override string Judge(DeskModel model, DeskBook book) =>
        DeskMonths.Reopen(book, First, Reason, Person.Login);
}

/// <summary>Somebody asks what keeps a month from being closed.</summary>
internal sealed record AskWhatBlocks(int Book, int Who, int Months) : OnMonth(Book, Who, Months)
{
    protected override bool IsWrite => false;

    protected override IReadOnlyList<DeskPost> Posts => Code is BooksModel.Company
        ? [DeskPost.Accountant, DeskPost.Head, DeskPost.Cashier]
        : [DeskPost.Accountant, DeskPost.Head, DeskPost.Cashier, DeskPost.Onlooker];

    protected override IMessage Compose(DeskBook book) => new GetCloseChecklistRequest { Month = Month };

    protected override string Judge(DeskModel model, DeskBook book) =>
        $"ok: {DeskMonths.Blockers(book, First)}";

    protected override string Say(IMessage answer)
    {
        var items = ((GetCloseChecklistResponse)answer).Items.Where(item => item.Severity is CheckSeverity.Blocker);
        return "ok: " + string.Join(", ", items.Select(item => Invariant($"{item.Kind} {item.Count}")));
    }
}

internal sealed record CloseTheYear(int Book, int Who, int Year, DeskPlan Plan) : DeskCommand(Book, Who)
{
    protected override IMessage Compose(DeskBook book) => new CloseYearRequest
    {
        Year = Year,
        Plan = new YearEndPlan
        {
            LossCoverFen = Plan.LossCover,
            AppropriationPpm = Plan.Ppm,
            AppropriationFen = Plan.Appropriation,
            Meeting = Plan.Meeting,
            Distributions =
            {
                Plan.Shares.Select(share => new Distribution { Counterparty = share.Member, AmountFen = share.Fen }),
            },
        },
    };

    protected override string Judge(DeskModel model, DeskBook book) =>
        DeskYears.Close(book, Year, Plan, Person.Login);
}

internal sealed record TakeTheYearBack(int Book, int Who, int Year, string Reason) : DeskCommand(Book, Who)
{
    protected override IMessage Compose(DeskBook book) => new ReverseYearEndRequest { Year = Year, Reason = Reason };

    protected override string Judge(DeskModel model, DeskBook book) =>
        DeskYears.TakeBack(book, Year, Reason, Person.Login);
}

/// <summary>Does what is next, whatever it is by then; nothing where nothing is.</summary>
internal abstract record Onward(int Book) : DeskStep
{
    internal override string? Only => BookOf(Book);

    internal override Task<string> DoAsync(DeskWorld world, DeskModel model) =>
        Next(model.Books[BookOf(Book)]) is { } step ? step.DoAsync(world, model) : Task.FromResult("");

    internal override string Apply(DeskModel model) =>
        Next(model.Books[BookOf(Book)]) is { } step ? step.Apply(model) : "";

    protected abstract DeskCommand? Next(DeskBook book);
}

/// <summary>A draft in work goes one step further, by whoever may.</summary>
internal sealed record Advance(int Book, int Draft) : Onward(Book)
{
    protected override DeskCommand? Next(DeskBook book) =>
        Pick(book.Drafts.FindAll(draft => draft.State is DeskState.Open or DeskState.Checked), Draft) is { } draft
            ? Next(Book, book, draft)
            : null;

    internal static DeskCommand Next(int at, DeskBook book, DeskDraft draft)
    {
        var number = book.Drafts.Count - 1 - book.Drafts.IndexOf(draft);
        if (draft.State is DeskState.Open)
            return new Check(at, draft.Makers.Contains("ben") ? 2 : 1, number);

        return draft.Cashier.Length is 0 && DeskProblems.MovesMoney(book, draft.Content)
            ? new Sign(at, 3, number)
            : new Post(at, 0, number);
    }
}

/// <summary>
/// What keeps the next month from being closed is done, or put away where it cannot be; then the month is closed, and
/// before December the year.
/// </summary>
internal sealed record Tidy(int Book) : Onward(Book)
{
    protected override DeskCommand Next(DeskBook book)
    {
        var month = book.NextMonth;
        var end = DeskBook.EndOf(month);
        if (book.Drafts.Find(draft => !draft.IsFinal && draft.Content.Date <= end) is { } left)
        {
            return left.State is DeskState.Returned || DeskProblems.OfContent(book, left.Content).Any()
                ? new Discard(Book, 0, book.Drafts.Count - 1 - book.Drafts.IndexOf(left), "不再需要")
                : Advance.Next(Book, book, left);
        }

        return month.Month is 12 && book.YearEnd(month.Year).Count is 0
            ? new CloseTheYear(Book, 0, month.Year, new DeskPlan(0, 0, 0, ""))
            : new Close(Book, 0, MonthsTo(month));
    }

    internal static int MonthsTo(DateOnly month) =>
        ((month.Year - DeskModel.Zero.Year) * 12) + month.Month - DeskModel.Zero.Month;
}

/// <summary>The newest closed month is opened again.</summary>
internal sealed record ReopenNewest(int Book) : Onward(Book)
{
    protected override DeskCommand? Next(DeskBook book) =>
        book.ClosedThrough is { } closed ? new Reopen(Book, 2, Tidy.MonthsTo(closed), "补记凭证") : null;
}
