using Region.Services.Tests.Model;
using static System.FormattableString;

namespace Region.Services.Tests.Desk;

/// <summary>What somebody may do at a desk, by post.</summary>
internal enum DeskPost
{
    Accountant,

    /// <summary>The village's head, or the company's manager.</summary>
    Head,
    Cashier,

    /// <summary>Reads, and does nothing: a supervisor, or a buyer.</summary>
    Onlooker,

    /// <summary>The accountant of another village.</summary>
    Stranger,
}

/// <summary>Somebody, acting under one of his posts.</summary>
internal sealed record DeskPerson(string Login, DeskPost Post)
{
    private static readonly (string Name, DeskPost Post)[] All =
    [
        ("ann", DeskPost.Accountant), ("ben", DeskPost.Accountant), ("hua", DeskPost.Head), ("chen", DeskPost.Cashier),
        ("ann", DeskPost.Cashier), ("ben", DeskPost.Cashier), ("hua", DeskPost.Cashier),
        ("chen", DeskPost.Accountant), ("ann", DeskPost.Head), ("sun", DeskPost.Onlooker), ("zhou", DeskPost.Stranger),
    ];

    internal static DeskPerson Of(int number) => new(All[number % All.Length].Name, All[number % All.Length].Post);
}

/// <summary>
/// Two books of a region, their desks and what goes between them: the handbook in dictionaries and lists. No code of
/// the service is used.
/// </summary>
internal sealed class DeskModel
{
    internal const string Village = "V0101";

    /// <summary>A village of the same company, whose desk the scripts leave alone.</summary>
    internal const string Neighbour = "V0102";

    /// <summary>The day that the scripts count from.</summary>
    internal static readonly DateOnly Zero = new(2026, 10, 1);

    internal static readonly DateOnly VillageOpens = new(2026, 10, 12);
    internal static readonly DateOnly CompanyOpens = new(2026, 11, 1);

    /// <summary>What the books open with: account and fen, signed to debit.</summary>
    internal static readonly (string Account, long Fen)[] OpeningOfVillage =
        [("101", 5_000_00), ("102", 100_000_00), ("211", -20_000_00), ("311", -60_000_00), ("322.02", -25_000_00)];

    internal static readonly (string Account, long Fen)[] OpeningOfCompany =
        [("1001", 3_000_00), ("1002", 500_000_00), ("3101", -100_000_00), ("3104", -403_000_00)];

    internal DeskModel()
    {
        foreach (var book in Books.Values)
        {
            var lines = book.Code is Village ? OpeningOfVillage : OpeningOfCompany;
            book.Commands++;
            book.Append(new DeskVoucher
            {
                Word = "期初",
                Number = 1,
                Date = book.OpenedOn,
                Kind = "Opening",
                PreparedBy = "ann",
                PostedBy = "ann",
                Lines = [.. lines.Select(line => new ModelLine(
                    line.Account, "", Math.Max(0, line.Fen), Math.Max(0, -line.Fen)))],
            });

            // The company and its villages know each other from the beginning.
            foreach (var other in book.Code is Village ? (string[])[BooksModel.Company] : [Village, Neighbour])
                book.Items.Add(other, new DeskItem { Code = other });
        }
    }

    internal Dictionary<string, DeskBook> Books { get; } = new(StringComparer.Ordinal)
    {
        [Village] = new DeskBook(Village, DeskRegime.Village, VillageOpens),
        [BooksModel.Company] = new DeskBook(BooksModel.Company, DeskRegime.Company, CompanyOpens),
    };

    internal List<ModelEvent> Events { get; } = [];

    internal List<DeskTold> Told { get; } = [];

    /// <summary>How many commands of the scripts were carried out.</summary>
    internal int Accepted { get; set; }

    /// <summary>Whether both books have heard of everything, and nobody wrote by hand what lies between them.</summary>
    internal bool IsQuiet
    {
        get
        {
            var (village, company) = (Books[Village], Books[BooksModel.Company]);
            var byHand = village.Vouchers.Any(voucher => voucher.EventId.Length is 0
                    && voucher.Lines.Any(line => line.Counterparty == company.Code))
                || company.Vouchers.Any(voucher => voucher.EventId.Length is 0
                    && voucher.Lines.Any(line => line.Counterparty == village.Code));
            return !byHand && village.Vouchers
                .Where(voucher => voucher is { Mirror.Length: > 0, Cancels: null })
                .All(voucher => voucher.Cancelled == OfEvent(company, voucher.EventId).Cancelled);
        }
    }

