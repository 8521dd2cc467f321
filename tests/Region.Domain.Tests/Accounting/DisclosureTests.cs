using FsCheck;
using FsCheck.Fluent;
using Region.Accounting.Disclosure;
using Region.Accounting.Domain;
using Region.Accounting.Statements;
using Region.Kernel;
using Shouldly;

namespace Region.Domain.Tests.Accounting;

public sealed class DisclosureTests
{
    private static readonly DateOnly March = new(2026, 3, 1);

    private static readonly Gen<Draft[]> AnyVouchers = (
        from other in Gen.Elements("501", "513", "113", "121", "322.02", "101")
        from fen in Gen.Choose(-900, 900)
        select Books.Draft(
            Books.Debit("102", fen is 0 ? 1 : fen), Books.Credit(other, fen is 0 ? 1 : fen, "甲"))).ArrayOf();

    [Fact]
    public void Opening_with_receipts_and_without_payments_is_what_is_left()
    {
        Prop.ForAll(AnyVouchers.ToArbitrary(), vouchers =>
        {
            var accounts = CashDisclosure.AccountsOf(Books.VillageChart);
            var flows = vouchers.SelectMany(voucher => CounterFlows.Of(
                [.. voucher.Postings.Select(posting => new FlowLine(posting.Account, posting.Debit, posting.Credit))],
                new FlowMark(March),
                new FlowScope { Accounts = accounts })).ToList();
            var figures = vouchers.SelectMany(voucher => voucher.Postings)
                .GroupBy(posting => posting.Account, StringComparer.Ordinal)
                .Select(account => new StatementFigure
                {
                    Account = account.Key,
                    Counterparty = "",
                    MonthOpening = new Money(70),
                    Closing = new Money(70) + Money.Sum(account.Select(posting => posting.Debit - posting.Credit)),
                })
                .ToList();

            var cash = CashDisclosure.Of(Books.VillageChart, flows, figures, figures);

            cash.Closing.ShouldBe(Money.Sum(cash.Balances.Select(item => item.Amount)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Theory]
    [InlineData("2026-03", "2026-03-01", "2026-03-01")]
    [InlineData("2026-Q1", "2026-01-01", "2026-03-01")]
    [InlineData("2026-Q4", "2026-10-01", "2026-12-01")]
    [InlineData("2026-Q5", "", "")]
    [InlineData("2026-13", "", "")]
    [InlineData("26-Q1", "", "")]
    [InlineData("", "", "")]
    public void A_period_is_a_month_or_a_quarter(string text, string first, string last)
    {
        DisclosurePeriod.TryRead(text, out var period).ShouldBe(first.Length > 0);
        if (first.Length > 0)
        {
            (BusinessDate.Write(period.First), BusinessDate.Write(period.Last), period.Name)
                .ShouldBe((first, last, text));
        }
    }

    [Fact]
    public void The_last_month_of_a_quarter_publishes_the_quarter_too()
    {
        DisclosurePeriod.ClosedBy(March).Select(period => period.Name).ShouldBe(["2026-03", "2026-Q1"]);
        DisclosurePeriod.ClosedBy(March.AddMonths(1)).Select(period => period.Name).ShouldBe(["2026-04"]);
    }

    [Fact]
    public void An_objection_takes_ten_answers_and_no_more()
    {
        Objections.Answer("已答复", Objections.MaximumAnswers - 1).Allowed.ShouldBeTrue();
        Objections.Answer("已答复", Objections.MaximumAnswers).Refusals.Single().Rule
            .ShouldBe(Refusal.TooManyAnswers);
        Objections.Record(new string('字', Objections.MaximumText + 1), "甲").Refusals.Single().Rule
            .ShouldBe(Refusal.ObjectionTextInvalid);
        Objections.Record("事", new string('名', Objections.MaximumName + 1)).Refusals.Single().Rule
            .ShouldBe(Refusal.ObjectionNameInvalid);
    }

    [Fact]
    public void Every_figure_that_is_disclosed_is_a_line_of_a_published_statement_under_its_caption()
    {
        var forms = PublishedDisclosures.All.Select(form => form.Regime).Distinct()
            .Select(regime => PublishedDisclosures.For(regime, March).ShouldNotBeNull());
        foreach (var form in forms)
        {
            var statements = PublishedStatements.For(form.Regime, March);
            foreach (var figure in form.Figures)
            {
                var statement = statements.Single(one => one.Statement == figure.Statement);
                var caption = statement.Find(figure.Line).ShouldNotBeNull(figure.Caption).Caption;
                caption.ShouldEndWith(figure.Caption.Replace("本年", "", StringComparison.Ordinal));
                statement.Columns.ShouldContain(column => column.Measure == figure.Column);
            }
        }
    }
}
