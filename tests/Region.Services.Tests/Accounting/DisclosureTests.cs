using Google.Protobuf;
using Grpc.Core;
using Region.Contracts;
using Region.Contracts.Access.V1;
using Region.Contracts.Accounting.V1;
using Region.Testing;
using Shouldly;
using static Region.Services.Tests.Accounting.KeptBook;

namespace Region.Services.Tests.Accounting;

public sealed partial class DisclosureTests(AccountingWorlds worlds)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task Closing_a_month_publishes_a_sheet_that_anybody_reads_and_that_adds_up(StoreKind kind)
    {
        var book = await VillageAsync(kind);
        var closed = await CloseAsync(book, "2026-03");

        var month = await SheetAsync(book, "2026-03");
        var quarter = await SheetAsync(book, "2026-Q1");

        var sheet = month.Sheet;
        (sheet.BookName, sheet.OpeningCashFen, sheet.ClosingCashFen).ShouldBe(("样例村1", 12_000, 611_600));
        sheet.Receipts.Select(item => (item.Caption, item.AmountFen)).ShouldBe([("补助收入", 600_000)]);
        sheet.Payments.Select(item => (item.Caption, item.AmountFen)).ShouldBe([("管理费用", 400)]);
        sheet.CashBalances.Select(item => (item.Caption, item.AmountFen)).ShouldBe([("银行存款", 611_600)]);
        sheet.BigItems.Select(item => (item.Summary, item.AmountFen)).ShouldBe([("产业补助", 600_000)]);
        (sheet.ChainHead, sheet.VoucherCount).ShouldBe((closed.Head, closed.Vouchers));
        sheet.Figures.Single(figure => figure.Caption == "资产总计").AmountFen.ShouldBe(611_600);
        month.Current.ShouldBeTrue();
        quarter.Sheet.Receipts.Sum(item => item.AmountFen).ShouldBe(602_000);
        quarter.Sheet.OpeningCashFen.ShouldBe(10_000);
        month.Title.SheetHash.ShouldBe(
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(sheet.ToByteArray())));
        (await AnnouncedAsync(book)).ShouldBe(2);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_month_that_is_closed_again_gets_a_new_version_and_keeps_the_old_one(StoreKind kind)
    {
        var book = await VillageAsync(kind);
        var id = RegionBooks.NewId();
        await CloseAsync(book, "2026-03", id);
        await DeliverAsync(book, "2026-03", id);
        await ActAsync(book, "Reopen", "2026-03", "2026-02");

        (await SheetAsync(book, "2026-03")).Current.ShouldBeFalse();
        await book.PostAsync("2026-03-20", "补付", Token, Debit("513", 100), Credit("102", 100));
        await CloseAsync(book, "2026-03");

        var newest = await SheetAsync(book, "2026-03");
        (newest.Title.Version, newest.Current).ShouldBe((2, true));
        newest.Sheet.Payments.Single().AmountFen.ShouldBe(500);
        var first = await SheetAsync(book, "2026-03", 1);
        (first.Sheet.Payments.Single().AmountFen, first.Current).ShouldBe((400, false));
        (await Public(book).ListSheetsAsync(new ListSheetsRequest { Book = book.Code }, cancellationToken: Token))
            .Sheets.Select(title => (title.Period, title.Version))
            .ShouldBe([("2026-Q1", 2), ("2026-03", 2), ("2026-Q1", 1), ("2026-03", 1)]);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_closing_that_is_told_behind_a_newer_one_publishes_nothing_under_its_old_head(StoreKind kind)
    {
        var book = await VillageAsync(kind);
        foreach (var month in (string[])["2026-01", "2026-02", "2026-03"])
            await ActAsync(book, "Close", month, month);

        var first = await ClosedAsync(book, "2026-03");
        await ActAsync(book, "Reopen", "2026-03", "2026-02");
        await book.PostAsync("2026-03-20", "补付", Token, Debit("513", 100), Credit("102", 100));
        await ActAsync(book, "Close", "2026-03", "2026-03");
        var second = await ClosedAsync(book, "2026-03");

        await book.Region.ApplyAsync(Topics.MonthClosed, first, Token);
        (await AnnouncedAsync(book)).ShouldBe(0);
        await book.Region.ApplyAsync(Topics.MonthClosed, second, Token);

        var sheet = await SheetAsync(book, "2026-03");
        (sheet.Title.Version, sheet.Sheet.ChainHead).ShouldBe((1, second.Head));
        sheet.Sheet.Payments.Single().AmountFen.ShouldBe(500);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task Objections_and_answers_stand_on_the_sheet_without_the_villager_s_name(StoreKind kind)
    {
        var book = await VillageAsync(kind);
        await CloseAsync(book, "2026-03");
        var head = As(book, Role.VillageHead);
        var request = new RecordObjectionRequest
        {
            RequestId = RegionBooks.NewKey(),
            Book = book.Code,
            Period = "2026-03",
            Text = "办公费花在哪里？",
            RaisedBy = "村民甲",
        };

        var answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ =>
            head.RecordObjectionAsync(request, cancellationToken: Token).ResponseAsync));
        var answered = await As(book, Role.Supervisor).AnswerObjectionAsync(
            new AnswerObjectionRequest
            {
                RequestId = RegionBooks.NewKey(),
                Book = book.Code,
                ObjectionId = answers[0].Objection.ObjectionId,
                Text = "买打印纸，见记-3号。",
            },
            cancellationToken: Token);

        answers[0].ShouldBe(answers[1]);
        answered.Objection.Answers.Single().Text.ShouldBe("买打印纸，见记-3号。");
        var shown = (await SheetAsync(book, "2026-03")).Objections.Single();
        (shown.Text, shown.RaisedBy, shown.RecordedBy, shown.Answers.Single().AnsweredBy)
            .ShouldBe(("办公费花在哪里？", "", "", ""));
        (await head.ListObjectionsAsync(new ListObjectionsRequest { Book = book.Code }, cancellationToken: Token))
            .Objections.Single().RaisedBy.ShouldBe("村民甲");
        request.Text = "另一件事";
        (await Should.ThrowAsync<RpcException>(async () => await head.RecordObjectionAsync(
            request, cancellationToken: Token))).StatusCode.ShouldBe(StatusCode.AlreadyExists);
    }

    [Theory]
    [InlineData("2026-03", "", "村民甲", StatusCode.InvalidArgument)]
    [InlineData("2026-03", "事", "", StatusCode.InvalidArgument)]
    [InlineData("2026-13", "事", "村民甲", StatusCode.InvalidArgument)]
    [InlineData("2026-04", "事", "村民甲", StatusCode.NotFound)]
    public async Task An_objection_needs_a_published_sheet_a_text_and_a_name(
        string period,
        string text,
        string name,
        StatusCode status)
    {
        var book = await VillageAsync(StoreKind.Sqlite);
        await CloseAsync(book, "2026-03");
        var request = new RecordObjectionRequest
        {
            RequestId = RegionBooks.NewKey(),
            Book = book.Code,
            Period = period,
            Text = text,
            RaisedBy = name,
        };

        (await Should.ThrowAsync<RpcException>(async () => await As(book, Role.VillageHead).RecordObjectionAsync(
            request, cancellationToken: Token))).StatusCode.ShouldBe(status);
        (await Should.ThrowAsync<RpcException>(async () => await As(book, Role.Cashier).RecordObjectionAsync(
            request, cancellationToken: Token))).StatusCode.ShouldBe(StatusCode.PermissionDenied);
    }

    [Fact]
    public async Task A_company_publishes_no_sheet_and_an_open_month_none()
    {
        var book = await VillageAsync(StoreKind.Sqlite);
        var company = new KeptBook(book.Region, book.Region.Company);
        await CloseAsync(company, "2026-03");
        await DeliverAsync(book, "2026-03", RegionBooks.NewId());

        foreach (var one in (KeptBook[])[book, company])
        {
            (await Should.ThrowAsync<RpcException>(() => SheetAsync(one, "2026-03"))).StatusCode
                .ShouldBe(StatusCode.NotFound);
        }
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task What_was_published_is_never_changed_or_removed(StoreKind kind)
    {
        var book = await VillageAsync(kind);
        await CloseAsync(book, "2026-03");
        var store = await book.Region.StoreAsync(book.Code, Token);
        foreach (var sql in (string[])
            ["UPDATE disclosure_sheets SET version = 9", "DELETE FROM disclosure_sheets", "DELETE FROM objections"])
        {
            await As(book, Role.VillageHead).RecordObjectionAsync(
                new RecordObjectionRequest
                {
                    RequestId = RegionBooks.NewKey(),
                    Book = book.Code,
                    Period = "2026-03",
                    Text = "事",
                    RaisedBy = "甲",
                },
                cancellationToken: Token);
            await using var work = await store.BeginAsync($"book:{book.Code}", Token);
            await Should.ThrowAsync<System.Data.Common.DbException>(() => work.ExecuteAsync(sql, null, Token));
        }
    }

    [Fact]
    public async Task A_sheet_says_how_many_big_items_and_objections_it_does_not_list()
    {
        const int More = 3;
        var book = await VillageAsync(StoreKind.Sqlite);
        for (var item = 0; item < 199 + More; item++)
            await book.PostAsync("2026-03-15", "大额", Token, Debit("102", 600_000), Credit("503", 600_000));

        await CloseAsync(book, "2026-03");
        var client = new DisclosureService.DisclosureServiceClient(
            book.Region.World.As(AccountingWorlds.ServiceName, RegionBooks.Accountant(book.Code)));
        for (var objection = 0; objection < 200 + More; objection++)
        {
            await client.RecordObjectionAsync(
                new RecordObjectionRequest
                {
                    RequestId = RegionBooks.NewKey(),
                    Book = book.Code,
                    Period = "2026-03",
                    Text = "请说明用途",
                    RaisedBy = "村民甲",
                },
                cancellationToken: Token);
        }

        var answer = await SheetAsync(book, "2026-03");

        (answer.Sheet.BigItems.Count, answer.Sheet.FurtherBigItems).ShouldBe((200, More));
        (answer.Objections.Count, answer.FurtherObjections).ShouldBe((200, More));
    }
}
