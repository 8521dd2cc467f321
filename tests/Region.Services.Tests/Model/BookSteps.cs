using FsCheck;
using FsCheck.Fluent;
using static System.FormattableString;

namespace Region.Services.Tests.Model;

/// <summary>
/// One thing that happens to the books. Numbers point at what is there by then, counted round, so that a step keeps its
/// sense when others are left out of the script.
/// </summary>
internal abstract record BookStep
{
    private static readonly DateOnly Zero = new(2026, 1, 1);

    /// <summary>Does it to the service and answers its verdict.</summary>
    internal abstract Task<string> DoAsync(BooksWorld world, BooksModel model);

    /// <summary>Does it to the model and answers the verdict that the service must give.</summary>
    internal abstract string Apply(BooksModel model);

    protected static DateOnly On(int day) => Zero.AddDays(day);

    protected static string Person(string book, int number) => Invariant($"{book}-{number % 2}");
}

/// <summary>A village joins late: its book opens.</summary>
internal sealed record Join : BookStep
{
    internal override Task<string> DoAsync(BooksWorld world, BooksModel model) => world.JoinAsync();

    internal override string Apply(BooksModel model) => model.Join();
}

/// <summary>A new event comes in, with so many copies of itself in the same delivery.</summary>
internal sealed record Leg(LegKind Kind, int Village, int Day, Fault Fault, int Copies) : BookStep
{
    public required long Fen { get; init; }

    internal override Task<string> DoAsync(BooksWorld world, BooksModel model) =>
        world.DeliverAsync([.. Enumerable.Repeat(ToEvent(model), 1 + Copies)]);

    internal override string Apply(BooksModel model)
    {
        var told = ToEvent(model);
        model.Events.Add(told);
        return string.Join(", ", Enumerable.Range(0, 1 + Copies).Select(_ => model.Deliver(told)));
    }

    private ModelEvent ToEvent(BooksModel model) => new(Invariant($"event-{model.Events.Count}"), Kind, Fault)
    {
        Village = Fault switch
        {
            Fault.Stranger => BooksModel.Stranger,
            Fault.NotAVillage => "V01X",
            _ => BooksModel.BookOf(Village % 3),
        },
        Date = Fault switch
        {
            Fault.NoDate => null,
            Fault.BeforeRules => new DateOnly(2023, 12, 31),
            _ => On(Day),
        },
        Goods = Fault switch
        {
            Fault.Negative => -1,
            Fault.TooLarge => 100_000_000_000_001,
            _ => Fen,
        },
        Freight = Fen % 7 is 0 ? 0 : Fen / 7,
        Fee = Fen % 5 is 0 ? 0 : Fen / 5,
    };
}

/// <summary>An earlier event is delivered again, whatever became of it.</summary>
internal sealed record Again(int Event) : BookStep
{
    internal override Task<string> DoAsync(BooksWorld world, BooksModel model) =>
        model.Events.Count is 0 ? Task.FromResult("") : world.DeliverAsync([model.Events[Event % model.Events.Count]]);

    internal override string Apply(BooksModel model) =>
        model.Events.Count is 0 ? "" : model.Deliver(model.Events[Event % model.Events.Count]);
}

/// <summary>The book with the other side hears of a cancellation: in any order, any number of times.</summary>
internal sealed record Tell(int Number) : BookStep
{
    internal override Task<string> DoAsync(BooksWorld world, BooksModel model) =>
        model.Told.Count is 0 ? Task.FromResult("") : world.TellAsync(model.Told[Number % model.Told.Count]);

    internal override string Apply(BooksModel model) =>
        model.Told.Count is 0 ? "" : model.Tell(model.Told[Number % model.Told.Count]);
}

/// <summary>Opening balances come in.</summary>
internal sealed record Open(int Book, int Day, long Fen, OpeningFault Fault) : BookStep
{
    internal override Task<string> DoAsync(BooksWorld world, BooksModel model) => world.OpenAsync(ToOpening());

    internal override string Apply(BooksModel model) => model.Open(ToOpening());

    private Opening ToOpening()
    {
        var code = BooksModel.BookOf(Book);
        return new Opening(code, On(Day), Fen, Fault) { By = Person(code, 0) };
    }
}

/// <summary>A voucher is taken back.</summary>
internal sealed record Reverse(int Book, int Voucher, int Day, int By) : BookStep
{
    public bool NoDate { get; init; }

    public bool NoReason { get; init; }

    private string Code => BooksModel.BookOf(Book);

    private DateOnly? Date => NoDate ? null : On(Day);

    private string Reason => NoReason ? "" : "金额有误";

    internal override Task<string> DoAsync(BooksWorld world, BooksModel model) =>
        world.ReverseAsync(Code, model.Pick(Code, Voucher), Date, Reason, Person(Code, By));

