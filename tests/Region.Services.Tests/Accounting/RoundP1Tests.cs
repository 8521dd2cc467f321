using Region.Accounting.Checks;
using Region.Platform.Operations;
using Region.Testing;
using Shouldly;

namespace Region.Services.Tests.Accounting;

public sealed class RoundP1Tests(AccountingWorlds worlds)
{
    private static readonly Dictionary<string, long>[] VillageClosing =
    [
        new(StringComparer.Ordinal) { ["102"] = 24_558_109, ["112 D01"] = 1_290_000, ["121"] = 5_101_928 },
        new(StringComparer.Ordinal) { ["102"] = 23_002_120, ["112 D01"] = 1_380_000, ["121"] = 4_387_954 },
        new(StringComparer.Ordinal) { ["102"] = 22_464_136, ["112 D01"] = 1_470_000, ["121"] = 3_865_975 },
        new(StringComparer.Ordinal) { ["102"] = 21_494_166, ["112 D01"] = 1_560_000, ["121"] = 3_775_982 },
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task The_round_ends_with_the_balances_of_the_worked_example(StoreKind kind)
    {
        var region = await worlds.RegionAsync(kind, Token);
        var round = new RoundP1(region);
        await round.ImportOpeningsAsync(Token);

        await round.DeliverAsync(Token);

        await ShouldBeClosedAsync(region);
        (await region.VouchersAsync(region.Village, Token)).Select(voucher => $"{voucher.Word}-{voucher.Number}")
            .ShouldBe(["期初-1", "记-1", "记-2", "记-3"]);
        (await region.VouchersAsync(region.Company, Token)).Count.ShouldBe(12);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task Every_event_twice_in_the_opposite_order_ends_with_the_same_balances(StoreKind kind)
    {
        var region = await worlds.RegionAsync(kind, Token);
        var round = new RoundP1(region);
        await round.ImportOpeningsAsync(Token);

        foreach (var (topic, id, message) in round.Events.Reverse().Concat(round.Events))
            await region.ApplyAsync(topic, id, message, Token);

        await ShouldBeClosedAsync(region);
        (await region.VouchersAsync(region.Company, Token)).Count.ShouldBe(12);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task Every_event_eight_times_at_once_ends_with_the_same_balances(StoreKind kind)
    {
        var region = await worlds.RegionAsync(kind, Token);
        var round = new RoundP1(region);
        await round.ImportOpeningsAsync(Token);

        var deliveries = Enumerable.Repeat(round.Events, 8).SelectMany(events => events);
        await Parallel.ForEachAsync(
            deliveries,
            new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Token },
            async (item, token) => await region.ApplyAsync(item.Topic, item.Id, item.Message, token));

        await ShouldBeClosedAsync(region);
        (await region.VouchersAsync(region.Company, Token)).Select(voucher => voucher.Number)
            .ShouldBe([1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    }

    private static async Task ShouldBeClosedAsync(RegionBooks region)
    {
        foreach (var (index, expected) in VillageClosing.Index())
        {
            var closing = await region.ClosingAsync(region.Villages[index], Token);
            foreach (var (account, fen) in expected)
                closing[account].ShouldBe(fen, $"{region.Villages[index]} {account}");

            closing.Keys.ShouldNotContain($"112 {region.Company}");
            closing.Values.Sum().ShouldBe(0);
        }

        var company = await region.ClosingAsync(region.Company, Token);
        company["1002"].ShouldBe(140_075_414);
        company["5051"].ShouldBe(-75_414);
        company.Keys.ShouldNotContain(account => account.StartsWith("2241", StringComparison.Ordinal));
        await ShouldBeGreenAsync(region);
    }

    private static async Task ShouldBeGreenAsync(RegionBooks region)
    {
        var check = region.World.Services(AccountingWorlds.ServiceName);
        var findings = await ((CheckBooks)check.GetService(typeof(ICheck))!).RunAsync(Token);

        findings.Select(finding => finding.Rule).ShouldBe(["1", "2", "3", "6", "8"]);
        findings.SelectMany(finding => finding.Violations)
            .Where(violation => region.Books.Any(book => violation.Contains(book, StringComparison.Ordinal)))
            .ShouldBeEmpty();
    }
}
