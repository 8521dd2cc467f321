using Region.Accounting.Bank;
using Region.Accounting.Charts;
using Region.Accounting.Domain;
using Region.Kernel;
using Shouldly;

namespace Region.Domain.Tests.Accounting;

public sealed class BankStatementTests
{
    private static readonly StatementLayout Layout = StatementLayout.Read(
        ResourceText.All(typeof(ImportStatement).Assembly, ".Bank.statement-headers.").Single());

    [Fact]
    public void A_statement_is_read_under_the_names_that_banks_give_to_its_columns()
    {
        Read(Cells(["交易日期", "收入", "支出", "余额"], ["2026-03-05", "100.00", "", "100.00"]))
            .ShouldBe(["2026-03-05 100.00 100.00"]);
        Read(Cells(["记账日期", "贷方发生额", "借方发生额", "账户余额"], ["20260305", "0.00", "1,050.50", "-50.50"]))
            .ShouldBe(["2026-03-05 -1,050.50 -50.50"]);
        Read(Cells(["交易时间", "交易金额", "借贷标志", "余额"], ["2026/3/5 10:20:30", "7", "借", "¥93"]))
            .ShouldBe(["2026-03-05 -7.00 93.00"]);
        Read(Cells(["日期", "发生额", "余额"], ["2026年3月5日", "-7", "93"])).ShouldBe(["2026-03-05 -7.00 93.00"]);
    }

    [Fact]
    public void Rows_that_begin_with_the_newest_are_turned_round()
    {
        string[] header = ["日期", "收入", "支出", "余额"];

        Read(Cells(header, ["2026-03-06", "", "30", "70"], ["2026-03-05", "100", "", "100"]))
            .ShouldBe(["2026-03-05 100.00 100.00", "2026-03-06 -30.00 70.00"]);
    }

    [Theory]
    [InlineData("2026-02-30", "1", "", "1", nameof(Refusal.StatementDateInvalid), "第2行 交易日期")]
    [InlineData("2026-03-05", "1", "2", "1", nameof(Refusal.StatementAmountInvalid), "第2行 收入/支出")]
    [InlineData("2026-03-05", "0", "", "1", nameof(Refusal.StatementAmountInvalid), "第2行 收入/支出")]
    [InlineData("2026-03-05", "1.234", "", "1", nameof(Refusal.StatementAmountInvalid), "第2行 收入/支出")]
    [InlineData("2026-03-05", "1", "", "一元", nameof(Refusal.StatementAmountInvalid), "第2行 余额")]
    public void A_row_that_cannot_be_read_is_named_with_its_column(
        string date, string came, string went, string balance, string rule, string field)
    {
        var refused = BankStatement.Read(Cells(["日期", "收入", "支出", "余额"], [date, came, went, balance]), Layout)
            .Refusals.Single();

        (refused.Rule, refused.Field).ShouldBe((Enum.Parse<Refusal>(rule), field));
    }

    [Fact]
    public void A_statement_without_a_column_that_says_the_balance_is_refused()
    {
        var refused = BankStatement.Read(Cells(["日期", "收入"], ["2026-03-05", "5"]), Layout).Refusals.Single();

        (refused.Rule, refused.Field).ShouldBe((Refusal.StatementColumnMissing, "余额"));
        BankStatement.Read([], Layout).Refusals.Single().Rule.ShouldBe(Refusal.StatementEmpty);
    }

    [Fact]
    public void A_balance_that_does_not_follow_from_the_row_before_is_refused()
    {
        var refused = BankStatement.Read(
            Cells(
                ["日期", "收入", "余额"],
                ["2026-03-05", "100", "100"], ["2026-03-06", "5", "105"], ["2026-03-07", "5", "111"]),
            Layout).Refusals.Single();

        refused.Rule.ShouldBe(Refusal.StatementDoesNotAddUp);
        (refused.Field, refused.Offending).ShouldBe(("第4行 余额", "105.00 加 5.00 应为 110.00，表中为 111.00"));
    }

