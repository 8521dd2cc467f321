using System.Data.Common;
using Grpc.Core;
using Region.Contracts.Accounting.V1;
using Region.Testing;
using Shouldly;

namespace Region.Services.Tests.Accounting;

public sealed class DraftTests(AccountingWorlds worlds)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_posted_draft_is_announced_once_in_its_own_transaction(StoreKind kind)
    {
        var office = new DraftOffice(await worlds.RegionAsync(kind, Token));
        var draft = await office.CheckAsync(await office.CreateAsync());
        (await AnnouncedAsync(office)).ShouldBe(0);

        await Task.WhenAll(office.PostAsync(draft), office.PostAsync(draft));

        (await AnnouncedAsync(office)).ShouldBe(1);
        await office.CheckAsync(await office.CreateAsync());
        await office.CheckAsync(await office.CreateAsync());
        (await office.PostMonthAsync()).Posted.Count.ShouldBe(2);
        (await AnnouncedAsync(office)).ShouldBe(3);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_draft_becomes_a_voucher_that_names_everybody_who_had_a_part_in_it(StoreKind kind)
    {
        var office = await OfficeAsync(kind);
        var content = DraftOffice.Content("102", "501", 140_950);
        content.Word = "收";
        var created = await office.CreateAsync(content);
        created.Problems.ShouldBeEmpty();
        created.NeedsCashier.ShouldBeTrue();
        created.AmountInWords.ShouldBe("人民币壹仟肆佰零玖元伍角整");

        var voucher = await office.PostAsync(await office.SignAsync(await office.CheckAsync(created)));
        var again = await office.PostAsync(created, office.OtherMaker);

        (voucher.PreparedBy, voucher.CheckedBy, voucher.Cashier, voucher.PostedBy)
            .ShouldBe((office.Maker.Login, office.Head.Login, office.Cashier.Login, office.Maker.Login));
        (voucher.Word, voucher.Number, voucher.Attachments).ShouldBe(("收", 1, 1));
        voucher.AmountInWords.ShouldBe("人民币壹仟肆佰零玖元伍角整");
        again.ShouldBe(voucher);
        var posted = await office.GetAsync(created.DraftId);
        (posted.State, posted.VoucherId).ShouldBe((DraftState.Posted, voucher.VoucherId));
        (await office.Region.VouchersAsync(office.Book, Token)).Single().ShouldBe(voucher);
        var acts = await office.As(office.Maker).GetDraftAsync(
            new GetDraftRequest { Book = office.Book, DraftId = created.DraftId }, cancellationToken: Token);
        acts.Acts.Select(act => act.Act).ShouldBe(["审核", "签字", "记账"]);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task Of_two_accountants_who_change_one_draft_at_once_the_loser_is_told_and_nothing_is_lost(
        StoreKind kind)
    {
        var office = await OfficeAsync(kind);
        var draft = await office.CreateAsync();
        var edits = new[] { office.Maker, office.OtherMaker }.Select(async (caller, index) =>
        {
            var content = DraftOffice.Content(fen: 100 + index);
            content.Summary = caller.Login;
            try
            {
                return (Draft: await office.UpdateAsync(draft, content, caller), Refused: (RpcException?)null);
            }
            catch (RpcException refused)
            {
                return (null!, refused);
            }
        });
        var results = await Task.WhenAll(edits);

        var winner = results.Single(result => result.Refused is null).Draft;
        var loser = results.Single(result => result.Refused is not null).Refused!;
        loser.StatusCode.ShouldBe(StatusCode.Aborted);
        loser.Status.Detail.ShouldBe("草稿已被别人修改（您看到的版本→现在的版本：1→2），您的改动没有保存；请重新打开后再改。");
        (await office.GetAsync(draft.DraftId)).ShouldBe(winner);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task Two_accountants_who_post_at_once_get_numbers_without_gaps(StoreKind kind)
    {
        var office = await OfficeAsync(kind);
        var drafts = new List<VoucherDraft>();
        for (var index = 0; index < 12; index++)
            drafts.Add(await office.CheckAsync(await office.CreateAsync(DraftOffice.Content(fen: 100 + index))));

        var one = drafts.Take(6).Select(draft => office.PostAsync(draft));
        var other = drafts.Skip(4).Take(6).Select(draft => office.PostAsync(draft, office.OtherMaker));
        var month = office.PostMonthAsync(caller: office.OtherMaker);
        await Task.WhenAll([.. one, .. other, month]);

        var vouchers = await office.Region.VouchersAsync(office.Book, Token);
        vouchers.Select(voucher => voucher.Number).ShouldBe(Enumerable.Range(1, 12));
        vouchers.Select(voucher => voucher.Postings[0].DebitFen).Order()
            .ShouldBe(Enumerable.Range(100, 12).Select(fen => (long)fen));
        var closing = await office.Region.ClosingAsync(office.Book, Token);
        closing["121"].ShouldBe(Enumerable.Range(100, 12).Sum());
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_month_is_posted_in_the_order_of_its_dates_and_what_is_not_ready_is_named(StoreKind kind)
    {
        var office = await OfficeAsync(kind);
        await office.CheckAsync(await office.CreateAsync(On(DraftOffice.Content(fen: 3), "2026-03-20")));
        await office.CheckAsync(await office.CreateAsync(On(DraftOffice.Content(fen: 1), "2026-03-01")));
        await office.CheckAsync(await office.CreateAsync(On(DraftOffice.Content(fen: 2), "2026-03-10")));
        await office.CheckAsync(await office.CreateAsync(On(DraftOffice.Content(fen: 9), "2026-04-01")));
        var unsigned = await office.CheckAsync(await office.CreateAsync(DraftOffice.Content("102", "501")));
        await office.CreateAsync();

        var posted = await office.PostMonthAsync();

        posted.Posted.Select(one => one.Number).ShouldBe([1, 2, 3]);
        posted.Skipped.Single().DraftId.ShouldBe(unsigned.DraftId);
        posted.Skipped.Single().Reason.ShouldBe("「买化肥」涉及现金或银行存款，须由出纳签字后才能记账（会计基础工作规范第五十一条（一））。");
        posted.Remaining.ShouldBe(0);
        (await office.Region.VouchersAsync(office.Book, Token)).Select(voucher => voucher.Postings[0].DebitFen)
            .ShouldBe([1, 2, 3]);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task What_is_wrong_with_a_draft_is_shown_while_it_is_written_and_keeps_it_from_being_checked(
        StoreKind kind)
    {
        var office = await OfficeAsync(kind);
        var content = DraftOffice.Content("999", "102", 5);
        content.Word = "转";
        content.Attachments = 0;
        var draft = await office.CreateAsync(content);

        draft.Problems.ShouldBe(
        [
            "账套里没有科目「999」：第 1 行。",
            "转账凭证（转）不涉及现金和银行存款。",
            "附件张数为零：除结账和更正错误外，记账凭证必须附有原始凭证（会计基础工作规范第五十一条（四））；确无附件的须写明理由。",
        ]);
        var refused = await Should.ThrowAsync<RpcException>(() => office.CheckAsync(draft));
        refused.Status.Detail.ShouldContain("账套里没有科目「999」");
        (await office.GetAsync(draft.DraftId)).State.ShouldBe(DraftState.Open);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task Nobody_checks_or_signs_what_he_wrote_whatever_post_he_acts_under(StoreKind kind)
    {
        var office = await OfficeAsync(kind);
        var draft = await office.CreateAsync(DraftOffice.Content("102", "501"));
        var headWhoWrites = office.Head with { Login = office.Maker.Login };
        var cashierWhoWrites = office.Cashier with { Login = office.Maker.Login };

        var check = await Should.ThrowAsync<RpcException>(() => office.CheckAsync(draft, headWhoWrites));
        draft = await office.CheckAsync(draft);
        var sign = await Should.ThrowAsync<RpcException>(() => office.SignAsync(draft, cashierWhoWrites));
        var post = await Should.ThrowAsync<RpcException>(() => office.PostAsync(draft));
        var cashierPosts = await Should.ThrowAsync<RpcException>(() => office.PostAsync(draft, office.Cashier));

        check.StatusCode.ShouldBe(StatusCode.PermissionDenied);
        sign.StatusCode.ShouldBe(StatusCode.PermissionDenied);
        post.StatusCode.ShouldBe(StatusCode.FailedPrecondition);
        cashierPosts.StatusCode.ShouldBe(StatusCode.PermissionDenied);
        (await office.Region.VouchersAsync(office.Book, Token)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_posted_or_discarded_draft_cannot_be_changed_by_sql_either(StoreKind kind)
    {
        var office = await OfficeAsync(kind);
        var draft = await office.CreateAsync();
        await office.PostAsync(await office.CheckAsync(draft));
        var discarded = await office.CreateAsync();
        await office.As(office.Maker).DiscardDraftAsync(
            new DiscardDraftRequest
            {
                RequestId = RegionBooks.NewKey(),
                Book = office.Book,
                DraftId = discarded.DraftId,
                Version = 1,
                Reason = "重复录入",
            },
            cancellationToken: Token);
        string[] statements =
        [
            $"UPDATE drafts SET summary = 'x' WHERE id = '{draft.DraftId}'",
            $"UPDATE drafts SET state = 'Open' WHERE id = '{discarded.DraftId}'",
            "DELETE FROM drafts",
            "UPDATE draft_acts SET login = 'x'",
            "DELETE FROM draft_acts",
        ];

        foreach (var sql in statements)
        {
            await using var work = await (await office.Region.StoreAsync(office.Book, Token)).BeginAsync("test", Token);
            await Should.ThrowAsync<DbException>(() => work.ExecuteAsync(sql, null, Token), sql);
        }

        (await office.GetAsync(discarded.DraftId)).Note.ShouldBe("重复录入");
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_closed_month_takes_no_draft_any_more(StoreKind kind)
    {
        var office = await OfficeAsync(kind);
        var isChecked = await office.CheckAsync(await office.CreateAsync());
        var draft = await office.CreateAsync();
        await using (var work = await (await office.Region.StoreAsync(office.Book, Token)).BeginAsync("test", Token))
        {
            await work.ExecuteAsync(
                """
                INSERT INTO period_acts (act, month, closed_through, login, name, reason, vouchers, head, acted_at)
                VALUES ('Close', '2026-03', '2026-03', 'a', 'a', '', 0, '', 0)
                """,
                null,
                Token);
            await work.CommitAsync(Token);
        }

        var post = await Should.ThrowAsync<RpcException>(() => office.PostAsync(isChecked));
        var check = await Should.ThrowAsync<RpcException>(() => office.CheckAsync(draft));

        post.Status.Detail.ShouldBe(check.Status.Detail);
        post.Status.Detail.ShouldBe("2026-03-05 所在月份已经结账，不能再记账；请记入未结账的月份，或先反结账。");
        (await office.PostMonthAsync()).Skipped.Single().Reason.ShouldBe(post.Status.Detail);
    }

    private static DraftContent On(DraftContent content, string day)
    {
        content.AccountingDate = day;
        return content;
    }

    private async Task<DraftOffice> OfficeAsync(StoreKind kind) => new(await worlds.RegionAsync(kind, Token));

    private static async Task<long> AnnouncedAsync(DraftOffice office)
    {
        await using var session = await (await office.Region.StoreAsync(office.Book, Token)).ReadAsync(Token);
        return await session.ScalarAsync<long>(
            "SELECT COUNT(*) FROM outbox WHERE topic = @topic",
            new { topic = Region.Contracts.Topics.VoucherPosted },
            Token);
    }
}
