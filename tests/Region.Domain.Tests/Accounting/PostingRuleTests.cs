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
    public void The_vat_in_the_fee_is_owed_to_the_tax_office_and_is_no_income()
    {
        var withVat = Events.Of(
            Events.Settlement, ("goods_fen", 100), ("freight_fen", 10), ("fee_fen", 106), ("fee_vat_fen", 6));

        Events.Lines(Events.Prepare(withVat, "Company").Value).ShouldBe(
            ["借 2241 V0101 216", "贷 2241 代付-S03 100", "贷 2241 代付-T01 10", "贷 5051 100", "贷 2221 6"]);
        Events.Lines(Events.Prepare(withVat, "Village").Value).ShouldBe(["借 121 216", "贷 112 C01 216"]);
    }

    [Fact]
    public void More_vat_than_fee_is_refused()
    {
        var wrong = Events.Of(
            Events.Settlement, ("goods_fen", 100), ("freight_fen", 10), ("fee_fen", 5), ("fee_vat_fen", 6));

        Events.Prepare(wrong, "Company").Refusals.Single().Rule.ShouldBe(Refusal.EventAmountNegative);
    }

    [Fact]
    public void A_settlement_takes_goods_into_stock_by_quantity_and_counts_its_papers()
    {
        var village = Events.Prepare(Events.Settled(2_260_125, 57_901, 33_902), "Village").Value;
        var company = Events.Prepare(Events.Settled(2_260_125, 57_901, 33_902), "Company").Value;

        (village.Postings[0].Stock, village.Postings[0].Quantity.ToString()).ShouldBe(("M001", "1225"));
        village.Attachments.ShouldBe(3);
        company.Attachments.ShouldBe(6);
    }

    [Fact]
    public void The_document_names_split_slip_and_invoice_name_where_the_event_does()
    {
        var named = Events.Settled(1, 1, 1).With("split_slip", "FG-V0101-r1").With("invoice_name", "强村公司");

        Events.Prepare(named, "Village").Value.Origin.Document
            .ShouldBe("采购批次 P1（r1）结算，分割单 FG-V0101-r1，发票抬头 强村公司");
    }

    [Theory]
    [InlineData("2025-12-31", 1)]
    [InlineData("2026-01-01", 2)]
    public void An_event_of_before_the_second_version_is_posted_by_the_first(string date, int version)
    {
        var facts = Events.Settled(1, 1, 1).With("accounting_date", date);

        Events.Prepare(facts, "Village").Value.Origin.RuleVersion.ShouldBe(version);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("1.0001")]
    [InlineData("很多")]
    public void A_quantity_that_is_none_is_refused(string quantity)
    {
        Events.Prepare(Events.Settled(1, 1, 1).With("quantity", quantity), "Village").Refusals.Single().Rule
            .ShouldBe(Refusal.EventQuantityInvalid);
    }

    [Fact]
    public void A_negative_number_of_papers_is_refused()
    {
        var facts = Events.Settled(1, 1, 1) with
        {
            Counts = new Dictionary<string, int>(StringComparer.Ordinal) { ["acceptance_count"] = -1 },
        };

        Events.Prepare(facts, "Village").Refusals.Single().Rule.ShouldBe(Refusal.EventCountInvalid);
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
    public void Every_rule_of_a_co_op_says_where_it_stands_or_that_it_is_a_proposal()
    {
        var rules = PublishedRules.Book.Rules.Where(rule => rule.Regime is Regime.Coop2021).ToList();

        rules.Count.ShouldBe(35);
        foreach (var rule in rules)
        {
            rule.Source.ShouldStartWith("农民专业合作社会计制度 财会〔2021〕37号：", customMessage: rule.Rule);
            rule.Books.ShouldHaveSingleItem().Party.ShouldBe(Party.Village, rule.Rule);
            var general = PublishedRules.Book.Rules.Where(other => other.Regime is null && other.Topic == rule.Topic);
            var part = general.SelectMany(other => other.Books).First(book => book.Party is Party.Village);
            (rule.Books[0].Book, rule.Books[0].Mirror).ShouldBe((part.Book, part.Mirror), rule.Rule);
        }

        rules.Count(rule => rule.Proposal.Length > 0).ShouldBe(9);
    }

    [Fact]
    public void Every_published_rule_names_accounts_that_its_chart_can_post_to()
    {
        foreach (var (rule, book) in
            PublishedRules.Book.Rules.SelectMany(rule => rule.Books, (rule, book) => (rule, book)))
        {
            var chart = Books.ChartOf(rule, book);
            foreach (var line in book.Lines)
            {
                chart.IsLeaf(line.Account).ShouldBeTrue(line.Account);
                var account = chart.Find(line.Account)!;
                foreach (var (template, use) in new (string, AuxiliaryUse)[]
                {
                    (line.Counterparty, account.Counterparty), (line.Project, account.Project),
                    (line.Stock, account.Stock),
                })
                {
                    var named = template.Length > 0;
                    (use is AuxiliaryUse.Optional || named == use is AuxiliaryUse.Required)
                        .ShouldBeTrue($"{line.Account} «{template}»");
                }
            }
        }
    }
}
