using Region.Contracts.Accounting.V1;
using Region.Gateway.Web.Parts;

namespace Region.Gateway.Web.Accountant;

/// <summary>An old row beside what became of it, and beside what is still to be done while it is tried out.</summary>
internal static class OldBookColumns
{
    public static IReadOnlyList<Column<TransitionLine>> Of(bool tried) =>
    [
        Column.Text<TransitionLine>("行", line => $"{line.Row}", "c"),
        Column.Text<TransitionLine>("旧科目", line => $"{line.OldCode} {line.OldName}"),
        Column.Text<TransitionLine>("旧辅助", line => $"{line.OldItem} {line.OldItemName}".Trim()),
        Column.Money<TransitionLine>("借方（元）", line => line.DebitFen),
        Column.Money<TransitionLine>("贷方（元）", line => line.CreditFen),
        Column.Text<TransitionLine>("新科目", line => $"{line.Account} {line.AccountName}".Trim()),
        Column.Text<TransitionLine>("归入", line => string.Join("，", ((string[])
            [line.Counterparty, line.Project, line.Stock]).Where(item => item.Length > 0))),
        Column.Text<TransitionLine>("依据", line => line.DecidedBy),
        .. tried ? [Column.Text<TransitionLine>("要处理的", line => line.Problem)] : Array.Empty<Column<TransitionLine>>(),
    ];
}
