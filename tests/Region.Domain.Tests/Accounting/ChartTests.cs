using Region.Accounting.Charts;
using Region.Accounting.Domain;
using Region.Accounting.Periods;
using Shouldly;

namespace Region.Domain.Tests.Accounting;

public sealed class ChartTests
{
    [Fact]
    public void A_village_has_the_42_first_level_accounts_of_the_regime()
    {
        var first = Books.VillageChart.Accounts.Where(account => Chart.ParentOf(account.Code) is null).ToList();

        first.Count.ShouldBe(42);
        first.ShouldAllBe(account => account.Code.Length == 3);
    }

    [Fact]
    public void A_co_op_has_the_48_first_level_accounts_of_its_regime_and_no_others()
    {
        var chart = new Chart(PublishedCharts.For(Regime.Coop2021, Books.Day).Accounts);
        var first = chart.Accounts.Where(account => Chart.ParentOf(account.Code) is null).ToList();

        first.Count.ShouldBe(48);
        chart.Accounts.Except(first).Select(account => account.Name).ShouldBe(["各项分配", "未分配盈余"]);
        (chart.NameOf("114"), chart.NameOf("235"), chart.NameOf("301")).ShouldBe(("成员往来", "专项应付款", "股金"));
    }

    [Fact]
    public void Every_account_that_a_statement_or_the_year_end_names_stands_in_its_chart()
    {
        foreach (var regime in Enum.GetValues<Regime>())
        {
            var chart = new Chart(PublishedCharts.For(regime, Books.Day).Accounts);
            var rule = PublishedYearEnds.For(regime, Books.Day);
            foreach (var step in rule.Steps.Where(step => step.Act is not YearEndAct.CloseAccount))
                YearEndRule.LeafOf(step.To, chart).ShouldNotBeNull($"{regime} {step.Step}");

            rule.Dealings.Concat(rule.Pending).Append(rule.Result).Append(rule.Distribution)
                .ShouldAllBe(code => chart.Find(code) != null, regime.ToString());
        }
    }

    [Fact]
    public void Income_distribution_is_posted_to_its_two_sub_accounts_only()
    {
        Books.VillageChart.IsLeaf("322").ShouldBeFalse();
        Books.VillageChart.NameOf("322.01").ShouldBe("各项分配");
        Books.VillageChart.NameOf("322.02").ShouldBe("未分配收益");
        Books.VillageChart.IsLeaf("322.01").ShouldBeTrue();
        Books.VillageChart.IsLeaf("322.02").ShouldBeTrue();
    }

    [Theory]
    [InlineData("133")]
    [InlineData("152")]
    [InlineData("162")]
    public void Contra_accounts_of_a_village_are_assets_on_the_credit_side(string code)
    {
        var account = Books.VillageChart.Find(code).ShouldNotBeNull();

        account.Class.ShouldBe(AccountClass.Asset);
        account.Side.ShouldBe(Side.Credit);
    }

    [Fact]
    public void Every_other_account_has_the_side_of_its_class()
    {
        string[] contra = ["133", "143", "152", "162", "1407", "1602", "1622", "1702"];
        foreach (var account in PublishedCharts.All.SelectMany(edition => edition.Accounts))
        {
            var debit = account.Class is AccountClass.Asset or AccountClass.Cost or AccountClass.Expense;
            var expected = debit && !contra.Contains(account.Code, StringComparer.Ordinal) ? Side.Debit : Side.Credit;
            account.Side.ShouldBe(expected, account.Code);
        }
    }

    [Theory]
    [InlineData("112", "Village2023")]
    [InlineData("113", "Village2023")]
    [InlineData("2241", "SmallEnterprise2011")]
    public void Dealings_with_others_are_kept_by_counterparty(string code, string regime)
    {
        var chart = new Chart(PublishedCharts.For(Enum.Parse<Regime>(regime), Books.Day).Accounts);

        chart.Find(code).ShouldNotBeNull().Counterparty.ShouldBe(AuxiliaryUse.Required);
    }

    [Fact]
    public void A_sub_account_without_its_parent_is_no_chart()
    {
        var orphan = Books.VillageChart.Accounts.Where(account => account.Code is "322.01");

        Should.Throw<ArgumentException>(() => new Chart(orphan));
    }
}
