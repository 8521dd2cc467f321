using Region.Kernel;
using Region.Procurement.Domain;
using Shouldly;

namespace Region.Domain.Tests.Procurement;

public sealed class DeliveryTests
{
    [Fact]
    public void Accepted_is_delivered_less_rejected()
    {
        Receipt.OfSigned(P1.Deliveries).ShouldBe(new Receipt(111, 2));
        Receipt.OfSigned(P1.Deliveries).Accepted.ShouldBe(109);
    }

    [Fact]
    public void The_buyer_may_neither_record_nor_sign()
    {
        Delivery.Record(P1.Ordered, P1.Purchase, P1.Came("d1", 80, 2), P1.Buyer)
            .ShouldRefuse(Refusal.BuyerMayNotAccept, "caller");
        Delivery.Sign(P1.Ordered, With(Recorded("d1", 80)), "d1", "2026-03-18", P1.Buyer)
            .ShouldRefuse(Refusal.BuyerMayNotAccept, "caller");
    }

    [Fact]
    public void Whoever_only_recorded_a_quote_is_a_buyer_too()
    {
        var clerk = new Person("r01.clerk", "");
        var purchase = P1.Purchase with { Quotes = [P1.Quotes[0] with { RecordedBy = "r01.clerk" }] };

        Delivery.Record(P1.Ordered, purchase, P1.Came("d1", 80, 2), clerk)
            .ShouldRefuse(Refusal.BuyerMayNotAccept, "caller");
    }

    [Fact]
    public void The_two_signatures_are_two_persons() =>
        Delivery.Sign(P1.Ordered, With(Recorded("d1", 80)), "d1", "2026-03-18", P1.Receiver)
            .ShouldRefuse(Refusal.MakerIsChecker, "caller");

    [Fact]
    public void A_delivery_is_signed_once() =>
        Delivery.Sign(P1.Ordered, P1.Purchase with { Deliveries = P1.Deliveries }, "d1", "2026-03-18", P1.Supervisor)
            .ShouldRefuse(Refusal.DeliverySigned, "delivery_id");

    [Fact]
    public void A_delivery_that_takes_the_sum_above_the_order_is_refused() =>
        Record(P1.Came("d3", 1, 0), P1.Deliveries).ShouldRefuse(Refusal.AcceptanceAboveOrder, "delivered_packs");

    [Fact]
    public void Unsigned_deliveries_count_towards_the_order_as_well() =>
        Record(P1.Came("d2", 32, 0), [Recorded("d1", 80)])
            .ShouldRefuse(Refusal.AcceptanceAboveOrder, "delivered_packs");

    [Theory]
    [InlineData(-1, 0, nameof(Refusal.PacksNegative), "delivered_packs")]
    [InlineData(0, 0, nameof(Refusal.DeliveredNothing), "delivered_packs")]
    [InlineData(5, 6, nameof(Refusal.RejectedAboveDelivered), "rejected_packs")]
    [InlineData(1_000_001, 0, nameof(Refusal.PacksTooMany), "delivered_packs")]
    public void A_count_that_cannot_be_is_refused(long delivered, long rejected, string rule, string field) =>
        Record(P1.Came("d1", delivered, rejected), []).Refusals
            .ShouldContain(refused => refused.Rule == Enum.Parse<Refusal>(rule) && refused.Field == field);

    [Fact]
    public void Rejecting_needs_a_reason() =>
        Record(P1.Came("d1", 80, 2) with { Reason = "" }, []).ShouldRefuse(Refusal.TextMissing, "reason");

    [Fact]
    public void A_counter_document_lowers_what_was_accepted()
    {
        var mend = Record(Counter("d1", -1, 1), P1.Deliveries).Value;
        var signed = mend with { SignedOn = mend.DeliveredOn };

        Receipt.OfSigned([.. P1.Deliveries, signed]).ShouldBe(new Receipt(110, 3));
    }

    [Fact]
    public void A_counter_document_never_goes_below_zero() =>
        Record(Counter("d2", -32, 0), P1.Deliveries).ShouldRefuse(Refusal.AcceptanceBelowZero, "delivered_packs");

    [Fact]
    public void A_counter_document_of_a_counter_document_is_refused()
    {
        var mend = Record(Counter("d1", -1, 0), P1.Deliveries).Value;

        Record(Counter("c1", 1, 0) with { Id = "c2" }, [.. P1.Deliveries, mend])
            .Refusals.Select(refused => refused.Rule).ShouldContain(Refusal.CounterDocumentOfCounterDocument);
    }

    [Fact]
    public void A_counter_document_that_changes_nothing_is_refused() =>
        Record(Counter("d1", 0, 0), P1.Deliveries)
            .ShouldRefuse(Refusal.CounterDocumentChangesNothing, "delivered_packs");

    [Fact]
    public void A_counter_document_names_a_delivery_of_the_round() =>
        Record(Counter("d9", -1, 0), P1.Deliveries).ShouldRefuse(Refusal.DeliveryUnknown, "corrects_delivery_id");

    [Fact]
    public void A_counter_document_is_signed_after_what_it_corrects()
    {
        var wrong = Recorded("d1", 80);
        var mend = Record(Counter("d1", -2, 0), [wrong]).Value;

        Delivery.Sign(P1.Ordered, With(wrong, mend), "c1", "2026-03-23", P1.Supervisor)
            .ShouldRefuse(Refusal.CorrectedDeliveryUnsigned, "delivery_id");
    }

    [Fact]
    public void Nothing_is_delivered_after_the_settlement() =>
        Delivery.Record(P1.Settled, P1.Purchase, P1.Came("d3", 1, 0), P1.Receiver)
            .ShouldRefuse(Refusal.AlreadySettled, "round_id");

    private static Decision<Delivery, Refusal> Record(DeliveryDraft draft, IReadOnlyList<Delivery> earlier) =>
        Delivery.Record(P1.Ordered, P1.Purchase with { Deliveries = earlier }, draft, P1.Receiver);

    private static Delivery Recorded(string id, long packs) => Record(P1.Came(id, packs, 0), []).Value;

    private static Purchase With(params Delivery[] deliveries) => P1.Purchase with { Deliveries = deliveries };

    private static DeliveryDraft Counter(string corrects, long delivered, long rejected) =>
        P1.Came("c1", delivered, rejected) with
        {
            Corrects = corrects,
            Reason = "点数有误",
            DeliveredOn = "2026-03-23",
        };
}