    internal string Deliver(ModelEvent told)
    {
        var books = told.Books.Select(code => Books[code]).ToArray();
        if (books.Any(book => told.LinesOf(book.Code).Count > 0 && told.Date < book.OpenedOn))
            return BooksModel.Impossible;

        foreach (var book in books.Where(book => book.Inbox.Add(told.Id)))
        {
            if (told.LinesOf(book.Code) is { Count: > 0 } lines)
                Post(book, told, lines);
        }

        return BooksModel.Applied;
    }

    /// <summary>
    /// The book with the other side cancels its voucher on the same day, or on the first day that it can: behind its
    /// closed months, not before the voucher itself, and within the voucher's year.
    /// </summary>
    internal string Tell(DeskTold told)
    {
        var mirror = Books[told.Voucher.Mirror];
        if (mirror.Inbox.Contains(told.Id))
            return BooksModel.Applied;

        var other = OfEvent(mirror, told.Voucher.EventId);
        if (!other.Cancelled)
        {
            if (DayOfMirror(mirror, other, told.On) is not { } on)
                return BooksModel.Impossible;

            Cancel(mirror, other, on, DeskBook.Automatic);
        }

        mirror.Inbox.Add(told.Id);
        return BooksModel.Applied;
    }

    /// <summary>What the accountant does to one voucher; the other book is told where it has the other side.</summary>
    internal string Reverse(DeskBook book, DeskVoucher? voucher, DateOnly? on, string reason, string login)
    {
        // Both books cancel an event or none does.
        if (on is { } wanted && voucher is { Cancelled: false, Mirror.Length: > 0 }
            && OfEvent(Books[voucher.Mirror], voucher.EventId) is { Cancelled: false } other
            && DayOfMirror(Books[voucher.Mirror], other, wanted) is null)
            return "MIRROR_YEAR_CLOSED";

        var verdict = DeskMonths.Reverse(book, voucher, on, reason, login);
        if (verdict is DeskProblems.Ok && voucher!.Mirror.Length > 0)
            Told.Add(new DeskTold(Invariant($"told-{Told.Count}"), book.Code, voucher, on!.Value));

        return verdict;
    }

    /// <summary>The day on which the other side is cancelled; null where its year is closed.</summary>
    private static DateOnly? DayOfMirror(DeskBook book, DeskVoucher voucher, DateOnly on)
    {
        var lastOfYear = new DateOnly(voucher.Date.Year, 12, 31);
        DateOnly[] days = [voucher.Date, on < lastOfYear ? on : lastOfYear];
        var day = book.OpenDay(days.Max());
        return day <= lastOfYear ? day : null;
    }

    private static DeskVoucher OfEvent(DeskBook book, string id) =>
        book.Vouchers.First(voucher => voucher.EventId == id && voucher.Cancels is null);

    private void Cancel(DeskBook book, DeskVoucher voucher, DateOnly on, string by)
    {
        book.Cancel(voucher, on, by);
        Told.Add(new DeskTold(Invariant($"told-{Told.Count}"), book.Code, voucher, on));
    }

    // A late event goes to the first open day.
    private static void Post(DeskBook book, ModelEvent told, IReadOnlyList<ModelLine> lines)
    {
        var on = book.OpenDay(told.Date!.Value);
        book.AnnouncedVouchers++;
        book.Append(new DeskVoucher
        {
            Word = "记",
            Number = book.NextNumber("记", on),
            Date = on,
            PreparedBy = DeskBook.Automatic,
            PostedBy = DeskBook.Automatic,
            Lines = [.. lines.Select(line => line with { Account = book.LeafFor(line.Account) })],
            EventId = told.Id,
            Rule = told.Rule,
            Mirror = told.Books.FirstOrDefault(code => code != book.Code) ?? "",
        });
    }
}
