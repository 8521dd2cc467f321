using System.Net;
using Region.Accounting.AutoPosting;
using Region.Contracts;
using Region.Contracts.Procurement.V1;
using Region.Platform.Events;
using Region.Testing;
using Shouldly;

namespace Region.Services.Tests.Accounting;

public sealed class EventTests(AccountingWorlds worlds)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task An_event_waits_until_both_books_are_open_and_stands_in_neither_before(StoreKind kind)
    {
        var region = await worlds.EmptyRegionAsync(kind, Token);
        var prepayment = new RoundP1(region).PrepaymentOf(0, 100);
        var id = RegionBooks.NewId();
        await region.ApplyAsync(Topics.VillageJoined, region.Joined(region.Village), Token);

        var (status, verdict) = await region.DeliverAsync(Topics.PrepaymentReceived, id, prepayment, Token);
        status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        verdict.ShouldContain("RETRY");
        (await region.VouchersAsync(region.Village, Token)).ShouldBeEmpty();

        await region.ApplyAsync(Topics.CompanyFounded, region.Founded(), Token);
        await region.ApplyAsync(Topics.PrepaymentReceived, id, prepayment, Token);
        (await region.VouchersAsync(region.Village, Token)).Count.ShouldBe(1);
        (await region.VouchersAsync(region.Company, Token)).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task An_event_that_is_posted_and_comes_again_is_done_whatever_the_books_refuse_by_then(StoreKind kind)
    {
        var region = await worlds.RegionAsync(kind, Token);
        var prepayment = new RoundP1(region).PrepaymentOf(0, 100);
        var id = await region.ApplyAsync(Topics.PrepaymentReceived, prepayment, Token);
        foreach (var book in (string[])[region.Village, region.Company])
        {
            await using var work = await (await region.StoreAsync(book, Token)).BeginAsync($"book:{book}", Token);
            await work.ExecuteAsync("UPDATE accounts SET closed_on = '2026-01-01'", null, Token);
            await work.CommitAsync(Token);
        }

        await region.ApplyAsync(Topics.PrepaymentReceived, id, prepayment, Token);

        (await region.DeliverAsync(Topics.PrepaymentReceived, RegionBooks.NewId(), prepayment, Token)).Verdict
            .ShouldContain("DROP");
        (await region.VouchersAsync(region.Village, Token)).Count.ShouldBe(1);
        (await region.VouchersAsync(region.Company, Token)).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_book_is_opened_once_whatever_comes_twice(StoreKind kind)
    {
        var region = await worlds.RegionAsync(kind, Token);
        await region.ApplyAsync(Topics.PrepaymentReceived, new RoundP1(region).PrepaymentOf(0, 100), Token);
        var before = await region.DumpAsync(region.Village, Token);

        await region.ApplyAsync(Topics.VillageJoined, region.Joined(region.Village), Token);

        (await region.DumpAsync(region.Village, Token)).ShouldBe(before);
        var renamed = region.Joined(region.Village);
        renamed.Name = "别的村";
        (await region.DeliverAsync(Topics.VillageJoined, RegionBooks.NewId(), renamed, Token)).Verdict
            .ShouldContain("DROP");
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task An_impossible_event_is_dropped_and_changes_no_book(StoreKind kind)
    {
        var region = await worlds.RegionAsync(kind, Token);
        var round = new RoundP1(region);
        var foreign = await worlds.RegionAsync(kind, Token);
        var wrongMode = round.SettlementOf(0);
        wrongMode.Mode = PurchaseMode.Unspecified;
        var negative = round.SettlementOf(0);
        negative.FreightFen = -1;
        var noDate = round.SettlementOf(0);
        noDate.AccountingDate = "2026-02-30";
        var foreignVillage = round.SettlementOf(0);
        foreignVillage.Village = foreign.Village;
        var before = await region.DumpAsync(region.Village, Token);

        foreach (var impossible in (SettlementAllocated[])[wrongMode, negative, noDate, foreignVillage])
        {
            var (status, verdict) = await region.DeliverAsync(
                Topics.SettlementAllocated, RegionBooks.NewId(), impossible, Token);
            status.ShouldBe(HttpStatusCode.OK);
            verdict.ShouldContain("DROP");
        }

        (await region.DumpAsync(region.Village, Token)).ShouldBe(before);
        (await region.VouchersAsync(region.Company, Token)).ShouldBeEmpty();
        (await foreign.VouchersAsync(foreign.Village, Token)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task In_a_bulk_delivery_each_event_has_its_own_outcome(StoreKind kind)
    {
        var region = await worlds.RegionAsync(kind, Token);
        var round = new RoundP1(region);
        var absent = round.PrepaymentOf(1, 5);
        absent.Village = $"{region.Village[..3]}99";
        var batch = new List<Received<PrepaymentReceived>>
        {
            Received(round.PrepaymentOf(0, 100)),
            Received(round.PrepaymentOf(1, -5)),
            Received(absent),
            Received(round.PrepaymentOf(0, 200)),
            Received(round.PrepaymentOf(2, 0)),
        };

        var outcomes = await region.Part<PostLegs<PrepaymentReceived>>().HandleAsync(batch, Token);
        var again = await region.Part<PostLegs<PrepaymentReceived>>().HandleAsync(batch, Token);

        outcomes.Select(outcome => outcome.IsApplied).ShouldBe([true, false, false, true, true]);
        outcomes[1].Reason.ShouldBe("事件的 amount_fen 为负数或过大。");
        outcomes[1].IsImpossible.ShouldBeTrue();
        outcomes[2].IsImpossible.ShouldBeFalse();
        again.ShouldBe(outcomes);
        (await region.ClosingAsync(region.Company, Token))[$"2241 {region.Village}"].ShouldBe(-300);
        (await region.VouchersAsync(region.Company, Token)).Count.ShouldBe(2);
        (await region.VouchersAsync(region.Villages[2], Token)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task An_event_before_the_opening_balances_is_dropped(StoreKind kind)
    {
        var region = await worlds.RegionAsync(kind, Token);
        var round = new RoundP1(region);
        await round.ImportOpeningsAsync(Token);
        var early = round.PrepaymentOf(0, 100);
        early.AccountingDate = "2025-12-31";

        (await region.DeliverAsync(Topics.PrepaymentReceived, RegionBooks.NewId(), early, Token)).Verdict
            .ShouldContain("DROP");

        (await region.VouchersAsync(region.Village, Token)).Count.ShouldBe(1);
        (await region.VouchersAsync(region.Company, Token)).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("wrong")]
    public async Task An_event_without_the_sidecars_token_is_refused(string? token)
    {
        var region = await worlds.RegionAsync(StoreKind.Sqlite, Token);

        var (status, _) = await region.World.DeliverAsync(
            AccountingWorlds.ServiceName,
            Topics.PrepaymentReceived,
            RegionBooks.NewId(),
            region.Region,
            new RoundP1(region).PrepaymentOf(0, 100),
            Token,
            token);

        status.ShouldBe(HttpStatusCode.Unauthorized);
        (await region.VouchersAsync(region.Village, Token)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task Accepted_goods_stand_in_the_memo_book_and_post_nothing(StoreKind kind)
    {
        var region = await worlds.RegionAsync(kind, Token);
        var delivery = new RoundP1(region).Events.First(item => item.Topic == Topics.DeliveryAccepted);

        await region.ApplyAsync(delivery.Topic, delivery.Id, delivery.Message, Token);
        await region.ApplyAsync(delivery.Topic, delivery.Id, delivery.Message, Token);

        await using var session = await (await region.StoreAsync(region.Company, Token)).ReadAsync(Token);
        (await session.QueryAsync<long>("SELECT accepted_packs FROM goods_memos", null, Token)).ShouldBe([78]);
        (await region.VouchersAsync(region.Company, Token)).ShouldBeEmpty();
    }

    private static Received<PrepaymentReceived> Received(PrepaymentReceived message) =>
        new(new EventHeader(RegionBooks.NewId(), Topics.PrepaymentReceived, "procurement", message.Village), message);
}
