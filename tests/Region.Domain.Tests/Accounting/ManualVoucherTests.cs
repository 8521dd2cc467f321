using Region.Accounting.Domain;
using Region.Kernel;
using Shouldly;

namespace Region.Domain.Tests.Accounting;

public sealed class ManualVoucherTests
{
    [Theory]
    [InlineData("收", "102", "501", null)]
    [InlineData("收", "501", "102", nameof(Refusal.WordNotReceipt))]
    [InlineData("收", "102", "101", nameof(Refusal.WordNotReceipt))]
    [InlineData("付", "511", "102", null)]
    [InlineData("付", "102", "501", nameof(Refusal.WordNotPayment))]
    [InlineData("付", "102", "101", nameof(Refusal.WordNotPayment))]
    [InlineData("转", "121", "211", null)]
    [InlineData("转", "121", "101", nameof(Refusal.WordNotTransfer))]
    [InlineData("记", "102", "101", null)]
    public void A_word_says_which_way_cash_and_bank_move(string word, string debit, string credit, string? rule)
    {
        var content = Books.Draft(Books.Debit(debit, 5), Books.Credit(credit, 5)) with { Word = word };

        ManualVoucher.CheckWord(content, Books.VillageChart)?.Rule.ToString().ShouldBe(rule);
        (ManualVoucher.CheckWord(content, Books.VillageChart) is null).ShouldBe(rule is null);
    }

    [Fact]
    public void A_voucher_has_attachments_or_says_why_not_unless_it_closes_or_corrects()
    {
        var sheet = Drafts.Begun(Drafts.Unproved);

        ManualVoucher.CheckAttachments(sheet)!.Value.Rule.ShouldBe(Refusal.AttachmentsMissing);
        ManualVoucher.CheckAttachments(sheet with { AttachmentsReason = "遗失" }).ShouldBeNull();
        ManualVoucher.CheckAttachments(With(sheet, content => content with { Attachments = 1 })).ShouldBeNull();
        ManualVoucher.CheckAttachments(With(sheet, content => content with { Corrects = Books.IdOf(9) }))
            .ShouldBeNull();
        ManualVoucher.CheckAttachments(With(sheet, content => content with { Kind = VoucherKind.YearEnd }))
            .ShouldBeNull();
    }

    [Fact]
    public void An_unfinished_draft_may_be_kept_and_says_what_is_missing()
    {
        var edit = new DraftEdit { Content = Books.Draft(Books.Debit("999", 5)) with { Word = "付" } };

        ManualVoucher.CheckForm(edit).ShouldBeEmpty();
        ManualVoucher.Check(Drafts.Begun(edit), Books.VillageChart, Books.NewBook).Select(one => one.Rule)
            .ShouldBe([Refusal.AccountUnknown, Refusal.WordNotPayment, Refusal.AttachmentsMissing]);
    }

    [Theory]
    [InlineData("期初", "摘要", 0, nameof(Refusal.WordUnknown))]
    [InlineData("记", "", 0, nameof(Refusal.DraftTextInvalid))]
    [InlineData("记", "a\u0007", 0, nameof(Refusal.DraftTextInvalid))]
    [InlineData("记", "摘要", -1, nameof(Refusal.AttachmentsInvalid))]
    [InlineData("记", "摘要", 10_000, nameof(Refusal.AttachmentsInvalid))]
    public void What_no_draft_may_hold_is_refused_at_once(string word, string summary, int attachments, string rule)
    {
        var content = Books.Purchase with { Word = word, Summary = summary, Attachments = attachments };

        ManualVoucher.CheckForm(new DraftEdit { Content = content }).Single().Rule
            .ShouldBe(Enum.Parse<Refusal>(rule));
    }

    [Fact]
    public void An_earlier_year_is_corrected_without_a_red_line_and_a_red_voucher_is_never_copied()
    {
        var voucher = Books.Posted(Books.Purchase);
        var uncancelled = new Corrected(voucher, false, "");
        var red = Books.Purchase with { Postings = [.. Books.Purchase.Postings.Select(posting => posting.Negated())] };

        Correction.Refuse(uncancelled, red with { Date = new DateOnly(2027, 1, 5) })!.Value.Rule
            .ShouldBe(Refusal.CorrectionInRed);
        var oneRed = red with { Postings = [red.Postings[0], .. Books.Purchase.Postings] };
        Correction.Refuse(uncancelled, oneRed with { Date = new DateOnly(2027, 1, 5) })!.Value.Rule
            .ShouldBe(Refusal.CorrectionInRed);
        Correction.Refuse(uncancelled with { Cancelled = true }, red with { Date = Books.Day }).ShouldBeNull();

        ManualVoucher.CopyOf(voucher, new DateOnly(2027, 1, 5)).Value.Postings.Count
            .ShouldBe(voucher.Content.Postings.Count);
        foreach (var copied in (Draft[])[red, Books.Purchase with { Reverses = Books.IdOf(3) }])
        {
            ManualVoucher.CopyOf(Books.Posted(copied), Books.Day).Refusals.Single().Rule
                .ShouldBe(Refusal.CopyOfRed);
        }
    }

