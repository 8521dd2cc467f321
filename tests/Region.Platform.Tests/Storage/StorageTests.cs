using System.Data.Common;
using Region.Contracts;
using Region.Contracts.Villages.V1;
using Region.Platform.Events;
using Region.Testing;
using Shouldly;

namespace Region.Platform.Tests.Storage;

public sealed class StorageTests
{
    private static readonly EventHeader Joined = new("event-1", Topics.VillageJoined, "villages", "V0101");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task What_is_not_committed_is_gone_with_its_inbox_and_outbox_rows(StoreKind kind)
    {
        await using var world = await StoreWorld.StartAsync(kind, Cancelled);
        await using (var work = await world.Main.BeginAsync("a", Cancelled))
        {
            await work.ReceiveAsync(Joined, Cancelled);
            await work.AnnounceAsync(Topics.VillageJoined, "V0101", new VillageJoined(), Cancelled);
            await work.ExecuteAsync("INSERT INTO things (name, amount) VALUES ('a', 1)", null, Cancelled);
        }

        await using var session = await world.Main.ReadAsync(Cancelled);
        (await session.ScalarAsync<long>("SELECT COUNT(*) FROM things", null, Cancelled)).ShouldBe(0);
        (await session.ScalarAsync<long>("SELECT COUNT(*) FROM inbox", null, Cancelled)).ShouldBe(0);
        (await session.ScalarAsync<long>("SELECT COUNT(*) FROM outbox", null, Cancelled)).ShouldBe(0);
        world.Announced.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task An_event_is_received_once_and_a_commit_wakes_the_relay(StoreKind kind)
    {
        await using var world = await StoreWorld.StartAsync(kind, Cancelled);
        var answers = new List<bool>();
        for (var delivery = 0; delivery < 3; delivery++)
        {
            await using var work = await world.Main.BeginAsync("a", Cancelled);
            var isNew = await work.ReceiveAsync(Joined, Cancelled);
            if (isNew)
                await work.AnnounceAsync(Topics.VillageJoined, "V0101", new VillageJoined(), Cancelled);

            await work.CommitAsync(Cancelled);
            answers.Add(isNew);
        }

        answers.ShouldBe([true, false, false]);
        world.Announced.ShouldBe([world.Main]);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task Writers_of_one_name_go_one_at_a_time(StoreKind kind)
    {
        await using var world = await StoreWorld.StartAsync(kind, Cancelled);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(
            async () =>
            {
                // Read, then write what was read: lost updates would show as a smaller sum.
                await using var work = await world.Main.BeginAsync("counter", Cancelled);
                var amount = await work.ScalarAsync<long>(
                    "SELECT COALESCE(MAX(amount), 0) FROM things", null, Cancelled);
                await work.ExecuteAsync(
                    """
                    INSERT INTO things (name, amount) VALUES ('counter', @next)
                    ON CONFLICT (name) DO UPDATE SET amount = @next
                    """,
                    new { next = amount + 1 },
                    Cancelled);
                await work.CommitAsync(Cancelled);
            },
            Cancelled)));

        await using var session = await world.Main.ReadAsync(Cancelled);
        (await session.ScalarAsync<long>("SELECT amount FROM things", null, Cancelled)).ShouldBe(20);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_reader_sees_one_state_however_long_it_reads(StoreKind kind)
    {
        await using var world = await StoreWorld.StartAsync(kind, Cancelled);
        await using var session = await world.Main.ReadAsync(Cancelled);
        var before = await session.ScalarAsync<long>("SELECT COUNT(*) FROM things", null, Cancelled);
        await using (var work = await world.Main.BeginAsync("a", Cancelled))
        {
            await work.ExecuteAsync("INSERT INTO things (name, amount) VALUES ('a', 1)", null, Cancelled);
            await work.CommitAsync(Cancelled);
        }

        (await session.ScalarAsync<long>("SELECT COUNT(*) FROM things", null, Cancelled)).ShouldBe(before);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task Compartments_are_apart_and_stay_so_when_handles_are_closed_and_reopened(StoreKind kind)
    {
        await using var world = await StoreWorld.StartAsync(kind, Cancelled);
        for (var number = 0; number < 12; number++)
        {
            var compartment = await world.Compartments.CreateAsync($"V{number:0000}", Cancelled);
            await using var work = await compartment.BeginAsync("a", Cancelled);
            await work.ExecuteAsync(
                "INSERT INTO things (name, amount) VALUES ('a', @number)", new { number }, Cancelled);
            await work.CommitAsync(Cancelled);
        }

        (await world.Compartments.FindAsync("V9999", Cancelled)).ShouldBeNull();
        for (var number = 0; number < 12; number++)
        {
            var compartment = await world.Compartments.FindAsync($"V{number:0000}", Cancelled);
            await using var session = await compartment!.ReadAsync(Cancelled);
            (await session.QueryAsync<long>("SELECT amount FROM things", null, Cancelled)).ShouldBe([number]);
        }
    }

    [Fact]
    public async Task Handles_are_closed_while_others_are_being_opened()
    {
        await using var world = await StoreWorld.StartAsync(StoreKind.Sqlite, Cancelled);
        await Parallel.ForEachAsync(Enumerable.Range(0, 200), Cancelled, async (number, cancellationToken) =>
        {
            var compartment = await world.Compartments.CreateAsync($"V{number % 50:0000}", cancellationToken);
            await using var session = await compartment.ReadAsync(cancellationToken);
            (await session.ScalarAsync<long>("SELECT COUNT(*) FROM things", null, cancellationToken)).ShouldBe(0);
        });
    }

    [Fact]
    public async Task In_postgres_a_compartments_role_may_update_only_named_columns_and_see_no_other_schema()
    {
        await using var world = await StoreWorld.StartAsync(StoreKind.Postgres, Cancelled);
        var first = await world.Compartments.CreateAsync("V0001", Cancelled);
        await world.Compartments.CreateAsync("V0002", Cancelled);
        string other;
        await using (var session = await world.Main.ReadAsync(Cancelled))
        {
            var schemas = await session.QueryAsync<string>(
                "SELECT nspname::text FROM pg_namespace WHERE nspname LIKE 'storetest_book%'", null, Cancelled);
            var expected = new Region.Platform.Storage.PostgresCompartment("storetest_book", "V0002").Schema;
            other = schemas.Single(schema => schema == expected);
        }

        string[] forbidden =
        [
            "DELETE FROM things",
            "UPDATE things SET name = 'b'",
            "TRUNCATE things",
            "DROP TABLE things",
            $"SELECT * FROM {other}.things",
        ];
        foreach (var statement in forbidden)
        {
            await using var work = await first.BeginAsync("a", Cancelled);
            await Should.ThrowAsync<DbException>(() => work.ExecuteAsync(statement, null, Cancelled), statement);
        }
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_schema_step_that_was_changed_after_it_ran_is_refused(StoreKind kind)
    {
        await using var world = await StoreWorld.StartAsync(kind, Cancelled);
        var changed = new Region.Platform.Storage.Migration("things", 1, "CREATE TABLE things (other TEXT);", "", "");

        await Should.ThrowAsync<InvalidOperationException>(() => world.Main.MigrateAsync([changed], Cancelled));
    }

    [Fact]
    public async Task A_rollback_that_fails_does_not_stop_the_writers_behind_it()
    {
        await using var world = await StoreWorld.StartAsync(StoreKind.Sqlite, Cancelled);
        var work = await world.Main.BeginAsync("a", Cancelled);
        await work.ExecuteAsync("COMMIT", null, Cancelled);
        await Should.ThrowAsync<DbException>(async () => await work.DisposeAsync());

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        limit.CancelAfter(TimeSpan.FromSeconds(5));
        await using var next = await world.Main.BeginAsync("a", limit.Token);
        await next.CommitAsync(limit.Token);
    }
}
