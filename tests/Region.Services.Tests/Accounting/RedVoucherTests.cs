using Grpc.Core;
using Region.Contracts;
using Region.Contracts.Accounting.V1;
using Region.Contracts.Committee.V1;
using Region.Testing;
using Shouldly;

namespace Region.Services.Tests.Accounting;

/// <summary>Red vouchers at their edges: cash that would be short, mirrors behind a year's end.</summary>
public sealed class RedVoucherTests(AccountingWorlds worlds)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_red_voucher_takes_cash_below_zero_only_for_a_stated_reason_that_it_keeps(StoreKind kind)
    {
        var office = new DraftOffice(await worlds.RegionAsync(kind, Token));
        var received = await office.BookAsync(On(DraftOffice.Content("101", "501", 1_000), "2026-03-05"));
        await office.BookAsync(On(DraftOffice.Content("511", "101", 600), "2026-04-10"));
        var before = await office.Region.DumpAsync(office.Book, Token);

        var refused = await ClosingBook.RefusedAsync(
            () => ReverseAsync(office.Region, office.Book, received, "2026-03-20"));
        refused.ShouldBe((
            StatusCode.FailedPrecondition,
            "101 库存现金在 2026-04-10 将为 -6.00 元：库存现金不得出现负数；确有原因的，请写明理由后再记账。"));
        (await ClosingBook.RefusedAsync(() => ReverseAsync(office.Region, office.Book, received, "2026-03-20", "x")))
            .Status.ShouldBe(StatusCode.InvalidArgument);
        (await office.Region.DumpAsync(office.Book, Token)).ShouldBe(before);

        var red = await ReverseAsync(office.Region, office.Book, received, "2026-03-20", "款项次日补交");

        var explained = await office.Region.VouchersAs(office.Maker).ExplainVoucherAsync(
            new ExplainVoucherRequest { Book = office.Book, VoucherId = red.VoucherId }, cancellationToken: Token);
        explained.Document.ShouldBe("现金不足说明：款项次日补交");
        (await office.Region.ClosingAsync(office.Book, Token))["101"].ShouldBe(-600);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task An_event_is_not_cancelled_on_one_side_while_the_year_of_the_other_is_closed(StoreKind kind)
    {
        var village = await ClosingBook.OpenAsync(worlds, kind, "2026-12-01");
        var region = village.Region;
        await DeclareAsync(region, "2026-12-05");
        await village.CloseYearAsync();
        await village.CloseAsync("2026-12");
        var voucher = (await region.VouchersAsync(region.Company, Token)).Single();
        var before = await region.DumpAsync(region.Company, Token);

        (await ClosingBook.RefusedAsync(() => ReverseAsync(region, region.Company, voucher, "2026-12-20"))).ShouldBe((
            StatusCode.FailedPrecondition,
            $"同一业务的对应凭证在账套 {region.Village}，那里当年已经结账，红字不能跨年（会计基础工作规范第五十一条（五））；"
                + "请对方先反结账，或到下一年双方各用蓝字更正。"));
        (await region.DumpAsync(region.Company, Token)).ShouldBe(before);

        await village.ReopenAsync("2026-12");
        await ReverseAsync(region, region.Company, voucher, "2026-12-20");
        await TellAsync(region, region.Company);
        var red = (await region.VouchersAsync(region.Village, Token))[^1];
        (red.AccountingDate, red.Postings[0].DebitFen).ShouldBe(("2026-12-20", -40_000));
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_late_voucher_of_january_and_its_mirror_of_december_are_cancelled_each_in_its_own_year(
        StoreKind kind)
    {
        var village = await ClosingBook.OpenAsync(worlds, kind, "2026-12-01");
        var region = village.Region;
        await village.CloseAsync("2026-12");
        await DeclareAsync(region, "2026-12-05");
        var late = (await region.VouchersAsync(region.Village, Token))[^1];
        late.AccountingDate.ShouldBe("2027-01-01");

        await ReverseAsync(region, region.Village, late, "2027-01-10");
        await TellAsync(region, region.Village);

        var company = await region.VouchersAsync(region.Company, Token);
        company.Select(voucher => voucher.AccountingDate).ShouldBe(["2026-12-05", "2026-12-31"]);
        company[1].ReversesVoucherId.ShouldBe(company[0].VoucherId);
        (await region.ClosingAsync(region.Company, Token)).ShouldBeEmpty();
        (await region.ClosingAsync(region.Village, Token)).Keys.ShouldBe(["102", "311"], ignoreOrder: true);
    }

    private static async Task DeclareAsync(RegionBooks region, string on)
    {
        var declared = new TypicalEvent(
            Topics.DividendDeclared, new DividendDeclared { AmountFen = 40_000 }, "", "");
        await region.ApplyAsync(declared.Topic, declared.In(region, on), Token);
    }

    private static async Task<Voucher> ReverseAsync(
        RegionBooks region,
        string book,
        Voucher voucher,
        string on,
        string cashReason = "") => (await region.VouchersAs(region.OwnerOf(book)).ReverseVoucherAsync(
        new ReverseVoucherRequest
        {
            RequestId = RegionBooks.NewKey(),
            Book = book,
            VoucherId = voucher.VoucherId,
            ReversedOn = on,
            Reason = "金额有误",
            NegativeCashReason = cashReason,
        },
        cancellationToken: Token)).Voucher;

    private static async Task TellAsync(RegionBooks region, string book) =>
        await region.ApplyAsync(
            Topics.VoucherReversed, await PostedLines.AnnouncedReversalAsync(region, book), Token);

    private static DraftContent On(DraftContent content, string date)
    {
        content.AccountingDate = date;
        return content;
    }
}
