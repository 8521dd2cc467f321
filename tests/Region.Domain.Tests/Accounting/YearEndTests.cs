using FsCheck;
using FsCheck.Fluent;
using Region.Accounting.Domain;
using Region.Accounting.Periods;
using Region.Kernel;
using Shouldly;

namespace Region.Domain.Tests.Accounting;

public sealed class YearEndTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(2_000);

    /// <summary>A village with a result of 350.00 and 20.00 carried from before.</summary>
    private static readonly HeldBalance[] Profitable =
    [
        Held("102", 92_000), Held("401", 5_000), Held("311", -60_000), Held("322.02", -2_000),
        Held("501", -50_000), Held("502", 4_000), Held("503", -10_000), Held("511", 21_000),
        Held("513", 5_000) with { Project = "P1" }, Held("513", -5_000) with { Project = "P2" },
    ];

    private static Chart Village => Books.VillageChart;

    [Fact]
    public void A_village_closes_its_year_in_seven_entries_in_the_order_of_the_rules()
    {
        var outcome = Prepare(Profitable, Wish() with
        {
            AppropriationRate = new Rate(100_000),
            Shares = [new("M01", "张三", new Money(10_000), ""), new("", "", new Money(2_000), "")],
            Meeting = "2026年第3次成员大会",
        }).Value;

        outcome.Entries.Select(entry => entry.Step)
            .ShouldBe(["income", "expense", "result", "appropriation", "distribution", "settlement"]);
        outcome.Entries.ShouldAllBe(entry => entry.Draft.Kind == VoucherKind.YearEnd
            && entry.Draft.Date == new DateOnly(2026, 12, 31) && entry.Draft.Word == "转");
        (outcome.Result.Fen, outcome.Appropriated.Fen, outcome.Distributed.Fen).ShouldBe((35_000, 3_500, 12_000));
        (outcome.Distributable.Fen, outcome.Retained.Fen).ShouldBe((37_000, 21_500));
        Lines(outcome, "income").ShouldBe(["501 借500.00", "503 借100.00", "321 贷600.00"]);
        Lines(outcome, "expense").ShouldBe(
            ["502 贷40.00", "511 贷210.00", "513 P1 贷50.00", "513 P2 借50.00", "321 借250.00"]);
        Lines(outcome, "result").ShouldBe(["321 借350.00", "322.02 贷350.00"]);
        Lines(outcome, "appropriation").ShouldBe(["322.01 借35.00", "311 贷35.00"]);
        Lines(outcome, "distribution").ShouldBe(["322.01 借120.00", "113 M01 贷100.00", "211 贷20.00"]);
        Lines(outcome, "settlement").ShouldBe(["322.01 贷155.00", "322.02 借155.00"]);
        outcome.Entries.Single(entry => entry.Step is "distribution").Draft.Origin.Document
            .ShouldBe("决议：2026年第3次成员大会");
    }

    [Fact]
    public void A_loss_is_made_good_from_the_reserves_before_anything_is_distributed()
    {
        HeldBalance[] held = [Held("102", 10_000), Held("311", -30_000), Held("511", 20_000)];

        var outcome = Prepare(held, Wish() with { LossCover = new Money(20_000), Meeting = "决议1" }).Value;

        outcome.Entries.Select(entry => entry.Step).ShouldBe(["expense", "result", "loss-cover"]);
        Lines(outcome, "result").ShouldBe(["321 贷200.00", "322.02 借200.00"]);
        Lines(outcome, "loss-cover").ShouldBe(["311 借200.00", "322.02 贷200.00"]);
        (outcome.Result.Fen, outcome.Distributable.Fen, outcome.Retained.Fen).ShouldBe((-20_000, 0, 0));
    }

    [Theory]
    [InlineData(20_001, 0, 0, nameof(Refusal.LossCoverInvalid))]
    [InlineData(0, 1, 0, nameof(Refusal.DistributionTooLarge))]
    [InlineData(20_000, 0, 1, nameof(Refusal.DistributionTooLarge))]
    [InlineData(-1, 0, 0, nameof(Refusal.LossCoverInvalid))]
    [InlineData(0, -1, 0, nameof(Refusal.AppropriationInvalid))]
    public void More_than_there_is_cannot_be_covered_put_aside_or_distributed(
        long cover, long appropriation, long share, string rule)
    {
        HeldBalance[] held = [Held("102", 10_000), Held("311", -30_000), Held("511", 20_000)];

        Prepare(held, Wish() with
        {
            LossCover = new Money(cover),
            Appropriation = new Money(appropriation),
            Shares = share > 0 ? [new("M01", "张三", new Money(share), "")] : [],
            Meeting = "决议1",
        }).Refusals.Single().Rule.ShouldBe(Enum.Parse<Refusal>(rule));
    }

    [Fact]
    public void Whoever_distributes_names_the_resolution_of_the_meeting()
    {
        Prepare(Profitable, Wish() with { Appropriation = new Money(1) })
            .Refusals.Single().Rule.ShouldBe(Refusal.MeetingMissing);
    }

    [Fact]
    public void A_rate_and_an_amount_together_are_refused()
    {
        Prepare(Profitable, Wish() with
        {
            Appropriation = new Money(1),
            AppropriationRate = new Rate(1),
            Meeting = "决议",
        }).Refusals.Single().Rule.ShouldBe(Refusal.AppropriationInvalid);
    }

    [Theory]
    [InlineData("M01", 0, "")]
    [InlineData("M01", 5, "patronage")]
    public void A_share_of_nothing_or_for_a_purpose_that_the_regime_has_not_is_refused(
        string member, long fen, string purpose)
    {
        Prepare(Profitable, Wish() with
        {
            Shares = [new(member, "张三", new Money(fen), purpose)],
            Meeting = "决议",
        }).Refusals.Single().Rule.ShouldBe(Refusal.DistributionInvalid);
    }

    [Fact]
    public void A_member_stands_once_among_those_who_get_something()
    {
        var share = new DistributionShare("M01", "张三", new Money(5), "");

        Prepare(Profitable, Wish() with { Shares = [share, share], Meeting = "决议" })
            .Refusals.Single().Field.ShouldBe("distributions[1]");
    }

    [Fact]
    public void A_year_without_anything_to_carry_over_is_refused()
    {
        Prepare([Held("102", 5), Held("301", -5)], Wish()).Refusals.Single().Rule.ShouldBe(Refusal.YearEndEmpty);
    }

    [Fact]
    public void A_village_s_own_sub_accounts_of_322_are_settled_with_the_year()
    {
        var own = Village.Find("322.01")! with { Code = "322.03", Name = "公益金转入", Own = true };
        var chart = new Chart(Village.Accounts.Append(own));
        var rule = PublishedYearEnds.For(Regime.Village2023, new DateOnly(2026, 12, 31));

        var outcome = YearEnd.Prepare(
            rule, chart, [.. Profitable, Held("101", -700), Held("322.03", 700)], Wish(), "v0101.accountant").Value;

        Lines(outcome, "settlement").ShouldBe(["322.03 贷7.00", "322.02 借7.00"]);
    }

    [Fact]
    public void A_year_end_carries_over_what_red_left_on_a_closed_account_and_no_other_voucher_does()
    {
        var chart = new Chart(Village.Accounts.Select(account =>
            account.Code is "513" ? account with { ClosedOn = new DateOnly(2026, 6, 1) } : account));
        var close = Prepare([Held("102", -500), Held("513", 500)], Wish()).Value.Entries[0].Draft;

        Bookkeeping.Check(close, chart, Books.NewBook).Allowed.ShouldBeTrue();
        Bookkeeping.Check(close with { Kind = VoucherKind.Ordinary }, chart, Books.NewBook).Refusals.Single().Rule
            .ShouldBe(Refusal.AccountClosed);
    }

    [Fact]
    public void A_company_without_sub_accounts_of_3104_closes_its_year_within_it()
    {
        HeldBalance[] held = [Held("1002", 9_000), Held("5001", -20_000), Held("5401", 12_000), Held("3104", -1_000)];
        var rule = PublishedYearEnds.For(Regime.SmallEnterprise2011, new DateOnly(2026, 12, 31));

        var outcome = YearEnd.Prepare(rule, Books.CompanyChart, held, Wish() with
        {
            AppropriationRate = new Rate(100_000),
            Shares = [new("V0101", "样例村1", new Money(5_000), "")],
            Meeting = "股东会决议",
        }, "c01.accountant").Value;

        outcome.Entries.Select(entry => entry.Step)
            .ShouldBe(["income", "expense", "result", "appropriation", "distribution"]);
        Lines(outcome, "appropriation").ShouldBe(["3104 借8.00", "3101 贷8.00"]);
        Lines(outcome, "distribution").ShouldBe(["3104 借50.00", "2232 V0101 贷50.00"]);
        outcome.Retained.Fen.ShouldBe(9_000 - 800 - 5_000);
    }

    [Fact]
    public void A_company_with_sub_accounts_of_its_own_uses_them_by_their_names()
    {
        Account Sub(string code, string name) => Books.CompanyChart.Find("3104")! with { Code = code, Name = name };
        var chart = new Chart(Books.CompanyChart.Accounts.Concat(
            [Sub("3104.07", "未分配利润"), Sub("3104.08", "提取法定盈余公积"), Sub("3104.09", "应付利润")]));
        HeldBalance[] held = [Held("1002", 8_000), Held("5001", -20_000), Held("5401", 12_000)];

        var outcome = YearEnd.Prepare(
            PublishedYearEnds.For(Regime.SmallEnterprise2011, new DateOnly(2026, 12, 31)), chart, held,
            Wish() with { AppropriationRate = new Rate(100_000), Meeting = "股东会决议" }, "c01.accountant").Value;

        Lines(outcome, "appropriation").ShouldBe(["3104.08 借8.00", "3101 贷8.00"]);
        Lines(outcome, "settlement").ShouldBe(["3104.08 贷8.00", "3104.07 借8.00"]);
    }

    [Fact]
    public void Whatever_a_village_holds_its_year_end_leaves_nothing_on_the_accounts_of_the_year()
    {
        var accounts = Village.Accounts.Where(account => Village.IsLeaf(account.Code)).Select(account => account.Code);
        var any =
            from fen in Gen.OneOf(Gen.Constant(0), Gen.Choose(-90_000, 90_000)).ArrayOf(accounts.Count())
            from rate in Gen.Choose(0, 1_000_000)
            select (Held: accounts.Zip(fen, (code, amount) => Held(code, amount)).ToArray(), Rate: rate);
        Prop.ForAll(any.ToArbitrary(), world =>
        {
            // The cash balances whatever else was drawn.
            var odd = world.Held.Sum(one => one.Amount.Fen);
            HeldBalance[] held = [.. world.Held.Where(one => one.Account is not "101"), Held("101", -odd
                + world.Held.Single(one => one.Account is "101").Amount.Fen)];
            var decision = Prepare(held, Wish() with { AppropriationRate = new Rate(world.Rate), Meeting = "决议" });

            if (!decision.Allowed)
            {
                decision.Refusals.Single().Rule.ShouldBe(Refusal.YearEndEmpty);
                return;
            }

            var after = After(held, decision.Value);
            after.Values.Sum().ShouldBe(0);
            foreach (var (account, fen) in after)
            {
                if (Village.Find(account)!.Class is AccountClass.Income or AccountClass.Expense
                    || account is "321" or "322.01")
                {
                    fen.ShouldBe(0, account);
                }
            }

            after["401"].ShouldBe(held.Single(one => one.Account is "401").Amount.Fen);
            (-after["322.02"]).ShouldBe(decision.Value.Retained.Fen);
            decision.Value.Entries.ShouldAllBe(entry =>
                Bookkeeping.Check(entry.Draft, Village, Books.NewBook).Allowed);
        }).Check(Thorough);
    }

    [Theory]
    [InlineData(nameof(Regime.Village2023))]
    [InlineData(nameof(Regime.SmallEnterprise2011))]
    [InlineData(nameof(Regime.Coop2021))]
    public void Every_regime_has_a_rule_for_its_year_end(string name)
    {
        var regime = Enum.Parse<Regime>(name);
        var rule = PublishedYearEnds.For(regime, new DateOnly(2026, 12, 31));

        rule.Regime.ShouldBe(regime);
        rule.Steps.Select(step => step.Step).Distinct().Count().ShouldBe(rule.Steps.Count);
        rule.Steps.Select(step => step.Act).Take(3)
            .ShouldBe([YearEndAct.CloseCredits, YearEndAct.CloseDebits, YearEndAct.CloseAccount]);
    }

    [Theory]
    [InlineData(9_504, 15_840, true)]
    [InlineData(9_503, 15_840, false)]
    [InlineData(0, 0, true)]
    [InlineData(0, -1, true)]
    [InlineData(0, 1, false)]
    public void A_co_op_returns_six_tenths_by_dealings_before_it_distributes_by_stake(
        long returned,
        long distributable,
        bool allowed)
    {
        var floor = PublishedYearEnds.For(Regime.Coop2021, new DateOnly(2026, 12, 31)).Steps
            .Single(step => step.Step is "distribution").Floor.ShouldNotBeNull();

        floor.Step.ShouldBe("patronage");
        (floor.Refuse(new Money(returned), new Money(distributable)) is null).ShouldBe(allowed);
    }

    private static HeldBalance Held(string account, long fen) => new() { Account = account, Amount = new Money(fen) };

    private static YearEndWish Wish() => new() { Year = 2026 };

    private static Decision<YearEndOutcome, Refusal> Prepare(HeldBalance[] held, YearEndWish wish) => YearEnd.Prepare(
        PublishedYearEnds.For(Regime.Village2023, new DateOnly(2026, 12, 31)), Village, held, wish, "v0101.accountant");

    private static string[] Lines(YearEndOutcome outcome, string step) =>
    [
        .. outcome.Entries.Single(entry => entry.Step == step).Draft.Postings.Select(posting =>
            string.Join(' ', ((string[])[posting.Account, posting.Counterparty, posting.Project,
                posting.Debit.Fen is 0 ? $"贷{posting.Credit}" : $"借{posting.Debit}"]).Where(part => part.Length > 0))),
    ];

    private static Dictionary<string, long> After(HeldBalance[] held, YearEndOutcome outcome)
    {
        var after = Village.Accounts.ToDictionary(account => account.Code, _ => 0L);
        foreach (var one in held)
            after[one.Account] += one.Amount.Fen;

        foreach (var posting in outcome.Entries.SelectMany(entry => entry.Draft.Postings))
            after[posting.Account] += (posting.Debit - posting.Credit).Fen;

        return after;
    }
}
