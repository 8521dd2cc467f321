using System.Globalization;
using Grpc.Core;
using Region.Contracts;
using Region.Contracts.Access.V1;
using Region.Contracts.Accounting.V1;
using Region.Contracts.Villages.V1;
using Region.Testing;
using Shouldly;

namespace Region.Services.Tests.Accounting;

public sealed class AccountTests(AccountingWorlds worlds)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task Automatic_vouchers_go_to_the_sub_account_that_takes_them_and_the_two_books_still_agree(
        StoreKind kind)
    {
        var office = await AccountOffice.InAsync(worlds, kind);
        var region = office.Region;
        await office.OpenAsync("102", "102.01", "农商行");
        await office.OpenAsync("102", "102.02", "邮储行");
        await office.OpenAsync("112", "112.01", "应收公司款");
        var round = new RoundP1(region);

        await region.ApplyAsync(Topics.PrepaymentReceived, round.PrepaymentOf(0, 100), Token);
        (await office.RouteAsync("102.02")).TakesAutomatic.ShouldBeTrue();
        await region.ApplyAsync(Topics.PrepaymentReceived, round.PrepaymentOf(0, 30), Token);

        (await region.ClosingAsync(office.Book, Token)).ShouldBe(new Dictionary<string, long>
        {
            ["102.01"] = -100,
            ["102.02"] = -30,
            [$"112.01 {region.Company}"] = 130,
        }, ignoreOrder: true);
        var accounts = (await region.BooksAs(RegionBooks.Accountant(office.Book)).ListAccountsAsync(
            new ListAccountsRequest { Book = office.Book }, cancellationToken: Token)).Accounts;
        accounts.Where(account => account.Own).Select(account => (account.Code, account.Leaf, account.TakesAutomatic))
            .ShouldBe([("102.01", true, false), ("102.02", true, true), ("112.01", true, true)]);
        await ShouldAgreeAsync(region);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task An_account_that_is_in_use_gets_no_sub_accounts_and_automatic_vouchers_go_on(StoreKind kind)
    {
        var office = await AccountOffice.InAsync(worlds, kind);
        var prepayment = new RoundP1(office.Region).PrepaymentOf(0, 100);
        await office.Region.ApplyAsync(Topics.PrepaymentReceived, prepayment, Token);

        (await RefusedAsync(office.OpenAsync("112", "112.01")))
            .ShouldStartWith("科目 112 应收款 已有凭证或余额，不能再开设明细科目");

        await office.Region.ApplyAsync(Topics.PrepaymentReceived, prepayment, Token);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_sub_account_closes_when_it_is_empty_and_its_voucher_can_still_be_cancelled(StoreKind kind)
    {
        var office = await AccountOffice.InAsync(worlds, kind);
        var region = office.Region;
        await office.OpenAsync("102", "102.01", "农商行");
        var round = new RoundP1(region);
        await region.ApplyAsync(Topics.PrepaymentReceived, round.PrepaymentOf(0, 100), Token);
        await office.OpenAsync("102", "102.02", "邮储行");
        await office.RouteAsync("102.02");
        (await RefusedAsync(office.CloseAsync("102.01", "2026-12-01"))).ShouldContain("还有余额");
        var kept = new KeptBook(region, office.Book);
        await kept.PostAsync("2026-03-30", "补款", Token, KeptBook.Debit("102.01", 100), KeptBook.Credit("301", 100));

        (await RefusedAsync(office.CloseAsync("102.01", "2026-03-30"))).ShouldContain("2026-03-30 已有凭证");
        (await office.CloseAsync("102.01", "2026-04-01")).ClosedOn.ShouldBe("2026-04-01");

        var vouchers = await region.VouchersAsync(region.Company, Token);
        await region.VouchersAs(region.CompanyAccountant).ReverseVoucherAsync(
            new ReverseVoucherRequest
            {
                RequestId = RegionBooks.NewKey(),
                Book = region.Company,
                VoucherId = vouchers[0].VoucherId,
                ReversedOn = "2026-04-02",
                Reason = "金额有误",
            },
            cancellationToken: Token);
        await region.ApplyAsync(Topics.VoucherReversed, Reversed(region, vouchers[0]), Token);
        (await region.ClosingAsync(office.Book, Token))["102.01"].ShouldBe(100);
        await ShouldAgreeAsync(region);
        (await office.Accounts.ReopenSubAccountAsync(
            new ReopenSubAccountRequest { RequestId = RegionBooks.NewKey(), Book = office.Book, Account = "102.01" },
            cancellationToken: Token)).Account.ClosedOn.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task What_vouchers_bring_in_stands_in_the_registers_and_keeps_the_name_that_a_person_gives_it(
        StoreKind kind)
    {
        var office = await AccountOffice.InAsync(worlds, kind);
        var region = office.Region;
        await region.ApplyAsync(Topics.MaterialsBought, Bought(region, "2026-03-05"), Token);

        (await office.ItemsAsync(ItemKind.Counterparty)).Select(item => (item.ItemCode, item.Name, item.EnteredBy))
            .ShouldBe([(region.Company, region.Founded().Name, ""), ("S09", "样例农资", "")]);
        (await office.ItemsAsync(ItemKind.Stock)).ShouldHaveSingleItem().ItemCode.ShouldBe("M001");
        (await office.AddAsync(ItemKind.Stock, "M001", "复合肥", "公斤")).QuantityUnit.ShouldBe("公斤");
        await office.Accounts.RenameItemAsync(
            new RenameItemRequest
            {
                RequestId = RegionBooks.NewKey(),
                Book = office.Book,
                Kind = ItemKind.Counterparty,
                ItemCode = "S09",
                Name = "县农资公司",
            },
            cancellationToken: Token);
        await region.ApplyAsync(Topics.MaterialsBought, Bought(region, "2026-03-06"), Token);

        (await office.ItemsAsync(ItemKind.Counterparty))[^1].Name.ShouldBe("县农资公司");
        var goods = (await office.ItemsAsync(ItemKind.Stock)).ShouldHaveSingleItem();
        (goods.Name, goods.QuantityUnit).ShouldBe(("复合肥", "公斤"));
        (await office.Accounts.ListChartActsAsync(
            new ListChartActsRequest { Book = office.Book }, cancellationToken: Token)).Acts
            .Select(act => (act.Act, act.Subject, act.Code, act.NameBefore, act.NameAfter))
            .ShouldBe([("更名", "往来单位", "S09", "样例农资", "县农资公司"), ("登记", "存货", "M001", "", "复合肥")]);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_manual_voucher_names_only_registered_and_open_items_where_the_account_requires_them(
        StoreKind kind)
    {
        var office = await AccountOffice.InAsync(worlds, kind);
        var drafts = new DraftOffice(office.Region);
        var content = DraftOffice.Content("113", "504");
        content.Postings[0].Counterparty = "M01";
        var draft = await drafts.CreateAsync(content);
        draft.Problems.ShouldHaveSingleItem().ShouldContain("113 内部往来：M01 不在账套的档案里");

        await office.AddAsync(ItemKind.Member, "M01", "张三");
        var posted = await drafts.PostAsync(await drafts.CheckAsync(draft));
        posted.Postings[0].Counterparty.ShouldBe("M01");
        (await RefusedAsync(CloseItemAsync(office, "M01"))).ShouldContain("M01 张三（科目 113） 还有余额");

        await office.AddAsync(ItemKind.Member, "M02", "李四");
        await CloseItemAsync(office, "M02");
        content.Postings[0].Counterparty = "M02";
        (await drafts.CreateAsync(content)).Problems.ShouldHaveSingleItem().ShouldContain("「M02」已经停用");
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task The_red_voucher_of_december_s_estimate_does_not_begin_the_new_year(StoreKind kind)
    {
        var office = await AccountOffice.InAsync(worlds, kind);
        await office.Region.ApplyAsync(
            Topics.DeliveryApportioned, EstimateTests.Apportioned(office.Region, "75", 138_375, "2026-12-01"), Token);
        var estimated = await new EstimateService.EstimateServiceClient(
            office.Region.World.As(AccountingWorlds.ServiceName, RegionBooks.Accountant(office.Book)))
            .RunEstimatesAsync(
                new RunEstimatesRequest { RequestId = RegionBooks.NewKey(), Book = office.Book, Month = "2026-12" },
                cancellationToken: Token);
        estimated.RedVoucher.AccountingDate.ShouldBe("2027-01-01");

        await office.Accounts.AdoptChartAsync(Adopting(office, 2027), cancellationToken: Token);

        (await VersionsAsync(office)).ShouldAllBe(version => version.Adopted);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_book_takes_a_newer_chart_from_1_January_and_keeps_the_old_year_as_it_was(StoreKind kind)
    {
        var office = await AccountOffice.InAsync(worlds, kind);
        var kept = new KeptBook(office.Region, office.Book);
        await kept.PostAsync("2026-12-30", "付电费", Token, KeptBook.Debit("513", 70), KeptBook.Credit("102", 70));

        var offered = (await VersionsAsync(office)).Single(version => !version.Adopted);
        offered.Opened.Select(account => account.Code).ShouldBe(["513.01", "513.02"]);
        await office.Accounts.AdoptChartAsync(Adopting(office, 2027), cancellationToken: Token);

        (await VersionsAsync(office)).Select(version => (version.Version, version.Adopted, version.HoldsFrom))
            .ShouldBe([(1, true, ""), (2, true, "2027-01-01")]);
        await kept.PostAsync("2026-12-31", "付水费", Token, KeptBook.Debit("513", 30), KeptBook.Credit("102", 30));
        await kept.PostAsync("2027-01-01", "发报酬", Token, KeptBook.Debit("513.01", 5), KeptBook.Credit("102", 5));
        (await office.Region.ClosingAsync(office.Book, Token)).ShouldBe(new Dictionary<string, long>
        {
            ["513"] = 100,
            ["513.01"] = 5,
            ["102"] = -105,
        }, ignoreOrder: true);
        (await RefusedAsync(office.Accounts.AdoptChartAsync(Adopting(office, 2027), cancellationToken: Token)
            .ResponseAsync)).ShouldContain("没有可以从该年起启用的科目表版本");
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task Only_the_accountant_of_the_book_keeps_its_accounts(StoreKind kind)
    {
        var office = await AccountOffice.InAsync(worlds, kind);
        var request = office.Opening("102", "102.01");

        foreach (var caller in (Region.Platform.Identity.Caller[])
            [Callers.Of(Role.VillageHead, office.Book), Callers.Of(Role.Cashier, office.Book), RegionBooks.Auditor])
        {
            (await StatusAsync(office.As(caller), request)).ShouldBe(StatusCode.PermissionDenied);
        }

        var neighbour = RegionBooks.Accountant(office.Region.Villages[1]);
        (await StatusAsync(office.As(neighbour), request)).ShouldBe(StatusCode.NotFound);
    }

    private static async Task<StatusCode> StatusAsync(
        AccountService.AccountServiceClient client,
        OpenSubAccountRequest request) =>
        (await Should.ThrowAsync<RpcException>(
            client.OpenSubAccountAsync(request, cancellationToken: Token).ResponseAsync)).StatusCode;

    private static async Task<string> RefusedAsync(Task call) =>
        (await Should.ThrowAsync<RpcException>(call)).Status.Detail;

    private static Task<CloseItemResponse> CloseItemAsync(AccountOffice office, string code) =>
        office.Accounts.CloseItemAsync(
            new CloseItemRequest
            {
                RequestId = RegionBooks.NewKey(),
                Book = office.Book,
                Kind = ItemKind.Member,
                ItemCode = code,
            },
            cancellationToken: Token).ResponseAsync;

    private static AdoptChartRequest Adopting(AccountOffice office, int year) => new()
    {
        RequestId = RegionBooks.NewKey(),
        Book = office.Book,
        Version = 2,
        Year = year,
    };

    private static async Task<IReadOnlyList<ChartVersion>> VersionsAsync(AccountOffice office) =>
    [
        .. (await office.Accounts.ListChartVersionsAsync(
            new ListChartVersionsRequest { Book = office.Book }, cancellationToken: Token)).Versions,
    ];

    private static VoucherReversed Reversed(RegionBooks region, Voucher voucher) => new()
    {
        Book = region.Company,
        VoucherId = voucher.VoucherId,
        SourceEventId = voucher.EventId,
        MirrorBook = region.Village,
        AccountingDate = "2026-04-02",
        Reason = "金额有误",
    };

    private static MaterialsBought Bought(RegionBooks region, string on) => new()
    {
        Region = region.Region,
        Village = region.Village,
        VillageName = "样例村1",
        PurchaseId = string.Create(CultureInfo.InvariantCulture, $"purchase-{on}"),
        Supplier = "S09",
        SupplierName = "样例农资",
        ItemCode = "M001",
        ItemName = "化肥",
        Unit = "kg",
        Quantity = "10",
        AmountFen = 700,
        InvoiceNumber = "1",
        InvoiceName = "样例村1",
        InvoiceCount = 1,
        AcceptanceCount = 1,
        AccountingDate = on,
    };

    private static async Task ShouldAgreeAsync(RegionBooks region)
    {
        var findings = await new Region.Accounting.Checks.CheckBooks(
            region.Part<Region.Accounting.Books.BooksStore>(),
            region.Part<Region.Accounting.Books.BookShelf>(),
            region.Part<Region.Platform.Storage.Database>())
            .RunAsync(Token);
        findings.SelectMany(finding => finding.Violations).Where(sentence =>
            sentence.Contains(region.Village, StringComparison.Ordinal)
            || sentence.Contains(region.Company, StringComparison.Ordinal)).ShouldBeEmpty();
    }
}
