using Region.Accounting.Domain;
using Region.Accounting.Periods;
using Region.Kernel;
using Shouldly;

namespace Region.Domain.Tests.Accounting;

public sealed class PeriodTests
{
    private static readonly DateOnly January = new(2026, 1, 1);

    private static readonly PeriodState NothingClosed = new(January, null);

    private static readonly PeriodState ThroughMarch = new(January, new DateOnly(2026, 3, 31));

    private static YearEndRule Rule => PublishedYearEnds.For(Regime.Village2023, January);

    [Fact]
    public void Months_are_closed_one_after_the_other()
    {
        Months.Close(NothingClosed, January, []).Value.ShouldBe("2026-01");
        Months.Close(ThroughMarch, new DateOnly(2026, 4, 1), []).Value.ShouldBe("2026-04");
        Close(ThroughMarch, new DateOnly(2026, 5, 1)).ShouldBe(Refusal.MonthNotNext);
        Close(ThroughMarch, new DateOnly(2026, 3, 1)).ShouldBe(Refusal.MonthAlreadyClosed);
    }

    [Fact]
    public void A_blocker_keeps_the_month_open_and_a_warning_does_not()
    {
        var items = CloseChecklist.Of(
        [
            new Found(CheckKind.Unreviewed, [new CheckPlace { Note = "记-1号" }]),
            new Found(CheckKind.PendingLoss, [new CheckPlace { Note = "181 余额 5.00" }]),
            new Found(CheckKind.DeadLetter, []),
        ]);

        items.Select(item => item.Kind).ShouldBe([CheckKind.PendingLoss, CheckKind.Unreviewed]);
        var refused = Months.Close(NothingClosed, January, items).Refusals.Single();
        refused.Rule.ShouldBe(Refusal.MonthBlocked);
        refused.Offending.ShouldContain("181 余额 5.00");
        Months.Close(NothingClosed, January, [items[1]]).Allowed.ShouldBeTrue();
    }

    [Fact]
    public void Only_the_newest_closed_month_is_reopened_with_a_reason()
    {
        var march = new DateOnly(2026, 3, 1);

        Months.Reopen(ThroughMarch, march, "漏记一张发票", false, "2026-02").Value.ShouldBe("2026-02");
        Reopen(ThroughMarch, march, "").ShouldBe(Refusal.ReasonInvalid);
        Reopen(ThroughMarch, march.AddMonths(-1), "漏记").ShouldBe(Refusal.MonthNotNewest);
        Reopen(ThroughMarch, march.AddMonths(1), "漏记").ShouldBe(Refusal.MonthNotClosed);
        Reopen(NothingClosed, march, "漏记").ShouldBe(Refusal.MonthNotClosed);
        Months.Reopen(new PeriodState(January, new DateOnly(2026, 1, 31)), January, "漏记", false, "").Value
            .ShouldBe("");
    }

    [Fact]
    public void While_a_year_end_stands_only_december_is_reopened()
    {
        var november = new PeriodState(January, new DateOnly(2026, 11, 30));
        var december = new PeriodState(January, new DateOnly(2026, 12, 31));

        Months.Reopen(november, new DateOnly(2026, 11, 1), "漏记", true, "2026-10").Refusals.Single().Rule
            .ShouldBe(Refusal.YearEndStands);
        Months.Reopen(november, new DateOnly(2026, 11, 1), "漏记", false, "2026-10").Allowed.ShouldBeTrue();
        Months.Reopen(december, new DateOnly(2026, 12, 1), "漏记", true, "2026-11").Value.ShouldBe("2026-11");
    }

    [Fact]
    public void A_year_is_closed_while_december_is_the_next_month_and_once()
    {
        var november = new PeriodState(January, new DateOnly(2026, 11, 30));

        YearEndGate.Refuse(2026, november, 0).ShouldBeNull();
        YearEndGate.Refuse(2026, november, 3)!.Value.Rule.ShouldBe(Refusal.YearEndDone);
        YearEndGate.Refuse(2026, ThroughMarch, 0)!.Value.Rule.ShouldBe(Refusal.YearNotReady);
        YearEndGate.Refuse(2025, november, 0)!.Value.Rule.ShouldBe(Refusal.YearNotReady);
        YearEndGate.Refuse(1999, november, 0)!.Value.Rule.ShouldBe(Refusal.YearInvalid);
    }

    [Fact]
    public void A_book_begins_with_its_opening_balances_or_with_the_day_it_was_opened()
    {
        var opened = new DateOnly(2025, 12, 31);

        PeriodState.Of(Books.NewBook with { OpeningDate = January }, opened, January).Next.ShouldBe(January);
        PeriodState.Of(Books.NewBook, opened, null).Next.ShouldBe(new DateOnly(2025, 12, 1));
        PeriodState.Of(Books.NewBook, opened, new DateOnly(2025, 3, 5)).Next.ShouldBe(new DateOnly(2025, 3, 1));
    }

