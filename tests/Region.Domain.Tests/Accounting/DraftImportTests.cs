using Region.Accounting.Domain;
using Region.Kernel;
using Shouldly;

namespace Region.Domain.Tests.Accounting;

public sealed class DraftImportTests
{
    private static readonly ImportRow Debit = new()
    {
        Row = 2,
        Number = "1",
        Date = "2026-03-05",
        Word = "记",
        Summary = "买化肥",
        Account = "121",
        Stock = "化肥",
        Quantity = "2.5",
        Debit = "1,234.50",
        Credit = "",
        Attachments = "1",
    };

    private static readonly ImportRow Credit = Debit with
    {
        Row = 3,
        Account = "102",
        Stock = "",
        Quantity = "",
        Debit = "",
        Credit = "1234.50",
        Attachments = "",
    };

    [Fact]
    public void Rows_of_one_number_become_one_voucher_whether_or_not_they_stand_together()
    {
        var sheets = Decide(
            Debit, Debit with { Row = 4, Number = "2" }, Credit, Credit with { Row = 5, Number = "2" }).Value;

        sheets.Count.ShouldBe(2);
        sheets.ShouldAllBe(sheet => sheet.Content.Postings.Count == 2);
        var line = sheets[0].Content.Postings[0];
        (line.Debit.Fen, line.Quantity.ToString(), line.Stock).ShouldBe((123_450, "2.5", "化肥"));
        sheets[0].Content.Attachments.ShouldBe(1);
    }

    [Fact]
    public void The_same_number_under_another_word_or_in_another_month_is_another_voucher()
    {
        var april = (ImportRow row) => row with { Row = row.Row + 2, Date = "2026-04-05" };

        Decide(Debit, Credit, april(Debit), april(Credit)).Value.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("date", "第2行 日期", nameof(Refusal.ImportDateInvalid))]
    [InlineData("amount", "第2行 借方", nameof(Refusal.ImportAmountInvalid))]
    [InlineData("quantity", "第2行 数量", nameof(Refusal.QuantityInvalid))]
    [InlineData("account", "第3行 科目编码", nameof(Refusal.AccountUnknown))]
    [InlineData("parent", "第3行 科目编码", nameof(Refusal.AccountNotLeaf))]
    [InlineData("counterparty", "第3行 往来单位", nameof(Refusal.CounterpartyMissing))]
    [InlineData("nothing", "第3行 借方、贷方", nameof(Refusal.AmountInvalid))]
    [InlineData("unbalanced", "第2行 借方、贷方", nameof(Refusal.Unbalanced))]
    [InlineData("word", "第2行 字", nameof(Refusal.WordNotReceipt))]
    [InlineData("attachments", "第2行 附件数", nameof(Refusal.AttachmentsMissing))]
    [InlineData("count", "第2行 附件数", nameof(Refusal.ImportNumberInvalid))]
    [InlineData("number", "第2行 凭证号", nameof(Refusal.ImportNumberInvalid))]
    [InlineData("day", "第3行 日期", nameof(Refusal.ImportRowsDiffer))]
    public void What_is_wrong_is_named_by_row_and_column(string what, string field, string rule)
    {
        var (debit, credit) = what switch
        {
            "date" => (Debit with { Date = "2026-02-30" }, Credit with { Date = "2026-02-30" }),
            "amount" => (Debit with { Debit = "1.005" }, Credit),
            "quantity" => (Debit with { Quantity = "x" }, Credit),
            "account" => (Debit, Credit with { Account = "999" }),
            "parent" => (Debit, Credit with { Account = "322" }),
            "counterparty" => (Debit, Credit with { Account = "112" }),
            "nothing" => (Debit, Credit with { Credit = "0" }),
            "unbalanced" => (Debit, Credit with { Credit = "1234.49" }),
            "word" => (Debit with { Word = "收" }, Credit with { Word = "收" }),
            "attachments" => (Debit with { Attachments = "" }, Credit),
            "count" => (Debit with { Attachments = "一" }, Credit),
            "number" => (Debit with { Number = "" }, Credit with { Number = "" }),
            _ => (Debit, Credit with { Date = "2026-03-06" }),
        };

        Decide(debit, credit).Refusals.ShouldContain(
            refused => refused.Field == field && refused.Rule == Enum.Parse<Refusal>(rule));
    }

    [Fact]
    public void A_day_behind_the_end_of_next_year_is_a_slip()
    {
        var far = (ImportRow row) => row with { Date = "2028-01-01" };

        Decide(far(Debit), far(Credit)).Refusals.Single()
            .ShouldBe(new Refused<Refusal>(Refusal.DateTooFar, "第2行 日期", "2028-01-01"));
        Bookkeeping.RefuseFar(new DateOnly(2027, 12, 31), Books.Day).ShouldBeNull();
    }

    [Fact]
    public void A_later_row_of_a_voucher_may_leave_the_day_out()
    {
        var april = (ImportRow row) => row with { Row = row.Row + 2, Date = row.Date.Length > 0 ? "2026-04-05" : "" };
        var credit = Credit with { Date = "" };

        var sheets = Decide(Debit, credit, april(Debit), april(credit)).Value;

        sheets.Select(sheet => (sheet.Content.Date, sheet.Content.Postings.Count))
            .ShouldBe([(new DateOnly(2026, 3, 5), 2), (new DateOnly(2026, 4, 5), 2)]);
        Decide(Debit with { Date = "" }, Credit).Refusals
            .ShouldContain(refused => refused.Rule == Refusal.ImportDateInvalid && refused.Field == "第2行 日期");
    }

    [Fact]
    public void One_bad_row_keeps_all_others_out()
    {
        var bad = Credit with { Row = 5, Number = "2" };

        Decide(Debit, Credit, bad).Allowed.ShouldBeFalse();
    }

    private static Decision<IReadOnlyList<DraftSheet>, Refusal> Decide(params ImportRow[] rows) => DraftImport.Decide(
        rows,
        new ImportBook(
            Books.VillageChart, Books.NewBook, new Dictionary<(ItemSlot Slot, string Code), bool>(), Books.Day),
        edit => new DraftSheet
        {
            Id = Books.IdOf(1),
            Content = edit.Content,
            AttachmentsReason = edit.AttachmentsReason,
            Makers = ["a"],
        });
}
