using System.Globalization;
using Region.Verifier.Chain;
using Region.Verifier.Packages;
using ExpectedRow = System.Collections.Generic.IReadOnlyList<(string Element, string Value)>;

namespace Region.Verifier.Checks;

/// <summary>
/// The rows that the exchange tables must have, computed from the vouchers, the balances, the chart and the statements
/// of the package; each with the elements that follow from those.
/// </summary>
internal sealed class ExchangeRows(AuditPackage package)
{
    private readonly string _year = package.Manifest.Year.ToString("D4", CultureInfo.InvariantCulture);

    /// <summary>The tables in the order of the file; a table that must be empty is absent there.</summary>
    public IReadOnlyList<(string Table, IEnumerable<ExpectedRow> Rows)> Tables() =>
    [
        ("电子账簿", [[("电子账簿编号", package.Manifest.Book), ("会计年度", _year)]]),
        ("会计科目", Accounts()),
        ("科目余额及发生额", Balances()),
        ("记账凭证", OfYear().Select(Head)),
        ("记账凭证分录", OfYear().SelectMany(voucher => voucher.Postings.Select((line, at) => Line(voucher, line, at)))),
        ("凭证附件", OfYear().SelectMany(voucher => voucher.Files.Select((file, at) => Attachment(voucher, file, at)))),
        ("财务报表", Statements()),
    ];

    private IEnumerable<PackedVoucher> OfYear() =>
        package.Vouchers().Where(voucher => voucher.Date.StartsWith(_year, StringComparison.Ordinal));

    private ExpectedRow Head(PackedVoucher voucher) =>
    [
        ("会计年度", _year),
        ("会计期间号", Period(voucher)),
        ("记账凭证类型编号", voucher.Word),
        ("记账凭证编号", Text(voucher.Number)),
        ("记账凭证日期", voucher.Date),
        ("附件数", Text(voucher.Attachments)),
        ("制单人", voucher.PreparedBy),
        ("审核人", voucher.CheckedBy),
        ("记账人", voucher.PostedBy),
        ("出纳", voucher.Cashier),
        ("凭证标识", voucher.Id),
        ("顺序号", Text(voucher.Sequence)),
        ("指纹", voucher.Hash),
    ];

    private static ExpectedRow Line(PackedVoucher voucher, PackedPosting posting, int at) =>
    [
        ("会计期间号", Period(voucher)),
        ("记账凭证类型编号", voucher.Word),
        ("记账凭证编号", Text(voucher.Number)),
        ("行号", Text(at + 1)),
        ("摘要", voucher.Summary),
        ("科目编码", posting.Account),
        ("辅助项1编号", posting.Counterparty),
        ("辅助项2编号", posting.Project),
        ("辅助项3编号", posting.Stock),
        ("数量", posting.Stock.Length > 0 ? Thousandths(posting.Quantity) : ""),
        ("借方本币金额", Yuan.Print(posting.Debit)),
        ("贷方本币金额", Yuan.Print(posting.Credit)),
    ];

    private static ExpectedRow Attachment(PackedVoucher voucher, string hash, int at) =>
    [
        ("记账凭证类型编号", voucher.Word),
        ("记账凭证编号", Text(voucher.Number)),
        ("附件序号", Text(at + 1)),
        ("附件指纹", hash),
    ];

    private IEnumerable<ExpectedRow> Accounts() => package.Chart().Accounts.Select(AccountRow);

    private static ExpectedRow AccountRow(PackedAccount account) =>
    [
        ("科目编码", account.Code),
        ("科目名称", account.Name),
        ("余额方向", account.Side is "Debit" ? "借" : "贷"),
        ("是否末级", account.Leaf ? "1" : "0"),
    ];

    private IEnumerable<ExpectedRow> Statements() =>
        from statement in package.Statements()
        from line in statement.Lines
        where line.Line > 0
        from cell in line.Amounts.Zip(statement.Columns)
        where cell.First is not null
        select StatementRow(statement, line, cell.Second, cell.First!.Value);

    private ExpectedRow StatementRow(PackedStatement statement, PackedLine line, PackedColumn column, long fen) =>
    [
        ("会计年度", _year),
        ("报表名称", statement.Title),
        ("行次", Text(line.Line)),
        ("项目", line.Caption),
        ("栏目", column.Caption),
        ("本币金额", Yuan.Print(fen)),
    ];

    private IEnumerable<ExpectedRow> Balances()
    {
        var held = new SortedDictionary<string, Held>(StringComparer.Ordinal);
        foreach (var row in package.Balances())
        {
            var known = held.GetValueOrDefault(row.Account) ?? new Held();
            held[row.Account] = known with
            {
                Opening = known.Opening + row.Opening,
                Quantity = known.Quantity + row.OpeningQuantity,
            };
        }

        var moved = Moved();
        foreach (var (account, _) in moved.Keys)
            held.TryAdd(account, new Held());

        for (var month = 1; month <= 12; month++)
        {
            foreach (var account in held.Keys.ToArray())
            {
                var before = held[account];
                var now = moved.GetValueOrDefault((account, month)) ?? new Held();
                held[account] = before.After(now);
                if (!before.IsNothing || !now.IsNothing)
                    yield return Balance(account, month, before, now);
            }
        }
    }

    private Dictionary<(string Account, int Month), Held> Moved()
    {
        var moved = new Dictionary<(string Account, int Month), Held>();
        foreach (var voucher in OfYear().Where(voucher => !voucher.IsOpening))
        {
            var month = int.Parse(voucher.Date.AsSpan(5, 2), CultureInfo.InvariantCulture);
            foreach (var posting in voucher.Postings)
            {
                var key = (posting.Account, month);
                moved[key] = (moved.GetValueOrDefault(key) ?? new Held()).With(posting);
            }
        }

        return moved;
    }

    private ExpectedRow Balance(string account, int month, Held before, Held now) =>
    [
        ("会计年度", _year),
        ("会计期间号", Text(month)),
        ("科目编码", account),
        ("期初余额方向", Side(before.Opening)),
        ("期初本币余额", Yuan.Print(Int128.Abs(before.Opening))),
        ("借方本币金额", Yuan.Print(now.Debit)),
        ("贷方本币金额", Yuan.Print(now.Credit)),
        ("期末余额方向", Side(before.After(now).Opening)),
        ("期末本币余额", Yuan.Print(Int128.Abs(before.After(now).Opening))),
    ];

    private static string Period(PackedVoucher voucher) =>
        Text(int.Parse(voucher.Date.AsSpan(5, 2), CultureInfo.InvariantCulture));

    private static string Side(Int128 balance) => Int128.Sign(balance) switch
    {
        > 0 => "借",
        < 0 => "贷",
        _ => "平",
    };

    private static string Thousandths(long quantity) =>
        (quantity / 1_000m).ToString("0.###", CultureInfo.InvariantCulture);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>What an account holds, or what it moved in a month.</summary>
    private sealed record Held
    {
        public Int128 Opening { get; init; }

        public Int128 Quantity { get; init; }

        public Int128 Debit { get; init; }

        public Int128 Credit { get; init; }

        public Int128 In { get; init; }

        public Int128 Out { get; init; }

        public bool IsNothing => this == new Held();

        public Held With(PackedPosting posting) => posting.Debit is not 0
            ? this with { Debit = Debit + posting.Debit, In = In + posting.Quantity }
            : this with { Credit = Credit + posting.Credit, Out = Out + posting.Quantity };

        public Held After(Held moved) => new()
        {
            Opening = Opening + moved.Debit - moved.Credit,
            Quantity = Quantity + moved.In - moved.Out,
        };
    }
}
