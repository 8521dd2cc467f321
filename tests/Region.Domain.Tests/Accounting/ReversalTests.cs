using Region.Accounting.Domain;
using Region.Kernel;
using Shouldly;

namespace Region.Domain.Tests.Accounting;

public sealed class ReversalTests
{
    private static readonly Reversing WrongAmount = new("v0101.accountant", "金额有误");

    [Fact]
    public void A_red_voucher_has_negative_amounts_on_the_same_sides_and_names_what_it_cancels()
    {
        var original = Books.Posted(Books.Purchase);

        var red = Reversal.Prepare(original, false, Books.Day.AddDays(3), WrongAmount).Value;

        red.Summary.ShouldBe("注销2026年3月27日记-5号凭证：金额有误");
        red.Reverses.ShouldBe(original.Id);
        red.Postings.Select(posting => (posting.Account, posting.Debit.Fen, posting.Credit.Fen))
            .ShouldBe([("121", -1_234, 0), ("102", 0, -1_234)]);
    }

    [Fact]
    public void A_red_voucher_keeps_the_event_so_that_its_mirror_is_found()
    {
        var origin = new Origin { EventId = "e1", Topic = "t", Rule = "r", RuleVersion = 2, MirrorBook = "C01" };

        var red = Prepare(Books.Purchase with { Origin = origin }).Value;

        red.Origin.ShouldBe(new Origin { EventId = "e1", Topic = "t", MirrorBook = "C01" });
    }

    [Fact]
    public void A_voucher_is_reversed_once()
    {
        var decision = Reversal.Prepare(Books.Posted(Books.Purchase), true, Books.Day, WrongAmount);

        decision.Refusals.Single().Rule.ShouldBe(Refusal.AlreadyReversed);
    }

    [Fact]
    public void A_voucher_of_an_earlier_year_is_not_reversed_in_red()
    {
        var decision = Prepare(Books.Purchase with { Date = new DateOnly(2025, 12, 31) });

        decision.Refusals.Single().Rule.ShouldBe(Refusal.ReversalOtherYear);
    }

    [Theory]
    [InlineData("2026-03-05", "", "2026-03-20", "2026-03-20")]
    [InlineData("2026-03-05", "2026-03-31", "2026-03-20", "2026-04-01")]
    [InlineData("2026-04-01", "", "2026-03-20", "2026-04-01")]
    [InlineData("2026-12-05", "", "2027-01-10", "2026-12-31")]
    [InlineData("2027-01-01", "2026-12-31", "2026-12-20", "2027-01-01")]
    [InlineData("2026-12-05", "2026-12-31", "2026-12-20", null)]
    public void A_mirror_is_cancelled_on_the_nearest_day_that_its_own_book_and_year_have(
        string posted,
        string closedThrough,
        string on,
        string? expected)
    {
        var mirror = Books.Posted(Books.Purchase with { Date = Day(posted) });
        var state = Books.NewBook with { ClosedThrough = closedThrough.Length > 0 ? Day(closedThrough) : null };

        var day = Reversal.MirrorDay(mirror, state, Day(on));

        day.ShouldBe(expected is null ? null : Day(expected));
        if (day is { } red)
            Reversal.Prepare(mirror, false, red, WrongAmount).Allowed.ShouldBeTrue();

        static DateOnly Day(string text) =>
            DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public void A_red_voucher_is_not_dated_before_the_voucher_that_it_cancels()
    {
        var decision = Prepare(Books.Purchase with { Date = Books.Day.AddDays(1) });

        decision.Refusals.Single().Rule.ShouldBe(Refusal.ReversalTooEarly);
    }

    [Fact]
    public void A_red_voucher_is_not_reversed()
    {
        Prepare(Books.Purchase with { Reverses = Books.IdOf(9) }).Refusals.Single().Rule
            .ShouldBe(Refusal.RedNotReversible);
    }

    [Fact]
    public void Opening_balances_are_not_reversed()
    {
        Prepare(Books.Purchase with { Word = Words.Opening }).Refusals.Single().Rule
            .ShouldBe(Refusal.OpeningNotReversible);
    }

    [Theory]
    [InlineData("")]
    [InlineData("两\n行")]
    public void A_reversal_needs_a_plain_reason(string reason)
    {
        var by = WrongAmount with { Reason = reason };
        var decision = Reversal.Prepare(Books.Posted(Books.Purchase), false, Books.Day, by);

        decision.Refusals.Single().Rule.ShouldBe(Refusal.ReasonInvalid);
    }

    [Fact]
    public void A_voucher_is_reviewed_once_and_never_by_its_preparer()
    {
        var voucher = Books.Posted(Books.Purchase);

        Review.Decide(voucher, "", "v0101.accountant").Refusals.Single().Rule.ShouldBe(Refusal.ReviewerIsPreparer);
        Review.Decide(voucher, "town", "town2").Refusals.Single().Rule.ShouldBe(Refusal.AlreadyReviewed);
        Review.Decide(voucher, "", "town").Allowed.ShouldBeTrue();
    }

    private static Decision<Draft, Refusal> Prepare(Draft content) =>
        Reversal.Prepare(Books.Posted(content), false, Books.Day, WrongAmount);
}
