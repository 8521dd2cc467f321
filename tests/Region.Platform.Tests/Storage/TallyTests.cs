using System.Data.Common;
using Region.Platform.Storage;
using Region.Testing;
using Shouldly;

namespace Region.Platform.Tests.Storage;

/// <summary>Sums over all lines, which SQLite streams and PostgreSQL groups.</summary>
public sealed class TallyTests
{
    private const int Heads = 40;
    private const int Lines = 600;

    private static readonly Tally Tally = new()
    {
        Lines = "lines",
        Heads = "heads",
        Link = "link",
        HeadKey = "CASE WHEN kind = 'x' THEN '' ELSE kind END",
        HeadCondition = "moment <= @Until",
        LineKeys = ["name", "detail"],
        Sums = ["amount", "CASE WHEN amount < 0 THEN 1 ELSE 0 END"],
    };

    private static readonly string[] Names = ["", "a", "ab", "b", "村账", "村", new string('长', 300)];

    private static readonly string[] Kinds = ["x", "y", "z"];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Both kinds of store, with seeds of lines that lie in the order of their heads or in none.</summary>
    public static TheoryData<StoreKind, int, bool> Cases { get; } = new()
    {
        { StoreKind.Sqlite, 1, true },
        { StoreKind.Sqlite, 2, false },
        { StoreKind.Sqlite, 3, false },
        { StoreKind.Postgres, 1, true },
        { StoreKind.Postgres, 2, false },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Sums_are_those_of_the_lines_whose_heads_count_in_whatever_order_they_lie(
        StoreKind kind, int seed, bool inOrder)
    {
        var random = new Random(seed);
        var heads = Enumerable.Range(1, Heads).Where(_ => random.Next(8) > 0)
            .Select(link => (Link: (long)link, Kind: Kinds[random.Next(Kinds.Length)], Moment: (long)random.Next(100)))
            .ToArray();
        var lines = Enumerable.Range(0, Lines).Select(_ => (
            Link: (long)random.Next(1, Heads + 3),
            Name: Names[random.Next(Names.Length)],
            Detail: Names[random.Next(Names.Length)],
            Amount: random.NextInt64(-1_000_000_000_000, 1_000_000_000_000))).ToArray();
        if (inOrder)
            lines = [.. lines.OrderBy(line => line.Link)];

        await using var world = await WriteAsync(kind, heads, lines);
        foreach (var until in (long[])[-1, 50, long.MaxValue])
        {
            var expected =
                from line in lines
                join head in heads on line.Link equals head.Link
                where head.Moment <= until
                group line.Amount by (head.Kind is "x" ? "" : head.Kind, line.Name, line.Detail) into sums
                orderby sums.Key
                select (sums.Key, sums.Sum(), (long)sums.Count(amount => amount < 0));

            var found = await SumAsync(world, until);

            found.Select(row => ((row.HeadKey, row.LineKeys[0], row.LineKeys[1]), row.Sums[0], row.Sums[1]))
                .OrderBy(row => row.Item1).ShouldBe(expected);
        }
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_sum_beyond_64_bits_is_refused_and_one_at_the_edge_is_exact(StoreKind kind)
    {
        (long, string, long)[] heads = [(1, "y", 0), (2, "z", 0)];
        await using var world = await WriteAsync(
            kind, heads, [(1, "a", "", long.MaxValue - 1), (1, "a", "", 1), (2, "b", "", 5)]);
        (await SumAsync(world, 0)).Single(row => row.LineKeys[0] is "a").Sums[0].ShouldBe(long.MaxValue);
        await AddAsync(world, [], [(1, "a", "", 1)]);

        var error = await Should.ThrowAsync<Exception>(() => SumAsync(world, 0));

        (error is OverflowException or DbException).ShouldBeTrue(error.ToString());
    }

    private static async Task<IReadOnlyList<TallyRow>> SumAsync(StoreWorld world, long until)
    {
        await using var session = await world.Main.ReadAsync(Cancelled);
        var parameters = new Dictionary<string, long>(StringComparer.Ordinal) { ["Until"] = until };
        return await session.SumAsync(Tally with { Parameters = parameters }, Cancelled);
    }

    private static async Task<StoreWorld> WriteAsync(
        StoreKind kind,
        (long Link, string Kind, long Moment)[] heads,
        (long Link, string Name, string Detail, long Amount)[] lines)
    {
        var world = await StoreWorld.StartAsync(kind, Cancelled);
        await using (var work = await world.Main.BeginAsync("tables", Cancelled))
        {
            await work.ExecuteAsync(
                """
                CREATE TABLE heads (link BIGINT NOT NULL PRIMARY KEY, kind TEXT NOT NULL, moment BIGINT NOT NULL);
                CREATE TABLE lines (
                  link BIGINT NOT NULL, name TEXT NOT NULL, detail TEXT NOT NULL, amount BIGINT NOT NULL)
                """,
                null,
                Cancelled);
            await work.CommitAsync(Cancelled);
        }

        await AddAsync(world, heads, lines);
        return world;
    }

    private static async Task AddAsync(
        StoreWorld world,
        (long Link, string Kind, long Moment)[] heads,
        (long Link, string Name, string Detail, long Amount)[] lines)
    {
        await using var work = await world.Main.BeginAsync("tables", Cancelled);
        if (heads.Length > 0)
        {
            await work.InsertManyAsync(
                "heads",
                ["link", "kind", "moment"],
                heads.Select(head => (IReadOnlyList<object>)[head.Link, head.Kind, head.Moment]),
                Cancelled);
        }

        await work.InsertManyAsync(
            "lines",
            ["link", "name", "detail", "amount"],
            lines.Select(line => (IReadOnlyList<object>)[line.Link, line.Name, line.Detail, line.Amount]),
            Cancelled);
        await work.CommitAsync(Cancelled);
    }
}
