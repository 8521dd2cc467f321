using Region.Accounting.Domain;
using Region.Kernel;
using Shouldly;

namespace Region.Domain.Tests.Accounting;

public sealed class BookkeepingTests
{
    [Fact]
    public void A_balanced_voucher_is_allowed()
    {
        Check(Books.Purchase).Allowed.ShouldBeTrue();
    }

    [Fact]
    public void A_voucher_that_is_off_by_one_fen_is_refused()
    {
        var refused = Check(Books.Draft(Books.Debit("121", 1_234), Books.Credit("102", 1_233))).Refusals.Single();

        refused.Rule.ShouldBe(Refusal.Unbalanced);
        refused.Offending.ShouldBe("借方 12.34，贷方 12.33，相差 0.01");
    }

    [Fact]
    public void A_voucher_without_postings_is_refused()
    {
        Check(Books.Draft()).Refusals.Single().Rule.ShouldBe(Refusal.EmptyVoucher);
    }

    [Theory]
    [InlineData("999", "", nameof(Refusal.AccountUnknown))]
    [InlineData("1002", "", nameof(Refusal.AccountUnknown))]
    [InlineData("322", "", nameof(Refusal.AccountNotLeaf))]
    [InlineData("112", "", nameof(Refusal.CounterpartyMissing))]
    [InlineData("101", "C01", nameof(Refusal.CounterpartyNotKept))]
    public void A_posting_that_the_chart_does_not_allow_is_refused(string account, string counterparty, string rule)
    {
        var draft = Books.Draft(Books.Debit(account, 1, counterparty), Books.Credit("102", 1));

        Check(draft).Refusals.Single().Rule.ShouldBe(Enum.Parse<Refusal>(rule));
    }

    [Fact]
    public void A_posting_with_an_amount_on_both_sides_is_refused()
    {
        var both = Books.Debit("121", 5) with { Credit = new Money(5) };

        Check(Books.Draft(both)).Refusals.Single().Rule.ShouldBe(Refusal.AmountInvalid);
    }

    [Fact]
    public void A_posting_of_nothing_is_refused()
    {
        var draft = Books.Draft(Books.Debit("121", 0), Books.Debit("121", 1), Books.Credit("102", 1));

        Check(draft).Refusals.Single().Rule.ShouldBe(Refusal.AmountInvalid);
    }

    [Fact]
    public void A_voucher_before_the_opening_balances_is_refused()
    {
        var decision = Bookkeeping.Check(
            Books.Purchase, Books.VillageChart, Books.NewBook with { OpeningDate = Books.Day.AddDays(1) });

        decision.Refusals.Single().Rule.ShouldBe(Refusal.BeforeOpening);
    }

    [Fact]
    public void A_closed_month_takes_no_voucher_and_the_next_one_does()
    {
        var closed = Books.NewBook with { ClosedThrough = new DateOnly(2026, 3, 31) };

        Bookkeeping.Check(Books.Purchase, Books.VillageChart, closed)
            .Refusals.Single().Rule.ShouldBe(Refusal.PeriodClosed);
        var late = LateEvent.ForOpenMonth(Books.Purchase, closed);
        late.Date.ShouldBe(new DateOnly(2026, 4, 1));
        late.Summary.ShouldContain(BusinessDate.Write(Books.Day));
        Bookkeeping.Check(late, Books.VillageChart, closed).Allowed.ShouldBeTrue();
    }

    [Fact]
    public void What_happened_before_the_opening_balances_is_not_late_when_their_month_is_closed()
    {
        var closed = Books.NewBook with
        {
            OpeningDate = Books.Day.AddDays(1),
            ClosedThrough = new DateOnly(2026, 3, 31),
        };

        var late = LateEvent.ForOpenMonth(Books.Purchase, closed);

        late.ShouldBe(Books.Purchase);
        Bookkeeping.Check(late, Books.VillageChart, closed).Refusals.Single().Rule.ShouldBe(Refusal.BeforeOpening);
    }

    private static Decision<Draft, Refusal> Check(Draft draft) =>
        Bookkeeping.Check(draft, Books.VillageChart, Books.NewBook);
}
