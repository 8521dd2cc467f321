using System.Globalization;
using Region.Kernel;

namespace Region.Accounting.Domain;

/// <summary>One row of an exchange table: names of data elements with their values.</summary>
internal sealed record ExchangeRow(string Table, IReadOnlyList<(string Element, string Value)> Cells);

/// <summary>
/// The seven tables of an accounting year, modelled on GB/T 24589.1 (财经信息技术 会计核算软件数据接口); not certified. The
/// names of tables and data elements are those that public implementations of the 2024 edition use.
/// </summary>
/// <param name="book">Code and name of the book, and its regulation.</param>
/// <param name="chart">The book's chart.</param>
/// <param name="year">The year's balances.</param>
internal sealed class ExchangeTables(ExchangeBook book, Chart chart, BookYear year)
{
    private const string Currency = "CNY";

    /// <summary>Everything but the vouchers.</summary>
    public IEnumerable<ExchangeRow> Head() =>
        [Ledger(), .. Periods(), .. Accounts(), new("币种", [("币种编码", Currency), ("币种名称", "人民币")]), .. Balances()];

    /// <summary>A voucher: its head, then its lines.</summary>
    public IEnumerable<ExchangeRow> Of(Voucher voucher)
    {
        var content = voucher.Content;
        var period = Text(content.Date.Month);
        yield return new ExchangeRow("记账凭证",
        [
            ("会计年度", Text(year.Year)),
            ("会计期间号", period),
            ("记账凭证类型编号", content.Word),
            ("记账凭证编号", Text(voucher.Number)),
            ("记账凭证日期", BusinessDate.Write(content.Date)),
            ("附件数", Text(content.Attachments)),
            ("制单人", content.PreparedBy),
            ("审核人", content.CheckedBy),
            ("记账人", content.PostedBy),
            ("出纳", content.Cashier),
            ("记账标志", "1"),
            ("凭证标识", voucher.Id.ToString("D")),
            ("顺序号", Text(voucher.Sequence)),
            ("指纹", voucher.Hash),
        ]);
        for (var line = 0; line < content.Postings.Count; line++)
            yield return Line(voucher, content.Postings[line], line + 1);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Side(Money balance) => balance.Fen switch
    {
        > 0 => "借",
        < 0 => "贷",
        _ => "平",
    };

    private static string Amount(Money balance) => Plain(balance.Fen < 0 ? -balance : balance);

    /// <summary>An amount as programs read it: yuan with two decimals, without grouped thousands.</summary>
    public static string Plain(Money amount) => (amount.Fen / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    private ExchangeRow Line(Voucher voucher, Posting posting, int line) => new("记账凭证分录",
    [
        ("会计年度", Text(year.Year)),
        ("会计期间号", Text(voucher.Content.Date.Month)),
        ("记账凭证类型编号", voucher.Content.Word),
        ("记账凭证编号", Text(voucher.Number)),
        ("行号", Text(line)),
        ("摘要", voucher.Content.Summary),
        ("科目编码", posting.Account),
        ("辅助项1编号", posting.Counterparty),
        ("辅助项2编号", posting.Project),
        ("辅助项3编号", posting.Stock),
        ("币种编码", Currency),
        ("数量", posting.Stock.Length > 0 ? posting.Quantity.ToString() : ""),
        ("借方本币金额", Plain(posting.Debit)),
        ("贷方本币金额", Plain(posting.Credit)),
    ]);

    private ExchangeRow Ledger() => new("电子账簿",
    [
        ("电子账簿编号", book.Code),
        ("电子账簿名称", book.Name),
        ("会计核算单位", book.Name),
        ("会计制度", book.Regulation),
        ("本位币", Currency),
        ("会计年度", Text(year.Year)),
        ("标准", "参照 GB/T 24589.1，未经认证"),
    ]);

    private IEnumerable<ExchangeRow> Periods() => Enumerable.Range(1, 12).Select(month => new ExchangeRow("会计期间",
    [
        ("会计年度", Text(year.Year)),
        ("会计期间号", Text(month)),
        ("会计期间开始日期", BusinessDate.Write(new DateOnly(year.Year, month, 1))),
        ("会计期间结束日期", BusinessDate.Write(new DateOnly(year.Year, month, 1).AddMonths(1).AddDays(-1))),
    ]));

    private IEnumerable<ExchangeRow> Accounts() => chart.Accounts.Select(account => new ExchangeRow("会计科目",
    [
        ("科目编码", account.Code),
        ("科目名称", account.Name),
        ("科目类型", NameOf(account.Class)),
        ("余额方向", account.Side is Domain.Side.Debit ? "借" : "贷"),
        ("是否末级", chart.IsLeaf(account.Code) ? "1" : "0"),
        ("辅助核算", string.Join('、', ItemsOf(account))),
    ]));

    private IEnumerable<ExchangeRow> Balances() => year.AccountMonths().Select(entry => new ExchangeRow("科目余额及发生额",
    [
        ("会计年度", Text(year.Year)),
        ("会计期间号", Text(int.Parse(entry.Month.AsSpan(5), CultureInfo.InvariantCulture))),
        ("科目编码", entry.Line.Key.Account),
        ("币种编码", Currency),
        ("期初余额方向", Side(entry.Line.Opening)),
        ("期初本币余额", Amount(entry.Line.Opening)),
        ("借方本币金额", Plain(entry.Line.Moved.Debit)),
        ("贷方本币金额", Plain(entry.Line.Moved.Credit)),
        ("期末余额方向", Side(entry.Line.Closing)),
        ("期末本币余额", Amount(entry.Line.Closing)),
    ]));

    private static string NameOf(AccountClass value) => value switch
    {
        AccountClass.Asset => "资产",
        AccountClass.Liability => "负债",
        AccountClass.Equity => "所有者权益",
        AccountClass.Cost => "成本",
        AccountClass.Income => "损益（收入）",
        AccountClass.Expense => "损益（支出）",
    };

    private static IEnumerable<string> ItemsOf(Account account)
    {
        if (account.Counterparty is not AuxiliaryUse.None)
            yield return "往来单位";

        if (account.Project is not AuxiliaryUse.None)
            yield return "项目";

        if (account.Stock is not AuxiliaryUse.None)
            yield return "存货";
    }
}

/// <summary>Whose year it is.</summary>
/// <param name="Code">The village's or company's code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Regulation">The accounting regulation that the book follows.</param>
internal sealed record ExchangeBook(string Code, string Name, string Regulation);
