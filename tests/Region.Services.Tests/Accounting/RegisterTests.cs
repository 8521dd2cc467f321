using Grpc.Core;
using Region.Contracts;
using Region.Contracts.Accounting.V1;
using Region.Testing;
using Shouldly;

namespace Region.Services.Tests.Accounting;

/// <summary>The registers of a book (辅助核算档案): who stands in them, and how a closed item comes back.</summary>
public sealed class RegisterTests(AccountingWorlds worlds)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_closed_item_is_taken_into_use_again_and_who_did_it_stays_on_record(StoreKind kind)
    {
        var office = await AccountOffice.InAsync(worlds, kind);
        foreach (var (item, unit) in ((ItemKind, string)[])
            [(ItemKind.Counterparty, ""), (ItemKind.Member, ""), (ItemKind.Project, ""), (ItemKind.Stock, "kg")])
        {
            var code = $"X-{item}";
            await office.AddAsync(item, code, "样例", unit);
            (await RefusedAsync(office.ReopenAsync(item, code))).ShouldBe($"{code} 样例 没有停用，不需要启用。");
            await office.Accounts.CloseItemAsync(office.Closing(item, code), cancellationToken: Token);
            (await RefusedAsync(office.Accounts.CloseItemAsync(office.Closing(item, code), cancellationToken: Token)
                .ResponseAsync)).ShouldContain("已经停用；还要用的，请先启用");

            var reopened = await office.ReopenAsync(item, code);

            (reopened.Closed, reopened.Name, reopened.QuantityUnit).ShouldBe((false, "样例", unit));
            (await office.ItemsAsync(item)).Single(one => one.ItemCode == code).Closed.ShouldBeFalse();
        }

        (await Should.ThrowAsync<RpcException>(office.ReopenAsync(ItemKind.Project, "X-Stock"))).StatusCode
            .ShouldBe(StatusCode.NotFound);
        var acts = await office.Accounts.ListChartActsAsync(
            new ListChartActsRequest { Book = office.Book }, cancellationToken: Token);
        acts.Acts.Where(act => act.Act == "启用").Select(act => $"{act.Subject} {act.Code}").ShouldBe(
            ["存货 X-Stock", "项目 X-Project", "成员 X-Member", "往来单位 X-Counterparty"]);
        acts.Acts.ShouldAllBe(act => act.Login.Length > 0);

        var drafts = new DraftOffice(office.Region);
        var content = DraftOffice.Content(debit: "112", credit: "504");
        content.Postings[0].Counterparty = "X-Counterparty";
        (await drafts.CreateAsync(content)).Problems.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_village_and_its_company_stand_in_each_other_s_register_from_the_first_day(StoreKind kind)
    {
        var region = await worlds.EmptyRegionAsync(kind, Token);
        await region.ApplyAsync(Topics.VillageJoined, region.Joined(region.Village), Token);
        (await new AccountOffice(region).ItemsAsync(ItemKind.Counterparty)).ShouldBeEmpty();

        // The company's book opens behind its first village's, and before the second one's.
        await region.ApplyAsync(Topics.CompanyFounded, region.Founded(), Token);
        await region.ApplyAsync(Topics.VillageJoined, region.Joined(region.Villages[1]), Token);
        var coop = await CoopTests.FoundAsync(region);

        foreach (var book in (string[])[region.Village, region.Villages[1], coop])
        {
            var items = await region.AccountsAs(RegionBooks.Accountant(book)).ListItemsAsync(
                new ListItemsRequest { Book = book, Kind = ItemKind.Counterparty }, cancellationToken: Token);
            items.Items.Select(item => (item.ItemCode, item.Name))
                .ShouldBe([(region.Company, region.Founded().Name)], book);
        }

        var known = await region.AccountsAs(region.CompanyAccountant).ListItemsAsync(
            new ListItemsRequest { Book = region.Company, Kind = ItemKind.Counterparty }, cancellationToken: Token);
        known.Items.Select(item => item.ItemCode).ShouldBe([region.Village, region.Villages[1], coop]);
        var content = DraftOffice.Content(debit: "112", credit: "504");
        content.Postings[0].Counterparty = region.Company;
        (await new DraftOffice(region).CreateAsync(content)).Problems.ShouldBeEmpty();
    }

    private static async Task<string> RefusedAsync(Task call) =>
        (await Should.ThrowAsync<RpcException>(call)).Status.Detail;
}
