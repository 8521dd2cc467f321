using Google.Protobuf;
using Region.Accounting.Checks;
using Region.Contracts;
using Region.Contracts.Accounting.V1;
using Region.Contracts.Market.V1;
using Region.Platform.Operations;
using Region.Testing;
using Shouldly;
using static Region.Services.Tests.Accounting.KeptBook;

namespace Region.Services.Tests.Accounting;

/// <summary>合作社的一年：十二次结账、盈余返还和剩余盈余分配、报表、另一套程序的核对，数字都用手算。</summary>
public sealed class CoopYearTests(AccountingWorlds worlds)
{
    private const string Product = "样例product_code";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>
    /// 收入：成员产品差价 8＋买断 300＝308，投资收益 20。支出：经营支出 90＋10＝100，管理费用 30＋折旧 12×1＝42。
    /// 本年盈余 308＋20−100−42＝186。年初未弥补亏损 10，可提取的基数 176，提取盈余公积 10％＝17.60，可分配 158.40；
    /// 盈余返还 100（不低于 158.40 的 60％＝95.04），剩余盈余分配 50，未分配 8.40。
    /// 资产：货币资金 500−200＋40＋108−100＋300＋20−30−10＋80−80＝628，存货 160−90＋在产品 1＝71，固定资产 200−37＝163，共 862。
    /// </summary>
    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_co_op_s_year_ends_with_the_surplus_and_the_statements_that_were_added_by_hand(StoreKind kind)
    {
        var book = await OpenAsync(kind);
        await RegisterAsync(book, "G001", "2023-12-15", AssetUse.Management, 12_000, 120, 2_400, 24);
        for (var month = 1; month <= 12; month++)
        {
            await HappenAsync(book, month);
            await RunAsync(book, $"2026-{month:00}");
            if (month < 12)
                await book.CloseAsync($"2026-{month:00}");
        }

        (await ClosingBook.RefusedAsync(() => book.CloseAsync("2026-12"))).Sentence.ShouldContain("年终结转未完成");
        var stingy = CoopYear.Plan;
        stingy.Distributions[0].AmountFen = 5_503;
        (await ClosingBook.RefusedAsync(() => book.CloseYearAsync(stingy))).Sentence.ShouldBe(
            "按交易量（额）返还的盈余不够法定的最低比例，够了才能分配剩余盈余："
            + "返还 95.03（可分配 158.40，至少 60%，农民专业合作社法第四十四条）。");
        var closed = await book.CloseYearAsync(CoopYear.Plan);
        Steps(closed).ShouldBe(
        [
            ("结转本年收入", 32_800), ("结转本年支出", 14_200), ("结转本年盈余", 18_600), ("提取盈余公积", 1_760),
            ("盈余返还", 10_000), ("分配剩余盈余", 5_000), ("结转各项分配", 16_760),
        ]);
        closed.Vouchers[4].Postings.Select(line => $"{line.Account} {line.Counterparty} {line.CreditFen}".Trim())
            .ShouldBe(["332.01  0", "221 M01 6000", "221 M02 4000"]);
        closed.Outcome.ShouldBe(new YearEndOutcome
        {
            ResultFen = 18_600,
            DistributableFen = 17_600,
            AppropriationFen = 1_760,
            DistributedFen = 15_000,
            RetainedFen = 840,
        });
        (await ClosingBook.RefusedAsync(() => book.CloseYearAsync(CoopYear.Plan))).Sentence.ShouldContain("不再重复");
        var sheet = await book.CloseAndPublishAsync("2026-12");

        (await book.Region.ClosingAsync(book.Book, Token)).ShouldBe(CoopYear.ByHand, ignoreOrder: true);
        await StatementsAsync(book);
        await SecondOpinionsAsync(book, sheet.Sheet);
    }

