using FsCheck;
using FsCheck.Fluent;
using Region.Accounting.Charts;
using Region.Accounting.Domain;
using Region.Accounting.Statements;
using Region.Kernel;
using Shouldly;

namespace Region.Domain.Tests.Accounting;

public sealed class StatementTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(300);
    private static readonly DateOnly March = new(2026, 3, 1);
    private static readonly DateOnly December = new(2026, 12, 1);

    private static readonly Gen<(Regime Regime, Draft[] Vouchers)> AnyBook =
        from regime in Gen.Elements(RegimesWithCharts())
        let codes = ChartOf(regime).Accounts.Where(account => ChartOf(regime).IsLeaf(account.Code))
            .Select(account => account.Code).Except(["181"], StringComparer.Ordinal).ToArray()
        from lines in (
            from debit in Gen.Elements(codes)
            from credit in Gen.Elements(codes)
            from fen in Gen.Choose(-9_000, 90_000)
            from day in Gen.Choose(0, 800)
            from party in Gen.Elements("", "甲", "乙")
            select (debit, credit, fen: fen is 0 ? 1 : fen, day, party)).ArrayOf()
        select (regime, lines.Select(line => Books.Draft(
            Books.Debit(line.debit, line.fen, line.party), Books.Credit(line.credit, line.fen, line.party)) with
        {
            Date = new DateOnly(2024, 10, 20).AddDays(line.day),
            Kind = line.day < 20 ? VoucherKind.Opening : VoucherKind.Ordinary,
            Word = line.day < 20 ? Words.Opening : Words.General,
        }).ToArray());

    [Fact]
    public void Every_published_statement_names_only_accounts_of_its_chart_and_lines_that_exist()
    {
        foreach (var form in PublishedStatements.All.Where(form => RegimesWithCharts().Contains(form.Regime)))
        {
            var chart = ChartOf(form.Regime);
            var named = form.Lines.SelectMany(line => line.Terms).SelectMany(term => term.Accounts)
                .Concat(form.Lines.SelectMany(line => line.Flow?.Accounts ?? []))
                .Concat(form.Flow?.Accounts ?? []);

            named.Where(code => chart.Find(code) is null && code is not ("109" or "122"))
                .ShouldBeEmpty($"{form.Regime} {form.Title}");
        }

        PublishedStatements.For(Regime.Village2023, March).Select(form => form.Title)
            .ShouldBe(["资产负债表", "收益及收益分配表"]);
        PublishedStatements.For(Regime.SmallEnterprise2011, March).Select(form => form.Title)
            .ShouldBe(["资产负债表", "现金流量表", "利润表"]);
    }

    [Fact]
    public void Every_statement_of_any_book_balances_and_shows_every_account_exactly_once()
    {
        Prop.ForAll(AnyBook.ToArbitrary(), book =>
        {
            foreach (var month in (DateOnly[])[March, December])
            {
                var sheets = SheetsOf(book.Regime, book.Vouchers, month);
                foreach (var sheet in sheets)
                {
                    sheet.Strays().ShouldBeEmpty($"{sheet.Form.Title}");
                    CheckedRule.Of(sheet, sheets).Where(check => !check.Holds)
                        .Select(check => $"{check.Caption} {check.Left} {check.Right}").ShouldBeEmpty();
                }
            }
        }).Check(Thorough);
    }

    [Fact]
    public void What_a_line_shows_is_the_sum_of_its_sources()
    {
        Prop.ForAll(AnyBook.ToArbitrary(), book =>
        {
            foreach (var sheet in SheetsOf(book.Regime, book.Vouchers, March))
            {
                foreach (var line in sheet.Form.Lines.Where(line => line.Line > 0))
                {
                    var sources = sheet.SourcesOf(line);
                    var shown = sheet.AmountsOf(line);
                    for (var column = 0; column < shown.Count; column++)
                    {
                        if (shown[column] is { } amount)
                            sources.Sum(source => source.Amounts[column].Fen).ShouldBe(amount.Fen, line.Caption);
                    }
                }
            }
        }).Check(Thorough);
    }

    [Fact]
    public void Flows_against_some_accounts_add_up_to_their_movement_to_the_fen()
    {
        var scope = new FlowScope { Accounts = ["101", "102"] };
        Prop.ForAll(AnyBook.ToArbitrary(), book =>
        {
            foreach (var voucher in book.Vouchers)
            {
                var lines = voucher.Postings.Append(Books.Debit("102", 77)).Append(Books.Credit("501", 77))
                    .Select(posting => new FlowLine(posting.Account, posting.Debit, posting.Credit)).ToList();
                var net = lines.Where(line => line.Account is "101" or "102").Sum(line => line.Net.Fen);

                var flows = CounterFlows.Of(lines, new FlowMark(March), scope).ToList();

                flows.Sum(flow => flow.Direction is FlowDirection.In ? flow.Amount.Fen : -flow.Amount.Fen)
                    .ShouldBe(net);
            }
        }).Check(Thorough);
    }

    [Fact]
    public void A_red_payment_counts_against_payments_and_goods_on_credit_are_no_flow()
    {
        var scope = new FlowScope { Accounts = ["1001", "1002"] };
        FlowLine[] bought =
        [
            new("1601", new Money(1_000), Money.Zero), new("1002", Money.Zero, new Money(400)),
            new("2202", Money.Zero, new Money(600)),
        ];
        var red = bought.Select(line => new FlowLine(line.Account, -line.Debit, -line.Credit)).ToList();

        CounterFlows.Of(bought, new FlowMark(March), scope)
            .ShouldBe([new CounterFlow("1601", FlowDirection.Out, March, new Money(400))]);
        CounterFlows.Of(red, new FlowMark(March, IsRed: true), scope)
            .ShouldBe([new CounterFlow("1601", FlowDirection.Out, March, new Money(-400))]);
    }

    [Fact]
    public void An_account_that_no_line_shows_is_reported_and_the_sheet_says_that_it_does_not_balance()
    {
        var sheets = SheetsOf(
            Regime.Village2023, [Books.Draft(Books.Debit("181", 500), Books.Credit("102", 500))], March);

        sheets[0].Strays().ShouldBe([new StrayFigure("181", 0, new Money(500))]);
        CheckedRule.Of(sheets[0], sheets)[0].Holds.ShouldBeFalse();
    }

    [Fact]
    public void An_account_that_two_lines_show_is_reported()
    {
        var form = PublishedStatements.For(Regime.Village2023, March)[0];
        var twice = form with
        {
            Lines = [.. form.Lines, new StatementLine
            {
                Line = 99, Caption = "重复", Terms = [new StatementTerm { Accounts = ["102"] }],
            }],
        };
        var facts = FactsOf(form, Regime.Village2023, [Books.Purchase], March);

        new StatementSheet(twice, facts).Strays().ShouldBe([new StrayFigure("102", 2, new Money(-1_234))]);
    }

    [Fact]
    public void Closing_the_year_leaves_the_income_statement_as_it_was_and_the_undistributed_result_agrees()
    {
        Draft[] year =
        [
            Books.Draft(Books.Debit("102", 10_000), Books.Credit("501", 10_000)),
            Books.Draft(Books.Debit("513", 4_000), Books.Credit("102", 4_000)),
        ];
        Draft[] closed =
        [
            .. year,
            YearEnd(Books.Debit("501", 10_000), Books.Credit("321", 10_000)),
            YearEnd(Books.Debit("321", 4_000), Books.Credit("513", 4_000)),
            YearEnd(Books.Debit("321", 6_000), Books.Credit("322.02", 6_000)),
            YearEnd(Books.Debit("322.01", 600), Books.Credit("311", 600)),
            YearEnd(Books.Debit("322.01", 1_000), Books.Credit("113", 1_000, "甲")),
            YearEnd(Books.Debit("322.02", 1_600), Books.Credit("322.01", 1_600)),
        ];

        var before = SheetsOf(Regime.Village2023, year, December);
        var after = SheetsOf(Regime.Village2023, closed, December);

        Amounts(before[1], "四、净收益").ShouldBe([0, 6_000, 0]);
        Amounts(after[1], "四、净收益").ShouldBe([0, 6_000, 0]);
        Amounts(after[1], "减：提取公积公益金").ShouldBe([null, 600, 0]);
        Amounts(after[1], "向成员分配").ShouldBe([null, 1_000, 0]);
        Amounts(after[1], "六、年末未分配收益").ShouldBe([null, 4_400, 0]);
        Amounts(after[0], "未分配收益").ShouldBe([4_400, 0]);
        after.ShouldAllBe(sheet => CheckedRule.Of(sheet, after).All(check => check.Holds));
    }

    [Fact]
    public void Details_of_a_two_sided_account_stand_on_the_side_of_their_balance()
    {
        var sheet = SheetsOf(
            Regime.Village2023,
            [
                Books.Draft(Books.Debit("113", 700, "甲"), Books.Credit("102", 700)),
                Books.Draft(Books.Debit("102", 300), Books.Credit("113", 300, "乙")),
            ],
            March)[0];

        Amounts(sheet, "应收款项").ShouldBe([700, 0]);
        Amounts(sheet, "应付款项").ShouldBe([300, 0]);
    }

    private static Draft YearEnd(params Posting[] postings) => Books.Draft(postings) with
    {
        Kind = VoucherKind.YearEnd,
        Date = new DateOnly(2026, 12, 31),
    };

    private static long?[] Amounts(StatementSheet sheet, string caption) =>
        [.. sheet.AmountsOf(sheet.Form.Lines.Single(line => line.Caption == caption)).Select(money => money?.Fen)];

    private static Regime[] RegimesWithCharts() =>
        [.. PublishedCharts.All.Select(chart => chart.Regime).Distinct()];

    private static Chart ChartOf(Regime regime) => new(PublishedCharts.For(regime, March).Accounts);

    private static List<StatementSheet> SheetsOf(Regime regime, IReadOnlyList<Draft> vouchers, DateOnly month) =>
    [
        .. PublishedStatements.For(regime, month)
            .Select(form => new StatementSheet(form, FactsOf(form, regime, vouchers, month))),
    ];

    /// <summary>What the service reads from its store, computed the slow way from the vouchers.</summary>
    private static StatementFacts FactsOf(
        StatementForm form,
        Regime regime,
        IReadOnlyList<Draft> vouchers,
        DateOnly month)
    {
        var lines = vouchers.SelectMany(voucher => voucher.Postings.Select(posting =>
            (posting.Account, posting.Counterparty, Month: LedgerMonth.Of(voucher),
                (posting.Debit - posting.Credit).Fen)))
            .ToLookup(line => (line.Account, line.Counterparty));
        return new StatementFacts
        {
            Month = month,
            Chart = ChartOf(regime),
            Figures = [.. lines.Select(detail => Figure(detail.Key, [.. detail.Select(l => (l.Month, l.Fen))], month))],
            Flows =
            [
                .. vouchers.Where(voucher => form.Flow is not null && voucher.Kind is not VoucherKind.Opening)
                    .SelectMany(voucher => CounterFlows.Of(
                        [.. voucher.Postings.Select(p => new FlowLine(p.Account, p.Debit, p.Credit))],
                        new FlowMark(voucher.Date, IsYearEnd: voucher.Kind is VoucherKind.YearEnd),
                        form.Flow!)),
            ],
        };
    }

    private static StatementFigure Figure(
        (string Account, string Counterparty) key,
        (string Month, long Fen)[] lines,
        DateOnly month)
    {
        var last = BusinessDate.WriteMonth(month);
        var year = $"{last[..4]}-01";
        var before = FormattableString.Invariant($"{month.Year - 1}");
        Money Sum(Func<string, bool> counts) => new(lines.Where(line => counts(line.Month)).Sum(line => line.Fen));
        bool Until(string one, string end) => string.CompareOrdinal(one, end) <= 0;
        return new StatementFigure
        {
            Account = key.Account,
            Counterparty = key.Counterparty,
            Closing = Sum(one => Until(one, LedgerMonth.EndOf(last))),
            YearOpening = Sum(one => one.Length is 0 || !Until(year, one)),
            MonthOpening = Sum(one => one.Length is 0 || !Until(last, one)),
            LastYearOpening = Sum(one => one.Length is 0 || !Until($"{before}-01", one)),
            Month = Sum(one => one == last),
            Year = Sum(one => Until(year, one) && Until(one, last)),
            LastYear = Sum(one => Until($"{before}-01", one) && Until(one, $"{before}{last[4..]}")),
        };
    }
}
