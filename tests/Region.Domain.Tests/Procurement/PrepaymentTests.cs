using Region.Kernel;
using Region.Procurement.Domain;
using Shouldly;

namespace Region.Domain.Tests.Procurement;

public sealed class PrepaymentTests
{
    private static PrepaymentDraft Draft => new()
    {
        Id = "pp1",
        Village = "V0101",
        AmountFen = 2_400_000,
        PaidOn = "2026-03-05",
        BankReference = "回单1",
    };

    private static Prepayment Declared => Prepayment.Declare(P1.Collecting, [], Draft, P1.VillageAccountant).Value;

    [Theory]
    [InlineData(0, nameof(Refusal.AmountNotPositive))]
    [InlineData(-1, nameof(Refusal.AmountNotPositive))]
    [InlineData(10_000_000_000_001, nameof(Refusal.AmountTooLarge))]
    public void An_amount_out_of_bounds_is_refused(long fen, string rule) =>
        Prepayment.Declare(P1.Collecting, [], Draft with { AmountFen = fen }, P1.VillageAccountant)
            .ShouldRefuse(rule, "amount_fen");

    [Fact]
    public void Prepayments_of_a_village_are_bounded_together() =>
        Prepayment.Declare(
                P1.Collecting,
                [Declared],
                Draft with { AmountFen = 10_000_000_000_000 },
                P1.VillageAccountant)
            .ShouldRefuse(Refusal.PrepaidTooMuch, "amount_fen");

    [Fact]
    public void Nothing_is_prepaid_before_the_round_is_approved() =>
        Prepayment.Declare(P1.Opened, [], Draft, P1.VillageAccountant)
            .ShouldRefuse(Refusal.RoundStateForbids, "round_id");

    [Fact]
    public void What_arrived_must_be_what_was_declared_to_the_fen() =>
        Prepayment.Confirm(Declared, new Money(2_400_001), "2026-03-05", P1.Accountant)
            .ShouldRefuse(Refusal.PrepaymentDiffers, "amount_fen");

    [Fact]
    public void A_prepayment_is_confirmed_once()
    {
        var confirmed = Prepayment.Confirm(Declared, new Money(2_400_000), "2026-03-05", P1.Accountant).Value;

        Prepayment.Confirm(confirmed, new Money(2_400_000), "2026-03-05", P1.Accountant)
            .ShouldRefuse(Refusal.PrepaymentConfirmed, "prepayment_id");
    }

    [Fact]
    public void Money_does_not_arrive_before_it_was_paid() =>
        Prepayment.Confirm(Declared, new Money(2_400_000), "2026-03-04", P1.Accountant)
            .ShouldRefuse(Refusal.DateTooEarly, "received_on");

    [Fact]
    public void Whoever_declared_a_prepayment_may_not_confirm_it() =>
        Prepayment.Confirm(Declared, new Money(2_400_000), "2026-03-05", P1.VillageAccountant)
            .ShouldRefuse(Refusal.MakerIsChecker, "caller");

    [Fact]
    public void A_prepayment_that_nobody_declared_is_not_confirmed() =>
        Prepayment.Confirm(null, new Money(1), "2026-03-05", P1.Accountant)
            .ShouldRefuse(Refusal.PrepaymentUnknown, "prepayment_id");

    [Fact]
    public void Only_confirmed_money_counts_as_received()
    {
        Prepayment[] prepayments = [Declared, P1.Prepaid("V0102", 5, "2026-03-10")];

        Prepayment.Received(prepayments, "V0101").ShouldBe(Money.Zero);
        Prepayment.ReceivedBy(prepayments, "V0102", new DateOnly(2026, 3, 9)).ShouldBe(Money.Zero);
        Prepayment.ReceivedBy(prepayments, "V0102", new DateOnly(2026, 3, 10)).ShouldBe(new Money(5));
    }
}