    internal override string Apply(BooksModel model) =>
        model.Reverse(Code, model.Pick(Code, Voucher), Date, Reason, Person(Code, By));
}

/// <summary>A voucher is found right.</summary>
internal sealed record Review(int Book, int Voucher, int By) : BookStep
{
    private string Code => BooksModel.BookOf(Book);

    internal override Task<string> DoAsync(BooksWorld world, BooksModel model) =>
        world.ReviewAsync(Code, model.Pick(Code, Voucher), Person(Code, By));

    internal override string Apply(BooksModel model) =>
        model.Review(Code, model.Pick(Code, Voucher), Person(Code, By));
}

/// <summary>The secretary looks into a book, or into one of another region.</summary>
internal sealed record Look(int Book, string Reason) : BookStep
{
    private string Code => Book % 5 is 4 ? BooksModel.Stranger : BooksModel.BookOf(Book);

    internal override Task<string> DoAsync(BooksWorld world, BooksModel model) => world.LookAsync(Code, Reason);

    internal override string Apply(BooksModel model) => model.Look(Code, Reason);
}

/// <summary>A command that was carried out comes again with its key, with the same content or with another.</summary>
internal sealed record SendAgain(int Command, bool Changed) : BookStep
{
    internal override Task<string> DoAsync(BooksWorld world, BooksModel model) =>
        model.Accepted is 0 ? Task.FromResult("") : world.SendAgainAsync(Command % model.Accepted, Changed);

    internal override string Apply(BooksModel model) =>
        model.Accepted is 0 ? "" : Changed ? "REQUEST_ID_REUSED" : BooksWorld.SameAnswer;
}

/// <summary>Draws steps; what is right comes more often than what is wrong.</summary>
internal static class BookScripts
{
    private static readonly Gen<int> Any = Gen.Choose(0, 1_000);
    private static readonly Gen<int> AnyBook = Gen.Choose(0, 4);
    private static readonly Gen<int> AnyDay = Gen.Frequency((8, Gen.Choose(0, 70)), (1, Gen.Choose(-20, 400)));

    private static readonly Gen<long> AnyFen = Gen.Frequency(
        (1, Gen.Constant(0L)),
        (6, Gen.Choose(1, 1_000_000).Select(fen => (long)fen)),
        (1, Gen.Constant(100_000_000_000_000L)));

    private static readonly Gen<BookStep> AnyLeg =
        from kind in Gen.Elements(Enum.GetValues<LegKind>())
        from village in Any
        from fen in AnyFen
        from day in AnyDay
        from fault in Mostly(Fault.None, Enum.GetValues<Fault>())
        from copies in Gen.Frequency((4, Gen.Constant(0)), (1, Gen.Choose(1, 3)))
        select (BookStep)new Leg(kind, village, day, fault, copies) { Fen = fen };

    private static readonly Gen<BookStep> AnyOpening =
        from book in AnyBook
        from day in Gen.Choose(-30, 30)
        from fen in Gen.Choose(1, 1_000_000)
        from fault in Mostly(OpeningFault.None, Enum.GetValues<OpeningFault>())
        select (BookStep)new Open(book, day, fen, fault);

    private static readonly Gen<BookStep> AnyReversal =
        from book in AnyBook
        from voucher in Any
        from day in AnyDay
        from person in Any
        from spoilt in Gen.Choose(0, 20)
        select (BookStep)new Reverse(book, voucher, day, person) { NoDate = spoilt is 0, NoReason = spoilt is 1 };

    private static readonly Gen<BookStep> AnyReview =
        from book in AnyBook
        from voucher in Any
        from person in Any
        select (BookStep)new Review(book, voucher, person);

    private static readonly Gen<BookStep> AnyLook =
        from book in AnyBook
        from reason in Gen.Elements("季度检查", "年终检查", "看")
        select (BookStep)new Look(book, reason);

    private static readonly Gen<BookStep> AnySending =
        from command in Any
        from changed in Gen.Elements(false, false, true)
        select (BookStep)new SendAgain(command, changed);

    internal static Gen<BookStep> Step { get; } = Gen.Frequency(
        (10, AnyLeg),
        (3, Any.Select(number => (BookStep)new Again(number))),
        (3, Any.Select(number => (BookStep)new Tell(number))),
        (5, AnyReversal),
        (2, AnyReview),
        (1, AnyOpening),
        (1, AnyLook),
        (1, AnySending),
        (1, Gen.Frequency((1, Gen.Constant((BookStep)new Join())), (4, AnyLeg))));

    private static Gen<T> Mostly<T>(T usual, T[] all) =>
        Gen.Frequency((8, Gen.Constant(usual)), (2, Gen.Elements(all)));
}
