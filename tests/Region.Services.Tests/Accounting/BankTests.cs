using System.Data.Common;
using Grpc.Core;
using Region.Contracts.Access.V1;
using Region.Contracts.Accounting.V1;
using Region.Testing;
using Shouldly;

namespace Region.Services.Tests.Accounting;

public sealed class BankTests(AccountingWorlds worlds)
{
    private const string January =
        """
        2026-01-05,货款,500.00,,13400.00,A1,样例客户
        2026-01-12,办公费,,200.00,13200.00,A2,样例文具店
        2026-01-30,利息,3.21,,13203.21,A3,

        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_statement_is_imported_once_and_its_next_part_continues_it(StoreKind kind)
    {
        var book = await ClosingBook.OpenAsync(worlds, kind, "2026-01-01");
        var key = RegionBooks.NewKey();

        var answers = await Task.WhenAll(book.ImportAsync(January, key: key), book.ImportAsync(January, key: key));

        answers[1].ShouldBe(answers[0]);
        answers[0].ShouldBe(new ImportStatementResponse
        {
            ImportedLines = 3,
            FromDate = "2026-01-05",
            ToDate = "2026-01-30",
            ClosingBalanceFen = 1_320_321,
        });
        (await ClosingBook.RefusedAsync(() => book.ImportAsync("2026-01-05,货款,1.00,,1.00,,\n", key: key))).Status
            .ShouldBe(StatusCode.AlreadyExists);
        var again = await book.ImportAsync($"{January}2026-02-03,电费,,3.21,13200.00,B1,\n");
        (again.ImportedLines, again.KnownLines).ShouldBe((1, 3));
        (await ClosingBook.RefusedAsync(() => book.ImportAsync("2026-02-09,电费,,1.00,13190.00,B3,\n"))).ShouldBe((
            StatusCode.FailedPrecondition,
            "对账单与已导入的对账单不衔接，中间可能缺页：本次 2026-02-09 之前余额 13,191.00，已导入到 2026-02-03 余额 13,200.00。"));
        (await ClosingBook.RefusedAsync(() => book.ImportAsync("2026-02-04,x,,1.00,13199.00,B2,\n", outstanding: 5)))
            .Sentence.ShouldContain("第一次导入");
        (await LinesAsync(book, "2026-01")).Select(line => (line.LineDate, line.AmountFen, line.Reference)).ShouldBe(
            [("2026-01-05", 50_000, "A1"), ("2026-01-12", -20_000, "A2"), ("2026-01-30", 321, "A3")]);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_statement_that_cannot_be_read_is_refused_row_by_row_and_nothing_of_it_is_kept(StoreKind kind)
    {
        var book = await ClosingBook.OpenAsync(worlds, kind, "2026-01-01");

        (await ClosingBook.RefusedAsync(() => book.ImportAsync("2026-01-05,a,x,,1.00,,\n2026-13-05,b,1,,2.00,,\n")))
            .Sentence.ShouldBe("第2行 收入/支出「x」：每行收入、支出填其一，金额以元为单位、至多两位小数，且不为零。（共 2 处）");
        (await ClosingBook.RefusedAsync(() => book.ImportAsync("2026-01-05,a,1,,1.00,,\n2026-01-06,b,1,,3.00,,\n")))
            .Sentence.ShouldBe("第3行 余额：上一行余额加减本行发生额与本行余额不符：1.00 加 1.00 应为 2.00，表中为 3.00。");

        (await LinesAsync(book, "")).ShouldBeEmpty();
        (await book.ScalarAsync<long>("SELECT COUNT(*) FROM bank_imports")).ShouldBe(0);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task Matching_leads_to_two_adjusted_balances_that_agree(StoreKind kind)
    {
        var book = await ClosingBook.OpenAsync(worlds, kind, "2026-01-01");
        await book.PostAsync("2026-01-04", "102", "501", 50_000);
        await book.PostAsync("2026-01-11", "513", "102", 12_000);
        await book.PostAsync("2026-01-11", "513", "102", 8_000);
        var cheque = await book.PostAsync("2026-01-31", "513", "102", 700);
        await book.ImportAsync(January);

        var matched = await book.MatchAsync("2026-01");

        (matched.Matches, matched.UnmatchedLines, matched.UnmatchedEntries).ShouldBe((1, 2, 3));
        var table = await book.ReconcileAsync("2026-01");
        table.BankOnly.Select(line => line.AmountFen).ShouldBe([-20_000, 321]);
        table.BookOnly.Select(entry => entry.AmountFen).ShouldBe([-12_000, -8_000, -700]);
        (table.BookBalanceFen, table.BankBalanceFen, table.DifferenceFen).ShouldBe((1_319_300, 1_320_321, 0));
        var match = await MatchAsync(book, [table.BankOnly[0]], [.. table.BookOnly.Take(2)]);
        table = await book.ReconcileAsync("2026-01");
        table.BookOnly.Single().VoucherId.ShouldBe(cheque);
        (table.AdjustedBookFen, table.AdjustedBankFen).ShouldBe((1_319_621, 1_319_621));
        (await book.FindingAsync(CheckKind.BankUnreconciled)).ShouldBeNull();
        (await UndoAsync(book, match.MatchId)).ShouldBe(
            new UnmatchLinesResponse { UnmatchedLines = 1, UnmatchedEntries = 2 });
        (await ClosingBook.RefusedAsync(() => UndoAsync(book, match.MatchId))).Sentence.ShouldContain("已经取消");
        (await book.ReconcileAsync("2026-01")).BookOnly.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_difference_or_a_missing_month_keeps_the_month_open(StoreKind kind)
    {
        var book = await ClosingBook.OpenAsync(worlds, kind, "2026-01-01");
        await book.ImportAsync("2026-01-05,货款,500.00,,13399.00,A1,\n");

        (await book.ReconcileAsync("2026-01")).DifferenceFen.ShouldBe(100);
        (await ClosingBook.RefusedAsync(() => book.CloseAsync("2026-01"))).Sentence
            .ShouldContain("102 银行存款 调节后相差 1.00");

        var other = await ClosingBook.OpenAsync(worlds, kind, "2026-01-01");
        await other.ImportAsync("2026-01-05,货款,500.00,,13400.00,A1,\n");
        await other.CloseAsync("2026-01");
        await other.PostAsync("2026-02-03", "102", "501", 50_000);
        (await ClosingBook.RefusedAsync(() => other.CloseAsync("2026-02"))).Sentence.ShouldContain("本月没有对账单");
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task What_was_outstanding_when_the_books_began_is_stated_and_carried_out_later(StoreKind kind)
    {
        // The old books had written a cheque of 100.00 that the bank has not paid yet: it holds 13,000.00.
        var book = await ClosingBook.OpenAsync(worlds, kind, "2026-01-01");
        await book.ImportAsync("2026-01-20,利息,1.00,,13001.00,A1,\n", outstanding: -10_000);
        await book.PostAsync("2026-01-20", "102", "502", 100);
        await book.MatchAsync("2026-01");

        var table = await book.ReconcileAsync("2026-01");
        (table.OutstandingFen, table.DifferenceFen, table.AdjustedBankFen).ShouldBe((-10_000, 0, 1_290_100));

        await book.ImportAsync("2026-02-02,支票,,100.00,12901.00,A2,\n");
        (await book.ReconcileAsync("2026-02")).BankOnly.Count.ShouldBe(1);
        var line = (await LinesAsync(book, "2026-02")).Single();
        await book.Bank.MatchLinesAsync(
            new MatchLinesRequest
            {
                RequestId = RegionBooks.NewKey(),
                Book = book.Book,
                StatementLineIds = { line.StatementLineId },
                ClearsStart = true,
                Reason = "旧账开出的支票",
            },
            cancellationToken: Token);

        table = await book.ReconcileAsync("2026-02");
        (table.OutstandingFen, table.DifferenceFen, table.BankOnly.Count).ShouldBe((0, 0, 0));
        (await book.ReconcileAsync("2026-01")).OutstandingFen.ShouldBe(-10_000);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task What_is_matched_is_matched_once_and_stays_on_record(StoreKind kind)
    {
        var book = await ClosingBook.OpenAsync(worlds, kind, "2026-01-01");
        await book.PostAsync("2026-01-04", "102", "501", 50_000);
        await book.ImportAsync(January);
        var table = await book.ReconcileAsync("2026-01");
        var match = await MatchAsync(book, [table.BankOnly[0]], [table.BookOnly[0]]);

        (await ClosingBook.RefusedAsync(() => MatchAsync(book, [table.BankOnly[0]], [table.BookOnly[0]]))).ShouldBe(
            (StatusCode.FailedPrecondition, "对账单 2026-01-05 500.00 已经勾对过，请先取消原来的勾对。"));
        (await ClosingBook.RefusedAsync(() => MatchAsync(book, [table.BankOnly[1]], []))).Sentence
            .ShouldContain("勾对须选");
        var line = table.BankOnly[0].StatementLineId;
        foreach (var sql in (string[])
            [
                "UPDATE bank_lines SET amount = 1", "DELETE FROM bank_matches", "DELETE FROM bank_lines",
                $"INSERT INTO bank_match_lines (match_id, line_id) VALUES ('{match.MatchId}x', '{line}')",
            ])
        {
            await using var work = await (await book.Region.StoreAsync(book.Book, Token)).BeginAsync("test", Token);
            await Should.ThrowAsync<DbException>(() => work.ExecuteAsync(sql, null, Token));
        }
    }

    [Fact]
    public async Task Only_the_accountant_of_the_book_imports_and_matches_on_a_bank_account()
    {
        var book = await ClosingBook.OpenAsync(worlds, StoreKind.Sqlite, "2026-01-01");
        var request = new MatchAutomaticallyRequest
        {
            RequestId = RegionBooks.NewKey(),
            Book = book.Book,
            Month = "2026-01",
            BankAccount = "101",
        };

        (await ClosingBook.RefusedAsync(async () => await book.Bank.MatchAutomaticallyAsync(
            request, cancellationToken: Token))).ShouldBe(
            (StatusCode.InvalidArgument, "科目「101」不是银行存款的末级科目。"));
        (await ClosingBook.RefusedAsync(async () => await book.BankAs(book.Head).MatchAutomaticallyAsync(
            request, cancellationToken: Token))).Status.ShouldBe(StatusCode.PermissionDenied);
        var neighbour = book.BankAs(Callers.Of(Role.VillageAccountant, book.Region.Villages[1]));
        (await ClosingBook.RefusedAsync(async () => await neighbour.MatchAutomaticallyAsync(
            request, cancellationToken: Token))).Status.ShouldBe(StatusCode.NotFound);
    }

    private static async Task<IReadOnlyList<StatementLine>> LinesAsync(ClosingBook book, string month) =>
        (await book.Bank.ListStatementLinesAsync(
            new ListStatementLinesRequest { Book = book.Book, Month = month }, cancellationToken: Token)).Lines;

    private static async Task<MatchLinesResponse> MatchAsync(
        ClosingBook book, StatementLine[] lines, BankEntry[] entries) =>
        await book.Bank.MatchLinesAsync(
            new MatchLinesRequest
            {
                RequestId = RegionBooks.NewKey(),
                Book = book.Book,
                StatementLineIds = { lines.Select(line => line.StatementLineId) },
                Entries =
                {
                    entries.Select(entry => new BankEntryRef
                    {
                        VoucherId = entry.VoucherId, VoucherLine = entry.VoucherLine,
                    }),
                },
            },
            cancellationToken: Token);

    private static async Task<UnmatchLinesResponse> UndoAsync(ClosingBook book, string matchId) =>
        await book.Bank.UnmatchLinesAsync(
            new UnmatchLinesRequest
            {
                RequestId = RegionBooks.NewKey(),
                Book = book.Book,
                MatchId = matchId,
                Reason = "勾错了",
            },
            cancellationToken: Token);
}