    [Fact]
    public void A_blue_voucher_corrects_an_earlier_year_at_once_and_this_year_only_behind_a_red_one()
    {
        var voucher = Books.Posted(Books.Purchase);
        var uncancelled = new Corrected(voucher, false, "");
        Draft On(DateOnly day) => Books.Purchase with { Date = day };

        Correction.Refuse(uncancelled, On(new DateOnly(2027, 1, 5))).ShouldBeNull();
        Correction.Refuse(uncancelled, On(Books.Day))!.Value.Rule.ShouldBe(Refusal.CorrectionNeedsRed);
        Correction.Refuse(uncancelled with { Cancelled = true }, On(Books.Day)).ShouldBeNull();
        Correction.Refuse(uncancelled with { Cancelled = true }, On(Books.Day.AddDays(-1)))!.Value.Rule
            .ShouldBe(Refusal.CorrectionTooEarly);
        Correction.Refuse(uncancelled with { CorrectedBy = "x" }, On(new DateOnly(2027, 1, 5)))!.Value.Rule
            .ShouldBe(Refusal.AlreadyCorrected);
        Correction.Refuse(
            uncancelled with { Voucher = Books.Posted(Books.Purchase with { Reverses = Books.IdOf(3) }) },
            On(new DateOnly(2027, 1, 5)))!.Value.Rule.ShouldBe(Refusal.CorrectionOfRed);
    }

    [Fact]
    public void The_summary_of_a_correction_names_what_it_corrects_once()
    {
        var voucher = Books.Posted(Books.Purchase);

        var summary = Correction.Summary(voucher, "少记化肥款");

        summary.ShouldBe("订正2026年3月27日记-5号凭证：少记化肥款");
        Correction.Summary(voucher, summary).ShouldBe(summary);
    }

    [Fact]
    public void Cash_is_short_on_the_first_day_from_the_voucher_on_that_would_end_below_zero()
    {
        DayMoved[] days = [Day(1, 100), Day(5, -60), Day(9, 200)];

        Short(days, on: 1, taken: 40).ShouldBeNull();
        Short(days, on: 1, taken: 41).ShouldBe(new ShortDay(On(5), new Money(-1)));
        Short(days, on: 1, taken: 101).ShouldBe(new ShortDay(On(1), new Money(-1)));
        Short(days, on: 9, taken: 240).ShouldBeNull();
        Short(days, on: 10, taken: 241).ShouldBe(new ShortDay(On(10), new Money(-1)));
        CashInHand.FirstShortDay(new Money(1), days, On(9), new Money(241)).ShouldBeNull();
    }

    [Fact]
    public void Only_cash_itself_is_counted_and_only_what_is_taken_on_balance()
    {
        var draft = Books.Draft(
            Books.Credit("101", 70), Books.Debit("101", 20), Books.Credit("102", 30), Books.Debit("511", 80));

        CashInHand.TakenBy(draft, Books.VillageChart).ShouldHaveSingleItem()
            .ShouldBe(KeyValuePair.Create("101", new Money(50)));
        CashInHand.TakenBy(Books.Draft(Books.Debit("101", 5), Books.Credit("102", 5)), Books.VillageChart)
            .ShouldBeEmpty();
    }

    [Theory]
    [InlineData("255044462D312E37", "application/pdf")]
    [InlineData("FFD8FFE0", "image/jpeg")]
    [InlineData("89504E470D0A1A0A00", "image/png")]
    [InlineData("4D5A9000", null)]
    [InlineData("504B030400000000", null)]
    [InlineData("", null)]
    public void A_file_is_what_its_first_bytes_say(string hex, string? mediaType) =>
        FileKind.Of(Convert.FromHexString(hex)).ShouldBe(mediaType);

    [Theory]
    [InlineData("OFD.xml", "application/ofd")]
    [InlineData("xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    [InlineData("run.exe", null)]
    public void An_archive_is_what_its_entries_say(string entry, string? mediaType)
    {
        using var bytes = new MemoryStream();
        using (var archive = new System.IO.Compression.ZipArchive(
            bytes, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        {
            archive.CreateEntry(entry);
        }

        FileKind.Of(bytes.ToArray()).ShouldBe(mediaType);
    }

    private static DraftSheet With(DraftSheet sheet, Func<Draft, Draft> change) =>
        sheet with { Content = change(sheet.Content) };

    private static ShortDay? Short(DayMoved[] days, int on, long taken) =>
        CashInHand.FirstShortDay(Money.Zero, days, On(on), new Money(taken));

    private static DateOnly On(int day) => new(2026, 3, day);

    private static DayMoved Day(int day, long fen) => new(On(day), new Money(fen));
}
