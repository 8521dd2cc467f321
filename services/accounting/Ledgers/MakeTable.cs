using Region.Accounting.Books;
using Region.Accounting.Domain;
using Region.Contracts.Accounting.V1;
using Region.Kernel;
using Region.Platform.Tables;
using Account = Region.Accounting.Domain.Account;

namespace Region.Accounting.Ledgers;

/// <summary>Writes a list of the books as a table of texts and numbers.</summary>
internal sealed class MakeTable(OpenLedger open, TableRequest asked)
{
    /// <summary>A workbook of this size opens on an office machine.</summary>
    public const int MostRows = 50_000;

    private ExportTableRequest Request => asked.Request;

    public async Task<Decision<OutgoingTable, Refusal>> MakeAsync(CancellationToken cancellationToken)
    {
        var account = AccountOf();
        if (!account.Allowed)
            return account.Refuse<OutgoingTable>();

        var table = Request.LedgerTable switch
        {
            LedgerTable.GeneralLedger => await GeneralAsync(cancellationToken),
            LedgerTable.TrialBalance => await BalancesAsync(cancellationToken),
            LedgerTable.Ageing => await AgeingAsync(cancellationToken),
            LedgerTable.Stock => await StockAsync(cancellationToken),
            LedgerTable.Columns => await ColumnsAsync(account.Value!, cancellationToken),
            _ => await DetailAsync(Request.LedgerTable is LedgerTable.Journal, cancellationToken),
        };
        return table.Rows.Count > MostRows ? Refusal.TableTooLarge.On("ledger_table", MostRows) : table;
    }

    // Null where the list is over all accounts.
    private Decision<Account?, Refusal> AccountOf() => Request.LedgerTable switch
    {
        LedgerTable.Journal => LedgerRequests.CashAccount(open.Chart, Request.Account)
            .Map(account => (Account?)account),
        LedgerTable.Detail or LedgerTable.Columns => LedgerRequests.Account(open.Chart, Request.Account)
            .Map(account => (Account?)account),
        _ => LedgerRequests.AccountOrAll(open.Chart, Request.Account).Map(code => open.Chart.Find(code)),
    };

    private OutgoingTable Table(string title, string[] columns, IEnumerable<IReadOnlyList<TableCell>> rows) => new()
    {
        Title = title,
        Preamble = [$"{open.Book.Registered.Name}（{open.Book.Code}）{title} {Subject()}".Trim(), "单位：元"],
        Columns = columns,
        Rows = [.. rows.Take(MostRows + 1)],
    };

    private string Subject() => Request.Account.Length > 0
        ? $"{Request.Account} {open.Chart.NameOf(Request.Account)}"
        : "";

    private async Task<OutgoingTable> GeneralAsync(CancellationToken cancellationToken)
    {
        var rows = await ReadLedgers.GeneralAsync(
            open.Session, Request.Account, asked.Months, asked.KnownAt, cancellationToken);
        return Table(
            "总账",
            ["科目编码", "科目名称", "月份", "期初方向", "期初余额", "借方", "贷方", "本年累计借方", "本年累计贷方", "方向", "余额"],
            rows.Select(row => row.ToMessage(open.Chart)).Select(row => (IReadOnlyList<TableCell>)
            [
                Text(row.Account), Text(row.AccountName), Text(row.Month), Side(row.OpeningSide),
                Fen(row.OpeningFen), Fen(row.DebitFen), Fen(row.CreditFen), Fen(row.YearDebitFen),
                Fen(row.YearCreditFen), Side(row.ClosingSide), Fen(row.ClosingFen),
            ]));
    }

    private async Task<OutgoingTable> BalancesAsync(CancellationToken cancellationToken)
    {
        var names = await ChartStore.CounterpartiesAsync(open.Session, cancellationToken);
        var query = new BalanceQuery
        {
            FromMonth = asked.Months.From,
            ToMonth = asked.Months.To,
            Level = asked.Level,
            SplitBy = Request.Details.ToItems(),
            KnownAt = asked.KnownAt,
        };
        var lines = await BalancesStore.LinesAsync(open.Session, query, cancellationToken);
        return Table(
            "科目余额表",
            ["科目编码", "科目名称", "往来单位", "往来单位名称", "项目", "存货", "期初方向", "期初余额", "借方", "贷方", "方向", "期末余额"],
            lines.Select(line => (IReadOnlyList<TableCell>)
            [
                Text(line.Account), Text(open.Chart.NameOf(line.Account)), Text(line.Counterparty),
                Text(names.GetValueOrDefault(line.Counterparty, "")), Text(line.Project), Text(line.Stock),
                Side(LedgerMessages.SideOf(line.Opening)), Fen(LedgerMessages.Magnitude(line.Opening)),
                Fen(line.Debit.Fen), Fen(line.Credit.Fen),
                Side(LedgerMessages.SideOf(line.Closing)), Fen(LedgerMessages.Magnitude(line.Closing)),
            ]));
    }

