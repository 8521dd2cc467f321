using Grpc.Core;
using Region.Contracts.Accounting.V1;
using Region.Testing;
using Shouldly;

namespace Region.Services.Tests.Accounting;

public sealed class TransitionTests(AccountingWorlds worlds)
{
    /// <summary>An old book of 2004: 131 needs the accountant; 153 and 154 changed places; 202 became 211.</summary>
    private const string Old =
        """
        101,现金,1000.00,,,,,
        102,银行存款,25000.50,,,,,
        112,应收款,300.00,,D01,甲户,,
        121,库存物资,450.00,,M001,化肥,12.5,公斤
        13101,幼畜,800.00,,,,,
        154,在建工程,7000.00,,P01,修路,,
        202,应付款,,1200.50,S01,农资店,,
        301,资本,,30000.00,,,,
        322,收益分配（未分配收益）,,3350.00,,,,
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task An_old_book_is_shown_decided_and_taken_over_to_the_fen_with_its_evidence(StoreKind kind)
    {
        var office = await AccountOffice.InAsync(worlds, kind);
        var open = await office.Transition.PreviewTransitionAsync(office.Preview(Old), cancellationToken: Token);
        open.Importable.ShouldBeFalse();
        open.Lines.Single(line => line.Problem.Length > 0).Problem.ShouldContain("须由会计判断");
        (open.Totals.OldDebitFen, open.Totals.OldCreditFen, open.Totals.NewDebitFen)
            .ShouldBe((3_455_050, 3_455_050, 3_375_050));
        (await RefusedAsync(office, office.OldBook(Old))).ShouldContain("旧账余额表第6行");

        var shown = await office.Transition.PreviewTransitionAsync(
            office.Preview(Old, "131,,132"), cancellationToken: Token);
        shown.Importable.ShouldBeTrue();
        shown.Problems.ShouldBeEmpty();
        var answer = await office.Transition.ImportOldBookAsync(
            office.OldBook(Old, "131,,132"), cancellationToken: Token);

        answer.Totals.ShouldBe(new TransitionTotals
        {
            OldDebitFen = 3_455_050,
            OldCreditFen = 3_455_050,
            NewDebitFen = 3_455_050,
            NewCreditFen = 3_455_050,
        });
        (await office.Region.ClosingAsync(office.Book, Token)).ShouldBe(
            new Dictionary<string, long>
            {
                ["101"] = 100_000,
                ["102"] = 2_500_050,
                ["112 D01"] = 30_000,
                ["121"] = 45_000,
                ["132"] = 80_000,
                ["153"] = 700_000,
                ["211 S01"] = -120_050,
                ["301"] = -3_000_000,
                ["322.02"] = -335_000,
            },
            ignoreOrder: true);
        var goods = (await office.ItemsAsync(ItemKind.Stock)).ShouldHaveSingleItem();
        (goods.ItemCode, goods.Name, goods.QuantityUnit).ShouldBe(("M001", "化肥", "公斤"));
        (await office.ItemsAsync(ItemKind.Project)).ShouldHaveSingleItem().Name.ShouldBe("修路");

        var evidence = await office.Transition.GetTransitionAsync(
            new GetTransitionRequest { Book = office.Book }, cancellationToken: Token);
        evidence.VoucherId.ShouldBe(answer.VoucherId);
        evidence.BalanceTable.ShouldBe(office.OldBook(Old).BalanceTable);
        evidence.BalanceHash.Length.ShouldBe(64);
        evidence.Lines.Select(line => (line.OldCode, line.Account, line.DebitFen - line.CreditFen)).ShouldBe(
            shown.Lines.Select(line => (line.OldCode, line.Account, line.DebitFen - line.CreditFen)));
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task All_wrong_rows_are_named_and_nothing_is_written(StoreKind kind)
    {
        var office = await AccountOffice.InAsync(worlds, kind);
        var before = await office.Region.DumpAsync(office.Book, Token);

        var refused = await Should.ThrowAsync<RpcException>(office.Transition.ImportOldBookAsync(
            office.OldBook("101,现金,-5,,,,,\n999,没有,5,,,,,\n112,应收款,5,,,,,"), cancellationToken: Token).ResponseAsync);

        refused.StatusCode.ShouldBe(StatusCode.InvalidArgument);
        refused.Status.Detail.ShouldContain("旧账余额表第2行 借方「-5」无效");
        refused.Status.Detail.ShouldContain("共 4 处");
        (await office.Region.DumpAsync(office.Book, Token)).ShouldBe(before);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_book_that_has_its_opening_balances_takes_no_old_book(StoreKind kind)
    {
        var office = await AccountOffice.InAsync(worlds, kind);
        await office.Transition.ImportOldBookAsync(office.OldBook(Old, "131,,132"), cancellationToken: Token);

        (await RefusedAsync(office, office.OldBook(Old, "131,,132"))).ShouldContain("期初只导入一次");
        var shown = await office.Transition.PreviewTransitionAsync(
            office.Preview(Old, "131,,132"), cancellationToken: Token);
        shown.Importable.ShouldBeFalse();
        shown.Problems.ShouldHaveSingleItem().ShouldContain("期初只导入一次");
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task Opening_details_by_project_and_goods_come_as_lines_or_as_a_table(StoreKind kind)
    {
        var office = await AccountOffice.InAsync(worlds, kind);
        var openings = office.Region.OpeningsAs(RegionBooks.Accountant(office.Book));
        var request = new ImportOpeningRequest
        {
            RequestId = RegionBooks.NewKey(),
            Book = office.Book,
            OpeningDate = "2026-01-01",
            Lines =
            {
                Goods("M001", "化肥", "12.5", 45_000), Goods("M002", "种子", "3", 5_000),
                new OpeningLine { Account = "153", Project = "P01", ProjectName = "修路", DebitFen = 70_000 },
                new OpeningLine { Account = "301", CreditFen = 120_000 },
            },
        };

        (await openings.ImportOpeningAsync(request, cancellationToken: Token)).Lines.ShouldBe(4);

        var stock = await new KeptBook(office.Region, office.Book).Ledgers.ListStockAsync(
            new ListStockRequest { Book = office.Book }, cancellationToken: Token);
        stock.Rows.Select(row => (row.Stock, row.ClosingQuantity, row.ClosingFen))
            .ShouldBe([("M001", "12.5", 45_000), ("M002", "3", 5_000)]);
        (await office.ItemsAsync(ItemKind.Stock)).Select(item => (item.Name, item.QuantityUnit))
            .ShouldBe([("化肥", "公斤"), ("种子", "公斤")]);

        var second = new AccountOffice(office.Region);
        var other = request.Clone();
        (other.RequestId, other.Book) = (RegionBooks.NewKey(), office.Region.Villages[1]);
        other.Lines.Clear();
        other.Table = Google.Protobuf.ByteString.CopyFromUtf8(
            "账套,科目编码,往来单位,往来单位名称,借方,贷方,存货,存货名称,计量单位,数量,项目\n"
            + $"{other.Book},121,,,450,,M001,化肥,公斤,12.5,\n{other.Book},121,,,50,,M002,种子,公斤,3,\n"
            + $"{other.Book},153,,,700,,,,,,P01\n{other.Book},301,,,,1200,,,,,\n");
        var answer = await second.Region.OpeningsAs(RegionBooks.Accountant(other.Book))
            .ImportOpeningAsync(other, cancellationToken: Token);
        answer.ShouldBe(new ImportOpeningResponse { Lines = 4, TotalDebitFen = 120_000 });
    }

    private static OpeningLine Goods(string code, string name, string quantity, long fen) => new()
    {
        Account = "121",
        Stock = code,
        StockName = name,
        QuantityUnit = "公斤",
        Quantity = quantity,
        DebitFen = fen,
    };

    private static async Task<string> RefusedAsync(AccountOffice office, ImportOldBookRequest request) =>
        (await Should.ThrowAsync<RpcException>(
            office.Transition.ImportOldBookAsync(request, cancellationToken: Token).ResponseAsync)).Status.Detail;
}
