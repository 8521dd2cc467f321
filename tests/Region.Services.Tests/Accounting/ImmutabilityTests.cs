using System.Data.Common;
using Npgsql;
using Region.Accounting.Checks;
using Region.Contracts;
using Region.Platform.Operations;
using Region.Testing;
using Shouldly;

namespace Region.Services.Tests.Accounting;

public sealed class ImmutabilityTests(AccountingWorlds worlds)
{
    private const string Columns =
        "(sequence, line, account, counterparty, counterparty_name, debit, credit, rule_line)";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<StoreKind, string> Forbidden()
    {
        string[] statements =
        [
            "UPDATE vouchers SET summary = '改'",
            "UPDATE postings SET debit = debit + 1 WHERE debit > 0",
            "DELETE FROM vouchers",
            "DELETE FROM postings",
            "DELETE FROM chain",
            "UPDATE chain SET vouchers = 0",
            $"INSERT INTO postings {Columns} VALUES (1, 3, '101', '', '', 1, 0, 0)",
            $"INSERT INTO postings {Columns} VALUES (1, 1, '101', '', '', 1, 0, 0)",
        ];
        var data = new TheoryData<StoreKind, string>();
        foreach (var statement in statements)
        {
            data.Add(StoreKind.Sqlite, statement);
            data.Add(StoreKind.Postgres, statement);
        }

        data.Add(StoreKind.Sqlite, $"INSERT OR REPLACE INTO postings {Columns} VALUES (1, 1, '101', '', '', 1, 0, 0)");
        data.Add(StoreKind.Sqlite, "INSERT OR REPLACE INTO chain VALUES (1, 0, '')");
        data.Add(StoreKind.Postgres, "TRUNCATE postings, vouchers CASCADE");
        return data;
    }

    [Theory]
    [MemberData(nameof(Forbidden))]
    public async Task A_posted_voucher_cannot_be_changed_by_sql(StoreKind kind, string sql)
    {
        var region = await worlds.RegionAsync(kind, Token);
        await region.ApplyAsync(Topics.PrepaymentReceived, new RoundP1(region).PrepaymentOf(0, 100), Token);
        var before = await region.DumpAsync(region.Village, Token);

        await using (var work = await (await region.StoreAsync(region.Village, Token)).BeginAsync("test", Token))
            await Should.ThrowAsync<DbException>(() => work.ExecuteAsync(sql, null, Token));

        (await region.DumpAsync(region.Village, Token)).ShouldBe(before);
    }

    [Fact]
    public async Task In_PostgreSQL_even_the_superuser_meets_the_triggers()
    {
        var region = await worlds.RegionAsync(StoreKind.Postgres, Token);
        await region.ApplyAsync(Topics.PrepaymentReceived, new RoundP1(region).PrepaymentOf(0, 100), Token);
        await using var connection = await SuperuserAsync(region);
        var schema = await SchemaAsync(region, region.Village);

        string[] statements =
        [
            $"UPDATE {schema}.vouchers SET summary = ''",
            $"DELETE FROM {schema}.postings",
            $"TRUNCATE {schema}.reviews",
        ];
        foreach (var sql in statements)
        {
            var refused = await Should.ThrowAsync<PostgresException>(() => ExecuteAsync(connection, sql));
            refused.MessageText.ShouldContain("never changed or removed");
        }
    }

    [Fact]
    public async Task In_PostgreSQL_the_role_of_one_book_neither_reads_nor_writes_another()
    {
        var region = await worlds.RegionAsync(StoreKind.Postgres, Token);
        await using var connection = await SuperuserAsync(region);
        var own = await SchemaAsync(region, region.Village);
        var other = await SchemaAsync(region, region.Villages[1]);
        await ExecuteAsync(connection, $"SET ROLE {own}");

        await ExecuteAsync(connection, $"SELECT * FROM {own}.vouchers");
        string[] statements =
        [
            .. ((string[])["vouchers", "postings", "balances", "outbox", "looks"]).Select(table =>
                $"SELECT * FROM {other}.{table}"),
            $"INSERT INTO {other}.vouchers SELECT * FROM {own}.vouchers",
            $"INSERT INTO {other}.counterparties (code, name) VALUES ('X', 'X')",
            $"UPDATE {other}.balances SET debit = 1",
            $"UPDATE {other}.chain SET head = ''",
            $"DELETE FROM {other}.drafts",
            $"CREATE TABLE {other}.mine (one BIGINT)",
        ];
        foreach (var sql in statements)
        {
            var refused = await Should.ThrowAsync<PostgresException>(() => ExecuteAsync(connection, sql));
            refused.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege, sql);
        }
    }

    [Fact]
    public async Task A_voucher_that_was_changed_behind_the_triggers_is_found_by_the_check()
    {
        var region = await worlds.RegionAsync(StoreKind.Sqlite, Token);
        await region.ApplyAsync(Topics.PrepaymentReceived, new RoundP1(region).PrepaymentOf(0, 100), Token);
        await using (var work = await (await region.StoreAsync(region.Village, Token)).BeginAsync("test", Token))
        {
            await work.ExecuteAsync("DROP TRIGGER postings_no_update", null, Token);
            await work.ExecuteAsync("UPDATE postings SET debit = 101 WHERE line = 1", null, Token);
            await work.CommitAsync(Token);
        }

        var check = (CheckBooks)region.World.Services(AccountingWorlds.ServiceName).GetService(typeof(ICheck))!;
        var findings = await check.RunAsync(Token);

        foreach (var rule in (string[])["1", "2", "8"])
        {
            findings.Single(finding => finding.Rule == rule).Violations
                .ShouldContain(violation => violation.StartsWith(region.Village, StringComparison.Ordinal), rule);
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Token);
    }

    private static async Task<NpgsqlConnection> SuperuserAsync(RegionBooks region)
    {
        var database = new NpgsqlConnectionStringBuilder(region.World.Postgres)
        {
            Database = $"{region.World.Database}_{AccountingWorlds.ServiceName}",
            Pooling = false,
        };
        var connection = new NpgsqlConnection(database.ToString());
        await connection.OpenAsync(Token);
        return connection;
    }

    private static async Task<string> SchemaAsync(RegionBooks region, string book)
    {
        await using var session = await (await region.StoreAsync(book, Token)).ReadAsync(Token);
        return await session.ScalarAsync<string>("SELECT CAST(current_schema() AS TEXT)", null, Token);
    }
}