    /// <summary>本年亏损 100.00，连同年初亏损 10.00 共 110.00，以盈余公积 6.00 弥补，余亏 104.00 结转下年；不能返还和分配。</summary>
    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_co_op_s_loss_is_covered_by_its_reserve_first_and_nothing_is_returned_from_a_loss(StoreKind kind)
    {
        var book = await OpenAsync(kind, "2026-12-01");
        await new KeptBook(book.Region, book.Book).PostAsync(
            "2026-12-05", "办公费", Token, Debit("523", 10_000), Credit("102", 10_000));

        (await ClosingBook.RefusedAsync(() => book.CloseYearAsync(new YearEndPlan
        {
            Distributions = { new Distribution { Counterparty = "M01", AmountFen = 1, Purpose = "patronage" } },
            Meeting = "决议",
        }))).Sentence.ShouldContain("不能超过弥补亏损后的可分配");
        (await ClosingBook.RefusedAsync(() => book.CloseYearAsync(
            new YearEndPlan { LossCoverFen = 601, Meeting = "决议" }))).Sentence.ShouldContain("可用 6.00");
        var closed = await book.CloseYearAsync(new YearEndPlan { LossCoverFen = 600, Meeting = "2026年成员大会决议" });

        Steps(closed).ShouldBe([("结转本年支出", 10_000), ("结转本年盈余", 10_000), ("以盈余公积弥补亏损", 600)]);
        (await book.Region.ClosingAsync(book.Book, Token))["332.02"].ShouldBe(10_400);
        await book.CloseAsync("2026-12");
        var income = await StatementAsync(book, "income");
        (Sum(income, "其他转入"), Sum(income, "六、年末未分配盈余")).ShouldBe((600, -10_400));
        income.Checks.ShouldAllBe(check => check.Holds);
    }

    private static async Task HappenAsync(ClosingBook book, int month)
    {
        var kept = new KeptBook(book.Region, book.Book);
        foreach (var (_, topic, message) in CoopYear.Happenings.Where(happening => happening.Month == month))
        {
            var typical = new TypicalEvent(topic, message, "", "");
            await book.Region.ApplyAsync(topic, typical.In(book.Region, $"2026-{month:00}-10", book.Book), Token);
        }

        if (month is 6)
        {
            await kept.PostAsync(
                "2026-06-01", "领料生产", Token, Debit("401", 9_000), Credit("121", 9_000, "", "样例item_code", 5_000));
            await kept.PostAsync(
                "2026-06-02", "产成品入库", Token, Debit("121", 9_000, "", Product, 10_000), Credit("401", 9_000));
            var buyout = new TypicalEvent(
                Topics.BuyoutPurchased, new BuyoutPurchased { PriceFen = 30_000, CostFen = 9_000 }, "", "");
            await book.Region.ApplyAsync(buyout.Topic, buyout.In(book.Region, "2026-06-20", book.Book), Token);
        }

        if (month is 11)
            await RegisterAsync(book, "G002", "2026-11-10", AssetUse.Production, 8_000, 80);
    }

    private static async Task RunAsync(ClosingBook book, string month)
    {
        var owner = book.Region.World.As(AccountingWorlds.ServiceName, RegionBooks.Accountant(book.Book));
        await new AssetService.AssetServiceClient(owner).RunDepreciationAsync(
            new RunDepreciationRequest { RequestId = RegionBooks.NewKey(), Book = book.Book, Month = month },
            cancellationToken: Token);
        await new EstimateService.EstimateServiceClient(owner).RunEstimatesAsync(
            new RunEstimatesRequest { RequestId = RegionBooks.NewKey(), Book = book.Book, Month = month },
            cancellationToken: Token);
    }

    private static async Task StatementsAsync(ClosingBook book)
    {
        var sheet = await StatementAsync(book, "balance-sheet");
        foreach (var (caption, fen) in CoopYear.BalanceSheet)
        {
            First(sheet, caption).ShouldBe(fen, caption);
        }

        sheet.Lines.Where(line => line.Line > 0).Select(line => line.Line).ShouldBe(Enumerable.Range(1, 42));
        var income = await StatementAsync(book, "income");
        foreach (var (caption, fen) in CoopYear.Income)
        {
            Sum(income, caption).ShouldBe(fen, caption);
        }

        income.Lines.Select(line => line.Line).ShouldBe(Enumerable.Range(1, 20));
        foreach (var statement in (GetStatementResponse[])[sheet, income])
        {
            statement.Checks.ShouldNotBeEmpty();
            statement.Checks.ShouldAllBe(check => check.Holds);
            statement.Strays.ShouldBeEmpty();
        }
    }

