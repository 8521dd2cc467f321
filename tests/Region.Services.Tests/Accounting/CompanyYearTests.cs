using Google.Protobuf;
using Region.Contracts.Accounting.V1;
using Region.Testing;
using Shouldly;

namespace Region.Services.Tests.Accounting;

/// <summary>The year end of a company (小企业会计准则).</summary>
public sealed class CompanyYearTests(AccountingWorlds worlds)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>
    /// 期初未分配利润为亏损 10.00。本年收入 50.00，管理费用 15.00，所得税 3.00，净利润 32.00；弥补以前年度亏损后可分配
    /// 22.00，按净利润与可分配数孰低的 10% 提取盈余公积 2.20，分给股东 10.00，余 9.80。
    /// </summary>
    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_company_s_profit_first_makes_good_its_losses_and_is_then_appropriated_and_distributed(
        StoreKind kind)
    {
        var book = await OpenAsync(kind, "3101,,,,30.00\n{0},3104,,,10.00,\n{0},3001,,,,80.00");
        await book.PostAsync("2026-12-05", "1002", "5001", 5_000);
        await book.PostAsync("2026-12-06", "5602", "1002", 1_500);
        await book.PostAsync("2026-12-20", "5801", "1002", 300);

        var closed = await book.CloseYearAsync(new YearEndPlan
        {
            AppropriationPpm = 100_000,
            Distributions = { new Distribution { Counterparty = "股东甲", AmountFen = 1_000 } },
            Meeting = "2026年股东会决议",
        });

        Steps(closed).ShouldBe(
        [
            ("结转本年收入", 5_000), ("结转本年成本费用", 1_800), ("结转本年利润", 3_200), ("提取盈余公积", 220), ("分配利润", 1_000),
        ]);
        closed.Outcome.ShouldBe(new YearEndOutcome
        {
            ResultFen = 3_200,
            DistributableFen = 2_200,
            AppropriationFen = 220,
            DistributedFen = 1_000,
            RetainedFen = 980,
        });
        await book.CloseAsync("2026-12");
        (await book.Region.ClosingAsync(book.Book, Token)).ShouldBe(new Dictionary<string, long>
        {
            ["1002"] = 13_200,
            ["2232 股东甲"] = -1_000,
            ["3001"] = -8_000,
            ["3101"] = -3_220,
            ["3104"] = -980,
        }, ignoreOrder: true);
    }

    /// <summary>
    /// 本年亏损 20.00，连同期初亏损 10.00 共 30.00；以盈余公积 25.00 弥补，余亏 5.00 结转下年。
    /// </summary>
    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_company_s_loss_is_covered_by_its_reserves_and_the_rest_is_carried_over(StoreKind kind)
    {
        var book = await OpenAsync(kind, "3101,,,,30.00\n{0},3104,,,10.00,\n{0},3001,,,,80.00");
        await book.PostAsync("2026-12-06", "5602", "1002", 2_000);

        var closed = await book.CloseYearAsync(new YearEndPlan { LossCoverFen = 2_500, Meeting = "2026年股东会决议" });

        Steps(closed).ShouldBe([("结转本年成本费用", 2_000), ("结转本年利润", 2_000), ("以盈余公积弥补亏损", 2_500)]);
        closed.Outcome.RetainedFen.ShouldBe(-500);
        await book.CloseAsync("2026-12");
        (await book.Region.ClosingAsync(book.Book, Token)).ShouldBe(new Dictionary<string, long>
        {
            ["1002"] = 8_000,
            ["3001"] = -8_000,
            ["3101"] = -500,
            ["3104"] = 500,
        }, ignoreOrder: true);
    }

    private static (string, long)[] Steps(CloseYearResponse closed) =>
    [
        .. closed.Vouchers.Select(voucher => (
            voucher.Summary.Split('：')[^1], voucher.Postings.Sum(posting => posting.DebitFen))),
    ];

    // The book begins in November with 100.00 in the bank; November is closed.
    private async Task<ClosingBook> OpenAsync(StoreKind kind, string rows)
    {
        var region = await worlds.RegionAsync(kind, Token);
        var lines = string.Format(System.Globalization.CultureInfo.InvariantCulture, $"{{0}},{rows}", region.Company);
        await region.OpeningsAs(region.CompanyAccountant).ImportOpeningAsync(
            new ImportOpeningRequest
            {
                RequestId = RegionBooks.NewKey(),
                Book = region.Company,
                Table = ByteString.CopyFromUtf8(
                    $"账套,科目编码,往来单位,往来单位名称,借方,贷方\n{region.Company},1002,,,100.00,\n{lines}"),
                OpeningDate = "2026-11-01",
            },
            cancellationToken: Token);
        var book = new ClosingBook(region, region.Company);
        await book.CloseAsync("2026-11");
        return book;
    }
}
