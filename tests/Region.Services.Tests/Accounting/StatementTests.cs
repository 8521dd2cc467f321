using Grpc.Core;
using Region.Contracts.Accounting.V1;
using Region.Testing;
using Shouldly;
using static Region.Services.Tests.Accounting.KeptBook;
using VoucherKind = Region.Accounting.Domain.VoucherKind;

namespace Region.Services.Tests.Accounting;

public sealed class StatementTests(AccountingWorlds worlds)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_village_s_statements_of_an_open_month_balance_and_agree(StoreKind kind)
    {
        var book = await VillageAsync(kind);

        var sheet = await GetAsync(book, "balance-sheet", "2026-03");
        var income = await GetAsync(book, "income", "2026-03");

        Amounts(sheet, "货币资金").ShouldBe([11_600, 10_000]);
        Amounts(sheet, "未分配收益").ShouldBe([1_600, 0]);
        Amounts(sheet, "资产总计").ShouldBe([11_600, 10_000]);
        Amounts(sheet, "负债和所有者权益总计").ShouldBe([11_600, 10_000]);
        Amounts(income, "一、经营收入").ShouldBe([0, 2_000, 0]);
        Amounts(income, "管理费用").ShouldBe([400, 400, 0]);
        Amounts(income, "六、年末未分配收益").ShouldBe([0, 1_600, 0]);
        income.Columns.ShouldBe(["本月金额", "本年累计金额", "上年同期累计"]);
        foreach (var statement in (GetStatementResponse[])[sheet, income])
        {
            statement.Checks.ShouldNotBeEmpty();
            statement.Checks.ShouldAllBe(check => check.Holds);
            statement.Strays.ShouldBeEmpty();
        }
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task The_year_end_changes_the_balance_sheet_and_not_the_income_statement(StoreKind kind)
    {
        var book = await VillageAsync(kind);
        var before = await GetAsync(book, "income", "2026-12");
        await YearEndAsync(book, Debit("501", 2_000), Credit("321", 2_000));
        await YearEndAsync(book, Debit("321", 400), Credit("513", 400));
        await YearEndAsync(book, Debit("321", 1_600), Credit("322.02", 1_600));
        await YearEndAsync(book, Debit("322.01", 160), Credit("311", 160));
        await YearEndAsync(book, Debit("322.02", 160), Credit("322.01", 160));

        var after = await GetAsync(book, "income", "2026-12");
        var sheet = await GetAsync(book, "balance-sheet", "2026-12");
        var next = await GetAsync(book, "income", "2027-02");

        Amounts(after, "四、净收益").ShouldBe(Amounts(before, "四、净收益"));
        Amounts(after, "减：提取公积公益金").ShouldBe([0, 160, 0]);
        Amounts(after, "六、年末未分配收益").ShouldBe([0, 1_440, 0]);
        Amounts(sheet, "未分配收益").ShouldBe([1_440, 0]);
        Amounts(next, "加：年初未分配收益").ShouldBe([0, 1_440, 0]);
        after.Checks.Concat(sheet.Checks).Concat(next.Checks).ShouldAllBe(check => check.Holds);
    }

    /// <summary>With what the year end takes out of an income account the vouchers would add up to nothing.</summary>
    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task An_income_line_leads_to_the_vouchers_that_add_up_to_it_after_the_year_end_too(StoreKind kind)
    {
        var book = await VillageAsync(kind);
        await YearEndAsync(book, Debit("501", 2_000), Credit("321", 2_000));
        await YearEndAsync(book, Debit("321", 400), Credit("513", 400));
        await YearEndAsync(book, Debit("321", 1_600), Credit("322.02", 1_600));
        await YearEndAsync(book, Debit("322.01", 160), Credit("311", 160));

        (await BehindAsync("一、经营收入")).ShouldBe(-2_000);
        (await BehindAsync("管理费用")).ShouldBe(400);
        (await BehindAsync("减：提取公积公益金")).ShouldBe(-160);

        async Task<long> BehindAsync(string caption)
        {
            var statement = await GetAsync(book, "income", "2026-12");
            var line = statement.Lines.Single(row => row.Caption == caption).Line;
            var behind = await book.Statements.GetStatementLineAsync(
                new GetStatementLineRequest { Book = book.Code, Statement = "income", Line = line, Month = "2026-12" },
                cancellationToken: Token);
            behind.Vouchers.ShouldNotBeEmpty();
            return behind.Vouchers.Sum(voucher => voucher.DebitFen - voucher.CreditFen);
        }
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task The_columns_of_other_spans_lead_to_their_own_vouchers(StoreKind kind)
    {
        var book = await VillageAsync(kind);
        await book.PostAsync("2027-03-05", "卖粮", Token, Debit("102", 700), Credit("501", 700));

        (await BehindAsync("income", "一、经营收入", 1)).ShouldBe(-700);
        (await BehindAsync("income", "一、经营收入", 3)).ShouldBe(-2_000);
        (await BehindAsync("balance-sheet", "货币资金", 2)).ShouldBe(11_600);
        (await Should.ThrowAsync<RpcException>(() => BehindAsync("income", "一、经营收入", 4)))
            .StatusCode.ShouldBe(StatusCode.InvalidArgument);

        async Task<long> BehindAsync(string name, string caption, int column)
        {
            var statement = await GetAsync(book, name, "2027-03");
            var line = statement.Lines.Single(row => row.Caption == caption);
            var behind = await book.Statements.GetStatementLineAsync(
                new GetStatementLineRequest
                {
                    Book = book.Code,
                    Statement = name,
                    Line = line.Line,
                    Month = "2027-03",
                    Column = column,
                },
                cancellationToken: Token);
            var sum = behind.Vouchers.Sum(voucher => voucher.DebitFen - voucher.CreditFen);
            Math.Abs(sum).ShouldBe(line.Amounts[column - 1].AmountFen);
            return sum;
        }
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_company_s_cash_flow_statement_follows_from_the_counter_accounts(StoreKind kind)
    {
        var region = await worlds.RegionAsync(kind, Token);
        var round = new RoundP1(region);
        await round.ImportOpeningsAsync(Token);
        await round.DeliverAsync(Token);
        var book = new KeptBook(region, region.Company);

        var flow = await GetAsync(book, "cash-flow", "2026-03");
        var sheet = await GetAsync(book, "balance-sheet", "2026-03");
        var income = await GetAsync(book, "income", "2026-03");

        // Prepayments of 5,279,911 fen came in from villages; supplier, carrier and refund went out on their behalf.
        Amounts(flow, "收到其他与经营活动有关的现金")[1].ShouldBe(2_400_000 + 1_487_954 + 815_975 + 575_982);
        Amounts(flow, "五、期末现金余额")[1].ShouldBe(Amounts(sheet, "货币资金")[0]);
        Amounts(income, "一、营业收入")[1].ShouldBe(33_902 + 21_448 + 11_762 + 8_302);
        foreach (var statement in (GetStatementResponse[])[flow, sheet, income])
        {
            statement.Checks.ShouldAllBe(check => check.Holds);
            statement.Strays.ShouldBeEmpty();
        }
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_line_leads_to_its_accounts_and_their_vouchers(StoreKind kind)
    {
        var book = await VillageAsync(kind);

        var line = await book.Statements.GetStatementLineAsync(
            new GetStatementLineRequest { Book = book.Code, Statement = "balance-sheet", Line = 6, Month = "2026-03" },
            cancellationToken: Token);

        line.Line.Caption.ShouldBe("流动资产合计");
        line.Sources.Select(source => (source.Account, source.Amounts[0].AmountFen)).ShouldBe([("102", 11_600)]);
        line.Vouchers.Select(voucher => (voucher.Summary, voucher.DebitFen, voucher.CreditFen))
            .ShouldBe([("卖粮", 2_000, 0), ("办公费", 0, 400)]);
        (await Should.ThrowAsync<RpcException>(async () => await book.Statements.GetStatementLineAsync(
            new GetStatementLineRequest { Book = book.Code, Statement = "balance-sheet", Line = 99 },
            cancellationToken: Token))).StatusCode.ShouldBe(StatusCode.InvalidArgument);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_statement_as_known_at_an_instant_leaves_out_what_was_recorded_later(StoreKind kind)
    {
        var book = await VillageAsync(kind);
        var late = await book.PostAsync("2026-03-02", "补记", Token, Debit("513", 50), Credit("102", 50));

        var before = await book.Statements.GetStatementAsync(
            new GetStatementRequest
            {
                Book = book.Code,
                Statement = "income",
                Month = "2026-03",
                KnownAt = Region.Accounting.Vouchers.Instant.Write(late.RecordedAt - 1),
            },
            cancellationToken: Token);

        Amounts(before, "管理费用").ShouldBe([400, 400, 0]);
        Amounts(await GetAsync(book, "income", "2026-03"), "管理费用").ShouldBe([450, 450, 0]);
        before.Checks.ShouldAllBe(check => check.Holds);
    }

    [Theory]
    [InlineData(FileFormat.Csv)]
    [InlineData(FileFormat.Xlsx)]
    public async Task A_statement_is_exported(FileFormat format)
    {
        var book = await VillageAsync(StoreKind.Sqlite);
        using var call = book.Statements.ExportStatement(
            new ExportStatementRequest
            {
                Book = book.Code,
                Statement = "balance-sheet",
                Month = "2026-03",
                Format = format,
            },
            cancellationToken: Token);
        using var bytes = new MemoryStream();
        await foreach (var part in call.ResponseStream.ReadAllAsync(Token))
            part.Part.Data.WriteTo(bytes);

        if (format is FileFormat.Csv)
            System.Text.Encoding.UTF8.GetString(bytes.ToArray()).ShouldContain("货币资金,1,116.00,100.00\r\n");
        else
            bytes.ToArray()[..2].ShouldBe("PK"u8.ToArray());
    }

    [Fact]
    public async Task A_village_has_no_cash_flow_statement()
    {
        var book = await KeptBook.InAsync(worlds, StoreKind.Sqlite, Token);

        (await book.Statements.ListStatementsAsync(
            new ListStatementsRequest { Book = book.Code }, cancellationToken: Token))
            .Statements.Select(form => form.Title).ShouldBe(["资产负债表", "收益及收益分配表"]);
        (await Should.ThrowAsync<RpcException>(() => GetAsync(book, "cash-flow", ""))).StatusCode
            .ShouldBe(StatusCode.InvalidArgument);
    }

    private async Task<KeptBook> VillageAsync(StoreKind kind)
    {
        var book = await KeptBook.InAsync(worlds, kind, Token);
        await book.PostAsync(
            VoucherKind.Opening, "2026-01-01", "期初余额", Token, Debit("102", 10_000), Credit("311", 10_000));
        await book.PostAsync("2026-02-03", "卖粮", Token, Debit("102", 2_000), Credit("501", 2_000));
        await book.PostAsync("2026-03-10", "办公费", Token, Debit("513", 400), Credit("102", 400));
        return book;
    }

    private static Task<Region.Accounting.Domain.Voucher> YearEndAsync(
        KeptBook book,
        params Region.Accounting.Domain.Posting[] postings) =>
        book.PostAsync(VoucherKind.YearEnd, "2026-12-31", "年终结转", Token, postings);

    private static async Task<GetStatementResponse> GetAsync(KeptBook book, string statement, string month) =>
        await book.Statements.GetStatementAsync(
            new GetStatementRequest { Book = book.Code, Statement = statement, Month = month },
            cancellationToken: Token);

    private static long[] Amounts(GetStatementResponse statement, string caption) =>
        [.. statement.Lines.Single(line => line.Caption == caption).Amounts.Select(amount => amount.AmountFen)];
}
