using Region.Accounting.Charts;
using Region.Accounting.Domain;
using Region.Kernel;
using Shouldly;

namespace Region.Domain.Tests.Accounting;

public sealed class ChartAdoptionTests
{
    private static readonly DateOnly NewYear = new(2027, 1, 1);

    private static ChartEdition Second { get; } =
        PublishedCharts.All.Single(edition => edition is { Regime: Regime.Village2023, Version: 2 });

    [Fact]
    public void A_version_opens_its_accounts_on_1_January_and_leaves_December_as_it_was()
    {
        var change = Plan(Books.VillageChart, Second).Value;
        var chart = new Chart(Books.VillageChart.Accounts.Concat(change.Opened));
        var december = Books.Draft(Books.Debit("513", 5), Books.Credit("102", 5)) with { Date = NewYear.AddDays(-1) };
        var january = december with { Date = NewYear };
        var below = Books.Draft(Books.Debit("513.01", 5), Books.Credit("102", 5));

        change.Opened.Select(account => account.Code).ShouldBe(["513.01", "513.02"]);
        Bookkeeping.Check(december, chart, Books.NewBook).Allowed.ShouldBeTrue();
        Bookkeeping.Check(january, chart, Books.NewBook).Refusals.Single().Rule.ShouldBe(Refusal.AccountNotLeaf);
        Bookkeeping.Check(below with { Date = NewYear }, chart, Books.NewBook).Allowed.ShouldBeTrue();
        Bookkeeping.Check(below with { Date = NewYear.AddDays(-1) }, chart, Books.NewBook)
            .Refusals.Single().Rule.ShouldBe(Refusal.AccountUnknown);
        january.OnLeaves(chart).Postings[0].Account.ShouldBe("513.02");
        december.OnLeaves(chart).Postings[0].Account.ShouldBe("513");
    }

    [Fact]
    public void A_version_that_splits_or_drops_an_account_with_a_balance_is_refused_and_names_it()
    {
        var split = Edition(Second, fresh: Of("102.01"), without: "");
        var dropped = Edition(Second, fresh: null, without: "111");
        var held = new Dictionary<string, Money>(StringComparer.Ordinal)
        {
            ["102"] = new Money(1),
            ["111"] = new Money(2),
        };

        ChartAdoption.Plan(Books.VillageChart, split, 2027, held).Refusals.Single().ShouldBe(
            Refusal.ChartAccountHeld.On("version", "102 银行存款：0.01"));
        ChartAdoption.Plan(Books.VillageChart, dropped, 2027, held).Refusals.Single().Offending.ShouldStartWith("111 ");
        Plan(Books.VillageChart, dropped).Value.Closed.Single().ClosedOn.ShouldBe(NewYear);
    }

    [Fact]
    public void A_version_renames_but_never_what_the_unit_opened()
    {
        var renamed = Second with
        {
            Accounts =
            [
                .. Second.Accounts.Select(account => account.Code is "101" ? account with { Name = "现金" } : account),
            ],
        };
        var own = new Chart(Books.VillageChart.Accounts.Append(Of("513.01") with { Own = true }));

        Plan(Books.VillageChart, renamed).Value.Renamed.Select(account => account.Title).ShouldBe(["101 现金"]);
        Plan(own, Second).Refusals.Single().Rule.ShouldBe(Refusal.ChartCodeTaken);
    }

    private static Decision<ChartChange, Refusal> Plan(Chart chart, ChartEdition edition) =>
        ChartAdoption.Plan(chart, edition, 2027, new Dictionary<string, Money>(StringComparer.Ordinal));

    private static Account Of(string code) => new()
    {
        Code = code,
        Name = $"明细{code}",
        Class = code[0] is '5' ? AccountClass.Expense : AccountClass.Asset,
        Side = Side.Debit,
    };

    private static ChartEdition Edition(ChartEdition edition, Account? fresh, string without) => edition with
    {
        Version = 3,
        Accounts =
        [
            .. edition.Accounts.Where(account => !string.Equals(account.Code, without, StringComparison.Ordinal)),
            .. fresh is null ? Array.Empty<Account>() : [fresh],
        ],
    };
}
