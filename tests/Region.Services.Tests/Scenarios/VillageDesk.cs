using System.Globalization;
using System.Text;
using Google.Protobuf;
using Region.Contracts.Accounting.V1;
using Region.Platform.Identity;
using Region.Services.Tests.Accounting;
using Shouldly;

namespace Region.Services.Tests.Scenarios;

/// <summary>
/// The desk of the village's accountant: every voucher goes 制单 → 审核 (head) → 签字 (cashier) → 记账, and whatever is
/// posted is compared with the lines that were written by hand.
/// </summary>
internal sealed class VillageDesk(RegionBooks region)
{
    private readonly DraftOffice _office = new(region);
    private readonly Dictionary<string, string> _vouchers = [];
    private string _template = "";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public RegionBooks Region => region;

    public Caller Accountant => _office.Maker;

    /// <summary>The id of the voucher that was posted last with this summary.</summary>
    public string this[string summary] => _vouchers[summary];

    public async Task OpenAsync()
    {
        await ImportAsync(region.Village, VillageYear.VillageOpening);
        await ImportAsync(region.Company, VillageYear.CompanyOpening);
    }

    public async Task DoAsync(IReadOnlyList<Happening> month)
    {
        await ImportPapersAsync([.. month.Where(one => one.Written is Written.ByImport)]);
        foreach (var one in month.Where(one => one.Written is not Written.ByImport))
        {
            if (one.Message is null)
                await BookAsync(one);
            else
                await HearAsync(one);
        }
    }

    /// <summary>Writes, checks, signs and posts one voucher.</summary>
    public async Task<Voucher> BookAsync(Happening one, string corrects = "")
    {
        var content = Content(one);
        content.CorrectsVoucherId = corrects;
        var written = one.Written switch
        {
            Written.FromTemplate => await _office.UpdateAsync(await FromTemplateAsync(one), content),
            Written.AsCopy => await _office.UpdateAsync(await CopyAsync(one), content),
            _ => await _office.CreateAsync(content),
        };
        if (one.Summary is "购办公用品")
            written = await AttachAsync(written);

        return await PostAsync(one, written);
    }

    private async Task<Voucher> PostAsync(Happening one, VoucherDraft written)
    {
        var draft = await _office.CheckAsync(written);
        var voucher = await _office.PostAsync(draft.NeedsCashier ? await _office.SignAsync(draft) : draft);
        (voucher.Word, voucher.AccountingDate).ShouldBe((one.Word, one.Day));
        voucher.Summary.ShouldEndWith(one.Summary);
        Compare(one.Day, one.Summary, voucher, one.Village);
        _vouchers[one.Summary] = voucher.VoucherId;
        return voucher;
    }

    /// <summary>Compares the lines of a voucher with those that were written by hand.</summary>
    public void Compare(string day, string summary, Voucher? voucher, string lines) =>
        (voucher?.Postings.Select(posting => HandLine.Of(posting, region.Village, region.Company)) ?? [])
            .ShouldBe(HandLine.ReadAll(lines), $"{day} {summary}");

    private async Task HearAsync(Happening one)
    {
        var id = await region.ApplyAsync(one.Topic, one.In(region), Token);
        foreach (var (book, lines) in new[] { (region.Village, one.Village), (region.Company, one.Company) })
        {
            var voucher = (await region.VouchersAsync(book, Token)).SingleOrDefault(known => known.EventId == id);
            Compare(one.Day, $"{one.Topic} {book}", voucher, lines);
            if (book == region.Village && voucher is not null)
                _vouchers[one.Topic] = voucher.VoucherId;
        }
    }

