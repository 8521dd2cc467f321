using System.Globalization;
using Microsoft.Data.Sqlite;
using Region.Testing;
using Shouldly;

namespace Region.Platform.Tests.Storage;

/// <summary>Statements that are kept compiled behave as if each were compiled anew.</summary>
public sealed class SqliteStatementsTests
{
    private const string Add = "INSERT INTO things (name, amount) VALUES (@name, @amount)";
    private const string Above = "SELECT name FROM things WHERE amount > @amount ORDER BY name";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Durable_commits_are_synced_again_after_relaxed_ones_however_often_they_alternate()
    {
        const string Level = "PRAGMA synchronous";
        const long Normal = 1;
        const long Full = 2;
        await using var world = await StoreWorld.StartAsync(StoreKind.Sqlite, Cancelled);
        for (var turn = 0; turn < 4; turn++)
        {
            await using (var durable = await world.Main.BeginAsync("a", Cancelled))
                (await durable.ScalarAsync<long>(Level, null, Cancelled)).ShouldBe(Full);

            await using (var relaxed = await world.Main.BeginRelaxedAsync("a", Cancelled))
                (await relaxed.ScalarAsync<long>(Level, null, Cancelled)).ShouldBe(Normal);
        }
    }

    [Fact]
    public async Task A_statement_that_runs_again_takes_its_own_values_also_while_it_is_being_read()
    {
        await using var world = await StoreWorld.StartAsync(StoreKind.Sqlite, Cancelled);
        await using var work = await world.Main.BeginAsync("a", Cancelled);
        foreach (var amount in (long[])[1, 2, 3])
        {
            var name = amount.ToString(CultureInfo.InvariantCulture);
            await work.ExecuteAsync(Add, new { name, amount }, Cancelled);
        }

        var read = new List<string>();
        await foreach (var outer in work.StreamAsync<ThingRow>(Above, new { amount = 0L }, Cancelled))
        {
            var inner = await work.QueryAsync<string>(Above, new { amount = 2L }, Cancelled);
            read.Add($"{outer.Name}{string.Concat(inner)}");
        }

        read.ShouldBe(["13", "23", "33"]);
        (await work.QueryAsync<string>(Above, new { amount = 1L }, Cancelled)).ShouldBe(["2", "3"]);
    }

    [Fact]
    public async Task A_statement_that_failed_holds_up_neither_the_rollback_nor_its_next_run()
    {
        await using var world = await StoreWorld.StartAsync(StoreKind.Sqlite, Cancelled);
        var row = new { name = "a", amount = 1L };
        for (var turn = 0; turn < 2; turn++)
        {
            await using var work = await world.Main.BeginAsync("a", Cancelled);
            await work.ExecuteAsync(Add, row, Cancelled);
            await Should.ThrowAsync<SqliteException>(() => work.ExecuteAsync(Add, row, Cancelled));
        }

        await using var again = await world.Main.BeginAsync("a", Cancelled);
        (await again.ExecuteAsync(Add, row, Cancelled)).ShouldBe(1);
        await again.CommitAsync(Cancelled);
    }

    [Fact]
    public async Task More_texts_than_are_kept_all_run()
    {
        await using var world = await StoreWorld.StartAsync(StoreKind.Sqlite, Cancelled);
        await using var work = await world.Main.BeginAsync("a", Cancelled);
        for (var turn = 0; turn < 2; turn++)
        {
            for (var number = 0; number < 200; number++)
                (await work.ScalarAsync<long>($"SELECT {number}", null, Cancelled)).ShouldBe(number);
        }
    }

    private sealed record ThingRow
    {
        public required string Name { get; init; }
    }
}