    // 保全规则、hledger 和独立核对程序各自重算，结果都一样。
    private static async Task SecondOpinionsAsync(ClosingBook book, Sheet sheet)
    {
        var region = book.Region;
        var findings = await ((CheckBooks)region.World.Services(AccountingWorlds.ServiceName)
            .GetService(typeof(ICheck))!).RunAsync(Token);
        findings.SelectMany(finding => finding.Violations)
            .Where(violation => violation.Contains(book.Book, StringComparison.Ordinal)
                || violation.Contains(region.Company, StringComparison.Ordinal))
            .ShouldBeEmpty();
        var file = await AuditPackages.SaveAsync(region, book.Book);
        var (code, output) = await AuditPackages.VerifyAsync(
            region, book.Book, file, "--head", sheet.ChainHead, "--count", $"{sheet.VoucherCount}");
        code.ShouldBe(0, output);
        (await Hledger.BalancesAsync(Programs.Require("hledger"), region, book.Book))
            .ShouldBe(CoopYear.ByHand, ignoreOrder: true);
    }

    private static (string, long)[] Steps(CloseYearResponse closed) =>
    [
        .. closed.Vouchers.Select(voucher => (
            voucher.Summary.Split('：')[^1], voucher.Postings.Sum(posting => posting.DebitFen))),
    ];

    private static async Task<GetStatementResponse> StatementAsync(ClosingBook book, string statement) =>
        await new KeptBook(book.Region, book.Book).Statements.GetStatementAsync(
            new GetStatementRequest { Book = book.Book, Statement = statement, Month = "2026-12" },
            cancellationToken: Token);

    private static long First(GetStatementResponse statement, string caption) =>
        statement.Lines.Single(line => line.Caption == caption).Amounts[0].AmountFen;

    private static long Sum(GetStatementResponse statement, string caption) =>
        statement.Lines.Single(line => line.Caption == caption).Amounts[1].AmountFen;

    private static async Task RegisterAsync(
        ClosingBook book,
        string code,
        string inService,
        AssetUse use,
        long original,
        int months,
        long depreciated = 0,
        int depreciatedMonths = 0) =>
        await new AssetService.AssetServiceClient(book.Region.World.As(
            AccountingWorlds.ServiceName, RegionBooks.Accountant(book.Book))).RegisterAssetAsync(
            new RegisterAssetRequest
            {
                RequestId = RegionBooks.NewKey(),
                Book = book.Book,
                AssetCode = code,
                Name = "烘干机",
                Category = "机械设备",
                InService = inService,
                Use = use,
                Method = DepreciationMethod.StraightLine,
                OriginalFen = original,
                LifeMonths = months,
                DepreciatedFen = depreciated,
                DepreciatedMonths = depreciatedMonths,
            },
            cancellationToken: Token);

    // 期初：银行存款 500，固定资产 120，累计折旧 24；股金 500，专项基金 100，盈余公积 6，未弥补亏损 10。
    private async Task<ClosingBook> OpenAsync(StoreKind kind, string openingDate = "2026-01-01")
    {
        var region = await worlds.RegionAsync(kind, Token);
        var coop = await CoopTests.FoundAsync(region);
        await region.OpeningsAs(RegionBooks.Accountant(coop)).ImportOpeningAsync(
            new ImportOpeningRequest
            {
                RequestId = RegionBooks.NewKey(),
                Book = coop,
                Table = ByteString.CopyFromUtf8(
                    $"""
                    账套,科目编码,往来单位,往来单位名称,借方,贷方
                    {coop},102,,,500.00,
                    {coop},151,,,120.00,
                    {coop},152,,,,24.00
                    {coop},301,M01,张三,,300.00
                    {coop},301,M02,李四,,200.00
                    {coop},311,,,,100.00
                    {coop},322,,,,6.00
                    {coop},332.02,,,10.00,
                    """),
                OpeningDate = openingDate,
            },
            cancellationToken: Token);
        return new ClosingBook(region, coop);
    }
}
