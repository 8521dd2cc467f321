using Grpc.Core;
using Region.Contracts;
using Region.Contracts.Accounting.V1;
using Region.Testing;
using Shouldly;

namespace Region.Services.Tests.Accounting;

public sealed class QueryTests(AccountingWorlds worlds)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_trial_balance_of_a_month_carries_what_was_before_as_opening(StoreKind kind)
    {
        var region = await worlds.RegionAsync(kind, Token);
        var round = new RoundP1(region);
        await round.ImportOpeningsAsync(Token);
        await region.ApplyAsync(Topics.PrepaymentReceived, round.PrepaymentOf(0, 100), Token);
        var april = round.PrepaymentOf(0, 30);
        april.AccountingDate = "2026-04-01";
        await region.ApplyAsync(Topics.PrepaymentReceived, april, Token);

        var balance = await BalanceAsync(region, "2026-04", "2026-04");

        var bank = balance.Lines.Single(line => line.Account == "102");
        (bank.AccountName, bank.OpeningFen, bank.DebitFen, bank.CreditFen, bank.ClosingFen)
            .ShouldBe(("银行存款", 26_909_937, 0, 30, 26_909_907));
        var company = balance.Lines.Single(line => line.Counterparty == region.Company);
        (company.CounterpartyName, company.OpeningFen, company.DebitFen, company.ClosingFen)
            .ShouldBe(("样例发饰强村有限公司", 100, 30, 130));
        balance.Lines.Single(line => line.Account == "151").ClosingFen.ShouldBe(112_300_000);
        balance.TotalDebitFen.ShouldBe(30);
        balance.TotalCreditFen.ShouldBe(30);
        (await BalanceAsync(region, "", "2026-03")).Lines.Single(line => line.Account == "102").ClosingFen
            .ShouldBe(26_909_937);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task Vouchers_are_paged_in_the_order_in_which_they_were_recorded(StoreKind kind)
    {
        var region = await worlds.RegionAsync(kind, Token);
        var round = new RoundP1(region);
        for (var fen = 1; fen <= 5; fen++)
        {
            var prepayment = round.PrepaymentOf(0, fen);
            prepayment.AccountingDate = fen is 3 ? "2026-04-01" : "2026-03-05";
            await region.ApplyAsync(Topics.PrepaymentReceived, prepayment, Token);
        }

        (await PagesAsync(region, "")).ShouldBe([1, 2, 3, 4, 5]);
        (await PagesAsync(region, "2026-03")).ShouldBe([1, 2, 4, 5]);
        (await PagesAsync(region, "2026-04")).ShouldBe([3]);
        (await Should.ThrowAsync<RpcException>(() => PagesAsync(region, "2026-13"))).StatusCode
            .ShouldBe(StatusCode.InvalidArgument);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_voucher_explains_itself_by_event_rule_document_and_a_sentence_for_each_line(StoreKind kind)
    {
        var region = await worlds.RegionAsync(kind, Token);
        var round = new RoundP1(region);
        var eventId = await region.ApplyAsync(Topics.SettlementAllocated, round.SettlementOf(0), Token);
        var voucher = (await region.VouchersAsync(region.Company, Token)).Single();

        var why = await region.VouchersAs(region.CompanyAccountant).ExplainVoucherAsync(
            new ExplainVoucherRequest { Book = region.Company, VoucherId = voucher.VoucherId },
            cancellationToken: Token);

        (why.Topic, why.EventId, why.Rule, why.RuleVersion, why.Document)
            .ShouldBe((Topics.SettlementAllocated, eventId, "agency-settlement", 2, "采购批次 P1（round-p1）结算"));
        why.Reasons.ShouldBe(
        [
            "样例村1 的代购款用掉 23,519.28 元。",
            "替村里欠供应商的货款 22,601.25 元，等待支付。",
            "替村里欠承运人的运费 579.01 元，等待支付。",
            "代购费不含税 339.02 元是公司的收入。",
        ]);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_village_has_42_accounts_and_the_two_of_its_distribution(StoreKind kind)
    {
        var region = await worlds.RegionAsync(kind, Token);

        var accounts = (await region.BooksAs(RegionBooks.Accountant(region.Village)).ListAccountsAsync(
            new ListAccountsRequest { Book = region.Village }, cancellationToken: Token)).Accounts;

        accounts.Count.ShouldBe(44);
        accounts.Where(account => !account.Leaf).Select(account => account.Code).ShouldBe(["322"]);
        accounts.Where(account => account.NeedsCounterparty).Select(account => account.Code).ShouldBe(["112", "113"]);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task The_county_lists_books_page_by_page(StoreKind kind)
    {
        var region = await worlds.RegionAsync(kind, Token);
        var client = region.BooksAs(RegionBooks.County);
        var codes = new List<string>();
        var request = new ListBooksRequest { PageSize = 3 };
        do
        {
            var page = await client.ListBooksAsync(request, cancellationToken: Token);
            codes.AddRange(page.Books.Select(book => book.Book_));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        codes.ShouldBe(codes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        region.Books.ShouldBeSubsetOf(codes);
    }

    private static async Task<GetTrialBalanceResponse> BalanceAsync(RegionBooks region, string from, string to) =>
        await region.BooksAs(RegionBooks.Accountant(region.Village)).GetTrialBalanceAsync(
            new GetTrialBalanceRequest { Book = region.Village, FromMonth = from, ToMonth = to },
            cancellationToken: Token);

    private static async Task<IReadOnlyList<long>> PagesAsync(RegionBooks region, string month)
    {
        var client = region.VouchersAs(RegionBooks.Accountant(region.Village));
        var request = new ListVouchersRequest { Book = region.Village, Month = month, PageSize = 2 };
        var amounts = new List<long>();
        do
        {
            var page = await client.ListVouchersAsync(request, cancellationToken: Token);
            page.Vouchers.Count.ShouldBeLessThanOrEqualTo(2);
            amounts.AddRange(page.Vouchers.Select(voucher => voucher.Postings[0].DebitFen));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        return amounts;
    }
}
