using System.Net;
using Region.Accounting.Checks;
using Region.Contracts;
using Region.Contracts.Committee.V1;
using Region.Contracts.Villages.V1;
using Region.Platform.Operations;
using Region.Testing;
using Shouldly;

namespace Region.Services.Tests.Accounting;

public sealed class TypicalEventTests(AccountingWorlds worlds)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task Every_typical_event_leaves_its_entries_in_the_books_and_a_red_voucher_takes_both_sides_back(
        StoreKind kind)
    {
        var region = await worlds.RegionAsync(kind, Token);
        var posted = new List<(TypicalEvent Event, string Id)>();
        foreach (var typical in TypicalEvents.All)
        {
            var id = await region.ApplyAsync(typical.Topic, typical.In(region), Token);
            await region.ApplyAsync(typical.Topic, id, typical.In(region), Token);
            posted.Add((typical, id));
        }

        var village = await PostedLines.ByEventAsync(region, region.Village);
        var company = await PostedLines.ByEventAsync(region, region.Company);
        foreach (var (typical, id) in posted)
        {
            PostedLines.Of(village.GetValueOrDefault(id), region.Village)
                .ShouldBe(PostedLines.Split(typical.Village), $"{typical.Topic} 村账");
            PostedLines.Of(company.GetValueOrDefault(id), region.Village)
                .ShouldBe(PostedLines.Split(typical.Company), $"{typical.Topic} 公司账");
        }

        village.Values.Concat(company.Values).ShouldAllBe(voucher => voucher.Attachments > 0);
        await ShouldBeGreenAsync(region);

        foreach (var (_, id) in posted)
            await PostedLines.ReverseAsync(region, region.Village, village, company, id);

        (await region.ClosingAsync(region.Village, Token)).ShouldBeEmpty();
        (await region.ClosingAsync(region.Company, Token)).ShouldBeEmpty();
        (await MemosAsync(region, region.Company)).ShouldBe(0);
        await ShouldBeGreenAsync(region);
    }

    [Fact]
    public void The_table_holds_every_topic_that_awaits_its_sender()
    {
        Topics.All.Where(topic => topic.AwaitsSender && topic.Name is not Topics.CoopFounded)
            .Select(topic => topic.Name)
            .Except(TypicalEvents.All.Select(typical => typical.Topic), StringComparer.Ordinal)
            .ShouldBeEmpty();
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task Goods_on_consignment_stand_in_the_companys_memo_book_until_they_are_sold(StoreKind kind)
    {
        var region = await worlds.RegionAsync(kind, Token);
        var events = TypicalEvents.All.ToLookup(typical => typical.Topic);

        await region.ApplyAsync(
            Topics.ConsignmentDelivered, events[Topics.ConsignmentDelivered].Single().In(region), Token);
        (await MemosAsync(region, region.Company)).ShouldBe(10_000);
        (await region.VouchersAsync(region.Company, Token)).ShouldBeEmpty();

        await region.ApplyAsync(Topics.ConsignmentSold, events[Topics.ConsignmentSold].Single().In(region), Token);
        (await MemosAsync(region, region.Company)).ShouldBe(0);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task An_event_whose_use_nobody_wrote_a_rule_for_is_dropped(StoreKind kind)
    {
        var region = await worlds.RegionAsync(kind, Token);
        var unknown = new TypicalEvent(
            Topics.PayAccrued,
            new PayAccrued { Kind = PayKind.Labour, Use = PayUse.Management, AmountFen = 5 },
            "",
            "");
        var nobody = new TypicalEvent(Topics.SubsidyReceived, new SubsidyReceived { AmountFen = 5 }, "", "");

        foreach (var impossible in (TypicalEvent[])[unknown, nobody])
        {
            var (status, verdict) = await region.DeliverAsync(
                impossible.Topic, RegionBooks.NewId(), impossible.In(region), Token);
            status.ShouldBe(HttpStatusCode.OK);
            verdict.ShouldContain("DROP");
        }

        (await region.VouchersAsync(region.Village, Token)).ShouldBeEmpty();
    }

    private static async Task<long> MemosAsync(RegionBooks region, string book)
    {
        await using var session = await (await region.StoreAsync(book, Token)).ReadAsync(Token);
        return await session.ScalarAsync<long>(
            "SELECT CAST(COALESCE(SUM(quantity), 0) AS BIGINT) FROM stock_memos WHERE kind = 'Consigned'",
            null,
            Token);
    }

    private static async Task ShouldBeGreenAsync(RegionBooks region)
    {
        var check = region.World.Services(AccountingWorlds.ServiceName);
        var findings = await ((CheckBooks)check.GetService(typeof(ICheck))!).RunAsync(Token);
        findings.SelectMany(finding => finding.Violations)
            .Where(violation => region.Books.Any(book => violation.Contains(book, StringComparison.Ordinal)))
            .ShouldBeEmpty();
    }
}
