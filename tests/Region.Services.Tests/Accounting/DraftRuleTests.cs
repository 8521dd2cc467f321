using System.Data.Common;
using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Region.Contracts.Accounting.V1;
using Region.Testing;
using Shouldly;

namespace Region.Services.Tests.Accounting;

/// <summary>Cash in hand, corrections, import, files and templates.</summary>
public sealed class DraftRuleTests(AccountingWorlds worlds)
{
    private const string Header = "凭证号,日期,字,摘要,科目编码,往来单位,借方,贷方,附件数\n";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task Cash_goes_below_zero_only_for_a_stated_reason_that_the_voucher_keeps(StoreKind kind)
    {
        var office = await OfficeAsync(kind);
        await office.BookAsync(On(DraftOffice.Content("101", "501", 1_000), "2026-03-05"));
        await office.BookAsync(On(DraftOffice.Content("511", "101", 600), "2026-04-10"));
        var content = On(DraftOffice.Content("511", "101", 500), "2026-03-20");
        var draft = await office.SignAsync(await office.CheckAsync(await office.CreateAsync(content)));
        draft.Problems.Single().ShouldContain("101 库存现金在 2026-04-10 将为 -1.00 元");

        var refused = await Should.ThrowAsync<RpcException>(() => office.PostAsync(draft));
        content.NegativeCashReason = "零钱次日存入";
        draft = await office.UpdateAsync(draft, content);
        var voucher = await office.PostAsync(await office.SignAsync(await office.CheckAsync(draft)));

        refused.StatusCode.ShouldBe(StatusCode.FailedPrecondition);
        refused.Status.Detail
            .ShouldBe("101 库存现金在 2026-04-10 将为 -1.00 元：库存现金不得出现负数；确有原因的，请写明理由后再记账。");
        var explained = await office.Region.VouchersAs(office.Maker).ExplainVoucherAsync(
            new ExplainVoucherRequest { Book = office.Book, VoucherId = voucher.VoucherId }, cancellationToken: Token);
        explained.Document.ShouldBe("现金不足说明：零钱次日存入");
        (await office.Region.ClosingAsync(office.Book, Token))["101"].ShouldBe(-100);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_correction_of_this_year_follows_the_red_voucher_and_both_are_linked(StoreKind kind)
    {
        var office = await OfficeAsync(kind);
        var wrong = await office.BookAsync(DraftOffice.Content(fen: 321));
        var content = On(DraftOffice.Content(fen: 123), "2026-03-27");
        content.CorrectsVoucherId = wrong.VoucherId;
        content.Attachments = 0;

        var early = await Should.ThrowAsync<RpcException>(() => office.CreateAsync(content));
        await office.Region.VouchersAs(office.Maker).ReverseVoucherAsync(
            new ReverseVoucherRequest
            {
                RequestId = RegionBooks.NewKey(),
                Book = office.Book,
                VoucherId = wrong.VoucherId,
                ReversedOn = "2026-03-27",
                Reason = "金额颠倒",
            },
            cancellationToken: Token);
        var blue = await office.BookAsync(content);
        var twice = await Should.ThrowAsync<RpcException>(() => office.CreateAsync(content));

        early.Status.Detail.ShouldContain("须先用红字注销");
        blue.Summary.ShouldBe("订正2026年3月5日记-1号凭证：买化肥");
        blue.CorrectsVoucherId.ShouldBe(wrong.VoucherId);
        twice.Status.Detail.ShouldContain("已经订正过");
        var found = await office.Region.VouchersAs(office.Maker).GetVoucherAsync(
            new GetVoucherRequest { Book = office.Book, VoucherId = wrong.VoucherId }, cancellationToken: Token);
        found.Voucher.CorrectedByVoucherId.ShouldBe(blue.VoucherId);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task An_error_of_an_earlier_year_is_corrected_in_blue_at_once(StoreKind kind)
    {
        var office = await OfficeAsync(kind);
        var wrong = await office.BookAsync(DraftOffice.Content());
        var content = On(DraftOffice.Content(fen: 7), "2027-01-05");
        content.CorrectsVoucherId = wrong.VoucherId;
        content.Attachments = 0;

        (await office.BookAsync(content)).Summary.ShouldStartWith("订正2026年3月5日记-1号凭证");
        content.CorrectsVoucherId = RegionBooks.NewId();
        (await Should.ThrowAsync<RpcException>(() => office.CreateAsync(content))).StatusCode
            .ShouldBe(StatusCode.InvalidArgument);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_table_becomes_drafts_all_rows_or_none(StoreKind kind)
    {
        var office = await OfficeAsync(kind);
        var good = $"{Header}1,2026-03-05,记,买化肥,121,,5.00,,1\n1,2026-03-05,记,买化肥,211,,,5.00,\n"
            + "2,2026-03-06,记,赊购,121,,7.25,,2\n2,2026-03-06,记,赊购,112,C01,,7.25,\n";
        var bad = good + "3,2026-03-07,记,错,999,,1.00,,1\n3,2026-03-07,记,错,121,,,一元,\n";
        await office.RegisterAsync("C01", "样例强村公司");

        var refused = await Should.ThrowAsync<RpcException>(() => ImportAsync(office, bad));
        (await ListAsync(office)).ShouldBeEmpty();
        var imported = await ImportAsync(office, good);
        var drafts = await ListAsync(office);

        refused.Status.Detail.ShouldContain("第7行 贷方「一元」不是元为单位、至多两位小数的金额。");
        (imported.Drafts, imported.Lines, imported.TotalDebitFen).ShouldBe((2, 4, 1_225));
        drafts.Select(draft => draft.Content.Summary).ShouldBe(["买化肥", "赊购"]);
        foreach (var draft in drafts)
            await office.CheckAsync(draft);

        (await office.PostMonthAsync()).Posted.Count.ShouldBe(2);
        (await office.Region.ClosingAsync(office.Book, Token))["112 C01"].ShouldBe(-725);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task An_attached_file_stays_as_it_was_and_its_hash_is_part_of_the_voucher(StoreKind kind)
    {
        var office = await OfficeAsync(kind);
        var content = DraftOffice.Content();
        content.Attachments = 0;
        var draft = await office.CreateAsync(content);
        var bytes = new byte[200_000];
        new Random(7).NextBytes(bytes);
        "%PDF-1.7"u8.CopyTo(bytes);

        var attached = await AttachAsync(office, draft, "发票.pdf", bytes);
        var virus = await Should.ThrowAsync<RpcException>(() => AttachAsync(office, draft, "发票.pdf", [0x4D, 0x5A]));
        var voucher = await office.PostAsync(await office.CheckAsync(attached.Draft));
        var late = await Should.ThrowAsync<RpcException>(() => AttachAsync(office, draft, "补.pdf", bytes));

        (attached.Draft.Content.Attachments, attached.Draft.Version).ShouldBe((1, 2));
        virus.Status.Detail.ShouldBe("附件「发票.pdf」的内容不是 PDF、JPEG、PNG、OFD 或 XLSX，不能作为附件。");
        late.StatusCode.ShouldBe(StatusCode.FailedPrecondition);
        voucher.FileHashes.ShouldBe([attached.File.FileHash]);
        var files = await office.FilesAs(office.Cashier).ListVoucherFilesAsync(
            new ListVoucherFilesRequest { Book = office.Book, VoucherId = voucher.VoucherId },
            cancellationToken: Token);
        files.Files.Single().ShouldBe(attached.File);
        (await DownloadAsync(office, attached.File.FileHash)).ShouldBe(bytes);
        foreach (var sql in (string[])["UPDATE files SET name = 'x'", "DELETE FROM files"])
        {
            await using var work = await (await office.Region.StoreAsync(office.Book, Token)).BeginAsync("test", Token);
            await Should.ThrowAsync<DbException>(() => work.ExecuteAsync(sql, null, Token), sql);
        }
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_recurring_voucher_is_due_until_its_draft_is_made_and_again_when_it_is_discarded(StoreKind kind)
    {
        var office = await OfficeAsync(kind);
        var today = Region.Kernel.BusinessDate.At(TimeProvider.System.GetUtcNow());
        var month = Region.Kernel.BusinessDate.WriteMonth(today);
        var template = (await office.TemplatesAs(office.Maker).CreateTemplateAsync(
            new CreateTemplateRequest
            {
                RequestId = RegionBooks.NewKey(),
                Book = office.Book,
                Name = "电费",
                Content = DraftOffice.Content(fen: 0),
                Recurrence = Recurrence.Monthly,
                FirstMonth = month,
            },
            cancellationToken: Token)).Template;
        (await DueAsync(office)).Single().Month.ShouldBe(month);

        var draft = await FromTemplateAsync(office, template.TemplateId, Region.Kernel.BusinessDate.Write(today));
        (await DueAsync(office)).ShouldBeEmpty();
        var twice = await Should.ThrowAsync<RpcException>(() =>
            FromTemplateAsync(office, template.TemplateId, Region.Kernel.BusinessDate.Write(today)));
        await office.As(office.Maker).DiscardDraftAsync(
            new DiscardDraftRequest
            {
                RequestId = RegionBooks.NewKey(),
                Book = office.Book,
                DraftId = draft.DraftId,
                Version = 1,
                Reason = "填错",
            },
            cancellationToken: Token);

        twice.StatusCode.ShouldBe(StatusCode.FailedPrecondition);
        twice.Status.Detail.ShouldContain("每月只生成一次");
        draft.TemplateId.ShouldBe(template.TemplateId);
        (await DueAsync(office)).Single().Month.ShouldBe(month);
        await FromTemplateAsync(office, template.TemplateId, Region.Kernel.BusinessDate.Write(today));
        await office.TemplatesAs(office.Maker).RetireTemplateAsync(
            new RetireTemplateRequest
            {
                RequestId = RegionBooks.NewKey(),
                Book = office.Book,
                TemplateId = template.TemplateId,
            },
            cancellationToken: Token);
        (await DueAsync(office)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_copied_voucher_is_a_new_draft_with_the_same_lines(StoreKind kind)
    {
        var office = await OfficeAsync(kind);
        var voucher = await office.BookAsync(DraftOffice.Content());

        var copy = (await office.As(office.Maker).CopyVoucherAsync(
            new CopyVoucherRequest
            {
                RequestId = RegionBooks.NewKey(),
                Book = office.Book,
                VoucherId = voucher.VoucherId,
                AccountingDate = "2026-04-05",
            },
            cancellationToken: Token)).Draft;

        copy.Content.Postings.ShouldBe(voucher.Postings);
        (copy.Content.AccountingDate, copy.Content.Attachments, copy.State)
            .ShouldBe(("2026-04-05", 0, DraftState.Open));
    }

    private static DraftContent On(DraftContent content, string day)
    {
        content.AccountingDate = day;
        return content;
    }

    private static async Task<ImportDraftsResponse> ImportAsync(DraftOffice office, string table) =>
        await office.As(office.Maker).ImportDraftsAsync(
            new ImportDraftsRequest
            {
                RequestId = RegionBooks.NewKey(),
                Book = office.Book,
                Table = ByteString.CopyFrom(table, Encoding.UTF8),
            },
            cancellationToken: Token);

    private static async Task<IReadOnlyList<VoucherDraft>> ListAsync(DraftOffice office) =>
    [
        .. (await office.As(office.Maker).ListDraftsAsync(
            new ListDraftsRequest { Book = office.Book, PageSize = 200 }, cancellationToken: Token)).Drafts,
    ];

    private static async Task<AttachFileResponse> AttachAsync(
        DraftOffice office, VoucherDraft draft, string name, byte[] bytes) =>
        await office.FilesAs(office.Maker).AttachFileAsync(
            new AttachFileRequest
            {
                RequestId = RegionBooks.NewKey(),
                Book = office.Book,
                DraftId = draft.DraftId,
                FileName = name,
                FileContent = ByteString.CopyFrom(bytes),
            },
            cancellationToken: Token);

    private static async Task<byte[]> DownloadAsync(DraftOffice office, string hash)
    {
        using var call = office.FilesAs(office.Head).DownloadFile(
            new DownloadFileRequest { Book = office.Book, FileHash = hash }, cancellationToken: Token);
        using var bytes = new MemoryStream();
        while (await call.ResponseStream.MoveNext(Token))
            call.ResponseStream.Current.Part.Data.WriteTo(bytes);

        return bytes.ToArray();
    }

    private static async Task<IReadOnlyList<DueTemplate>> DueAsync(DraftOffice office) =>
    [
        .. (await office.TemplatesAs(office.Head).ListDueTemplatesAsync(
            new ListDueTemplatesRequest { Book = office.Book }, cancellationToken: Token)).Due,
    ];

    private static async Task<VoucherDraft> FromTemplateAsync(DraftOffice office, string template, string day) =>
        (await office.TemplatesAs(office.Maker).DraftFromTemplateAsync(
            new DraftFromTemplateRequest
            {
                RequestId = RegionBooks.NewKey(),
                Book = office.Book,
                TemplateId = template,
                AccountingDate = day,
            },
            cancellationToken: Token)).Draft;

    private async Task<DraftOffice> OfficeAsync(StoreKind kind) => new(await worlds.RegionAsync(kind, Token));
}
