using Region.Accounting.Charts;
using Region.Accounting.Domain;
using Region.Accounting.Rules;
using Region.Kernel;
using Shouldly;

namespace Region.Domain.Tests.Accounting;

public sealed class SubAccountTests
{
    private static readonly AccountUsage Empty = new(Money.Zero, 0, null);

    [Fact]
    public void A_sub_account_has_class_side_cash_and_items_of_the_account_above()
    {
        var opened = Open(Books.VillageChart, "102", "102.01").Value.Account;

        (opened.Class, opened.Side, opened.Cash, opened.Own).ShouldBe(
            (AccountClass.Asset, Side.Debit, CashKind.Bank, true));
        Open(Books.VillageChart, "112", "112.01").Value.Account.Counterparty.ShouldBe(AuxiliaryUse.Required);
    }

    [Theory]
    [InlineData("102", "10201")]
    [InlineData("102", "102.1")]
    [InlineData("102", "102.00001")]
    [InlineData("102", "102.0a")]
    [InlineData("102", "101.01")]
    [InlineData("102", "102.01.01")]
    [InlineData("102", "102")]
    public void A_code_that_does_not_extend_the_one_above_is_refused(string parent, string code) =>
        Open(Books.VillageChart, parent, code).Refusals.Single().Rule.ShouldBe(Refusal.AccountCodeInvalid);

    [Fact]
    public void An_account_that_was_posted_to_gets_no_sub_accounts() =>
        SubAccounts.Open(Books.VillageChart, Wish("102", "102.01"), parentInUse: true)
            .Refusals.Single().Rule.ShouldBe(Refusal.AccountInUse);

    [Fact]
    public void Whatever_a_unit_opens_every_account_that_a_rule_names_leads_to_one_leaf_that_takes_it()
    {
        var chart = Books.VillageChart;
        foreach (var account in Books.VillageChart.Accounts.Where(account => Books.VillageChart.IsLeaf(account.Code)))
        {
            chart = With(chart, Open(chart, account.Code, $"{account.Code}.01"));
            chart = With(chart, Open(chart, account.Code, $"{account.Code}.02"));
            chart = With(chart, Open(chart, $"{account.Code}.01", $"{account.Code}.01.01"));
        }

        foreach (var line in PublishedRules.Book.Rules.Where(rule => rule.Regime is null)
            .SelectMany(rule => rule.Books)
            .Where(book => book.Party is Party.Village)
            .SelectMany(book => book.Lines))
        {
            chart.LeafFor(line.Account).ShouldBe($"{line.Account}.01.01");
        }
    }

    [Fact]
    public void Every_published_chart_has_a_leaf_for_every_account_that_a_rule_names()
    {
        foreach (var edition in PublishedCharts.All)
        {
            var chart = new Chart(edition.Accounts);
            var party = edition.Regime is Regime.SmallEnterprise2011 ? Party.Company : Party.Village;
            Regime? regime = edition.Regime is Regime.Coop2021 ? Regime.Coop2021 : null;
            foreach (var line in PublishedRules.Book.Rules.Where(rule => rule.Regime == regime)
                .SelectMany(rule => rule.Books)
                .Where(book => book.Party == party)
                .SelectMany(book => book.Lines))
            {
                chart.LeafFor(line.Account).ShouldNotBeNull($"{edition.Regime} {edition.Version} {line.Account}");
            }
        }
    }

    [Fact]
    public void The_first_sub_account_takes_automatic_vouchers_until_another_takes_them_over()
    {
        var chart = With(Books.VillageChart, Open(Books.VillageChart, "513", "513.01"));
        chart = With(chart, Open(chart, "513", "513.02"));
        chart.LeafFor("513").ShouldBe("513.01");
        SubAccounts.Close(chart, "513.01", Books.Day, Empty).Refusals.Single().Rule
            .ShouldBe(Refusal.AccountTakesAutomatic);

        chart = With(chart, SubAccounts.Route(chart, "513.02"));

        chart.LeafFor("513").ShouldBe("513.02");
        SubAccounts.Close(chart, "513.01", Books.Day, Empty).Allowed.ShouldBeTrue();
        var draft = Books.Draft(Books.Debit("513", 5), Books.Credit("102", 5)).OnLeaves(chart);
        draft.Postings.Select(posting => posting.Account).ShouldBe(["513.02", "102"]);
    }

