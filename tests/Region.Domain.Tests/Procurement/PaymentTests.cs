using Region.Kernel;
using Region.Procurement.Domain;
using Shouldly;

namespace Region.Domain.Tests.Procurement;

public sealed class PaymentTests
{
    private static Funds AllPaid => P1.Funds with
    {
        Payments = [Paid(PaymentKind.Supplier, 5_027_625), Paid(PaymentKind.Carrier, 128_800)],
    };

    [Fact]
    public void The_supplier_and_the_carrier_are_paid_in_full_and_the_surplus_goes_back()
    {
        var supplier = PayBill(P1.Funds, PaymentKind.Supplier, 5_027_625).Value;
        supplier.Payee.ShouldBe("S03");
        var carrier = PayBill(P1.Funds with { Payments = [supplier] }, PaymentKind.Carrier, 128_800).Value;
        carrier.Payee.ShouldBe("T01");

        Refund(AllPaid, "V0101", 48_072).Value.Amount.ShouldBe(new Money(48_072));
    }

    [Fact]
    public void Nothing_is_paid_above_the_bill() =>
        PayBill(P1.Funds, PaymentKind.Supplier, 5_027_626).ShouldRefuse(Refusal.PaymentAboveBill, "amount_fen");

    [Fact]
    public void The_same_bill_is_not_paid_twice() =>
        PayBill(AllPaid, PaymentKind.Carrier, 1).Refusals.Select(refused => refused.Rule)
            .ShouldBe([Refusal.PaymentAboveFunds, Refusal.PaymentAboveBill]);

    [Fact]
    public void One_village_never_pays_for_another()
    {
        var rich = P1.Prepaid("V0101", 100_000_000);
        var others = P1.Funds.Prepayments.Where(paid => paid.Village is "V0102" or "V0103");
        var funds = P1.Funds with { Prepayments = [rich, .. others] };

        funds.Available(new DateOnly(2026, 3, 27)).ShouldBe(new Money(5_027_625 + 128_800 - 553_500 - 14_180));
        PayBill(funds, PaymentKind.Supplier, 5_027_625).ShouldRefuse(Refusal.PaymentAboveFunds, "amount_fen");
        PayBill(funds, PaymentKind.Supplier, 4_588_745).Allowed.ShouldBeTrue();
    }

    [Fact]
    public void Money_that_arrives_later_does_not_pay_earlier()
    {
        var late = P1.Funds with { Prepayments = [.. P1.Funds.Prepayments.Select(Late)] };

        PayBill(late, PaymentKind.Carrier, 1).ShouldRefuse(Refusal.PaymentAboveFunds, "amount_fen");
    }

    [Fact]
    public void The_settler_does_not_pay() =>
        Payment.PayBill(P1.Settled, P1.Funds, P1.Pay(PaymentKind.Supplier, 1), P1.Accountant)
            .ShouldRefuse(Refusal.PayerIsSettler, "caller");

    [Fact]
    public void Nothing_is_paid_before_the_settlement() =>
        Payment.PayBill(P1.Ordered, P1.Funds with { Settlement = null }, P1.Pay(PaymentKind.Supplier, 1), P1.Cashier)
            .ShouldRefuse(Refusal.NotSettled, "round_id");

    [Fact]
    public void A_payment_dated_before_the_settlement_is_refused() =>
        Payment.PayBill(
                P1.Settled,
                P1.Funds,
                P1.Pay(PaymentKind.Supplier, 1) with { PaidOn = "2026-03-25" },
                P1.Cashier)
            .ShouldRefuse(Refusal.DateTooEarly, "paid_on");

    [Fact]
    public void A_carrier_without_a_bill_is_not_paid() =>
        PayBill(P1.Funds with { Bills = [P1.Bills[0], P1.Bills[2]] }, PaymentKind.Carrier, 1)
            .ShouldRefuse(Refusal.BillMissing, "round_id");

    [Theory]
    [InlineData("V0101", 48_073)]
    [InlineData("V0102", 1)]
    public void A_refund_above_the_surplus_is_refused(string village, long fen) =>
        Refund(AllPaid, village, fen).ShouldRefuse(Refusal.RefundAboveBalance, "amount_fen");

    [Fact]
    public void A_surplus_is_refunded_once()
    {
        var refunded = Refund(AllPaid, "V0101", 48_072).Value;

        Refund(AllPaid with { Payments = [.. AllPaid.Payments, refunded] }, "V0101", 1)
            .ShouldRefuse(Refusal.RefundAboveBalance, "amount_fen");
    }

    [Fact]
    public void Random_payments_never_exceed_the_funds_of_any_village()
    {
        var random = new Random(4);
        for (var run = 0; run < 300; run++)
        {
            var funds = P1.Funds with { Prepayments = [.. P1.Funds.Prepayments.Select(paid => Changed(paid, random))] };
            for (var step = 0; step < 12; step++)
                funds = Step(funds, random);

            var payable = Money.Sum(P1.Settlement.Legs.Select(leg => Money.Min(
                Prepayment.Received(funds.Prepayments, leg.Village) - funds.RefundedTo(leg.Village),
                leg.PaidOut)));
            (funds.Paid(PaymentKind.Supplier) + funds.Paid(PaymentKind.Carrier)).ShouldBeLessThanOrEqualTo(payable);
            funds.Paid(PaymentKind.Supplier).Fen.ShouldBeLessThanOrEqualTo(5_027_625);
            funds.Paid(PaymentKind.Carrier).Fen.ShouldBeLessThanOrEqualTo(128_800);
        }
    }

    private static Funds Step(Funds funds, Random random)
    {
        var village = P1.Settlement.Legs[random.Next(4)].Village;
        var decision = random.Next(3) switch
        {
            0 => PayBill(funds, PaymentKind.Supplier, random.NextInt64(1, 3_000_000)),
            1 => PayBill(funds, PaymentKind.Carrier, random.NextInt64(1, 100_000)),
            _ => Refund(funds, village, random.NextInt64(1, 100_000)),
        };
        return decision.Allowed ? funds with { Payments = [.. funds.Payments, decision.Value] } : funds;
    }

    private static Prepayment Changed(Prepayment prepayment, Random random) =>
        prepayment with { Amount = new Money(random.NextInt64(1, prepayment.Amount.Fen * 2)) };

    private static Prepayment Late(Prepayment prepayment) =>
        prepayment with { ReceivedOn = new DateOnly(2026, 3, 28) };

    private static Payment Paid(PaymentKind kind, long fen) => PayBill(P1.Funds, kind, fen).Value;

    private static Decision<Payment, Refusal> PayBill(Funds funds, PaymentKind kind, long fen) =>
        Payment.PayBill(P1.Settled, funds, P1.Pay(kind, fen), P1.Cashier);

    private static Decision<Payment, Refusal> Refund(Funds funds, string village, long fen) =>
        Payment.Refund(P1.Settled, funds, P1.Pay(PaymentKind.Refund, fen, village), P1.Cashier);
}
