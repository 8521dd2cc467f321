using Grpc.Core;
using Region.Contracts.Access.V1;
using Region.Contracts.Procurement.V1;
using Region.Services.Tests.Villages;
using Region.Testing;
using Shouldly;

namespace Region.Services.Tests.Procurement;

/// <summary>供应商名册: who has quoted in a region, and what came of it.</summary>
[Collection(CountyWorlds.Name)]
public sealed class SupplierTests(CountyWorlds worlds)
{
    private const long GoodsFen = 5_027_625;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task The_register_sums_quotes_orders_bills_that_count_and_payments(StoreKind kind)
    {
        var world = await worlds.WorldAsync(kind, Token);
        var round = new RoundDriver(world, Token);
        var (loser, winner) = (await FindAsync(round, "S01"), await FindAsync(round, "S03"));

        await round.BilledAsync();
        var again = round.Billing(BillKind.Goods, GoodsFen);
        again.Number += " 换开";
        await round.Settlements().RecordBillAsync(again, cancellationToken: Token);
        await round.Settlements().SettleRoundAsync(round.Settling(), cancellationToken: Token);
        await round.Payments().PaySupplierAsync(round.PayingSupplier(27_625), cancellationToken: Token);

        var after = await FindAsync(round, "S03");
        after.Name.ShouldBe("样例供应商S03");
        after.Quotes.ShouldBe(winner.Quotes + 1);
        after.Orders.ShouldBe(winner.Orders + 1);
        after.BilledFen.ShouldBe(winner.BilledFen + GoodsFen);
        after.PaidFen.ShouldBe(winner.PaidFen + 27_625);
        after.LastQuotedOn.ShouldBe("2026-03-06");
        var lost = await FindAsync(round, "S01");
        (lost.Quotes, lost.Orders, lost.BilledFen).ShouldBe((loser.Quotes + 1, loser.Orders, loser.BilledFen));
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task Dealings_say_what_came_of_each_quote_newest_first(StoreKind kind)
    {
        var world = await worlds.WorldAsync(kind, Token);
        await new RoundDriver(world, Token).OrderedAsync();
        var round = await new RoundDriver(world, Token).PaidAsync();

        var won = (await DealingsAsync(round, "S03", size: 1)).Dealings.Single();
        var lost = (await DealingsAsync(round, "S02", size: 1)).Dealings.Single();
        var first = await DealingsAsync(round, "S03", size: 1);
        var second = await Register(round).ListDealingsAsync(
            new ListDealingsRequest
            {
                Region = RoundDriver.Region,
                Supplier = "S03",
                PageSize = 1,
                PageToken = first.NextPageToken,
            },
            cancellationToken: Token);

        won.RoundId.ShouldBe(round.RoundId);
        (won.OrderedPacks, won.DeliveredPacks, won.RejectedPacks).ShouldBe((111, 111, 2));
        (won.BilledFen, won.PaidFen, won.OrderedOn).ShouldBe((GoodsFen, GoodsFen, "2026-03-09"));
        won.Quote.UnitPrice.ShouldBe("18.45");
        lost.RoundId.ShouldBe(round.RoundId);
        (lost.OrderedOn, lost.OrderedPacks, lost.BilledFen, lost.PaidFen).ShouldBe(("", 0, 0, 0));
        lost.Quote.MinimumMet.ShouldBeFalse();
        second.Dealings.Single().RoundId.ShouldNotBe(round.RoundId);
        (second.Dealings.Single().OrderedPacks, second.Dealings.Single().DeliveredPacks).ShouldBe((111, 0));
        (await DealingsAsync(round, "S98", size: 1)).Dealings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task Pages_hold_every_supplier_once_and_only_the_region_s_own(StoreKind kind)
    {
        var world = await worlds.WorldAsync(kind, Token);
        var round = await new RoundDriver(world, Token).OrderedAsync();
        var seen = new List<string>();
        var request = new ListSuppliersRequest { Region = RoundDriver.Region, PageSize = 1 };
        do
        {
            var page = await Register(round).ListSuppliersAsync(request, cancellationToken: Token);
            seen.AddRange(page.Suppliers.Select(supplier => supplier.Supplier_));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        seen.ShouldBe(seen.Distinct(StringComparer.Ordinal));
        seen.ShouldContain("S01");
        seen.ShouldContain("S03");
        var others = new SupplierService.SupplierServiceClient(
            world.As("procurement", RoundDriver.Caller(Role.Manager, "R02", null)));
        var elsewhere = await others.ListSuppliersAsync(
            new ListSuppliersRequest { Region = "R02" }, cancellationToken: Token);
        elsewhere.Suppliers.ShouldBeEmpty();
        (await Should.ThrowAsync<RpcException>(async () => await others.ListSuppliersAsync(
            new ListSuppliersRequest { Region = RoundDriver.Region }, cancellationToken: Token)))
            .StatusCode.ShouldBe(StatusCode.NotFound);
    }

    private static SupplierService.SupplierServiceClient Register(RoundDriver round) => new(round.As(Role.Manager));

    private static async Task<ListDealingsResponse> DealingsAsync(RoundDriver round, string supplier, int size) =>
        await Register(round).ListDealingsAsync(
            new ListDealingsRequest { Region = RoundDriver.Region, Supplier = supplier, PageSize = size },
            cancellationToken: Token);

    /// <summary>A supplier's line; an empty one before it has quoted.</summary>
    private static async Task<Supplier> FindAsync(RoundDriver round, string supplier)
    {
        var all = await Register(round).ListSuppliersAsync(
            new ListSuppliersRequest { Region = RoundDriver.Region, PageSize = 200 }, cancellationToken: Token);
        return all.Suppliers.FirstOrDefault(
            found => string.Equals(found.Supplier_, supplier, StringComparison.Ordinal)) ?? new Supplier();
    }
}