    [Fact]
    public void The_calendar_names_earlier_months_and_a_month_that_is_not_over()
    {
        var found = CloseChecklist.OfCalendar(ThroughMarch, new DateOnly(2026, 6, 1), new DateOnly(2026, 6, 29));

        found[0].Places.Select(place => place.Note).ShouldBe(["2026-04", "2026-05"]);
        found[1].Count.ShouldBe(1);
        CloseChecklist.OfCalendar(ThroughMarch, new DateOnly(2026, 4, 1), new DateOnly(2026, 4, 30))
            .ShouldAllBe(one => one.Count == 0);
    }

    [Fact]
    public void A_month_that_has_not_begun_is_a_blocker_and_one_that_has_begun_a_warning()
    {
        CheckItem Item(DateOnly today) => CloseChecklist.Of(
            CloseChecklist.OfCalendar(ThroughMarch, new DateOnly(2026, 4, 1), today)).Single();

        var future = Item(new DateOnly(2026, 3, 31));
        (future.Kind, future.Severity).ShouldBe((CheckKind.MonthNotBegun, CheckSeverity.Blocker));
        future.Title.ShouldContain("2026-04-01才开始");
        future.Remedy.ShouldNotBeEmpty();
        var begun = Item(new DateOnly(2026, 4, 1));
        (begun.Kind, begun.Severity).ShouldBe((CheckKind.MonthNotOver, CheckSeverity.Warning));
    }

    [Fact]
    public void Property_that_is_to_be_dealt_with_must_be_zero()
    {
        var held = new HeldBalance { Account = "181", Amount = new Money(500) };

        MonthFindings.PendingLoss(Rule, [held]).Places.Single().Note.ShouldBe("181 余额 5.00");
        MonthFindings.PendingLoss(Rule, [held, held with { Counterparty = "x", Amount = new Money(-500) }])
            .Count.ShouldBe(0);
        MonthFindings.PendingLoss(Rule, [held with { Account = "1810" }]).Count.ShouldBe(0);
    }

    [Theory]
    [InlineData("2025-12", 0)]
    [InlineData("2025-11", 1)]
    [InlineData("", 1)]
    public void A_debt_that_did_not_move_for_a_year_is_named(string lastMonth, int expected)
    {
        var held = new HeldBalance
        {
            Account = "112",
            Counterparty = "D01",
            Amount = new Money(100),
            LastMonth = lastMonth,
        };

        MonthFindings.StaleDealings(Rule, [held], new DateOnly(2026, 11, 1), new DateOnly(2025, 1, 1))
            .Count.ShouldBe(expected);
        MonthFindings.StaleDealings(
            Rule, [held with { Amount = Money.Zero }], new DateOnly(2026, 11, 1), new DateOnly(2025, 1, 1))
            .Count.ShouldBe(0);
    }

    [Fact]
    public void Cash_is_looked_at_at_the_end_of_each_day()
    {
        var third = new DateOnly(2026, 3, 3);

        var found = MonthFindings.CashNegative(
        [
            new CashDay("101", third, new Money(-300)),
            new CashDay("101", null, new Money(200)),
            new CashDay("101", third.AddDays(1), new Money(100)),
        ]);

        found.Places.Single().Note.ShouldBe("2026-03-03 -1.00");
    }

    [Fact]
    public void December_waits_for_the_year_end_and_november_does_not()
    {
        HeldBalance[] held =
        [
            new() { Account = "501", Amount = new Money(-5) },
            new() { Account = "322.02", Amount = new Money(5) },
        ];

        MonthFindings.YearEnd(Rule, Books.VillageChart, held, new DateOnly(2026, 12, 1)).Places
            .Select(place => place.Account).ShouldBe(["501"]);
        MonthFindings.YearEnd(Rule, Books.VillageChart, held, new DateOnly(2026, 11, 1)).Count.ShouldBe(0);
    }

    [Fact]
    public void A_month_is_re_added_from_its_vouchers()
    {
        var start = Chain.StartOf("V0101").Head;
        var voucher = Books.Posted(Books.Purchase, number: 1);

        Audit(voucher, start, Turnover.Of(Books.Purchase)).ShouldBeEmpty();
        Audit(voucher with { Content = Books.Purchase with { Summary = "改" } }, start, Turnover.Of(Books.Purchase))
            .Single().Note.ShouldContain("与链上的记录不符");
        Audit(voucher, "0", Turnover.Of(Books.Purchase)).Single().Voucher.ShouldBe(voucher.Id.ToString("D"));
        var wrong = Turnover.Of(Books.Purchase).ToDictionary(
            pair => pair.Key, pair => pair.Value + new Turnover(new Money(1), Money.Zero));
        Audit(voucher, start, wrong).Count.ShouldBe(2);
        Audit(Books.Posted(Books.Purchase, number: 2), start, Turnover.Of(Books.Purchase))
            .Single().Note.ShouldContain("应为第 1 号");
    }

    private static IReadOnlyList<CheckPlace> Audit(
        Voucher voucher, string predecessor, IReadOnlyDictionary<BalanceKey, Turnover> kept)
    {
        var audit = new MonthAudit();
        audit.Add(voucher, predecessor);
        return audit.Finish(kept);
    }

    private static Refusal Close(PeriodState state, DateOnly month) =>
        Months.Close(state, month, []).Refusals.Single().Rule;

    private static Refusal Reopen(PeriodState state, DateOnly month, string reason) =>
        Months.Reopen(state, month, reason, false, "").Refusals.Single().Rule;
}
