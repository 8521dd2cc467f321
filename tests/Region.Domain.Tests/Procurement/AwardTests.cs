using Region.Kernel;
using Region.Procurement.Domain;
using Shouldly;

namespace Region.Domain.Tests.Procurement;

public sealed class AwardTests
{
    [Fact]
    public void The_cheapest_quote_whose_minimum_is_met_needs_no_reason() => P1.Award.QuoteId.ShouldBe("S03");

    [Fact]
    public void A_quote_whose_minimum_is_not_met_is_refused_even_with_a_reason() =>
        Propose("S02", "便宜").ShouldRefuse(Refusal.MinimumNotMet, "quote_id");

    [Fact]
    public void A_dearer_quote_needs_a_reason()
    {
        Propose("S01", "").ShouldRefuse(Refusal.ReasonMissing, "reason");
        Propose("S01", "交货快").Allowed.ShouldBeTrue();
    }

    [Fact]
    public void Fewer_than_three_quotes_need_a_reason()
    {
        IReadOnlyList<Quote> two = [P1.Quotes[1], P1.Quotes[2]];

        Award.Propose(P1.Collecting, P1.Requisitions, two, new AwardDraft("S03", "", "2026-03-06"), P1.Buyer)
            .ShouldRefuse(Refusal.ReasonMissing, "reason");
    }

    [Fact]
    public void No_award_is_proposed_while_requisitions_may_come_in() =>
        Award.Propose(P1.Collecting, P1.Requisitions, Early, new AwardDraft("S03", "急用", "2026-03-04"), P1.Buyer)
            .ShouldRefuse(Refusal.CutOffNotPassed, "proposed_on");

    [Fact]
    public void An_award_before_a_quote_is_refused() =>
        Award.Propose(P1.Collecting, P1.Requisitions, P1.Quotes, new AwardDraft("S03", "", "2026-03-05"), P1.Buyer)
            .ShouldRefuse(Refusal.DateTooEarly, "proposed_on");

    [Fact]
    public void Nothing_is_awarded_where_nothing_was_asked_for() =>
        Award.Propose(P1.Collecting, [], P1.Quotes, new AwardDraft("S03", "", "2026-03-06"), P1.Buyer)
            .ShouldRefuse(Refusal.NothingRequested, "round_id");

    [Fact]
    public void An_unknown_quote_is_refused() => Propose("S09", "").ShouldRefuse(Refusal.QuoteUnknown, "quote_id");

    [Fact]
    public void An_order_beyond_the_largest_amount_is_refused_rather_than_overflowing()
    {
        var dear = P1.QuoteOf("S04", "10000000", "0", []);
        var many = P1.Asked("V0101", 900_000);

        Award.Propose(P1.Collecting, [many], [dear], new AwardDraft("S04", "独家", "2026-03-06"), P1.Buyer)
            .ShouldRefuse(Refusal.AmountTooLarge, "quote_id");
    }

    [Theory]
    [InlineData("r01.buyer")]
    public void Whoever_proposed_the_award_may_not_approve_it(string login) =>
        Award.Approve(AwardProposed, P1.Award, P1.Quotes, "2026-03-06", new Person(login, ""))
            .ShouldRefuse(Refusal.MakerIsChecker, "caller");

    [Fact]
    public void An_award_is_approved_once() =>
        Award.Approve(
                P1.Collecting with { State = RoundState.Awarded },
                P1.Approved,
                P1.Quotes,
                "2026-03-06",
                P1.Secretary)
            .ShouldRefuse(Refusal.RoundStateForbids, "round_id");

    [Theory]
    [InlineData("V0101")]
    [InlineData("C01")]
    public void A_supplier_is_not_coded_like_a_village_or_company(string code) =>
        Quote.Record(P1.Collecting, [], QuoteDraft("18.40", "1000") with { Supplier = code }, P1.Buyer)
            .ShouldRefuse(Refusal.PartnerIsUnit, "supplier");

    [Fact]
    public void A_supplier_quotes_once() =>
        Quote.Record(P1.Collecting, P1.Quotes, QuoteDraft("18.40", "1000"), P1.Buyer)
            .ShouldRefuse(Refusal.SupplierQuotedAlready, "supplier");

    [Theory]
    [InlineData("0", "1", nameof(Refusal.NumberOutOfRange), "unit_price")]
    [InlineData("-18.45", "1", nameof(Refusal.NumberOutOfRange), "unit_price")]
    [InlineData("18.4500001", "1", nameof(Refusal.NumberUnreadable), "unit_price")]
    [InlineData("18.45", "-1", nameof(Refusal.NumberOutOfRange), "minimum_quantity")]
    [InlineData("18.45", "x", nameof(Refusal.NumberUnreadable), "minimum_quantity")]
    public void A_quote_that_is_no_quote_is_refused(string price, string minimum, string rule, string field) =>
        Quote.Record(P1.Collecting, [], QuoteDraft(price, minimum), P1.Buyer).ShouldRefuse(rule, field);

    [Fact]
    public void The_order_is_what_was_asked_for_at_the_awarded_price()
    {
        P1.Order.Packs.ShouldBe(111);
        P1.Order.Quantity.ToString().ShouldBe("2775");
        P1.Order.Amount.ShouldBe(new Money(5_119_875));
        P1.Order.Lines.ShouldBe([new("V0101", 50), new("V0102", 32), new("V0103", 17), new("V0104", 12)]);
    }

    [Fact]
    public void A_village_that_withdrew_is_not_in_the_order()
    {
        Requisition[] asked = [P1.Asked("V0101", 50), P1.Asked("V0102", 1) with { Packs = 0 }];
        var awarded = P1.Collecting with { State = RoundState.Awarded };

        Order.Place(awarded, asked, (P1.Approved, P1.Quotes[2]), new OrderDraft("o1", "2026-03-09"))
            .Value.Lines.ShouldBe([new("V0101", 50)]);
    }

    [Fact]
    public void No_order_before_the_award_is_approved() =>
        Order.Place(AwardProposed, P1.Requisitions, (P1.Award, P1.Quotes[2]), new OrderDraft("o1", "2026-03-09"))
            .ShouldRefuse(Refusal.RoundStateForbids, "round_id");

    private static Round AwardProposed => P1.Collecting with { State = RoundState.AwardProposed };

    private static IReadOnlyList<Quote> Early =>
        [.. P1.Quotes.Select(quote => quote with { QuotedOn = new DateOnly(2026, 3, 3) })];

    private static Decision<Award, Refusal> Propose(string quote, string reason) =>
        Award.Propose(P1.Collecting, P1.Requisitions, P1.Quotes, new AwardDraft(quote, reason, "2026-03-06"), P1.Buyer);

    private static QuoteDraft QuoteDraft(string price, string minimum) => new()
    {
        Id = "q",
        Supplier = "S03",
        SupplierName = "样例聚材料",
        UnitPrice = price,
        MinimumQuantity = minimum,
        QuotedOn = "2026-03-06",
    };
}
