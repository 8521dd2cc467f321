using static System.FormattableString;

namespace Region.Services.Tests.Model;

/// <summary>A cancellation that one book announced, for the book with the other side.</summary>
internal sealed record ModelTold(string Id, string Book, ModelVoucher Voucher, DateOnly On);

/// <summary>
/// The books of a region as the accounting handbook words them, in dictionaries and lists: no code of the service is
/// used. Each method applies one thing and answers the verdict that the service must give.
/// </summary>
internal sealed class BooksModel
{
    internal const string Ok = "ok";
    internal const string Applied = "applied";
    internal const string NotReady = "not ready";
    internal const string Impossible = "impossible";
    internal const string NotFound = "NOT_FOUND";
    internal const string Company = "C01";
    internal const string LateVillage = "V0103";
    internal const string Stranger = "V0201";

    private const string Automatic = "自动";
    private const long LargestFen = 100_000_000_000_000;

    private static readonly DateOnly RulesFrom = new(2024, 1, 1);

    internal Dictionary<string, ModelBook> Books { get; } = new(StringComparer.Ordinal)
    {
        [Company] = new(Company, "R01"),
        ["V0101"] = new("V0101", "R01"),
        ["V0102"] = new("V0102", "R01"),
        [Stranger] = new(Stranger, "R02"),
    };

    internal List<ModelEvent> Events { get; } = [];

    internal List<ModelTold> Told { get; } = [];

    /// <summary>How many commands were carried out, each under a key of its own.</summary>
    internal int Accepted { get; private set; }

    /// <summary>The book of a step's number; one of them is opened late.</summary>
    internal static string BookOf(int number) =>
        (number % 4) switch { 0 => "V0101", 1 => "V0102", 2 => LateVillage, _ => Company };

    /// <summary>The voucher of a step's number; null where the book has none.</summary>
    internal ModelVoucher? Pick(string book, int number) =>
        Books.GetValueOrDefault(book) is { Vouchers: { Count: > 0 } vouchers }
            ? vouchers[number % vouchers.Count]
            : null;

    internal string Join()
    {
        Books.TryAdd(LateVillage, new ModelBook(LateVillage, "R01"));
        return Applied;
    }

    internal string Deliver(ModelEvent told)
    {
        if (Refuse(told) is { } refused)
            return refused;

        var books = told.Books.Select(code => Books[code]).ToArray();
        if (books.Any(book => told.LinesOf(book.Code).Count > 0 && told.Date < book.OpenedOn))
            return Impossible;

        foreach (var book in books.Where(book => book.Inbox.Add(told.Id)))
        {
            if (told.Leg is LegKind.Delivered)
                book.Memos++;
            else if (told.LinesOf(book.Code) is { Count: > 0 } lines)
                Post(book, told, lines);
        }

        return Applied;
    }

    internal string Tell(ModelTold told)
    {
        if (told.Voucher.Mirror.Length is 0)
            return Applied;

        var mirror = Books[told.Voucher.Mirror];
        if (!mirror.Inbox.Add(told.Id))
            return Applied;

        var other = mirror.Vouchers.First(
            voucher => voucher.EventId == told.Voucher.EventId && voucher.Cancels is null);
        if (!other.Cancelled)
            Cancel(mirror, other, told.On, Automatic);

        return Applied;
    }

    internal string Reverse(string book, ModelVoucher? voucher, DateOnly? on, string reason, string by)
    {
        if (on is not { } date)
            return "DATE_INVALID";

        if (!Books.TryGetValue(book, out var found) || voucher is null)
            return NotFound;

        var refused = voucher switch
        {
            { Cancels: not null } => "RED_NOT_REVERSIBLE",
            { Word: ModelBook.OpeningWord } => "OPENING_NOT_REVERSIBLE",
            { Cancelled: true } => "ALREADY_REVERSED",
            _ when date.Year != voucher.Date.Year => "REVERSAL_OTHER_YEAR",
            _ when date < voucher.Date => "REVERSAL_TOO_EARLY",
            _ when reason.Length is 0 => "REASON_INVALID",
            _ => null,
        };
        if (refused is not null)
            return refused;

        Cancel(found, voucher, date, by);
        return Accept();
    }