    // 二月的凭证用表格导入，审核、签字以后整月记账。
    private async Task ImportPapersAsync(IReadOnlyList<Happening> papers)
    {
        if (papers.Count is 0)
            return;

        var table = new StringBuilder("凭证号,日期,字,摘要,科目编码,借方,贷方,附件数\n");
        foreach (var (one, number) in papers.Select((one, index) => (one, index + 1)))
        {
            foreach (var line in HandLine.ReadAll(one.Village))
            {
                var head = $"{one.Day},{one.Word},{one.Summary},{line.Account}";
                table.Append(CultureInfo.InvariantCulture, $"{number},{head},{Sides(line)},1\n");
            }
        }

        var makers = _office.As(_office.Maker);
        await makers.ImportDraftsAsync(
            new ImportDraftsRequest
            {
                RequestId = RegionBooks.NewKey(),
                Book = region.Village,
                Table = ByteString.CopyFromUtf8(table.ToString()),
            },
            cancellationToken: Token);
        var drafts = (await makers.ListDraftsAsync(
            new ListDraftsRequest { Book = region.Village, State = DraftState.Open },
            cancellationToken: Token)).Drafts;
        drafts.Count.ShouldBe(papers.Count);
        foreach (var draft in drafts)
            await _office.SignAsync(await _office.CheckAsync(draft));

        var posted = await _office.PostMonthAsync(papers[0].Day[..7]);
        posted.Skipped.ShouldBeEmpty();
        var vouchers = await region.VouchersAsync(region.Village, Token);
        foreach (var one in papers)
        {
            var voucher = vouchers.Single(known => known.Summary == one.Summary && known.AccountingDate == one.Day);
            Compare(one.Day, one.Summary, voucher, one.Village);
            _vouchers[one.Summary] = voucher.VoucherId;
        }
    }

    private async Task<VoucherDraft> FromTemplateAsync(Happening one)
    {
        var templates = _office.TemplatesAs(_office.Maker);
        if (_template.Length is 0)
        {
            _template = (await templates.CreateTemplateAsync(
                new CreateTemplateRequest
                {
                    RequestId = RegionBooks.NewKey(),
                    Book = region.Village,
                    Name = one.Summary,
                    Content = Content(one),
                    Recurrence = Recurrence.Quarterly,
                    FirstMonth = one.Day[..7],
                },
                cancellationToken: Token)).Template.TemplateId;
        }

        return (await templates.DraftFromTemplateAsync(
            new DraftFromTemplateRequest
            {
                RequestId = RegionBooks.NewKey(),
                Book = region.Village,
                TemplateId = _template,
                AccountingDate = one.Day,
            },
            cancellationToken: Token)).Draft;
    }

    private async Task<VoucherDraft> CopyAsync(Happening one) => (await _office.As(_office.Maker).CopyVoucherAsync(
        new CopyVoucherRequest
        {
            RequestId = RegionBooks.NewKey(),
            Book = region.Village,
            VoucherId = this[one.Summary],
            AccountingDate = one.Day,
        },
        cancellationToken: Token)).Draft;

    private async Task<VoucherDraft> AttachAsync(VoucherDraft draft) =>
        (await _office.FilesAs(_office.Maker).AttachFileAsync(
            new AttachFileRequest
            {
                RequestId = RegionBooks.NewKey(),
                Book = region.Village,
                DraftId = draft.DraftId,
                FileName = "发票.pdf",
                FileContent = ByteString.CopyFromUtf8("%PDF-1.4 办公用品发票"),
            },
            cancellationToken: Token)).Draft;

    private async Task ImportAsync(string book, string lines)
    {
        var rows = HandLine.ReadAll(lines).Select(line =>
        {
            var party = line.Counterparty.Replace("V", region.Village, StringComparison.Ordinal);
            party = party is "C" ? region.Company : party;
            return $"{book},{line.Account},{party},{(party.Length > 0 ? $"往来{party}" : "")},{Sides(line)}";
        });
        await region.OpeningsAs(region.OwnerOf(book)).ImportOpeningAsync(
            new ImportOpeningRequest
            {
                RequestId = RegionBooks.NewKey(),
                Book = book,
                OpeningDate = "2026-01-01",
                Table = ByteString.CopyFromUtf8($"账套,科目编码,往来单位,往来单位名称,借方,贷方\n{string.Join('\n', rows)}"),
            },
            cancellationToken: Token);
    }

    private static string Sides(HandLine line)
    {
        var amount = (line.Fen / 100m).ToString(CultureInfo.InvariantCulture);
        return line.IsDebit ? $"{amount}," : $",{amount}";
    }

    private static DraftContent Content(Happening one) => new()
    {
        Word = one.Word,
        AccountingDate = one.Day,
        Summary = one.Summary,
        Attachments = 1,
        Postings = { HandLine.ReadAll(one.Village).Select(line => line.ToPosting()) },
    };
}
