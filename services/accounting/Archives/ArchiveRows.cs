using System.Globalization;
using Region.Accounting.Domain;
using Region.Platform.Tables;

namespace Region.Accounting.Archives;

/// <summary>
/// The rows of a package's tables: those that are modelled on GB/T 24589.1, and behind them the attached files and the
/// statements.
/// </summary>
internal sealed class ArchiveRows(ArchiveContents contents)
{
    private readonly ExchangeTables _tables = new(
        new ExchangeBook(contents.Book.Code, contents.Book.Registered.Name, contents.Regulation),
        contents.Chart,
        contents.Year);

    /// <summary>Rows of one table follow each other, so the vouchers are read once for each of their tables.</summary>
    public async Task WriteAsync(IExchangeFile file, CancellationToken cancellationToken)
    {
        foreach (var row in _tables.Head())
            await file.AddAsync(row);

        var passes = (Func<Voucher, IEnumerable<ExchangeRow>>[])
            [voucher => _tables.Of(voucher).Take(1), voucher => _tables.Of(voucher).Skip(1), Attachments];
        foreach (var rowsOf in passes)
        {
            await foreach (var voucher in contents.VouchersAsync(cancellationToken))
            {
                if (!contents.IsOfYear(voucher))
                    continue;

                foreach (var row in rowsOf(voucher))
                    await file.AddAsync(row);
            }
        }

        foreach (var row in contents.Statements.SelectMany(sheets => Lines(sheets[0])))
            await file.AddAsync(row);
    }

    /// <summary>A statement as a sheet for people.</summary>
    public OutgoingTable Sheet(IReadOnlyList<StatementSheet> sheets) => Statements.StatementMessages.ToTable(
        sheets[0],
        $"{contents.Book.Registered.Name}（{contents.Book.Code}）",
        FormattableString.Invariant($"{contents.Year.Year:D4}-12"),
        CheckedRule.Of(sheets[0], sheets));

    private IEnumerable<ExchangeRow> Attachments(Voucher voucher) =>
        voucher.Content.Files.Select((hash, index) => new ExchangeRow("凭证附件",
        [
            ("会计年度", Text(contents.Year.Year)),
            ("会计期间号", Text(voucher.Content.Date.Month)),
            ("记账凭证类型编号", voucher.Content.Word),
            ("记账凭证编号", Text(voucher.Number)),
            ("附件序号", Text(index + 1)),
            ("附件名称", contents.Files.GetValueOrDefault(hash)?.Name ?? ""),
            ("附件类型", contents.Files.GetValueOrDefault(hash)?.MediaType ?? ""),
            ("附件字节数", Text(contents.Files.GetValueOrDefault(hash)?.Size ?? 0)),
            ("附件指纹", hash),
        ]));

    private IEnumerable<ExchangeRow> Lines(StatementSheet sheet) =>
        from line in sheet.Form.Lines
        where line.Line > 0
        from cell in sheet.AmountsOf(line).Zip(sheet.Form.Columns)
        where cell.First is not null
        select new ExchangeRow("财务报表",
        [
            ("会计年度", Text(contents.Year.Year)),
            ("报表名称", sheet.Form.Title),
            ("行次", Text(line.Line)),
            ("项目", line.Caption),
            ("栏目", cell.Second.Caption),
            ("本币金额", ExchangeTables.Plain(cell.First!.Value)),
        ]);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
