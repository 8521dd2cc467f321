using Microsoft.Extensions.DependencyInjection;
using Region.Accounting.Checks;
using Region.Contracts.Accounting.V1;
using Region.Platform.Operations;
using Region.Services.Tests.Accounting;
using Region.Testing;
using Shouldly;

namespace Region.Services.Tests.Scenarios;

/// <content>年末：年终结转、报表、另一套程序的核对。</content>
public sealed partial class VillageYearTests
{
    private static async Task CloseYearAsync(YearBooks year)
    {
        (await ClosingBook.RefusedAsync(() => year.Village.CloseAsync("2026-12"))).Sentence.ShouldContain("年终结转未完成");
        var closed = await year.Village.CloseYearAsync(new YearEndPlan
        {
            AppropriationPpm = 100_000,
            Distributions =
            {
                new Distribution { Counterparty = "M01", CounterpartyName = "张三", AmountFen = 500_000 },
                new Distribution { Counterparty = "M02", CounterpartyName = "李四", AmountFen = 300_000 },
            },
            Meeting = "2026年成员大会决议",
        });
        Steps(closed).ShouldBe(Entries(HandSums.YearEnd));
        var company = await year.Company.CloseYearAsync(new YearEndPlan
        {
            AppropriationPpm = 100_000,
            Meeting = "2026年股东会决议",
        });
        Steps(company).ShouldBe(Entries(HandSums.CompanyYearEnd));
        (await ClosingBook.RefusedAsync(() => year.Village.CloseYearAsync())).Sentence.ShouldContain("不再重复");
    }

    private static (string, long)[] Steps(CloseYearResponse closed) =>
    [
        .. closed.Vouchers.Select(voucher => (
            voucher.Summary.Split('：')[^1], voucher.Postings.Sum(posting => posting.DebitFen))),
    ];

    private static (string, long)[] Entries(IReadOnlyList<(string Step, string Amount)> byHand) =>
        [.. byHand.Select(entry => (entry.Step, HandLine.Yuan(entry.Amount)))];

    private static async Task StatementsAsync(YearBooks year)
    {
        var sheet = await year.StatementAsync(year.Region.Village, "balance-sheet");
        foreach (var (caption, closing, opening) in HandSums.BalanceSheet)
            Amounts(sheet, caption).ShouldBe([HandLine.Yuan(closing), HandLine.Yuan(opening)], caption);

        var income = await year.StatementAsync(year.Region.Village, "income");
        foreach (var (caption, month, sum) in HandSums.Income)
            Amounts(income, caption)[..2].ShouldBe([HandLine.Yuan(month), HandLine.Yuan(sum)], caption);

        foreach (var (caption, sum) in HandSums.Distribution)
            Amounts(income, caption)[1].ShouldBe(HandLine.Yuan(sum), caption);

        // 公司：资产 280,835＋8,400＋20,000＝309,235；净利润 2,612.87。
        var company = await year.StatementAsync(year.Region.Company, "balance-sheet");
        Amounts(company, "资产总计")[0].ShouldBe(30_923_500);
        var profit = await year.StatementAsync(year.Region.Company, "income");
        Amounts(profit, "四、净利润（净亏损以“-”号填列）")[1].ShouldBe(261_287);
        foreach (var statement in (GetStatementResponse[])[sheet, income, company, profit])
        {
            statement.Checks.ShouldNotBeEmpty();
            statement.Checks.ShouldAllBe(check => check.Holds);
            statement.Strays.ShouldBeEmpty();
        }
    }

    // 保全规则、hledger 和独立核对程序各自重算，结果都一样。
    private static async Task SecondOpinionsAsync(YearBooks year)
    {
        var region = year.Region;
        var findings = await region.World.Services(AccountingWorlds.ServiceName)
            .GetServices<ICheck>().OfType<CheckBooks>().Single().RunAsync(Token);
        findings.SelectMany(finding => finding.Violations)
            .Where(violation => region.Books.Any(book => violation.Contains(book, StringComparison.Ordinal)))
            .ShouldBeEmpty();

        var last = (await year.Village.SheetAsync("2026-12")).Sheet;
        foreach (var book in (string[])[region.Village, region.Company])
        {
            string[] head = book == region.Village
                ? ["--head", last.ChainHead, "--count", FormattableString.Invariant($"{last.VoucherCount}")]
                : [];
            var file = await AuditPackages.SaveAsync(region, book);
            var (code, output) = await AuditPackages.VerifyAsync(region, book, file, head);
            code.ShouldBe(0, output);
        }

        var vouchers = await region.VouchersAsync(region.Village, Token);
        vouchers.Count.ShouldBeGreaterThanOrEqualTo(50);
        vouchers.Select(voucher => voucher.Kind).Distinct().Count().ShouldBe(5);
        var hledger = Programs.Require("hledger");
        foreach (var book in (string[])[region.Village, region.Company])
        {
            (await Hledger.BalancesAsync(hledger, region, book))
                .ShouldBe(await region.ClosingAsync(book, Token), ignoreOrder: true, book);
        }
    }

    private static long[] Amounts(GetStatementResponse statement, string caption) =>
        [.. statement.Lines.Single(line => line.Caption == caption).Amounts.Select(amount => amount.AmountFen)];
}
