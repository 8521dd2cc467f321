using Grpc.Core;
using Region.Contracts.Accounting.V1;
using Region.Testing;
using Shouldly;

namespace Region.Services.Tests.Accounting;

public sealed class YearEndTests(AccountingWorlds worlds)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_year_is_closed_once_and_the_next_one_begins_with_what_it_left(StoreKind kind)
    {
        var book = await DecemberAsync(kind);
        (await ClosingBook.RefusedAsync(() => book.CloseAsync("2026-12"))).Sentence.ShouldContain("年终结转未完成 2 处");
        var plan = TenthThenTwentyYuan();
        await OnlyTheRegisteredShareAsync(book, plan);
        var before = await book.Region.DumpAsync(book.Book, Token);
        var preview = await book.Periods.PreviewYearEndAsync(
            new PreviewYearEndRequest { Book = book.Book, Year = 2026, Plan = plan }, cancellationToken: Token);
        (await book.Region.DumpAsync(book.Book, Token)).ShouldBe(before);
        var key = RegionBooks.NewKey();

        var answers = await Task.WhenAll(book.CloseYearAsync(plan, key), book.CloseYearAsync(plan, key));

        var closed = answers[0];
        answers[1].ShouldBe(closed);
        preview.Steps.Select(step => step.Step)
            .ShouldBe(["income", "expense", "result", "appropriation", "distribution", "settlement"]);
        closed.Vouchers.Select(voucher => voucher.Summary).ShouldBe(preview.Steps.Select(step => step.Summary));
        closed.Vouchers.ShouldAllBe(voucher => voucher.Kind == VoucherKind.YearEnd && voucher.Word == "转"
            && voucher.AccountingDate == "2026-12-31");
        closed.Outcome.ShouldBe(new YearEndOutcome
        {
            ResultFen = 6_000,
            DistributableFen = 6_000,
            AppropriationFen = 600,
            DistributedFen = 2_000,
            RetainedFen = 3_400,
        });
        (await ClosingBook.RefusedAsync(() => book.CloseYearAsync(plan))).Sentence
            .ShouldBe("2026（6 张） 年终结转已经办理，不再重复；如要重做，请先撤回。");
        await book.CloseAsync("2026-12");
        var left = await book.Region.ClosingAsync(book.Book, Token);
        left.ShouldBe(new Dictionary<string, long>
        {
            ["102"] = 1_296_000,
            ["113 M01"] = -2_000,
            ["311"] = -1_290_600,
            ["322.02"] = -3_400,
        }, ignoreOrder: true);
        await book.PostAsync("2027-01-05", "513", "102", 100);
        var january = await book.Region.BooksAs(RegionBooks.Accountant(book.Book)).GetTrialBalanceAsync(
            new GetTrialBalanceRequest { Book = book.Book, FromMonth = "2027-01", ToMonth = "2027-01" },
            cancellationToken: Token);
        january.Lines.Where(line => line.OpeningFen is not 0)
            .ToDictionary(line => $"{line.Account} {line.Counterparty}".Trim(), line => line.OpeningFen)
            .ShouldBe(left, ignoreOrder: true);
    }

    /// <summary>Shares of the year go to members of the register, and to none who has left it.</summary>
    private static async Task OnlyTheRegisteredShareAsync(ClosingBook book, YearEndPlan plan)
    {
        (await ClosingBook.RefusedAsync(() => book.CloseYearAsync(plan))).Sentence.ShouldContain("M01");
        await ItemAsync(book, "M02", close: true);
        plan.Distributions[0].Counterparty = "M02";
        (await ClosingBook.RefusedAsync(() => book.CloseYearAsync(plan))).Sentence.ShouldContain("「M02」已经停用");
        plan.Distributions[0].Counterparty = "M01";
        await ItemAsync(book, "M01");
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_year_end_is_taken_back_as_a_whole_and_made_again(StoreKind kind)
    {
        var book = await DecemberAsync(kind);
        await book.CloseYearAsync();
        var closed = await book.Region.ClosingAsync(book.Book, Token);
        (await ClosingBook.RefusedAsync(() => book.ReopenAsync("2026-11"))).Sentence.ShouldContain("已做年终结转");
        var request = new ReverseYearEndRequest
        {
            RequestId = RegionBooks.NewKey(),
            Book = book.Book,
            Year = 2026,
            Reason = "漏记收入",
        };

        var answers = await Task.WhenAll(
            book.Periods.ReverseYearEndAsync(request, cancellationToken: Token).ResponseAsync,
            book.Periods.ReverseYearEndAsync(request, cancellationToken: Token).ResponseAsync);

        answers[1].ShouldBe(answers[0]);
        answers[0].Vouchers.Count.ShouldBe(3);
        (await book.Region.ClosingAsync(book.Book, Token))["501"].ShouldBe(-10_000);
        request.RequestId = RegionBooks.NewKey();
        (await ClosingBook.RefusedAsync(async () =>
            await book.Periods.ReverseYearEndAsync(request, cancellationToken: Token))).Sentence
            .ShouldBe("2026 年度没有可以撤回的年终结转凭证。");
        await book.CloseYearAsync();
        (await book.Region.ClosingAsync(book.Book, Token)).ShouldBe(closed, ignoreOrder: true);
        await book.CloseAsync("2026-12");
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_year_end_that_cannot_be_is_refused_and_changes_nothing(StoreKind kind)
    {
        var book = await DecemberAsync(kind);
        var before = await book.Region.DumpAsync(book.Book, Token);

        (await ClosingBook.RefusedAsync(() => book.CloseYearAsync(new YearEndPlan { AppropriationFen = 1 }))).ShouldBe((
            StatusCode.InvalidArgument,
            "弥补亏损、提取公积和分配须经成员（代表）大会决议（财农〔2021〕121号），请填写决议名称或文号：「」。"));
        (await ClosingBook.RefusedAsync(() => book.CloseYearAsync(
            new YearEndPlan { AppropriationFen = 6_001, Meeting = "决议" }))).ShouldBe((
            StatusCode.FailedPrecondition, "提取和分配不能超过弥补亏损后的可分配收益：60.01（可分配 60.00）。"));
        (await ClosingBook.RefusedAsync(async () => await book.Periods.CloseYearAsync(
            new CloseYearRequest { RequestId = RegionBooks.NewKey(), Book = book.Book, Year = 2025 },
            cancellationToken: Token))).Sentence.ShouldContain("括号内是现在该结的月份：2025（2026-12）");

        (await book.Region.DumpAsync(book.Book, Token)).ShouldBe(before);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_year_end_is_taken_back_in_the_reopened_december_and_never_voucher_by_voucher(StoreKind kind)
    {
        var book = await DecemberAsync(kind);
        var step = (await book.CloseYearAsync()).Vouchers[0];
        await book.CloseAsync("2026-12");

        // Red vouchers belong to the same year, so December has to be open for the year end to be taken back.
        await book.ReopenAsync("2026-12");
        var before = await book.Region.DumpAsync(book.Book, Token);
        (await ClosingBook.RefusedAsync(async () => await book.Region.VouchersAs(book.Region.OwnerOf(book.Book))
            .ReverseVoucherAsync(
                new ReverseVoucherRequest
                {
                    RequestId = RegionBooks.NewKey(),
                    Book = book.Book,
                    VoucherId = step.VoucherId,
                    ReversedOn = "2026-12-31",
                    Reason = "重做",
                },
                cancellationToken: Token))).ShouldBe((
            StatusCode.FailedPrecondition,
            "2026年12月31日转-1号是年终结转凭证，各步相连，不能单张注销；要重做请撤回整个年终结转。"));
        (await book.Region.DumpAsync(book.Book, Token)).ShouldBe(before);

        await book.Periods.ReverseYearEndAsync(
            new ReverseYearEndRequest
            {
                RequestId = RegionBooks.NewKey(),
                Book = book.Book,
                Year = 2026,
                Reason = "漏记收入",
            },
            cancellationToken: Token);
        await book.PostAsync("2026-12-31", "102", "501", 5);
        await book.CloseYearAsync();
        await book.CloseAsync("2026-12");
    }

    [Fact]
    public async Task A_voucher_after_the_year_end_keeps_december_open()
    {
        var book = await DecemberAsync(StoreKind.Sqlite);
        await book.CloseYearAsync();
        (await book.ChecklistAsync()).Closable.ShouldBeTrue();

        await book.PostAsync("2026-12-31", "102", "501", 5);

        (await book.FindingAsync(CheckKind.YearEndMissing)).ShouldNotBeNull().Places.Single().Account.ShouldBe("501");
    }

    /// <summary>
    /// The books began in November; November is closed, December has income of 100.00 and costs of 40.00.
    /// </summary>
    private async Task<ClosingBook> DecemberAsync(StoreKind kind)
    {
        var book = await ClosingBook.OpenAsync(worlds, kind, "2026-11-01");
        await book.CloseAsync("2026-11");
        await book.PostAsync("2026-12-10", "102", "501", 10_000);
        await book.PostAsync("2026-12-11", "513", "102", 4_000);
        return book;
    }

    private static async Task ItemAsync(ClosingBook book, string code, bool close = false)
    {
        var accounts = book.Region.AccountsAs(book.Region.OwnerOf(book.Book));
        await accounts.AddItemAsync(
            new AddItemRequest
            {
                RequestId = RegionBooks.NewKey(),
                Book = book.Book,
                Kind = ItemKind.Member,
                ItemCode = code,
                Name = "张三",
            },
            cancellationToken: Token);
        if (close)
        {
            await accounts.CloseItemAsync(
                new CloseItemRequest
                {
                    RequestId = RegionBooks.NewKey(),
                    Book = book.Book,
                    Kind = ItemKind.Member,
                    ItemCode = code,
                },
                cancellationToken: Token);
        }
    }

    private static YearEndPlan TenthThenTwentyYuan() => new()
    {
        AppropriationPpm = 100_000,
        Distributions =
        {
            new Distribution { Counterparty = "M01", CounterpartyName = "张三", AmountFen = 2_000 },
        },
        Meeting = "2026年第2次成员大会",
    };
}
