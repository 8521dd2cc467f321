using FsCheck;
using FsCheck.Fluent;
using Region.Services.Tests.Model;

namespace Region.Services.Tests.Desk;

/// <summary>Draws steps; what is right comes more often than what is wrong.</summary>
internal static class DeskScripts
{
    private static readonly Gen<int> Any = Gen.Choose(0, 1_000);
    private static readonly Gen<int> Book = Gen.Choose(0, 2);
    private static readonly Gen<int> Newest = Gen.Frequency((5, Gen.Choose(0, 3)), (1, Any));
    private static readonly Gen<int> AnyDay = Gen.Frequency((8, Gen.Choose(8, 100)), (1, Gen.Choose(-10, 190)));
    private static readonly Gen<int> AnyMonth = Gen.Choose(-1, 6);
    private static readonly Gen<int> Accountant = Mostly(0, 1);
    private static readonly Gen<string> Reason = Gen.Frequency((6, Gen.Constant("另有安排")), (1, Gen.Elements("", "改")));
    private static readonly Gen<string> Why = Gen.Frequency((6, Gen.Constant("另有安排")), (1, Gen.Constant("")));
    private static readonly Gen<int> Stale = Gen.Frequency((7, Gen.Constant(0)), (1, Gen.Elements(-1, 1)));

    private static readonly Gen<string> Name =
        Gen.Frequency((12, Gen.Elements("办公费", "差旅费", "提取公积公益金", "向成员分配")), (1, Gen.Constant("")));

    private static readonly Gen<Sheet> AnySheet =
        from business in Any
        from day in AnyDay
        from ahead in Gen.Elements(true, true, true, false)
        from fen in Gen.Frequency((4, Gen.Choose(1, 90_000)), (1, Gen.Choose(90_000, 900_000)))
        from fault in Gen.Frequency(
            (12, Gen.Constant(SheetFault.None)), (2, Gen.Elements(Enum.GetValues<SheetFault>())))
        from leaf in Gen.Choose(0, 3)
        from cash in Gen.Choose(0, 9)
        from corrects in Gen.Frequency((7, Gen.Constant(-1)), (1, Newest))
        select new Sheet(business, ahead ? Math.Abs(day) : day, fen, fault)
        {
            Ahead = ahead,
            Leaf = leaf,
            CashReason = cash is 0,
            Corrects = corrects,
        };

    private static readonly Gen<DeskPlan> AnyPlan =
        from covered in Gen.Frequency((4, Gen.Constant(0)), (1, Gen.Choose(-1, 40_000)))
        from ppm in Gen.Frequency((2, Gen.Constant(0)), (2, Gen.Choose(1, 400_000)), (1, Gen.Elements(-1, 1_000_001)))
        from fen in Gen.Frequency((4, Gen.Constant(0)), (1, Gen.Choose(-1, 40_000)))
        from shares in Gen.Choose(0, 3)
        from share in Gen.Choose(0, 40_000)
        from meeting in Gen.Frequency((8, Gen.Constant("成员大会决议")), (1, Gen.Constant("")))
        select new DeskPlan(covered, ppm, fen, meeting)
        {
            Shares = shares switch
            {
                1 => [("", share)],
                2 => [("M1", share), ("M2", 1 + (share / 3))],
                3 => [("M1", share), ("M1", share)],
                _ => [],
            },
        };

    internal static Gen<DeskStep> Step { get; } = Gen.Frequency(
        (13, Step4(Book, Accountant, Any, AnySheet, (book, who, _, sheet) => new Write(book, who, sheet))),
        (26, Step4(Book, Newest, Any, Any, (book, draft, _, _) => new Advance(book, draft))),
        (10, Book.Select(book => (DeskStep)new Tidy(book))),
        (2, Book.Select(book => (DeskStep)new ReopenNewest(book))),
        (14, OfDrafts()),
        (10, OfMonths()),
        (8, OfAccounts()),
        (5, OfItems()),
        (14, OfEvents()),
        (3, from command in Any
            from changed in Gen.Elements(false, false, true)
            select (DeskStep)new Repeat(command, changed)));

    private static Gen<DeskStep> OfDrafts()
    {
        var checker = Mostly(1, 2, 0);
        return Gen.Frequency(
            (4, from step in Step4(Book, Accountant, Newest, AnySheet, (b, who, n, sheet) =>
                    new Rewrite(b, who, n, sheet))
                from stale in Stale
                select (DeskStep)((Rewrite)step with { Stale = stale })),
            (3, Step4(Book, checker, Newest, Stale, (b, who, n, stale) => new Check(b, who, n) { Stale = stale })),
            (3, Step4(Book, Mostly(3, 4, 5, 6), Newest, Stale, (b, who, n, stale) =>
                new Sign(b, who, n) { Stale = stale })),
            (2, Step4(Book, checker, Newest, Reason, (b, who, n, reason) => new SendBack(b, who, n, reason))),
            (1, Step4(Book, Accountant, Newest, Reason, (b, who, n, reason) => new Discard(b, who, n, reason))),
            (4, Step4(Book, Mostly(0, 1, 7), Newest, Any, (b, who, n, _) => new Post(b, who, n))),
            (2, Step4(Book, Accountant, AnyMonth, Any, (b, who, month, _) => new PostAll(b, who, month))),
            (2, Step4(Book, Accountant, Newest, AnyDay, (b, who, n, day) => new Copy(b, who, n, day))));
    }