    internal string Review(string book, ModelVoucher? voucher, string by)
    {
        if (!Books.ContainsKey(book) || voucher is null)
            return NotFound;

        if (voucher.ReviewedBy.Length > 0)
            return "ALREADY_REVIEWED";

        if (voucher.By == by)
            return "REVIEWER_IS_PREPARER";

        voucher.ReviewedBy = by;
        return Accept();
    }

    internal string Look(string book, string reason)
    {
        if (!Books.TryGetValue(book, out var found) || found.Region is not "R01")
            return NotFound;

        if (reason.Length < 4)
            return "REASON_INVALID";

        found.Looks++;
        return Ok;
    }

    /// <summary>Opening balances: one amount on both sides, or a defect.</summary>
    internal string Open(Opening opening)
    {
        if (!Books.TryGetValue(opening.Code, out var book))
            return NotFound;

        var refused = opening switch
        {
            { Fault: OpeningFault.Foreign } => "OPENING_OTHER_BOOK",
            _ when book.OpenedOn is not null => "OPENING_ALREADY_IMPORTED",
            _ when book.Vouchers.Any(voucher => voucher.Date < opening.Date) => "OPENING_AFTER_VOUCHERS",
            { Fault: OpeningFault.Negative } => "OPENING_AMOUNT_NEGATIVE",
            { Fault: OpeningFault.UnknownAccount } => "ACCOUNT_UNKNOWN",
            { Fault: OpeningFault.Empty } => "EMPTY_VOUCHER",
            { Fault: OpeningFault.Unbalanced } => "OPENING_UNBALANCED",
            _ => null,
        };
        if (refused is not null)
            return refused;

        book.Append(new ModelVoucher
        {
            Word = ModelBook.OpeningWord,
            Number = book.NextNumber(ModelBook.OpeningWord, opening.Date),
            Date = opening.Date,
            By = opening.By,
            Lines = [new(opening.Bank, "", opening.Fen, 0), new(opening.Equity, "", 0, opening.Fen)],
        });
        return Accept();
    }

    /// <summary>Whether a village and the company have heard of each other's cancellations.</summary>
    internal bool IsQuiet(string village) => Books[village].Vouchers
        .Where(voucher => voucher.Mirror.Length > 0 && voucher.Cancels is null)
        .All(voucher => voucher.Cancelled == Books[voucher.Mirror].Vouchers
            .First(other => other.EventId == voucher.EventId && other.Cancels is null).Cancelled);

    private string Accept()
    {
        Accepted++;
        return Ok;
    }

    private void Cancel(ModelBook book, ModelVoucher voucher, DateOnly on, string by)
    {
        book.Cancel(voucher, on, by);
        Told.Add(new ModelTold(Invariant($"told-{Told.Count}"), book.Code, voucher, on));
    }

    private string? Refuse(ModelEvent told)
    {
        if (told.Date is not { } date)
            return Impossible;

        if (told.Leg is LegKind.Delivered)
            return null;

        if (date < RulesFrom || (told.Leg is LegKind.Settled && told.Fault is Fault.NoMode))
            return Impossible;

        foreach (var code in told.Books)
        {
            if (code.Length is not 3 and not 5)
                return Impossible;

            if (!Books.TryGetValue(code, out var book))
                return NotReady;

            if (book.Region is not "R01")
                return Impossible;
        }

        var amounts = told.Amounts.Append(told.Amounts.Sum());
        var ofCarrier = told.Leg is LegKind.Settled ? told.Freight : told.Leg is LegKind.CarrierPaid ? told.Goods : 0;
        var nameless = ofCarrier is not 0 && told.Carrier.Length is 0;
        return nameless || amounts.Any(fen => fen is < 0 or > LargestFen) ? Impossible : null;
    }

    private static void Post(ModelBook book, ModelEvent told, IReadOnlyList<ModelLine> lines)
    {
        book.Announced++;
        book.Append(new ModelVoucher
        {
            Word = ModelBook.General,
            Number = book.NextNumber(ModelBook.General, told.Date!.Value),
            Date = told.Date.Value,
            By = Automatic,
            Lines = lines,
            EventId = told.Id,
            Rule = told.Rule,
            Mirror = told.Books.FirstOrDefault(code => code != book.Code) ?? "",
        });
    }
}
