using System.Diagnostics;
using System.Globalization;
using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Region.Contracts.Accounting.V1;
using Region.Testing;
using Shouldly;

namespace Region.Services.Tests.Accounting;

/// <summary>A year of a busy book in one act, and one row more.</summary>
public sealed class DraftImportSizeTests(AccountingWorlds worlds)
{
    private const int MostRows = 200_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_hundred_thousand_vouchers_are_imported_in_one_act_in_order_and_not_one_more(StoreKind kind)
    {
        var office = new DraftOffice(await worlds.RegionAsync(kind, Token));
        var watch = Stopwatch.StartNew();

        var imported = await ImportAsync(office, MostRows);

        TestContext.Current.TestOutputHelper?.WriteLine($"{kind}: {MostRows} rows in {watch.ElapsedMilliseconds} ms");
        (imported.Lines, imported.Drafts).ShouldBe((MostRows, MostRows / 2));
        var first = await office.As(office.Maker).ListDraftsAsync(
            new ListDraftsRequest { Book = office.Book, PageSize = 200 }, cancellationToken: Token);
        first.Drafts.Select(draft => draft.Content.Summary)
            .ShouldBe(Enumerable.Range(1, 200).Select(number => $"第{number}笔"));
        first.Drafts.ShouldAllBe(draft => draft.TotalDebitFen == 300 && draft.TotalCreditFen == 300);

        var refused = await Should.ThrowAsync<RpcException>(() => ImportAsync(office, MostRows + 2));
        refused.Status.Detail.ShouldContain("表中数据超过 200000 行");
    }

    private static async Task<ImportDraftsResponse> ImportAsync(DraftOffice office, int rows) =>
        await office.As(office.Maker).ImportDraftsAsync(
            new ImportDraftsRequest { RequestId = RegionBooks.NewKey(), Book = office.Book, Table = Table(rows) },
            cancellationToken: Token);

    private static ByteString Table(int rows)
    {
        var table = new StringBuilder("凭证号,日期,字,摘要,科目编码,借方,贷方,附件数\n");
        for (var voucher = 1; voucher <= rows / 2; voucher++)
        {
            var head = string.Create(
                CultureInfo.InvariantCulture, $"{voucher},2026-{1 + (voucher % 12):00}-05,记,第{voucher}笔");
            table.Append(head).Append(",121,3,,1\n").Append(head).Append(",211,,3,\n");
        }

        return ByteString.CopyFromUtf8(table.ToString());
    }
}
