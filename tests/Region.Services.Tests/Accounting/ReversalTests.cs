using Grpc.Core;
using Region.Contracts;
using Region.Contracts.Accounting.V1;
using Region.Testing;
using Shouldly;

namespace Region.Services.Tests.Accounting;

public sealed class ReversalTests(AccountingWorlds worlds)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task Of_two_accountants_who_reverse_at_once_one_succeeds_and_the_other_is_told(StoreKind kind)
    {
        var region = await PrepaidAsync(kind);
        var voucher = (await region.VouchersAsync(region.Village, Token)).Single();

        var tries = await Task.WhenAll(Enumerable.Range(0, 4).Select(index =>
            TryAsync(region, Request(region.Village, voucher.VoucherId), $"accountant-{index}")));

        tries.Count(refused => refused is null).ShouldBe(1);
        tries.OfType<RpcException>().ShouldAllBe(refused => refused.StatusCode == StatusCode.FailedPrecondition);
        tries.OfType<RpcException>().First().Status.Detail
            .ShouldBe("2026年3月5日记-1号凭证已经用红字注销，不能再次注销。");
        var vouchers = await region.VouchersAsync(region.Village, Token);
        vouchers.Select(one => one.Number).ShouldBe([1, 2]);
        vouchers[1].Summary.ShouldBe("注销2026年3月5日记-1号凭证：金额有误");
        vouchers[1].ReversesVoucherId.ShouldBe(voucher.VoucherId);
        vouchers[0].ReversedByVoucherId.ShouldBe(vouchers[1].VoucherId);
        (await region.ClosingAsync(region.Village, Token)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(StoreKind.Sqlite, true)]
    [InlineData(StoreKind.Sqlite, false)]
    [InlineData(StoreKind.Postgres, true)]
    [InlineData(StoreKind.Postgres, false)]
    public async Task The_mirror_in_the_other_book_is_reversed_and_the_books_then_rest(StoreKind kind, bool fromVillage)
    {
        var region = await PrepaidAsync(kind);
        var (here, there) = fromVillage ? (region.Village, region.Company) : (region.Company, region.Village);
        var voucher = (await region.VouchersAsync(here, Token)).Single();
        await ReverseAsync(region, Request(here, voucher.VoucherId));

        var told = await AnnouncedAsync(region, here);
        told.MirrorBook.ShouldBe(there);
        told.SourceEventId.ShouldBe(voucher.EventId);
        var id = RegionBooks.NewId();
        await region.ApplyAsync(Topics.VoucherReversed, id, told, Token);
        await region.ApplyAsync(Topics.VoucherReversed, id, told, Token);
        var back = await AnnouncedAsync(region, there);
        await region.ApplyAsync(Topics.VoucherReversed, back, Token);

        foreach (var book in (string[])[here, there])
        {
            (await region.VouchersAsync(book, Token)).Count.ShouldBe(2, book);
            (await region.ClosingAsync(book, Token)).ShouldBeEmpty();
            (await CountAsync(region, book)).ShouldBe(1, book);
        }

        (await region.VouchersAsync(there, Token))[1].PreparedBy.ShouldBe("自动");
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_mirror_that_came_late_is_reversed_on_its_own_day_when_its_month_is_open_again(StoreKind kind)
    {
        var book = await ClosingBook.OpenAsync(worlds, kind, "2026-01-01");
        foreach (var month in (string[])["2026-01", "2026-02", "2026-03"])
            await book.CloseAsync(month);

        var region = book.Region;
        await region.ApplyAsync(Topics.PrepaymentReceived, new RoundP1(region).PrepaymentOf(0, 100), Token);
        (await region.VouchersAsync(region.Village, Token))[^1].AccountingDate.ShouldBe("2026-04-01");
        await book.PeriodsAs(book.Head).ReopenMonthAsync(
            new ReopenMonthRequest
            {
                RequestId = RegionBooks.NewKey(),
                Book = book.Book,
                Month = "2026-03",
                Reason = "补记凭证",
            },
            cancellationToken: Token);
        var voucher = (await region.VouchersAsync(region.Company, Token)).Single();
        await ReverseAsync(region, Request(region.Company, voucher.VoucherId));

        await region.ApplyAsync(Topics.VoucherReversed, await AnnouncedAsync(region, region.Company), Token);

        var red = (await region.VouchersAsync(region.Village, Token))[^1];
        (red.AccountingDate, red.PreparedBy).ShouldBe(("2026-04-01", "自动"));
        red.ReversesVoucherId.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task Both_sides_reversed_at_once_end_with_one_red_voucher_each(StoreKind kind)
    {
        var region = await PrepaidAsync(kind);
        foreach (var book in (string[])[region.Village, region.Company])
        {
            var voucher = (await region.VouchersAsync(book, Token)).Single();
            await ReverseAsync(region, Request(book, voucher.VoucherId));
        }

        foreach (var book in (string[])[region.Village, region.Company])
            await region.ApplyAsync(Topics.VoucherReversed, await AnnouncedAsync(region, book), Token);

        (await region.VouchersAsync(region.Village, Token)).Count.ShouldBe(2);
        (await region.VouchersAsync(region.Company, Token)).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_reversal_that_comes_before_its_mirror_waits_for_it(StoreKind kind)
    {
        var region = await worlds.RegionAsync(kind, Token);
        var early = new VoucherReversed
        {
            Book = region.Village,
            MirrorBook = region.Company,
            SourceEventId = RegionBooks.NewId(),
            AccountingDate = "2026-03-05",
            Reason = "金额有误",
        };

        (await region.DeliverAsync(Topics.VoucherReversed, RegionBooks.NewId(), early, Token)).Verdict
            .ShouldContain("RETRY");
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task Repeating_a_reversal_answers_the_same_and_reverses_once(StoreKind kind)
    {
        var region = await PrepaidAsync(kind);
        var voucher = (await region.VouchersAsync(region.Village, Token)).Single();
        var request = Request(region.Village, voucher.VoucherId);

        var first = await ReverseAsync(region, request);
        var again = await ReverseAsync(region, request);

        again.ShouldBe(first);
        (await region.VouchersAsync(region.Village, Token)).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task What_may_not_be_reversed_is_refused_and_changes_nothing(StoreKind kind)
    {
        var region = await PrepaidAsync(kind);
        var voucher = (await region.VouchersAsync(region.Village, Token)).Single();
        var before = await region.DumpAsync(region.Village, Token);
        var nextYear = Request(region.Village, voucher.VoucherId);
        nextYear.ReversedOn = "2027-01-01";
        var noReason = Request(region.Village, voucher.VoucherId);
        noReason.Reason = "  ";
        var noDate = Request(region.Village, voucher.VoucherId);
        noDate.ReversedOn = "3月27日";
        var absent = Request(region.Village, RegionBooks.NewId());

        (await RefusedAsync(region, nextYear)).StatusCode.ShouldBe(StatusCode.FailedPrecondition);
        (await RefusedAsync(region, noReason)).StatusCode.ShouldBe(StatusCode.InvalidArgument);
        (await RefusedAsync(region, noDate)).StatusCode.ShouldBe(StatusCode.InvalidArgument);
        (await RefusedAsync(region, absent)).StatusCode.ShouldBe(StatusCode.NotFound);

        (await region.DumpAsync(region.Village, Token)).ShouldBe(before);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task An_automatic_voucher_is_reviewed_once_and_a_red_one_not_by_its_maker(StoreKind kind)
    {
        var region = await PrepaidAsync(kind);
        var voucher = (await region.VouchersAsync(region.Village, Token)).Single();
        var red = (await ReverseAsync(region, Request(region.Village, voucher.VoucherId))).Voucher;

        var reviewed = await ReviewAsync(region, voucher.VoucherId, RegionBooks.Accountant(region.Village));
        var again = await Should.ThrowAsync<RpcException>(() =>
            ReviewAsync(region, voucher.VoucherId, RegionBooks.Accountant(region.Village)));
        var own = await Should.ThrowAsync<RpcException>(() =>
            ReviewAsync(region, red.VoucherId, RegionBooks.Accountant(region.Village)));

        reviewed.Voucher.ReviewedBy.ShouldBe(RegionBooks.Accountant(region.Village).Login);
        again.StatusCode.ShouldBe(StatusCode.FailedPrecondition);
        own.StatusCode.ShouldBe(StatusCode.PermissionDenied);
        own.Status.Detail.ShouldContain("制单人不能审核自己的凭证");
    }

    private static ReverseVoucherRequest Request(string book, string voucherId) => new()
    {
        RequestId = RegionBooks.NewKey(),
        Book = book,
        VoucherId = voucherId,
        ReversedOn = "2026-03-27",
        Reason = "金额有误",
    };

    private static async Task<ReverseVoucherResponse> ReverseAsync(RegionBooks region, ReverseVoucherRequest request) =>
        await region.VouchersAs(region.OwnerOf(request.Book)).ReverseVoucherAsync(request, cancellationToken: Token);

    private static Task<RpcException> RefusedAsync(RegionBooks region, ReverseVoucherRequest request) =>
        Should.ThrowAsync<RpcException>(() => ReverseAsync(region, request));

    private static async Task<RpcException?> TryAsync(RegionBooks region, ReverseVoucherRequest request, string login)
    {
        try
        {
            var caller = RegionBooks.Accountant(request.Book, login);
            await region.VouchersAs(caller).ReverseVoucherAsync(request, cancellationToken: Token);
            return null;
        }
        catch (RpcException refused)
        {
            return refused;
        }
    }

    private static async Task<ReviewVoucherResponse> ReviewAsync(
        RegionBooks region,
        string voucherId,
        Region.Platform.Identity.Caller caller) =>
        await region.VouchersAs(caller).ReviewVoucherAsync(
            new ReviewVoucherRequest { RequestId = RegionBooks.NewKey(), Book = region.Village, VoucherId = voucherId },
            cancellationToken: Token);

    /// <summary>The reversal that a book announced last, as its outbox holds it.</summary>
    private static async Task<VoucherReversed> AnnouncedAsync(RegionBooks region, string book)
    {
        await using var session = await (await region.StoreAsync(book, Token)).ReadAsync(Token);
        var envelope = await session.ScalarAsync<byte[]>(
            "SELECT envelope FROM outbox WHERE topic = @topic ORDER BY seq DESC LIMIT 1",
            new { topic = Topics.VoucherReversed },
            Token);
        using var json = System.Text.Json.JsonDocument.Parse(envelope);
        return VoucherReversed.Parser.ParseJson(json.RootElement.GetProperty("data").GetRawText());
    }

    private static async Task<long> CountAsync(RegionBooks region, string book)
    {
        await using var session = await (await region.StoreAsync(book, Token)).ReadAsync(Token);
        return await session.ScalarAsync<long>(
            "SELECT COUNT(*) FROM outbox WHERE topic = @topic", new { topic = Topics.VoucherReversed }, Token);
    }

    private async Task<RegionBooks> PrepaidAsync(StoreKind kind)
    {
        var region = await worlds.RegionAsync(kind, Token);
        await region.ApplyAsync(Topics.PrepaymentReceived, new RoundP1(region).PrepaymentOf(0, 2_400_000), Token);
        return region;
    }
}
