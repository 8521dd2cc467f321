using FsCheck;
using FsCheck.Fluent;
using Region.Accounting.Domain;
using Region.Accounting.Transition;
using Region.Kernel;
using Shouldly;

namespace Region.Domain.Tests.Accounting;

public sealed class OldBookTests
{
    private static readonly DateOnly NewYear = new(2026, 1, 1);

    [Fact]
    public void The_published_table_names_each_old_account_and_only_accounts_of_the_new_chart()
    {
        var rows = TransitionTables.Published.Rows;

        rows.Select(row => row.Old).Distinct(StringComparer.Ordinal).Count().ShouldBe(33);
        foreach (var row in rows)
        {
            (row.Account.Length > 0).ShouldBe(row.Candidates.Count is 0, row.Name);
            row.Candidates.Append(row.Account).Where(code => code.Length > 0)
                .ShouldAllBe(code => Books.VillageChart.IsLeaf(code), row.Name);
        }
    }

    [Fact]
    public void Codes_that_changed_places_go_to_the_account_of_the_same_name()
    {
        var plan = Plan(
            [Row(2, "153", "3", ""), Row(3, "154", "4", ""), Row(4, "202", "", "5", "S1"), Row(5, "212", "", "2")],
            Own("212", "", "211"));

        plan.Refused().ShouldBeEmpty();
        plan.Lines.Select(line => line.Posting!.Account).ShouldBe(["154", "153", "211", "211"]);
        plan.Lines[2].Posting!.Counterparty.ShouldBe("S1");
        plan.Lines[3].DecidedBy.ShouldBe("对照表第2行");
    }

    [Fact]
    public void What_only_the_accountant_can_decide_waits_for_her()
    {
        OldRow[] rows =
        [
            Row(2, "13101", "3", "", name: "幼畜"), Row(3, "13102", "2", "", name: "产役畜"), Row(4, "301", "", "5"),
        ];

        var refused = Plan(rows).Refused();
        refused.Select(one => one.Rule).ShouldBe([Refusal.TransitionUndecided, Refusal.TransitionUndecided]);
        refused[0].Offending.ShouldContain("131 消耗性生物资产");

        var decided = Plan(rows, Own("131", "产役", "132"), Own("131", "", "131"));
        decided.Refused().ShouldBeEmpty();
        decided.Lines.Select(line => line.Posting!.Account).ShouldBe(["131", "132", "301"]);
    }

    [Theory]
    [InlineData("101", "5", "5", "", nameof(Refusal.TransitionRowInvalid))]
    [InlineData("101", "-5", "", "", nameof(Refusal.TransitionRowInvalid))]
    [InlineData("101", "5.001", "", "", nameof(Refusal.TransitionRowInvalid))]
    [InlineData("", "5", "", "", nameof(Refusal.TransitionRowInvalid))]
    [InlineData("999", "5", "", "", nameof(Refusal.TransitionUnmapped))]
    [InlineData("112", "5", "", "", nameof(Refusal.CounterpartyMissing))]
    public void A_bad_row_is_refused_by_its_number(string code, string debit, string credit, string item, string rule)
    {
        var refused = Plan([Row(7, code, debit, credit, item), Row(8, "301", "", "5")]).Refused();

        refused[0].Rule.ShouldBe(Enum.Parse<Refusal>(rule));
        refused[0].Field.ShouldStartWith("旧账余额表第7行");
    }

    [Fact]
    public void An_account_beside_its_own_details_would_count_twice() =>
        Plan([Row(2, "102", "5", ""), Row(3, "10201", "5", ""), Row(4, "301", "", "10")])
            .Refused()[0].Rule.ShouldBe(Refusal.TransitionAboveBelow);

    [Fact]
    public void Two_rows_of_the_same_condition_that_lead_apart_are_refused() =>
        Plan([Row(2, "102", "5", ""), Row(3, "301", "", "5")], Own("102", "", "101"), Own("102", "", "102"))
            .Refused()[0].Rule.ShouldBe(Refusal.TransitionAmbiguous);

    [Fact]
    public void An_old_book_that_is_off_by_one_fen_is_refused() =>
        Plan([Row(2, "102", "5", ""), Row(3, "301", "", "5.01")])
            .Refused().Single().Rule.ShouldBe(Refusal.TransitionUnbalanced);

    [Fact]
    public void Goods_keep_their_quantity_and_an_item_that_the_new_account_does_not_keep_is_left_out()
    {
        var stock = Row(2, "121", "5", "", "M001") with { Quantity = "2.5", Unit = "公斤", ItemName = "化肥" };
        var plan = Plan([stock, Row(3, "151", "1", "", "G001"), Row(4, "301", "", "6")]);

        plan.Refused().ShouldBeEmpty();
        var posting = plan.Lines[0].Posting!;
        (posting.Stock, posting.Quantity.Thousandths).ShouldBe(("M001", 2_500));
        var item = plan.Lines[0].Items().Single();
        (item.Kind, item.Name, item.Unit).ShouldBe((ItemKind.Stock, "化肥", "公斤"));
        plan.Lines[1].Posting!.Project.ShouldBeEmpty();
        plan.Lines[1].Items().ShouldBeEmpty();
    }

    [Fact]
    public void Whatever_the_old_book_holds_both_sides_keep_their_totals_to_the_fen()
    {
        string[] codes =
        [
            "101", "102", "112", "113", "121", "151", "152", "154", "202", "221", "231", "301", "311", "322",
        ];
        var rows =
            from amounts in Gen.Choose(1, 2_000_000_000).ArrayOf(14)
            from sides in Gen.Elements(true, false).ArrayOf(14)
            select codes.Select((code, index) => Amount(index + 2, code, amounts[index], sides[index])).ToArray();

        Prop.ForAll(rows.ToArbitrary(), generated =>
        {
            var debit = generated.Sum(row => FenOf(row.Debit));
            var credit = generated.Sum(row => FenOf(row.Credit));
            OldRow[] balanced =
            [
                .. generated, Amount(20, "301", Math.Abs(debit - credit), debit < credit),
            ];

            var plan = Plan(balanced);
            var draft = OldBook.Prepare(plan, NewYear, "test").Value;

            var total = Math.Max(debit, credit);
            plan.Totals().ShouldBe((new Money(total), new Money(total), new Money(total), new Money(total)));
            Bookkeeping.Check(draft, Books.VillageChart, Books.NewBook).Allowed.ShouldBeTrue();
            Money.Sum(draft.Postings.Select(posting => posting.Debit)).Fen.ShouldBe(total);
        }).QuickCheckThrowOnFailure();
    }

    private static long FenOf(string text) => text.Length > 0 && Yuan.TryRead(text, out var amount) ? amount.Fen : 0;

    private static OldRow Amount(int number, string code, long fen, bool debit)
    {
        var text = fen is 0 ? "" : Yuan.Print(fen);
        return Row(number, code, debit ? text : "", debit ? "" : text, "甲");
    }

    private static OldRow Row(
        int number,
        string code,
        string debit,
        string credit,
        string item = "",
        string name = "旧科目") => new()
        {
            Number = number,
            Code = code,
            Name = name,
            Item = item,
            Debit = debit,
            Credit = credit,
        };

    private static OwnMappingRow Own(string old, string condition, string account) => new()
    {
        Number = 2,
        Old = old,
        Condition = condition,
        Account = account,
        Into = "",
    };

    private static TransitionPlan Plan(OldRow[] rows, params OwnMappingRow[] own) =>
        OldBook.Plan(rows, own, TransitionTables.Published, Books.VillageChart, NewYear);
}
