using System.Text;
using Grpc.Core;
using Region.Contracts.Accounting.V1;
using Region.Testing;
using Shouldly;
using static Region.Services.Tests.Accounting.KeptBook;
using VoucherKind = Region.Accounting.Domain.VoucherKind;

namespace Region.Services.Tests.Accounting;

public sealed class LedgerTests(AccountingWorlds worlds)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_bank_journal_is_balanced_daily_and_its_pages_carry_the_balance_forward(StoreKind kind)
    {
        var book = await YearAsync(kind);
        var request = new ListJournalRequest { Book = book.Code, Account = "102", FromDate = "2026-02-01" };

        var whole = await book.Ledgers.ListJournalAsync(request, cancellationToken: Token);

        whole.Rows.Select(row => (row.Summary, row.DebitFen, row.CreditFen, row.BalanceFen)).ShouldBe(
        [
            ("期初余额", 0, 0, 9_000), ("卖粮", 500, 0, 9_500), ("买种子", 0, 200, 9_300), ("本日合计", 500, 200, 9_300),
            ("付甲", 0, 300, 9_000), ("本日合计", 0, 300, 9_000), ("本月合计", 500, 500, 9_000),
            ("本年累计", 500, 1_500, 9_000),
        ]);
        whole.Rows[2].CounterAccounts.ShouldBe(["121 库存物资"]);
        whole.Rows[2].VoucherId.ShouldNotBeEmpty();
        var paged = new List<LedgerRow>();
        request.PageSize = 1;
        do
        {
            var page = await book.Ledgers.ListJournalAsync(request, cancellationToken: Token);
            paged.AddRange(page.Rows);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        paged.Where(row => row.Kind is not (LedgerRowKind.BroughtForward or LedgerRowKind.CarriedForward))
            .ShouldBe(whole.Rows);
        paged.Count(row => row.Kind is LedgerRowKind.BroughtForward).ShouldBe(2);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_detail_ledger_narrows_to_a_counterparty_and_counts_quantities(StoreKind kind)
    {
        var book = await YearAsync(kind);

        var party = await book.Ledgers.ListDetailAsync(
            new ListDetailRequest { Book = book.Code, Account = "113", Counterparty = "甲" }, cancellationToken: Token);
        var stock = await book.Ledgers.ListDetailAsync(
            new ListDetailRequest { Book = book.Code, Account = "121", Stock = "M001" }, cancellationToken: Token);

        party.Rows.Where(row => row.Kind is LedgerRowKind.Voucher)
            .Select(row => (row.DebitFen, row.CreditFen, row.BalanceSide, row.BalanceFen))
            .ShouldBe([(1_000, 0, BalanceSide.Debit, 1_000), (300, 0, BalanceSide.Debit, 1_300)]);
        stock.Rows.Where(row => row.Kind is LedgerRowKind.Voucher)
            .Select(row => (row.DebitQuantity, row.CreditQuantity, row.BalanceQuantity))
            .ShouldBe([("4", "", "4"), ("", "1.5", "2.5")]);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task What_was_recorded_later_is_not_known_before(StoreKind kind)
    {
        var book = await YearAsync(kind);
        var late = await book.PostAsync("2026-02-03", "补记", Token, Debit("513", 40), Credit("102", 40));
        var before = Region.Accounting.Vouchers.Instant.Write(late.RecordedAt - 1);
        var at = Region.Accounting.Vouchers.Instant.Write(late.RecordedAt);

        (await BankAsync(before)).ShouldBe((9_000, 9_000, 9_000));
        (await BankAsync(at)).ShouldBe((8_960, 8_960, 8_960));
        (await BankAsync("")).ShouldBe((8_960, 8_960, 8_960));

        async Task<(long Balance, long Detail, long General)> BankAsync(string knownAt)
        {
            var balance = await book.Region.BooksAs(RegionBooks.Accountant(book.Code)).GetTrialBalanceAsync(
                new GetTrialBalanceRequest { Book = book.Code, KnownAt = knownAt }, cancellationToken: Token);
            var detail = await book.Ledgers.ListDetailAsync(
                new ListDetailRequest { Book = book.Code, Account = "102", FromDate = "2026-02-20", KnownAt = knownAt },
                cancellationToken: Token);
            var general = await book.Ledgers.GetGeneralLedgerAsync(
                new GetGeneralLedgerRequest { Book = book.Code, KnownAt = knownAt }, cancellationToken: Token);
            return (
                balance.Lines.Single(line => line.Account == "102").ClosingFen,
                detail.Rows[^1].BalanceFen,
                general.Rows.Last(row => row.Account == "102").ClosingFen);
        }
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task General_ledger_ageing_stock_and_columns_agree_with_the_vouchers(StoreKind kind)
    {
        var book = await YearAsync(kind);

        var general = await book.Ledgers.GetGeneralLedgerAsync(
            new GetGeneralLedgerRequest { Book = book.Code, FromMonth = "2026-02" }, cancellationToken: Token);
        var ageing = await book.Ledgers.ListAgeingAsync(
            new ListAgeingRequest { Book = book.Code, AsOf = "2026-03-31" }, cancellationToken: Token);
        var stock = await book.Ledgers.ListStockAsync(
            new ListStockRequest { Book = book.Code, FromMonth = "2026-02" }, cancellationToken: Token);
        var columns = await book.Ledgers.ListColumnsAsync(
            new ListColumnsRequest { Book = book.Code, Account = "113", Columns = ColumnKind.Counterparty },
            cancellationToken: Token);

        var bank = general.Rows.Single(row => row.Account == "102");
        (bank.Month, bank.OpeningFen, bank.DebitFen, bank.YearCreditFen, bank.ClosingSide, bank.ClosingFen)
            .ShouldBe(("2026-02", 9_000, 500, 1_500, BalanceSide.Debit, 9_000));
        var open = ageing.Rows.Single();
        (open.Account, open.Counterparty, open.BalanceFen).ShouldBe(("113", "甲", 1_300));
        open.BandsFen.ShouldBe([0, 1_300, 0, 0, 0]);
        open.Items.Select(item => (item.Summary, item.OpenFen, item.Days))
            .ShouldBe([("借给甲", 1_000, 85), ("付甲", 300, 49)]);
        var seed = stock.Rows.Single();
        (seed.InQuantity, seed.InFen, seed.OutQuantity, seed.OutFen, seed.ClosingQuantity, seed.AveragePrice)
            .ShouldBe(("4", 200, "1.5", 75, "2.5", "0.50"));
        columns.Columns.Select(column => (column.Code, column.TotalFen)).ShouldBe([("甲", 1_300)]);
        columns.Rows.Select(row => (row.Column, row.AmountFen)).ShouldBe([(0, 1_000), (0, 300)]);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_trial_balance_folds_to_a_level_and_splits_by_stock(StoreKind kind)
    {
        var book = await YearAsync(kind);
        await book.PostAsync(
            VoucherKind.YearEnd, "2026-12-31", "结转", Token, Debit("322.02", 30), Credit("322.01", 30));
        var client = book.Region.BooksAs(RegionBooks.Accountant(book.Code));

        var folded = await client.GetTrialBalanceAsync(
            new GetTrialBalanceRequest { Book = book.Code, Level = 1, Details = BalanceDetail.None },
            cancellationToken: Token);
        var split = await client.GetTrialBalanceAsync(
            new GetTrialBalanceRequest { Book = book.Code, Details = BalanceDetail.All }, cancellationToken: Token);

        var distribution = folded.Lines.Single(line => line.Account == "322");
        (distribution.AccountName, distribution.DebitFen, distribution.CreditFen).ShouldBe(("收益分配", 30, 30));
        folded.Lines.ShouldAllBe(line => line.Counterparty.Length == 0);
        split.Lines.Single(line => line.Account == "121").Stock.ShouldBe("M001");
        (folded.TotalDebitFen, folded.TotalCreditFen).ShouldBe((split.TotalDebitFen, split.TotalCreditFen));
    }

    [Theory]
    [InlineData(LedgerTable.GeneralLedger)]
    [InlineData(LedgerTable.Detail)]
    [InlineData(LedgerTable.Journal)]
    [InlineData(LedgerTable.Columns)]
    [InlineData(LedgerTable.TrialBalance)]
    [InlineData(LedgerTable.Ageing)]
    [InlineData(LedgerTable.Stock)]
    public async Task Every_list_is_exported_as_csv_and_as_a_workbook(LedgerTable table)
    {
        var book = await YearAsync(StoreKind.Sqlite);
        await book.PostAsync("2026-03-01", "=1+1", Token, Debit("113", 1, "甲"), Credit("102", 1));
        var account = table switch
        {
            LedgerTable.Journal => "102",
            LedgerTable.Detail or LedgerTable.Columns => "113",
            _ => "",
        };
        var request = new ExportTableRequest { Book = book.Code, LedgerTable = table, Account = account };

        var workbook = await FileAsync(book, request);
        request.Format = FileFormat.Csv;
        var csv = Encoding.UTF8.GetString(await FileAsync(book, request));

        workbook[..2].ShouldBe("PK"u8.ToArray());
        csv.ShouldContain(book.Code);
        csv.Split("\r\n").Length.ShouldBeGreaterThan(4);
        if (table is LedgerTable.Detail or LedgerTable.Columns)
            csv.ShouldContain(",'=1+1,");
    }

    [Theory]
    [InlineData("102", "yesterday", "", StatusCode.InvalidArgument)]
    [InlineData("102", "2026-03-31T18:00:00", "", StatusCode.InvalidArgument)]
    [InlineData("999", "", "", StatusCode.InvalidArgument)]
    [InlineData("501", "", "", StatusCode.InvalidArgument)]
    [InlineData("102", "", "7", StatusCode.InvalidArgument)]
    [InlineData("102", "2026-03-31T18:00:00+08:00", "", StatusCode.OK)]
    public async Task A_journal_that_cannot_be_is_refused(
        string account,
        string knownAt,
        string token,
        StatusCode status)
    {
        var book = await KeptBook.InAsync(worlds, StoreKind.Sqlite, Token);
        var request = new ListJournalRequest
        {
            Book = book.Code,
            Account = account,
            KnownAt = knownAt,
            PageToken = token,
        };

        if (status is StatusCode.OK)
            (await book.Ledgers.ListJournalAsync(request, cancellationToken: Token)).Rows.Count.ShouldBe(1);
        else
            (await Should.ThrowAsync<RpcException>(async () => await book.Ledgers.ListJournalAsync(
                request, cancellationToken: Token))).StatusCode.ShouldBe(status);
    }

    /// <summary>A page that begins outside of its span would bring a balance forward without what is between.</summary>
    [Theory]
    [InlineData("2026-01-05.2.1")]
    [InlineData("2026-04-01.2.1")]
    public async Task A_page_that_begins_outside_of_its_span_is_refused(string place)
    {
        var book = await YearAsync(StoreKind.Sqlite);

        var refused = await Should.ThrowAsync<RpcException>(async () => await book.Ledgers.ListDetailAsync(
            new ListDetailRequest
            {
                Book = book.Code,
                Account = "102",
                FromDate = "2026-02-01",
                ToDate = "2026-03-31",
                PageToken = place,
            },
            cancellationToken: Token));

        refused.StatusCode.ShouldBe(StatusCode.InvalidArgument);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task Ageing_shows_lines_without_a_counterparty_so_that_it_adds_up_to_the_account(StoreKind kind)
    {
        var book = await YearAsync(kind);
        await book.PostAsync("2026-02-21", "欠款", Token, Debit("121", 250), Credit("211", 250));
        await book.PostAsync("2026-02-22", "欠乙", Token, Debit("121", 100), Credit("211", 100, "乙"));
        var request = new ListAgeingRequest { Book = book.Code, Account = "211", AsOf = "2026-03-31" };

        var all = await book.Ledgers.ListAgeingAsync(request, cancellationToken: Token);
        request.Counterparty = "-";
        var unnamed = await book.Ledgers.ListAgeingAsync(request, cancellationToken: Token);

        all.Rows.Select(row => (row.Counterparty, row.BalanceFen)).ShouldBe([("", 250), ("乙", 100)]);
        all.Rows[0].CounterpartyName.ShouldBe("（未指明）");
        all.Rows.Sum(row => row.BalanceFen).ShouldBe(350);
        unnamed.Rows.Select(row => row.BalanceFen).ShouldBe([250]);
    }

    private async Task<KeptBook> YearAsync(StoreKind kind)
    {
        var book = await KeptBook.InAsync(worlds, kind, Token);
        await book.PostAsync(
            VoucherKind.Opening, "2026-01-01", "期初余额", Token, Debit("102", 10_000), Credit("311", 10_000));
        await book.PostAsync("2026-01-05", "借给甲", Token, Debit("113", 1_000, "甲"), Credit("102", 1_000));
        await book.PostAsync("2026-02-10", "付甲", Token, Debit("113", 300, "甲"), Credit("102", 300));
        await book.PostAsync("2026-02-03", "卖粮", Token, Debit("102", 500), Credit("501", 500));
        await book.PostAsync(
            "2026-02-03", "买种子", Token, Debit("121", 200, stock: "M001", quantity: 4_000), Credit("102", 200));
        await book.PostAsync(
            "2026-02-20", "领用种子", Token, Debit("511", 75), Credit("121", 75, stock: "M001", quantity: 1_500));
        return book;
    }

    private static async Task<byte[]> FileAsync(KeptBook book, ExportTableRequest request)
    {
        using var call = book.Ledgers.ExportTable(request, cancellationToken: Token);
        using var bytes = new MemoryStream();
        await foreach (var part in call.ResponseStream.ReadAllAsync(Token))
            part.Part.Data.WriteTo(bytes);

        return bytes.ToArray();
    }
}