    [Fact]
    public void A_sub_account_that_asks_for_more_than_a_rule_gives_cannot_take_automatic_vouchers()
    {
        var strict = Wish("121", "121.01") with { Stock = AuxiliaryUse.Required };
        SubAccounts.Open(Books.VillageChart, strict, parentInUse: false).Refusals.Single().Rule
            .ShouldBe(Refusal.AutomaticTooStrict);

        var chart = With(Books.VillageChart, Open(Books.VillageChart, "121", "121.09"));
        chart = With(chart, SubAccounts.Open(chart, strict, parentInUse: false));

        chart.LeafFor("121").ShouldBe("121.09");
        SubAccounts.Route(chart, "121.01").Refusals.Single().Rule.ShouldBe(Refusal.AutomaticTooStrict);
    }

    [Fact]
    public void An_account_closes_only_empty_and_after_its_last_posting()
    {
        var chart = With(Books.VillageChart, Open(Books.VillageChart, "513", "513.01"));
        chart = With(chart, Open(chart, "513", "513.02"));
        var last = Books.Day;

        Rule(new AccountUsage(new Money(1), 1, null)).ShouldBe(Refusal.AccountNotEmpty);
        Rule(new AccountUsage(Money.Zero, 2, null)).ShouldBe(Refusal.AccountNotEmpty);
        Rule(new AccountUsage(Money.Zero, 0, last)).ShouldBe(Refusal.AccountPostedLater);
        SubAccounts.Close(chart, "513.02", last.AddDays(1), new AccountUsage(Money.Zero, 0, last)).Allowed
            .ShouldBeTrue();

        Refusal Rule(AccountUsage usage) => SubAccounts.Close(chart, "513.02", last, usage).Refusals.Single().Rule;
    }

    [Fact]
    public void A_closed_account_takes_no_posting_but_the_red_one_that_cancels_what_stands_there()
    {
        var chart = With(Books.VillageChart, Open(Books.VillageChart, "513", "513.01"));
        chart = With(chart, Open(chart, "513", "513.02"));
        chart = With(chart, SubAccounts.Close(chart, "513.02", Books.Day, Empty));
        var draft = Books.Draft(Books.Debit("513.02", 5), Books.Credit("102", 5));

        Bookkeeping.Check(draft, chart, Books.NewBook).Refusals.Single().Rule.ShouldBe(Refusal.AccountClosed);
        var before = draft with { Date = Books.Day.AddDays(-1) };
        Bookkeeping.Check(before, chart, Books.NewBook).Allowed.ShouldBeTrue();
        var red = draft with { Reverses = Books.IdOf(1) };
        Bookkeeping.Check(red, chart, Books.NewBook).Allowed.ShouldBeTrue();
    }

    [Fact]
    public void A_new_name_must_be_free_below_the_same_account()
    {
        var chart = With(Books.VillageChart, Open(Books.VillageChart, "513", "513.01"));
        chart = With(chart, Open(chart, "513", "513.02"));
        chart = With(chart, Open(chart, "515", "515.01"));

        SubAccounts.Rename(chart, "513.02", "明细513.01").Refusals.Single().Rule.ShouldBe(Refusal.AccountNameTaken);
        SubAccounts.Rename(chart, "513.02", "明细513.02").Allowed.ShouldBeTrue();
        SubAccounts.Rename(chart, "513.02", "明细515.01").Allowed.ShouldBeTrue();
    }

    [Fact]
    public void The_year_end_closes_to_the_sub_account_that_takes_automatic_vouchers()
    {
        var chart = With(Books.VillageChart, Open(Books.VillageChart, "311", "311.01"));

        YearEndRule.LeafOf(["311"], chart).ShouldBe("311.01");
    }

    private static NewSubAccount Wish(string parent, string code) => new()
    {
        Parent = parent,
        Code = code,
        Name = $"明细{code}",
    };

    private static Decision<AccountChange, Refusal> Open(Chart chart, string parent, string code) =>
        SubAccounts.Open(chart, Wish(parent, code), parentInUse: false);

    private static Chart With(Chart chart, Decision<AccountChange, Refusal> change)
    {
        change.Refusals.ShouldBeEmpty();
        Account[] changed = [change.Value.Account, .. change.Value.Beside];
        var codes = changed.Select(account => account.Code).ToHashSet(StringComparer.Ordinal);
        return new Chart(chart.Accounts.Where(account => !codes.Contains(account.Code)).Concat(changed));
    }
}
