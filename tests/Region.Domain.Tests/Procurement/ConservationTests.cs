using Region.Kernel;
using Region.Procurement.Domain;
using Shouldly;

namespace Region.Domain.Tests.Procurement;

public sealed class ConservationTests
{
    private static RoundFile P1File => new()
    {
        Round = P1.Settled,
        Requisitions = P1.Requisitions,
        Purchase = P1.Purchase with { Deliveries = P1.Deliveries },
        Funds = P1.Funds,
    };

    [Fact]
    public void P1_conserves_packs_bills_and_funds()
    {
        Conservation.OfPacks(P1File).ShouldBeEmpty();
        Conservation.OfBills(P1File).ShouldBeEmpty();
        Conservation.OfFunds(P1File).ShouldBeEmpty();
    }

    [Fact]
    public void A_pack_that_got_lost_between_acceptance_and_villages_is_found()
    {
        var legs = P1.Settlement.Legs.ToArray();
        legs[0] = legs[0] with { Packs = 48 };

        Conservation.OfPacks(With(legs)).Single().ShouldContain("108");
    }

    [Fact]
    public void A_fen_that_got_lost_in_a_column_is_found()
    {
        var legs = P1.Settlement.Legs.ToArray();
        legs[3] = legs[3] with { Fee = new Money(8_303) };

        Conservation.OfBills(With(legs)).Single().ShouldContain("754.15");
    }

    [Fact]
    public void A_payment_above_the_funds_is_found()
    {
        var paid = new Payment
        {
            Id = "x",
            Kind = PaymentKind.Supplier,
            Payee = "S03",
            Amount = new Money(5_156_426),
            PaidOn = new DateOnly(2026, 3, 27),
            PaidBy = "r01.cashier",
        };

        Conservation.OfFunds(P1File with { Funds = P1.Funds with { Payments = [paid] } }).Count().ShouldBe(2);
    }

    private static RoundFile With(IReadOnlyList<SettlementLeg> legs) =>
        P1File with { Funds = P1.Funds with { Settlement = P1.Settlement with { Legs = legs } } };
}
