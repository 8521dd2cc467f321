using Region.Accounting.Domain;
using Region.Kernel;
using Shouldly;

namespace Region.Domain.Tests.Accounting;

public sealed class LedgerTextTests
{
    private static readonly LedgerText Ledger = new(
        Books.VillageChart,
        new Dictionary<string, string>(StringComparer.Ordinal) { ["C01"] = "样例发饰强村有限公司" });

    [Fact]
    public void A_voucher_is_written_as_a_transaction()
    {
        var voucher = Books.Posted(Books.Draft(Books.Debit("112", 123_456, "C01"), Books.Credit("102", 123_456)));

        Ledger.Transaction(voucher).ShouldBe(
            $"""
            2026-03-27 (记-5) 买化肥
                ; voucher: {voucher.Id}
                ; sequence: 1
                ; prepared-by: v0101.accountant
                ; hash: {voucher.Hash}
                112 应收款:C01 样例发饰强村有限公司  CNY 1234.56
                102 银行存款  CNY -1234.56


            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void What_the_syntax_has_no_place_for_stands_in_tags()
    {
        var corrected = Books.IdOf(3);
        var voucher = Books.Posted(
            Books.Draft(
                Books.Debit("121", 5_000) with
                {
                    Stock = "M001",
                    Quantity = Quantity.FromThousandths(2_500),
                    Project = "P,1",
                },
                Books.Credit("102", 5_000)) with
            {
                Attachments = 2,
                CheckedBy = "v0101.head",
                Cashier = "v0101.cashier",
                PostedBy = "v0101.accountant",
                Corrects = corrected,
                Files = ["ab", "cd"],
            });

        var text = Ledger.Transaction(voucher);

        foreach (var tag in (string[])
            [
                "checked-by: v0101.head", "cashier: v0101.cashier", "posted-by: v0101.accountant", "attachments: 2",
                "file: ab", "file: cd", $"corrects: {corrected:D}",
            ])
        {
            text.ShouldContain($"    ; {tag}\n");
        }

        text.ShouldContain("    121 库存物资  CNY 50.00  ; project: P，1, stock: M001, quantity: 2.5\n");
    }

    [Fact]
    public void A_sub_account_stands_below_its_parent()
    {
        Ledger.AccountName("322.02").ShouldBe("322 收益分配:322.02 未分配收益");
    }

    [Fact]
    public void Text_that_the_syntax_would_misread_is_written_otherwise()
    {
        var posting = Books.Debit("112", 1, "甲:乙  丙;丁");
        var voucher = Books.Posted(Books.Draft(posting, Books.Credit("102", 1)) with { Summary = "一;二|三\n四" });

        var text = Ledger.Transaction(voucher);

        text.ShouldContain("(记-5) 一；二｜三 四\n");
        text.ShouldContain("    112 应收款:甲：乙 丙；丁  CNY 0.01\n");
    }

    [Fact]
    public void A_summary_is_cut_between_characters()
    {
        PlainText.Shorten("村村村村", 3).ShouldBe("村村…");
        PlainText.Shorten("村😀村村", 3).ShouldBe("村…");
        PlainText.Shorten("村村村", 3).ShouldBe("村村村");
    }

    [Fact]
    public void Places_of_a_template_are_filled_and_unknown_ones_become_empty()
    {
        Template.Fill("{a}、{b}{", place => place is "a" ? "甲\n" : "").ShouldBe("甲 、{");
    }
}