    [Fact]
    public void Days_that_jump_back_are_refused()
    {
        BankStatement.Read(
            Cells(["日期", "收入", "余额"], ["2026-03-05", "1", "1"], ["2026-03-07", "1", "2"], ["2026-03-06", "1", "3"]),
            Layout).Refusals.Single().Rule.ShouldBe(Refusal.StatementOutOfOrder);
    }

    [Fact]
    public void Rows_that_are_in_already_are_recognised_and_what_follows_is_new()
    {
        var rows = Rows((5, 100, 100, "A1"), (6, -30, 70, "A2"), (6, 30, 100, "A3"), (7, -30, 70, "A4"));

        BankStatement.Join(Known(rows[..3]), rows).Value.Added.ShouldBe(rows[3..]);
        BankStatement.Join(Known(rows), rows).Value.ShouldSatisfyAllConditions(
            join => join.Added.ShouldBeEmpty(), join => join.Known.ShouldBe(4));
        var unnamed = rows.Select(row => row with { Reference = "" }).ToArray();
        BankStatement.Join(Known(rows[..3]), unnamed).Value.Added.ShouldBe(unnamed[3..]);
        BankStatement.Join(new KnownRows(null, null, []), rows).Value.IsStart.ShouldBeTrue();
    }

    [Fact]
    public void Two_rows_that_look_alike_are_two()
    {
        // In, out, in again on one day: the first and the third row differ in nothing but their reference.
        var rows = Rows((5, 100, 100, ""), (5, -100, 0, ""), (5, 100, 100, ""));

        BankStatement.Join(Known(rows[..1]), rows).Value.Known.ShouldBe(1);
        BankStatement.Join(Known(rows[..1]), rows).Value.Added.Count.ShouldBe(2);
    }

    [Fact]
    public void A_gap_between_two_statements_is_refused()
    {
        var refused = BankStatement.Join(Known(Rows((5, 100, 100, ""))), Rows((9, 5, 95, ""))).Refusals.Single();

        refused.Rule.ShouldBe(Refusal.StatementGap);
        refused.Offending.ShouldContain("90.00");
        BankStatement.Join(Known(Rows((5, 100, 100, ""))), Rows((9, 5, 105, ""))).Allowed.ShouldBeTrue();
    }

    [Fact]
    public void An_earlier_statement_may_follow_later_where_it_ends_where_the_other_begins()
    {
        var join = BankStatement.Join(Known(Rows((5, 100, 130, ""))), Rows((3, 20, 30, ""))).Value;

        join.IsStart.ShouldBeTrue();
        BankStatement.Join(Known(Rows((5, 100, 130, ""))), Rows((3, 20, 31, ""))).Refusals.Single().Rule
            .ShouldBe(Refusal.StatementGap);
    }

    private static KnownRows Known(StatementRow[] rows) => new(rows[0], rows[^1], rows);

    private static StatementRow[] Rows(params (int Day, long Yuan, long Balance, string Reference)[] rows) =>
    [
        .. rows.Select((row, index) => new StatementRow
        {
            Number = index + 2,
            Date = new DateOnly(2026, 3, row.Day),
            Amount = new Money(row.Yuan * 100),
            Balance = new Money(row.Balance * 100),
            Reference = row.Reference,
        }),
    ];

    private static StatementCells[] Cells(string[] header, params string[][] rows) =>
    [
        .. rows.Select((row, index) => Layout.Pick(index + 2, name =>
            Array.IndexOf(header, name) is var column and >= 0 ? row[column] : "")),
    ];

    private static string[] Read(StatementCells[] cells) =>
    [
        .. BankStatement.Read(cells, Layout).Value
            .Select(row => $"{BusinessDate.Write(row.Date)} {row.Amount} {row.Balance}"),
    ];
}
