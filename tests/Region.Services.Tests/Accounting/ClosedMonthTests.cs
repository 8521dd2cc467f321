using System.Data.Common;
using Grpc.Core;
using Microsoft.Data.Sqlite;
using Npgsql;
using Region.Contracts;
using Region.Contracts.Accounting.V1;
using Region.Testing;
using Shouldly;

namespace Region.Services.Tests.Accounting;

/// <summary>T11: nothing is written into a closed month, by whatever way it comes.</summary>
public sealed class ClosedMonthTests(AccountingWorlds worlds)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // A table of the book as direct SQL names it: in PostgreSQL with its schema, which no temporary table hides.
    private static string Smuggled(string month, string schema = "") =>
        $"""
        INSERT INTO {schema}vouchers (sequence, id, word, month, number, accounting_date, summary, attachments,
          prepared_by, event_id, topic, rule, rule_version, document, mirror_book, reverses, recorded_at,
          posting_count, hash)
        SELECT (SELECT vouchers + 1 FROM {schema}chain), 'smuggled', '记', '{month}', 99, '{month}-15', summary,
          attachments, prepared_by, event_id, topic, rule, rule_version, document, mirror_book, reverses, recorded_at,
          posting_count, hash
        FROM {schema}vouchers WHERE sequence = 1
        """;

    private static string Act(string act, string month, string through, string reason, string schema = "") =>
        $"""
        INSERT INTO {schema}period_acts (act, month, closed_through, login, name, reason, vouchers, head, acted_at)
        VALUES ('{act}', '{month}', '{through}', 'x', 'x', '{reason}', 0, '', 0)
        """;

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task By_the_api_a_closed_month_takes_no_red_voucher_and_no_opening(StoreKind kind)
    {
        var book = await ClosingBook.OpenAsync(worlds, kind, "2026-01-01");
        var voucher = await book.PostAsync("2026-01-10", "513", "102", 700);
        await book.CloseAsync("2026-01");
        var before = await book.Region.DumpAsync(book.Book, Token);

        var (status, sentence) = await ClosingBook.RefusedAsync(async () =>
            await book.Region.VouchersAs(RegionBooks.Accountant(book.Book)).ReverseVoucherAsync(
                new ReverseVoucherRequest
                {
                    RequestId = RegionBooks.NewKey(),
                    Book = book.Book,
                    VoucherId = voucher,
                    ReversedOn = "2026-01-31",
                    Reason = "记错",
                },
                cancellationToken: Token));

        (status, sentence).ShouldBe((
            StatusCode.FailedPrecondition, "2026-01-31 所在月份已经结账，不能再记账；请记入未结账的月份，或先反结账。"));
        (await book.Region.DumpAsync(book.Book, Token)).ShouldBe(before);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task An_import_into_a_closed_month_is_refused(StoreKind kind)
    {
        var region = await worlds.RegionAsync(kind, Token);
        var book = new ClosingBook(region, region.Village);
        await book.CloseAsync("2026-01");

        var (status, sentence) = await ClosingBook.RefusedAsync(async () =>
            await region.OpeningsAs(RegionBooks.Accountant(region.Village)).ImportOpeningAsync(
                new ImportOpeningRequest
                {
                    RequestId = RegionBooks.NewKey(),
                    Book = region.Village,
                    Table = RegionBooks.Opening(region.Village),
                    OpeningDate = "2026-01-01",
                },
                cancellationToken: Token));

        status.ShouldBe(StatusCode.FailedPrecondition);
        sentence.ShouldContain("已经结账");
        (await region.VouchersAsync(region.Village, Token)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_late_event_goes_to_the_first_open_month_and_says_where_it_belongs(StoreKind kind)
    {
        var book = await ClosingBook.OpenAsync(worlds, kind, "2026-01-01");
        foreach (var month in (string[])["2026-01", "2026-02", "2026-03"])
            await book.CloseAsync(month);

        await book.Region.ApplyAsync(Topics.PrepaymentReceived, new RoundP1(book.Region).PrepaymentOf(0, 100), Token);

        var voucher = (await book.Region.VouchersAsync(book.Book, Token))[^1];
        (voucher.AccountingDate, voucher.Number).ShouldBe(("2026-04-01", 1));
        voucher.Summary.ShouldEndWith("（补记2026-03-05，当月已结账）");
    }

    [Fact]
    public async Task In_PostgreSQL_direct_sql_as_the_book_s_role_meets_the_closed_month()
    {
        var book = await ClosedJanuaryAsync(StoreKind.Postgres);
        await using var connection = await AsTheBookAsync(book);

        await EveryStatementIsRefusedAsync(connection);
    }

    [Fact]
    public async Task In_PostgreSQL_temporary_tables_of_the_session_do_not_stand_in_for_the_book_s()
    {
        var book = await ClosedJanuaryAsync(StoreKind.Postgres);
        await using var connection = await AsTheBookAsync(book);
        var schema = await book.ScalarAsync<string>("SELECT CAST(current_schema() AS TEXT)") + ".";
        await ExecuteAsync(
            connection,
            $"""
            CREATE TEMP TABLE period_acts AS SELECT * FROM {schema}period_acts WHERE FALSE;
            CREATE TEMP TABLE chain AS SELECT one, vouchers + 5 AS vouchers, head FROM {schema}chain;
            CREATE TEMP TABLE vouchers AS SELECT sequence, id, month, 99 AS posting_count, 'forged' AS hash
              FROM {schema}vouchers UNION ALL SELECT vouchers + 1, 'forged', '2026-02', 99, 'forged' FROM {schema}chain
            """);

        foreach (var (sql, message) in (IEnumerable<(string, string)>)
            [
                (Smuggled("2026-01", schema), "the month is closed"),
                ($"UPDATE {schema}balances SET debit = debit + 1 WHERE month = '2026-01'", "the month is closed"),
                (Act("Close", "2026-01", "2026-01", "", schema), "months are closed in order"),
                (Smuggled("2026-02", schema).Replace("vouchers + 1", "vouchers + 6", StringComparison.Ordinal),
                    "at the end of the chain"),
                ($"INSERT INTO {schema}postings (sequence, line, account, counterparty, counterparty_name, debit, "
                    + "credit, rule_line) VALUES (1, 9, '101', '', '', 1, 0, 0)", "gets no further line"),
                ($"UPDATE {schema}chain SET vouchers = vouchers + 1, head = 'forged'", "by one voucher at a time"),
            ])
        {
            await RefusedAsync(connection, sql, message);
        }
    }

    [Fact]
    public async Task In_PostgreSQL_every_function_of_a_book_reads_the_book_s_own_schema()
    {
        var book = await ClosedJanuaryAsync(StoreKind.Postgres);

        (await book.ScalarAsync<long>(
            """
            SELECT COUNT(*) FROM pg_proc
            WHERE pronamespace = CAST(current_schema() AS regnamespace)
              AND COALESCE('search_path=' || current_schema() || ', pg_temp' = ANY (proconfig), FALSE) IS FALSE
            """)).ShouldBe(0);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task Direct_sql_closes_no_month_but_the_next_and_reopens_none_but_the_newest(StoreKind kind)
    {
        var book = await ClosingBook.OpenAsync(worlds, kind, "2026-01-01");
        var store = await book.Region.StoreAsync(book.Book, Token);
        await RefusedAsync(Act("Close", "2026-02", "2026-02", ""));
        await RefusedAsync(Act("Close", "every", "every", ""));
        foreach (var month in (string[])["2026-01", "2026-02", "2026-03"])
            await book.CloseAsync(month);

        foreach (var (act, month, through) in (IEnumerable<(string, string, string)>)
            [
                ("Close", "2026-05", "2026-05"),
                ("Close", "2027-04", "2027-04"),
                ("Reopen", "2026-03", "2026-01"),
                ("Reopen", "2026-03", ""),
                ("Reopen", "2026-02", "2026-01"),
            ])
        {
            await RefusedAsync(Act(act, month, through, "x"));
        }

        // What is refused above is refused for its months: the acts that the book knows pass.
        await using var work = await store.BeginAsync("test", Token);
        await work.ExecuteAsync(Act("Close", "2026-04", "2026-04", ""), null, Token);
        foreach (var (month, through) in (IEnumerable<(string, string)>)
            [("2026-04", "2026-03"), ("2026-03", "2026-02"), ("2026-02", "2026-01"), ("2026-01", "")])
        {
            await work.ExecuteAsync(Act("Reopen", month, through, "x"), null, Token);
        }

        async Task RefusedAsync(string sql)
        {
            await using var one = await store.BeginAsync("test", Token);
            (await Should.ThrowAsync<DbException>(() => one.ExecuteAsync(sql, null, Token)))
                .Message.ShouldContain("months are closed in order", customMessage: sql);
        }
    }

    [Fact]
    public async Task In_SQLite_direct_sql_on_the_file_meets_the_closed_month()
    {
        var book = await ClosedJanuaryAsync(StoreKind.Sqlite);
        var file = Directory.EnumerateFiles(
            book.Region.World.DataFolder, $"{book.Book}.db", SearchOption.AllDirectories).Single();
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False;Default Timeout=30");
        await connection.OpenAsync(Token);

        await EveryStatementIsRefusedAsync(connection);
        await RefusedAsync(
            connection,
            "INSERT OR REPLACE INTO period_acts SELECT 1, act, '2026-02', '', login, name, 'x', 0, head, acted_at "
                + "FROM period_acts",
            "months are closed in order");
    }

    private async Task<ClosingBook> ClosedJanuaryAsync(StoreKind kind)
    {
        var book = await ClosingBook.OpenAsync(worlds, kind, "2026-01-01");
        await book.PostAsync("2026-01-10", "513", "102", 700);
        await book.CloseAsync("2026-01");
        await book.PostAsync("2026-02-10", "513", "102", 700);
        return book;
    }

    private static async Task<NpgsqlConnection> AsTheBookAsync(ClosingBook book)
    {
        var schema = await book.ScalarAsync<string>("SELECT CAST(current_schema() AS TEXT)");
        var database = new NpgsqlConnectionStringBuilder(book.Region.World.Postgres)
        {
            Database = $"{book.Region.World.Database}_{AccountingWorlds.ServiceName}",
            Pooling = false,
        };
        var connection = new NpgsqlConnection(database.ToString());
        await connection.OpenAsync(Token);
        await ExecuteAsync(connection, $"SET ROLE {schema}; SET search_path TO {schema}");
        return connection;
    }

    private static async Task EveryStatementIsRefusedAsync(DbConnection connection)
    {
        await RefusedAsync(connection, Smuggled("2026-01"), "the month is closed");
        await RefusedAsync(connection, Smuggled("2025-12"), "the month is closed");
        foreach (var sql in (string[])["UPDATE period_acts SET closed_through = ''", "DELETE FROM period_acts"])
            await RefusedAsync(connection, sql, "");

        foreach (var sql in (string[])
            [
                "UPDATE balances SET debit = debit + 1 WHERE month = '2026-01'",
                "UPDATE balances SET credit = credit + 1 WHERE month = ''",
                "INSERT INTO balances SELECT account, counterparty, 'P9', stock, '2026-01', debit, credit, 0, 0 "
                    + "FROM balances WHERE month = '' AND account = '102'",
                "INSERT INTO balances SELECT account, counterparty, project, stock, month, 1, 0, 0, 0 FROM balances "
                    + "WHERE month = '2026-01' ON CONFLICT (account, counterparty, project, stock, month) "
                    + "DO UPDATE SET debit = excluded.debit",
            ])
        {
            await RefusedAsync(connection, sql, "balances: the month is closed");
        }

        await RefusedAsync(connection, "DELETE FROM balances WHERE month = '2026-01'", "");
        await RefusedAsync(connection, "UPDATE balances SET month = '2026-01' WHERE month = '2026-02'", "");
        foreach (var (act, month, through, reason) in (IEnumerable<(string, string, string, string)>)
            [
                ("Reopen", "2026-01", "", ""),
                ("Reopen", "2026-02", "", "x"),
                ("Close", "2026-01", "2026-01", ""),
                ("Close", "2026-02", "2026-03", ""),
                ("Forget", "2026-01", "", "x"),
            ])
        {
            await RefusedAsync(connection, Act(act, month, through, reason), "months are closed in order");
        }

        // The statements themselves are sound: in an open month the triggers of the month let them pass.
        await using var transaction = await connection.BeginTransactionAsync(Token);
        await ExecuteAsync(connection, Smuggled("2026-02"), transaction);
        await ExecuteAsync(connection, "UPDATE balances SET debit = debit + 1 WHERE month = '2026-02'", transaction);
        await transaction.RollbackAsync(Token);
    }

    private static async Task RefusedAsync(DbConnection connection, string sql, string message) =>
        (await Should.ThrowAsync<DbException>(() => ExecuteAsync(connection, sql))).Message.ShouldContain(message);

    private static async Task ExecuteAsync(DbConnection connection, string sql, DbTransaction? transaction = null)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        await command.ExecuteNonQueryAsync(Token);
    }
}