    private async Task<OutgoingTable> AgeingAsync(CancellationToken cancellationToken)
    {
        var names = await ChartStore.CounterpartiesAsync(open.Session, cancellationToken);
        var query = new AgeingQuery
        {
            Account = Request.Account,
            Counterparty = Request.Counterparty,
            AsOf = asked.AsOf,
            KnownAt = asked.KnownAt,
        };
        var rows = await ReadLedgers.AgeingAsync(open.Session, query, cancellationToken);
        return Table(
            "往来账龄分析",
            ["科目编码", "科目名称", "往来单位", "往来单位名称", "方向", "余额", "30天以内", "31至90天", "91至180天", "181至365天", "365天以上"],
            rows.Select(row => row.ToMessage(open.Chart, names, asked.AsOf)).Select(row => (IReadOnlyList<TableCell>)
            [
                Text(row.Account), Text(row.AccountName), Text(row.Counterparty), Text(row.CounterpartyName),
                Side(row.BalanceSide), Fen(row.BalanceFen), .. row.BandsFen.Select(Fen),
            ]));
    }

    private async Task<OutgoingTable> StockAsync(CancellationToken cancellationToken)
    {
        var query = new StockQuery
        {
            Account = Request.Account,
            Stock = Request.Stock,
            FromMonth = asked.Months.From,
            ToMonth = asked.Months.To,
            KnownAt = asked.KnownAt,
        };
        var lines = await LedgersStore.StockAsync(open.Session, query, cancellationToken);
        return Table(
            "存货收发存表",
            ["科目编码", "科目名称", "存货", "期初数量", "期初金额", "收入数量", "收入金额", "发出数量", "发出金额", "结存数量", "结存金额", "平均单价"],
            lines.Select(line => (IReadOnlyList<TableCell>)
            [
                Text(line.Account), Text(open.Chart.NameOf(line.Account)), Text(line.Stock),
                Count(line.OpeningQuantity), Fen(line.Opening.Fen),
                Count(line.Moved.DebitQuantity), Fen(line.Moved.Debit.Fen),
                Count(line.Moved.CreditQuantity), Fen(line.Moved.Credit.Fen),
                Count(line.ClosingQuantity), Fen(line.Closing.Fen),
                line.AveragePrice is { } price ? TableCell.Of(price.Value) : Text(""),
            ]));
    }

    private async Task<OutgoingTable> DetailAsync(bool daily, CancellationToken cancellationToken)
    {
        var page = await PageAsync(daily, cancellationToken);
        return Table(
            daily ? "日记账" : "明细账",
            ["日期", "凭证字", "凭证号", "摘要", "科目", "往来单位", "项目", "存货", "对方科目", "借方数量", "贷方数量", "借方", "贷方", "方向", "余额"],
            page.Rows().Select(row => row.ToMessage(open.Chart)).Select(row => (IReadOnlyList<TableCell>)
            [
                Text(row.AccountingDate), Text(row.Word), row.Number > 0 ? TableCell.Of(row.Number) : Text(""),
                Text(row.Summary), Text(row.Account), Text(row.CounterpartyName), Text(row.Project), Text(row.Stock),
                Text(string.Join('；', row.CounterAccounts)), Text(row.DebitQuantity), Text(row.CreditQuantity),
                Fen(row.DebitFen), Fen(row.CreditFen), Side(row.BalanceSide), Fen(row.BalanceFen),
            ]));
    }

    private async Task<OutgoingTable> ColumnsAsync(Account account, CancellationToken cancellationToken)
    {
        var sheet = new ColumnSheet(open, account, Request.Columns);
        var columns = await sheet.ColumnsAsync(asked.ToDetail(), cancellationToken);
        var page = await PageAsync(daily: false, cancellationToken);
        return Table(
            "多栏账",
            ["日期", "凭证字", "凭证号", "摘要", .. columns.Select(column => $"{column.Code} {column.Name}".Trim()), "方向", "余额"],
            sheet.Rows(page, columns).Select(row => (IReadOnlyList<TableCell>)
            [
                Text(row.Row.AccountingDate), Text(row.Row.Word), TableCell.Of(row.Row.Number), Text(row.Row.Summary),
                .. Enumerable.Range(0, columns.Count)
                    .Select(column => column == row.Column ? Fen(row.AmountFen) : Text("")),
                Side(row.Row.BalanceSide), Fen(row.Row.BalanceFen),
            ]));
    }

    private Task<DetailPage> PageAsync(bool daily, CancellationToken cancellationToken) => ReadLedgers.DetailAsync(
        open.Session,
        asked.ToDetail(),
        DetailPlace.Before(asked.Days.From),
        new DetailForm(MostRows, daily),
        cancellationToken);

    private static TableCell Text(string text) => TableCell.Of(text);

    private static TableCell Fen(long fen) => TableCell.OfFen(fen);

    private static TableCell Count(long thousandths) => TableCell.Of(Quantity.FromThousandths(thousandths).Value);

    private static TableCell Side(BalanceSide side) => TableCell.Of(side switch
    {
        BalanceSide.Debit => "借",
        BalanceSide.Credit => "贷",
        BalanceSide.Even => "平",
        BalanceSide.Unspecified => "",
    });
}
