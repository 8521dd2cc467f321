using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Region.Contracts.Accounting.V1;
using Region.Platform.Refusals;
using Region.Testing;
using Shouldly;

namespace Region.Services.Tests.Accounting;

public sealed class OpeningTests(AccountingWorlds worlds)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task Opening_balances_are_the_first_voucher_and_repeating_the_request_changes_nothing(StoreKind kind)
    {
        var region = await worlds.RegionAsync(kind, Token);
        var request = Request(region.Village, RegionBooks.Opening(region.Village));

        var first = await ImportAsync(region, request);
        var again = await ImportAsync(region, request);

        first.ShouldBe(new ImportOpeningResponse { Lines = 2, TotalDebitFen = 1_290_000 });
        again.ShouldBe(first);
        var voucher = (await region.VouchersAsync(region.Village, Token)).ShouldHaveSingleItem();
        (voucher.Word, voucher.Number, voucher.AccountingDate).ShouldBe(("期初", 1, "2026-01-01"));
        var book = (await region.BooksAs(RegionBooks.Accountant(region.Village)).GetBookAsync(
            new GetBookRequest { Book = region.Village }, cancellationToken: Token)).Book;
        (book.OpeningDate, book.VoucherCount, book.ChainHead).ShouldBe(("2026-01-01", 1, voucher.Hash));
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_bad_table_is_refused_in_Chinese_and_changes_nothing(StoreKind kind)
    {
        var region = await worlds.RegionAsync(kind, Token);
        var before = await region.DumpAsync(region.Village, Token);

        (await RefusedAsync(region, RegionBooks.Opening(region.Village, "12900.01")))
            .ShouldBe("期初余额借贷不平：借方 12,900.00，贷方 12,900.01，相差 0.01。");
        (await RefusedAsync(region, RegionBooks.Opening(region.Villages[1])))
            .ShouldBe($"第2行 账套 是别的账套「{region.Villages[1]}」，只能导入本账套的期初余额。（共 2 处）");
        (await RefusedAsync(region, RegionBooks.Opening(region.Village, "-12900")))
            .ShouldBe("第3行 贷方「-12900」是负数，期初余额请记到另一方向。");
        (await RefusedAsync(region, Utf8("账套,科目编码,往来单位,往来单位名称,借方\n"))).ShouldContain("贷方");
        var wide = ByteString.CopyFrom(RegionBooks.Opening(region.Village).ToStringUtf8(), Encoding.Unicode);
        (await RefusedAsync(region, wide)).ShouldContain("UTF-16");

        (await region.DumpAsync(region.Village, Token)).ShouldBe(before);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_second_opening_is_refused(StoreKind kind)
    {
        var region = await worlds.RegionAsync(kind, Token);
        await ImportAsync(region, Request(region.Village, RegionBooks.Opening(region.Village)));
        var before = await region.DumpAsync(region.Village, Token);

        (await RefusedAsync(region, RegionBooks.Opening(region.Village)))
            .ShouldBe($"账套 {region.Village}（2026-01-01）的期初余额已经导入，期初只导入一次。");

        (await region.DumpAsync(region.Village, Token)).ShouldBe(before);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task The_same_key_with_another_table_is_refused(StoreKind kind)
    {
        var region = await worlds.RegionAsync(kind, Token);
        var request = Request(region.Village, RegionBooks.Opening(region.Village));
        await ImportAsync(region, request);
        var other = request.Clone();
        other.OpeningDate = "2026-01-02";

        (await Should.ThrowAsync<RpcException>(() => ImportAsync(region, other))).StatusCode
            .ShouldBe(StatusCode.AlreadyExists);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task The_county_imports_all_books_or_none(StoreKind kind)
    {
        var region = await worlds.RegionAsync(kind, Token);
        var rows = Encoding.UTF8.GetString(new RoundP1(region).Openings());
        var oneFenOff = rows.Replace("1137.00", "1137.01", StringComparison.Ordinal);
        var unknownBook = rows.Replace(region.Villages[3], $"{region.Village[..3]}98", StringComparison.Ordinal);

        var off = await Should.ThrowAsync<RpcException>(() => ImportAllAsync(region, RegionBooks.NewKey(), oneFenOff));
        var unknown = await Should.ThrowAsync<RpcException>(
            () => ImportAllAsync(region, RegionBooks.NewKey(), unknownBook));

        off.Status.Detail.ShouldContain($"账套 {region.Village}");
        off.Status.Detail.ShouldContain("相差 0.01");
        unknown.Status.Detail.ShouldContain("还没有建立");
        foreach (var book in region.Books)
            (await region.VouchersAsync(book, Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_import_that_was_cut_off_is_completed_by_sending_it_again()
    {
        var region = await worlds.RegionAsync(StoreKind.Sqlite, Token);
        var rows = Encoding.UTF8.GetString(new RoundP1(region).Openings());
        var key = RegionBooks.NewKey();
        var store = await region.StoreAsync(region.Villages[2], Token);
        await ExecuteAsync(
            store,
            "CREATE TRIGGER cut_off BEFORE INSERT ON vouchers BEGIN SELECT RAISE(ABORT, 'the power failed'); END");

        await Should.ThrowAsync<RpcException>(() => ImportAllAsync(region, key, rows));
        (await region.VouchersAsync(region.Villages[1], Token)).Count.ShouldBe(1);
        (await region.VouchersAsync(region.Villages[2], Token)).ShouldBeEmpty();

        await ExecuteAsync(store, "DROP TRIGGER cut_off");
        var answer = await ImportAllAsync(region, key, rows);
        answer.Books.ShouldBe(5);
        foreach (var book in region.Books)
            (await region.VouchersAsync(book, Token)).Count.ShouldBe(1, book);
    }

    private static async Task ExecuteAsync(Region.Platform.Storage.Database store, string sql)
    {
        await using var work = await store.BeginAsync("test", Token);
        await work.ExecuteAsync(sql, null, Token);
        await work.CommitAsync(Token);
    }

    private static ByteString Utf8(string text) => ByteString.CopyFrom(text, Encoding.UTF8);

    private static ImportOpeningRequest Request(string book, ByteString table) => new()
    {
        RequestId = RegionBooks.NewKey(),
        Book = book,
        Table = table,
        OpeningDate = "2026-01-01",
    };

    private static async Task<ImportOpeningResponse> ImportAsync(RegionBooks region, ImportOpeningRequest request) =>
        await region.OpeningsAs(RegionBooks.Accountant(request.Book))
            .ImportOpeningAsync(request, cancellationToken: Token);

    private static async Task<ImportOpeningsResponse> ImportAllAsync(RegionBooks region, string key, string rows) =>
        await region.OpeningsAs(RegionBooks.County).ImportOpeningsAsync(
            new ImportOpeningsRequest { RequestId = key, Table = Utf8(rows), OpeningDate = "2026-01-01" },
            cancellationToken: Token);

    private static async Task<string> RefusedAsync(RegionBooks region, ByteString table)
    {
        var refused = await Should.ThrowAsync<RpcException>(() => ImportAsync(region, Request(region.Village, table)));
        StatusDetails.Read(refused).ShouldNotBeNull();
        return refused.Status.Detail;
    }
}
