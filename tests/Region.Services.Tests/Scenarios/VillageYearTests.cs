using Region.Contracts;
using Region.Contracts.Accounting.V1;
using Region.Services.Tests.Accounting;
using Region.Testing;
using Shouldly;
using static System.FormattableString;

namespace Region.Services.Tests.Scenarios;

/// <summary>
/// 一个村的一年：期初建账、每月记账和结账、一次反结账、红字注销和蓝字订正、年终结转、财务公开、报表、审计资料包；公司账同步，
/// 每个数都与手工推算（<see cref="HandSums"/>）一致。
/// </summary>
public sealed partial class VillageYearTests(AccountingWorlds worlds)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_village_accountant_does_her_whole_year_and_every_figure_is_as_by_hand(StoreKind kind)
    {
        var region = await worlds.RegionAsync(kind, Token);
        var year = new YearBooks(region);
        await year.Desk.OpenAsync();
        await RegisterPumpAsync(year);

        for (var month = 1; month <= 12; month++)
        {
            await year.Desk.DoAsync(VillageYear.Of(month));
            await HappensOnlyThenAsync(year, month);
            await RunDepreciationAsync(year, month);
            await ReconcileAsync(year, month);
            if (month is 12)
                await CloseYearAsync(year);

            await CloseAsync(year, month);
            if (month is 7)
                await ReopenJulyAsync(year);
        }

        (await region.ClosingAsync(region.Village, Token)).ShouldBe(year.Fen(HandSums.Village), ignoreOrder: true);
        (await region.ClosingAsync(region.Company, Token)).ShouldBe(year.Fen(HandSums.Company), ignoreOrder: true);
        await StatementsAsync(year);
        await SecondOpinionsAsync(year);
    }

    private static async Task HappensOnlyThenAsync(YearBooks year, int month)
    {
        switch (month)
        {
            case 3:
                await EstimateAsync(year);
                break;
            case 6:
                await RegisterAsync(year, "G002", "专项设备", "2026-06-15", AssetUse.Public, 3_600_000, 36, 0);
                break;
            case 8:
                await CorrectAsync(year);
                break;
        }
    }

    // 水泵：原值 120,000，十年，期初已提 20 个月，每月 1,000。
    private static Task RegisterPumpAsync(YearBooks year) =>
        RegisterAsync(year, "G001", "水泵", "2024-04-10", AssetUse.Management, 12_000_000, 120, 20);

    private static async Task RegisterAsync(
        YearBooks year, string code, string name, string inService, AssetUse use, long fen, int life, int gone) =>
        await year.Assets.RegisterAssetAsync(
            new RegisterAssetRequest
            {
                RequestId = RegionBooks.NewKey(),
                Book = year.Region.Village,
                AssetCode = code,
                Name = name,
                Category = "机械设备",
                InService = inService,
                Use = use,
                Method = DepreciationMethod.StraightLine,
                OriginalFen = fen,
                LifeMonths = life,
                DepreciatedFen = fen / life * gone,
                DepreciatedMonths = gone,
                VoucherId = gone > 0 ? "" : year.Desk[Topics.GrantSpent],
            },
            cancellationToken: Token);

    // 三月末：橡胶丝 1,000 千克已验收、未结算，暂估 18,000，四月一日冲回。不办理则不能结账。
    private static async Task EstimateAsync(YearBooks year)
    {
        (await year.Village.FindingAsync(CheckKind.EstimateMissing, "2026-03")).ShouldNotBeNull();
        var estimated = await year.Estimates.RunEstimatesAsync(
            new RunEstimatesRequest
            {
                RequestId = RegionBooks.NewKey(),
                Book = year.Region.Village,
                Month = "2026-03",
            },
            cancellationToken: Token);
        year.Desk.Compare(
            "2026-03-31", "暂估", estimated.Voucher, "借 121 @M001×1000 18000；贷 211 暂估-C 18000");
        year.Desk.Compare(
            "2026-04-01", "冲回", estimated.RedVoucher, "借 121 @M001×-1000 -18000；贷 211 暂估-C -18000");
    }

    // 八月：维修费实付 1,000，错记 1,200；红字注销，蓝字订正。银行只付过 1,000。
    private static async Task CorrectAsync(YearBooks year)
    {
        var wrong = await year.Desk.BookAsync(
            Happening.Paper("2026-08-12", "付", "付维修费", "借 513 1200；贷 102 1200"));
        var red = (await year.Region.VouchersAs(year.Desk.Accountant).ReverseVoucherAsync(
            new ReverseVoucherRequest
            {
                RequestId = RegionBooks.NewKey(),
                Book = year.Region.Village,
                VoucherId = wrong.VoucherId,
                ReversedOn = "2026-08-14",
                Reason = "金额写错",
            },
            cancellationToken: Token)).Voucher;
        year.Desk.Compare("2026-08-14", "注销", red, "借 513 -1200；贷 102 -1200");
        var blue = await year.Desk.BookAsync(
            Happening.Paper("2026-08-14", "付", "付维修费", "借 513 1000；贷 102 1000"), wrong.VoucherId);
        blue.CorrectsVoucherId.ShouldBe(wrong.VoucherId);
        blue.Summary.ShouldStartWith("订正2026年8月12日付-");
    }

    private static async Task RunDepreciationAsync(YearBooks year, int month)
    {
        (await year.Village.FindingAsync(CheckKind.DepreciationMissing, Month(month))).ShouldNotBeNull();
        var run = await year.Assets.RunDepreciationAsync(
            new RunDepreciationRequest
            {
                RequestId = RegionBooks.NewKey(),
                Book = year.Region.Village,
                Month = Month(month),
            },
            cancellationToken: Token);
        year.Desk.Compare(Month(month), "折旧", run.Voucher, month <= 6
            ? "借 513 1000；贷 152 1000"
            : "借 513 1000；借 514 1000；贷 152 2000");
    }

    // 对账单按银行实际收付逐笔写出，自动勾对后调节相符，没有任何企业已记而银行未记的账。
    private static async Task ReconcileAsync(YearBooks year, int month)
    {
        await year.Village.ImportAsync(year.StatementOf(month));
        await year.Village.MatchAsync(Month(month));
        var table = await year.Village.ReconcileAsync(Month(month));
        table.DifferenceFen.ShouldBe(0);
        table.BookOnly.ShouldBeEmpty(Month(month));
        table.BankOnly.Select(line => line.AmountFen).ShouldBe(month switch
        {
            7 => [-62_000],
            11 => [8_850],
            _ => [],
        });
    }

    // 七月结账后，从调节表看出修水泵费 620 已付未记：村主任反结账，补记，重新结账，公开第二版。
    private static async Task ReopenJulyAsync(YearBooks year)
    {
        await year.Village.ReopenAsync("2026-07", "漏记修水泵费");
        (await year.Village.SheetAsync("2026-07")).Current.ShouldBeFalse();
        await year.Desk.BookAsync(
            Happening.Paper("2026-07-30", "付", "修水泵", "借 513 620；贷 102 620"));
        await year.Village.MatchAsync("2026-07");
        (await year.Village.ReconcileAsync("2026-07")).BankOnly.ShouldBeEmpty();
        await year.Village.CloseAndPublishAsync("2026-07");
        var sheet = await year.Village.SheetAsync("2026-07");
        (sheet.Title.Version, sheet.Current).ShouldBe((2, true));
        sheet.Sheet.ClosingCashFen.ShouldBe(HandLine.Yuan(HandSums.MoneyAtMonthEnd[6]));
    }

    private static async Task CloseAsync(YearBooks year, int month)
    {
        await year.Village.CloseAndPublishAsync(Month(month));
        await year.Company.CloseAsync(Month(month));
        var sheet = (await year.Village.SheetAsync(Month(month))).Sheet;
        var unbooked = month is 7 ? 62_000 : 0;
        sheet.ClosingCashFen.ShouldBe(HandLine.Yuan(HandSums.MoneyAtMonthEnd[month - 1]) + unbooked, Month(month));
        (sheet.OpeningCashFen + sheet.Receipts.Sum(item => item.AmountFen) - sheet.Payments.Sum(item => item.AmountFen))
            .ShouldBe(sheet.ClosingCashFen, Month(month));
    }

    private static string Month(int month) => Invariant($"2026-{month:D2}");
}
