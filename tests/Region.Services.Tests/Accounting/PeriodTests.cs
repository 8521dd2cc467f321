using Grpc.Core;
using Region.Contracts;
using Region.Contracts.Access.V1;
using Region.Contracts.Accounting.V1;
using Region.Testing;
using Shouldly;

namespace Region.Services.Tests.Accounting;

public sealed class PeriodTests(AccountingWorlds worlds)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task Months_are_closed_in_order_announced_and_shown_with_who_and_the_chain_s_end(StoreKind kind)
    {
        var book = await ClosingBook.OpenAsync(worlds, kind, "2026-01-01");
        var head = (await book.Region.VouchersAsync(book.Book, Token)).Single().Hash;

        (await ClosingBook.RefusedAsync(() => book.CloseAsync("2026-02"))).ShouldBe(
            (StatusCode.FailedPrecondition, "须按月份先后依次结账，括号内是现在该结的月份：2026-02（2026-01）。"));
        var closed = (await book.CloseAsync("2026-01")).Period;

        (closed.Month, closed.State).ShouldBe(("2026-01", PeriodState.Closed));
        var act = closed.Acts.Single();
        (act.Kind, act.Login, act.VoucherCount, act.ChainHead)
            .ShouldBe((PeriodActKind.Close, $"villageaccountant@{book.Book}".ToLowerInvariant(), 1, head));
        (await book.ScalarAsync<long>($"SELECT COUNT(*) FROM outbox WHERE topic = '{Topics.MonthClosed}'")).ShouldBe(1);
        (await ClosingBook.RefusedAsync(() => book.CloseAsync("2026-01"))).Sentence.ShouldContain("已经结账");
        var periods = (await book.Periods.ListPeriodsAsync(
            new ListPeriodsRequest { Book = book.Book }, cancellationToken: Token)).Periods;
        periods.Select(period => (period.Month, period.State))
            .ShouldBe([("2026-01", PeriodState.Closed), ("2026-02", PeriodState.Next)]);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task Two_closings_at_once_under_one_key_are_one(StoreKind kind)
    {
        var book = await ClosingBook.OpenAsync(worlds, kind, "2026-01-01");
        var key = RegionBooks.NewKey();

        var answers = await Task.WhenAll(book.CloseAsync("2026-01", key), book.CloseAsync("2026-01", key));

        answers[1].ShouldBe(answers[0]);
        (await book.ScalarAsync<long>("SELECT COUNT(*) FROM period_acts")).ShouldBe(1);
        (await ClosingBook.RefusedAsync(() => book.CloseAsync("2026-02", key))).Status
            .ShouldBe(StatusCode.AlreadyExists);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_reopening_needs_the_head_and_a_reason_and_leaves_a_trace(StoreKind kind)
    {
        var book = await ClosingBook.OpenAsync(worlds, kind, "2026-01-01");
        await book.CloseAsync("2026-01");
        await book.CloseAsync("2026-02");

        (await ClosingBook.RefusedAsync(() => book.ReopenAsync("2026-01"))).Sentence
            .ShouldBe("只能反结账最近结账的月份，括号内是该月份：2026-01（2026-02）。");
        (await ClosingBook.RefusedAsync(() => book.ReopenAsync("2026-02", " "))).Sentence.ShouldContain("须写明理由");
        (await ClosingBook.RefusedAsync(() => book.ReopenAsync("2026-03"))).Sentence.ShouldContain("没有结账");
        var reopened = (await book.ReopenAsync("2026-02")).Period;

        reopened.State.ShouldBe(PeriodState.Next);
        reopened.Acts.Select(act => (act.Kind, act.Reason))
            .ShouldBe([(PeriodActKind.Close, ""), (PeriodActKind.Reopen, "漏记一张发票")]);
        await book.PostAsync("2026-02-05", "101", "102", 100);
        (await book.CloseAsync("2026-02")).Period.Acts.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Only_the_accountant_closes_and_only_head_or_manager_reopen()
    {
        var book = await ClosingBook.OpenAsync(worlds, StoreKind.Sqlite, "2026-01-01");
        var close = new CloseMonthRequest { RequestId = RegionBooks.NewKey(), Book = book.Book, Month = "2026-01" };
        var reopen = new ReopenMonthRequest
        {
            RequestId = RegionBooks.NewKey(),
            Book = book.Book,
            Month = "2026-01",
            Reason = "漏记",
        };
        var year = new CloseYearRequest { RequestId = RegionBooks.NewKey(), Book = book.Book, Year = 2026 };

        foreach (var role in (Role[])[Role.VillageHead, Role.Supervisor, Role.Auditor])
        {
            var client = book.PeriodsAs(Callers.Of(role, role is Role.Auditor ? "COUNTY" : book.Book));
            (await StatusAsync(client.CloseMonthAsync(close, cancellationToken: Token)))
                .ShouldBe(StatusCode.PermissionDenied);
            (await StatusAsync(client.CloseYearAsync(year, cancellationToken: Token)))
                .ShouldBe(StatusCode.PermissionDenied);
        }

        await book.CloseAsync("2026-01");
        (await StatusAsync(book.Periods.ReopenMonthAsync(reopen, cancellationToken: Token)))
            .ShouldBe(StatusCode.PermissionDenied);
        var neighbour = book.PeriodsAs(Callers.Of(Role.VillageHead, book.Region.Villages[1]));
        (await StatusAsync(neighbour.ReopenMonthAsync(reopen, cancellationToken: Token))).ShouldBe(StatusCode.NotFound);
        (await StatusAsync(book.PeriodsAs(book.Head).ReopenMonthAsync(reopen, cancellationToken: Token)))
            .ShouldBe(StatusCode.OK);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_blocker_refuses_the_closing_and_is_gone_once_it_is_dealt_with(StoreKind kind)
    {
        var book = await ClosingBook.OpenAsync(worlds, kind, "2026-01-01");
        await book.PostAsync("2026-01-10", "181", "121", 500);

        var (status, sentence) = await ClosingBook.RefusedAsync(() => book.CloseAsync("2026-01"));

        status.ShouldBe(StatusCode.FailedPrecondition);
        sentence.ShouldBe(
            "还不能结账：待处理财产损溢未处理完 1 处：181 余额 5.00。请查明原因、经批准后转销，"
            + "结账前余额应为零（农民专业合作社会计制度 181 科目说明五，村账、公司账比照）。");
        (await book.ChecklistAsync()).Closable.ShouldBeFalse();
        await book.PostAsync("2026-01-20", "515", "181", 500);
        (await book.ChecklistAsync()).Closable.ShouldBeTrue();
        await book.CloseAsync("2026-01");
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task An_event_that_could_not_be_posted_blocks_the_book_that_it_names_and_no_other(StoreKind kind)
    {
        var book = await ClosingBook.OpenAsync(worlds, kind, "2026-01-01");
        var prepayment = new RoundP1(book.Region).PrepaymentOf(0, -1);
        await book.Region.DeliverAsync(Topics.PrepaymentReceived, RegionBooks.NewId(), prepayment, Token);

        var found = (await book.FindingAsync(CheckKind.DeadLetter, "2026-03")).ShouldNotBeNull();

        (found.Severity, found.Count).ShouldBe((CheckSeverity.Blocker, 1));
        found.Title.ShouldContain("prepayment");
        (await book.FindingAsync(CheckKind.DeadLetter, "2026-02")).ShouldBeNull();
        var other = new ClosingBook(book.Region, book.Region.Villages[1]);
        (await other.FindingAsync(CheckKind.DeadLetter, "2026-03")).ShouldBeNull();
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_draft_of_the_month_blocks_it_until_it_is_posted_or_discarded(StoreKind kind)
    {
        var book = await ClosingBook.OpenAsync(worlds, kind, "2026-01-01");
        var drafts = new DraftService.DraftServiceClient(
            book.Region.World.As(AccountingWorlds.ServiceName, RegionBooks.Accountant(book.Book)));
        var made = await drafts.CreateDraftAsync(
            new CreateDraftRequest
            {
                RequestId = RegionBooks.NewKey(),
                Book = book.Book,
                Content = new DraftContent { Word = "记", AccountingDate = "2026-02-03", Summary = "买种子" },
            },
            cancellationToken: Token);
        (await book.ChecklistAsync("2026-01")).Closable.ShouldBeTrue();

        var found = (await book.FindingAsync(CheckKind.DraftOpen, "2026-02")).ShouldNotBeNull();

        found.Places.Single().DraftId.ShouldBe(made.Draft.DraftId);
        await book.CloseAsync("2026-01");
        (await ClosingBook.RefusedAsync(() => book.CloseAsync("2026-02"))).Sentence
            .ShouldContain("本月凭证未记账 1 处：2026-02-03 买种子");
        await drafts.DiscardDraftAsync(
            new DiscardDraftRequest
            {
                RequestId = RegionBooks.NewKey(),
                Book = book.Book,
                DraftId = made.Draft.DraftId,
                Version = made.Draft.Version,
                Reason = "重复",
            },
            cancellationToken: Token);
        await book.CloseAsync("2026-02");
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task Warnings_name_their_vouchers_and_do_not_keep_the_month_open(StoreKind kind)
    {
        var book = await ClosingBook.OpenAsync(worlds, kind, "2026-01-01");
        var paid = await book.PostAsync("2026-01-10", "513", "101", 700);
        await book.PostAsync("2026-01-11", "101", "102", 700);

        var items = (await book.CloseAsync("2026-01")).Warnings;

        items.Select(item => (item.Kind, item.Count)).ShouldBe(
        [
            (CheckKind.BankStatementMissing, 1), (CheckKind.CashNegative, 1), (CheckKind.AttachmentMissing, 2),
            (CheckKind.Unreviewed, 2),
        ]);
        items.Single(item => item.Kind is CheckKind.Unreviewed).Places[0].VoucherId.ShouldBe(paid);
        items.Single(item => item.Kind is CheckKind.CashNegative).Places[0].Note.ShouldBe("2026-01-10 -7.00");
    }

    [Fact]
    public async Task A_voucher_that_was_changed_behind_the_triggers_keeps_its_month_open()
    {
        var book = await ClosingBook.OpenAsync(worlds, StoreKind.Sqlite, "2026-01-01");
        var changed = await book.PostAsync("2026-01-10", "513", "102", 700);
        await using (var work = await (await book.Region.StoreAsync(book.Book, Token)).BeginAsync("test", Token))
        {
            await work.ExecuteAsync("DROP TRIGGER postings_no_update", null, Token);
            await work.ExecuteAsync("UPDATE postings SET credit = 701 WHERE credit = 700", null, Token);
            await work.CommitAsync(Token);
        }

        var found = (await book.FindingAsync(CheckKind.ChainBroken)).ShouldNotBeNull();

        found.Places.ShouldContain(place => place.VoucherId == changed && place.Note.Contains("借贷不平"));
        found.Places.ShouldContain(place => place.VoucherId == changed && place.Note.Contains("链上"));
        found.Places.ShouldContain(place => place.Account == "102");
        (await ClosingBook.RefusedAsync(() => book.CloseAsync("2026-01"))).Status
            .ShouldBe(StatusCode.FailedPrecondition);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task Closing_one_book_touches_no_other(StoreKind kind)
    {
        var book = await ClosingBook.OpenAsync(worlds, kind, "2026-03-01");
        var others = book.Region.Books.Where(code => code != book.Book).ToArray();
        var before = await Task.WhenAll(others.Select(code => book.Region.DumpAsync(code, Token)));

        await book.CloseAsync("2026-03");

        (await Task.WhenAll(others.Select(code => book.Region.DumpAsync(code, Token)))).ShouldBe(before);
        await book.Region.ApplyAsync(
            Topics.PrepaymentReceived, new RoundP1(book.Region).PrepaymentOf(0, 100), Token);
        (await book.Region.VouchersAsync(book.Region.Company, Token)).Single().AccountingDate.ShouldBe("2026-03-05");
        (await book.Region.VouchersAsync(book.Book, Token))[^1].AccountingDate.ShouldBe("2026-04-01");
    }

    private static async Task<StatusCode> StatusAsync<T>(AsyncUnaryCall<T> call)
    {
        try
        {
            await call;
            return StatusCode.OK;
        }
        catch (RpcException refused)
        {
            return refused.StatusCode;
        }
    }
}
