using Region.Accounting.Domain;
using Region.Accounting.Rules;
using Shouldly;

namespace Region.Domain.Tests.Accounting;

public sealed class PostingRuleTests
{
    [Theory]
    [InlineData(Events.Prepayment, "Village", "借 112 C01 100;贷 102 100")]
    [InlineData(Events.Prepayment, "Company", "借 1002 100;贷 2241 V0101 100")]
    [InlineData(Events.SupplierPaid, "Company", "借 2241 代付-S03 100;贷 1002 100")]
    [InlineData(Events.CarrierPaid, "Company", "借 2241 代付-T01 100;贷 1002 100")]
    [InlineData(Events.Refund, "Village", "借 102 100;贷 112 C01 100")]
    [InlineData(Events.Refund, "Company", "借 2241 V0101 100;贷 1002 100")]
    public void An_amount_of_money_that_moved_is_posted_on_both_sides(string topic, string party, string lines)
    {
        var draft = Events.Prepare(Events.Of(topic, ("amount_fen", 100)), party).Value;

        Events.Lines(draft).ShouldBe(lines.Split(';'));
    }

    [Fact]
    public void A_settlement_moves_goods_freight_and_fee_into_the_stock_of_the_village()
    {
        var draft = Events.Prepare(Events.Settled(2_260_125, 57_901, 33_902), "Village").Value;

        Events.Lines(draft).ShouldBe(["借 121 2351928", "贷 112 C01 2351928"]);
        draft.Summary.ShouldBe("P1 结算：橡胶丝 1225kg 入库");
        draft.Origin.Document.ShouldBe("采购批次 P1（r1）结算");
        draft.Origin.MirrorBook.ShouldBe("C01");
    }

    [Fact]
    public void A_settlement_makes_the_company_owe_supplier_and_carrier_and_earn_only_its_fee()
    {
        var draft = Events.Prepare(Events.Settled(2_260_125, 57_901, 33_902), "Company").Value;

        Events.Lines(draft).ShouldBe(
            ["借 2241 V0101 2351928", "贷 2241 代付-S03 2260125", "贷 2241 代付-T01 57901", "贷 5051 33902"]);
        draft.Origin.MirrorBook.ShouldBe("V0101");
    }

    [Fact]
    public void A_line_of_zero_is_left_out_and_needs_no_counterparty()
    {
        var withoutCarrier = Events.Settled(100, 0, 2).With("carrier", "").With("carrier_name", "");

        Events.Lines(Events.Prepare(withoutCarrier, "Company").Value)
            .ShouldBe(["借 2241 V0101 102", "贷 2241 代付-S03 100", "贷 5051 2"]);
    }

    [Fact]
    public void An_event_of_nothing_has_no_postings()
    {
        Events.Prepare(Events.Settled(0, 0, 0), "Village").Value.Postings.ShouldBeEmpty();
    }

    [Fact]
    public void A_missing_counterparty_is_refused()
    {
        Events.Prepare(Events.Settled(1, 1, 1).With("carrier", " "), "Company").Refusals.Single()
            .ShouldBe(new(Refusal.EventFieldMissing, "carrier", ""));
    }

    [Fact]
    public void A_negative_amount_is_refused()
    {
        Events.Prepare(Events.Settled(5, -1, 1), "Village").Refusals.Single().Rule
            .ShouldBe(Refusal.EventAmountNegative);
    }

    [Theory]
    [InlineData("2026-02-30")]
    [InlineData("")]
    public void A_date_that_is_none_is_refused(string date)
    {
        Events.Prepare(Events.Settled(1, 1, 1).With("accounting_date", date), "Village").Refusals.Single().Rule
            .ShouldBe(Refusal.EventDateInvalid);
    }

    [Fact]
    public void A_mode_without_a_rule_is_refused()
    {
        Events.Prepare(Events.Settled(1, 1, 1).With("mode", "PURCHASE_MODE_OWN_ACCOUNT"), "Village").Refusals.Single()
            .Rule.ShouldBe(Refusal.RuleMissing);
    }

    [Fact]
    public void Of_two_versions_the_newest_that_is_valid_at_the_accounting_date_is_chosen()
    {
        var first = PublishedRules.Book.Find("agency-refund", 1).ShouldNotBeNull();
        var second = first with { Version = 2, ValidFrom = new DateOnly(2026, 3, 26) };
        var third = first with { Version = 3, ValidFrom = new DateOnly(2026, 3, 27) };
        var book = new RuleBook([third, first, second]);

        book.Choose(Events.Of(Events.Refund)).Value.Version.ShouldBe(2);
        book.Choose(Events.Of(Events.Refund).With("accounting_date", "2026-03-25")).Value.Version.ShouldBe(1);
    }

    [Fact]
    public void Every_published_rule_names_accounts_that_its_chart_can_post_to()
    {
        foreach (var book in PublishedRules.Book.Rules.SelectMany(rule => rule.Books))
        {
            var chart = book.Party is Party.Village ? Books.VillageChart : Books.CompanyChart;
            foreach (var line in book.Lines)
            {
                chart.IsLeaf(line.Account).ShouldBeTrue(line.Account);
                var keeps = chart.Find(line.Account)!.Counterparty is not AuxiliaryUse.None;
                (line.Counterparty.Length > 0).ShouldBe(keeps, line.Account);
            }
        }
    }
}
