using Region.Accounting.Domain;
using Region.Kernel;
using Region.Platform.Tables;
using Message = Region.Contracts.Accounting.V1;

namespace Region.Accounting.Statements;

/// <summary>Statements in the words of the contract, and as tables.</summary>
internal static class StatementMessages
{
    public static Message.StatementForm ToMessage(this StatementForm form) => new()
    {
        Statement = form.Statement,
        Title = form.Title,
        Version = form.Version,
        Source = form.Source,
    };

    public static Message.StatementRow ToMessage(this StatementLine line, StatementSheet sheet) => new()
    {
        Line = line.Line,
        Caption = line.Caption,
        OfWhich = line.OfWhich,
        Amounts = { sheet.AmountsOf(line).Select(ToMessage) },
    };

    public static Message.StatementCheck ToMessage(this CheckedRule rule) => new()
    {
        Caption = rule.Caption,
        Holds = rule.Holds,
        LeftFen = rule.Left.Fen,
        RightFen = rule.Right.Fen,
    };

    public static Message.StrayAccount ToMessage(this StrayFigure stray, Chart chart) => new()
    {
        Account = stray.Account,
        AccountName = chart.NameOf(stray.Account),
        Lines = stray.Lines,
        AmountFen = stray.Amount.Fen,
    };

    public static Message.StatementSource ToMessage(this LineSource source, Chart chart) => new()
    {
        Account = source.Account,
        AccountName = chart.NameOf(source.Account),
        Counterparty = source.Counterparty,
        Amounts = { source.Amounts.Select(amount => ToMessage(amount)) },
    };

    public static Message.SourceVoucher ToMessage(this SourceRow row) => new()
    {
        VoucherId = row.Id,
        Word = row.Word,
        Number = (int)row.Number,
        AccountingDate = row.AccountingDate,
        Summary = row.Summary,
        DebitFen = row.Debit,
        CreditFen = row.Credit,
    };

    /// <summary>A statement as it is printed, its checks and strays below it.</summary>
    public static OutgoingTable ToTable(
        this StatementSheet sheet,
        string unit,
        string month,
        IEnumerable<CheckedRule> checks)
    {
        var columns = sheet.Form.Columns.Count;
        var lines = sheet.Form.Lines.Select(line => (IReadOnlyList<TableCell>)
        [
            TableCell.Of(line.Caption),
            line.Line > 0 ? TableCell.Of(line.Line) : TableCell.Of(""),
            .. line.Line > 0
                ? sheet.AmountsOf(line).Select(amount => amount is { } shown ? TableCell.OfFen(shown.Fen) : default)
                : Enumerable.Repeat(default(TableCell), columns),
        ]);
        var notes = checks.Where(check => !check.Holds)
            .Select(check => $"勾稽不符：{check.Caption}（{check.Left} ≠ {check.Right}）")
            .Concat(sheet.Strays().Select(stray => FormattableString.Invariant(
                $"科目 {stray.Account} 的金额 {stray.Amount} 由 {stray.Lines} 行列示")))
            .Select(note => (IReadOnlyList<TableCell>)[TableCell.Of(note)]);
        return new OutgoingTable
        {
            Title = sheet.Form.Title,
            Preamble = [sheet.Form.Title, $"编制单位：{unit}", $"{month}　单位：元"],
            Columns = ["项目", "行次", .. sheet.Form.Columns.Select(column => column.Caption)],
            Rows = [.. lines, .. notes],
        };
    }

    private static Message.StatementAmount ToMessage(Money? amount) => new()
    {
        Shown = amount is not null,
        AmountFen = amount?.Fen ?? 0,
    };
}
