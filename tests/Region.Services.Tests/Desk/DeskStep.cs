using Google.Protobuf;
using Region.Contracts.Accounting.V1;
using Region.Services.Tests.Model;

namespace Region.Services.Tests.Desk;

/// <summary>
/// One thing that happens at the desks. Numbers point at what is there by then, counted from the newest and round, so
/// that a step keeps its sense when others are left out of the script.
/// </summary>
internal abstract record DeskStep
{
    /// <summary>Does it to the service and answers its verdict.</summary>
    internal abstract Task<string> DoAsync(DeskWorld world, DeskModel model);

    /// <summary>
    /// Does it to the model and answers the verdict that the service must give; of several reasons, any.
    /// </summary>
    internal abstract string Apply(DeskModel model);

    /// <summary>The one book that it is about; null where it may concern both.</summary>
    internal virtual string? Only => null;

    internal static string BookOf(int number) => number % 3 is 2 ? BooksModel.Company : DeskModel.Village;

    internal static DateOnly On(int day) => DeskModel.Zero.AddDays(day);

    /// <summary>The number-th of them, the newest first; null where there is none.</summary>
    internal static T? Pick<T>(IReadOnlyList<T> all, int number)
        where T : class => all.Count is 0 ? null : all[all.Count - 1 - (number % all.Count)];
}

/// <summary>A command of somebody about one book.</summary>
internal abstract record DeskCommand(int Book, int Who) : DeskStep
{
    protected static readonly DeskPost[] Accountants = [DeskPost.Accountant];
    protected static readonly DeskPost[] Checkers = [DeskPost.Accountant, DeskPost.Head];

    internal string Code => BookOf(Book);

    internal override string? Only => Code;

    internal DeskPerson Person => DeskPerson.Of(Who);

    /// <summary>Whose business it is.</summary>
    protected virtual IReadOnlyList<DeskPost> Posts => Accountants;

    /// <summary>Whether it changes something, so that it has a key.</summary>
    protected virtual bool IsWrite => true;

    internal override Task<string> DoAsync(DeskWorld world, DeskModel model) =>
        world.SendAsync(Compose(model.Books[Code]), Code, Person, Say);

    internal override string Apply(DeskModel model)
    {
        var post = Person.Post is DeskPost.Stranger ? DeskPost.Accountant : Person.Post;
        if (!Posts.Contains(post))
            return "PERMISSION_DENIED";

        if (Person.Post is DeskPost.Stranger)
            return "NOT_FOUND";

        var book = model.Books[Code];
        var verdict = Judge(model, book);
        if (IsWrite && verdict.StartsWith(DeskProblems.Ok, StringComparison.Ordinal))
        {
            book.Commands++;
            model.Accepted++;
        }

        return verdict;
    }

    /// <summary>The request, without its key.</summary>
    protected abstract IMessage Compose(DeskBook book);

    protected abstract string Judge(DeskModel model, DeskBook book);

    /// <summary>What an answer says beyond «ok».</summary>
    protected virtual string Say(IMessage answer) => DeskProblems.Ok;
}

/// <summary>A new event comes in, once or more often in the same delivery.</summary>
internal sealed record Arrive(LegKind Kind, int Day, long Fen, int Copies) : DeskStep
{
    internal override Task<string> DoAsync(DeskWorld world, DeskModel model) =>
        world.Events.DeliverAsync([.. Enumerable.Repeat(ToEvent(model), 1 + Copies)]);

    internal override string Apply(DeskModel model)
    {
        var told = ToEvent(model);
        model.Events.Add(told);
        return string.Join(", ", Enumerable.Range(0, 1 + Copies).Select(_ => model.Deliver(told)));
    }

    private ModelEvent ToEvent(DeskModel model) => new($"event-{model.Events.Count}", Kind, Fault.None)
    {
        Village = DeskModel.Village,
        Date = On(Day),
        Goods = Fen,
        Freight = Fen % 7 is 0 ? 0 : Fen / 7,
        Fee = Fen % 5 is 0 ? 0 : Fen / 5,
    };
}

/// <summary>An earlier event is delivered again, whatever became of it.</summary>
internal sealed record ArriveAgain(int Event) : DeskStep
{
    internal override Task<string> DoAsync(DeskWorld world, DeskModel model) =>
        Pick(model.Events, Event) is { } told ? world.Events.DeliverAsync([told]) : Task.FromResult("");

    internal override string Apply(DeskModel model) =>
        Pick(model.Events, Event) is { } told ? model.Deliver(told) : "";
}

/// <summary>The book with the other side hears of a cancellation: in any order, any number of times.</summary>
internal sealed record Hear(int Number) : DeskStep
{
    internal override Task<string> DoAsync(DeskWorld world, DeskModel model) =>
        Pick(model.Told, Number) is { } told
            ? world.Events.TellAsync(
                new VoucherReversed
                {
                    Book = told.Book,
                    VoucherId = told.Voucher.Id,
                    SourceEventId = told.Voucher.EventId,
                    MirrorBook = told.Voucher.Mirror,
                    AccountingDate = EventMessages.Date(told.On),
                    Reason = "金额有误",
                },
                told.Id)
            : Task.FromResult("");

    internal override string Apply(DeskModel model) => Pick(model.Told, Number) is { } told ? model.Tell(told) : "";
}

/// <summary>A command that was carried out comes again with its key, with the same content or with another.</summary>
internal sealed record Repeat(int Command, bool Changed) : DeskStep
{
    internal override Task<string> DoAsync(DeskWorld world, DeskModel model) => model.Accepted is 0
        ? Task.FromResult("")
        : world.RepeatAsync(model.Accepted - 1 - (Command % model.Accepted), Changed);

    internal override string Apply(DeskModel model) =>
        model.Accepted is 0 ? "" : Changed ? "REQUEST_ID_REUSED" : BooksWorld.SameAnswer;
}