    private static Gen<DeskStep> OfMonths() => Gen.Frequency(
        (6, from step in Step4(Book, Accountant, Newest, AnyDay, (b, who, n, day) => new Redden(b, who, n, day))
            from spoilt in Gen.Choose(0, 15)
            select (DeskStep)((Redden)step with { NoReason = spoilt is 0 })),
        (3, Step4(Book, Accountant, AnyMonth, Any, (b, who, month, _) => new Close(b, who, month))),
        (2, Step4(Book, Mostly(2, 8), AnyMonth, Why, (b, who, month, why) => new Reopen(b, who, month, why))),
        (2, Step4(Book, Any, AnyMonth, Any, (b, who, month, _) => new AskWhatBlocks(b, who, month))),
        (4, Step4(Book, Accountant, AnyYear(), AnyPlan, (b, who, year, plan) => new CloseTheYear(b, who, year, plan))),
        (2, Step4(Book, Accountant, AnyYear(), Why, (b, who, year, why) => new TakeTheYearBack(b, who, year, why))));

    private static Gen<DeskStep> OfAccounts()
    {
        var below =
            from parent in Gen.Frequency((3, Gen.Choose(0, 1)), (2, Any))
            from number in Gen.Choose(1, 2)
            select (parent, number);
        return Gen.Frequency(
            (5, from step in Step4(Book, Accountant, below, Name, (b, who, at, name) =>
                    new OpenBelow(b, who, at.parent, at.number, name))
                from takes in Gen.Choose(0, 3)
                select (DeskStep)((OpenBelow)step with { TakesAutomatic = takes is 0 })),
            (4, Step4(Book, Accountant, below, Name, (b, who, at, name) =>
                new RenameBelow(b, who, at.parent, at.number, name))),
            (3, Step4(Book, Accountant, below, AnyDay, (b, who, at, day) =>
                new CloseBelow(b, who, at.parent, at.number, day))),
            (1, Step4(Book, Accountant, below, Any, (b, who, at, _) => new ReopenBelow(b, who, at.parent, at.number))),
            (1, Step4(Book, Accountant, below, Any, (b, who, at, _) => new RouteBelow(b, who, at.parent, at.number))));
    }

    private static Gen<DeskStep> OfItems()
    {
        var item =
            from number in Any
            from member in Gen.Elements(false, false, true)
            select (number, member);
        return Gen.Frequency(
            (4, Step4(Book, Accountant, item, Name, (b, who, of, name) =>
                new Enter(b, who, of.number, of.member, name))),
            (1, Step4(Book, Accountant, item, Name, (b, who, of, name) =>
                new RenameItem(b, who, of.number, of.member, name))),
            (1, Step4(Book, Accountant, item, Any, (b, who, of, _) => new CloseItem(b, who, of.number, of.member))));
    }

    private static Gen<DeskStep> OfEvents() => Gen.Frequency(
        (8, from kind in Gen.Elements(Enum.GetValues<LegKind>().Where(kind => kind is not LegKind.Delivered))
            from day in AnyDay
            from fen in Gen.Choose(0, 90_000)
            from copies in Gen.Frequency((5, Gen.Constant(0)), (1, Gen.Choose(1, 2)))
            select (DeskStep)new Arrive(kind, day, fen, copies)),
        (2, Newest.Select(number => (DeskStep)new ArriveAgain(number))),
        (4, Newest.Select(number => (DeskStep)new Hear(number))));

    private static Gen<int> AnyYear() => Gen.Frequency((8, Gen.Constant(2026)), (1, Gen.Elements(2025, 2027, 1999)));

    /// <summary>One of these people, the first most often, and now and then anybody.</summary>
    private static Gen<int> Mostly(params int[] people) =>
        Gen.Frequency((5, Gen.Constant(people[0])), (3, Gen.Elements(people)), (2, Any));

    private static Gen<DeskStep> Step4<TA, TB, TC, TD>(
        Gen<TA> one,
        Gen<TB> two,
        Gen<TC> three,
        Gen<TD> four,
        Func<TA, TB, TC, TD, DeskStep> make) =>
        from a in one
        from b in two
        from c in three
        from d in four
        select make(a, b, c, d);
}
