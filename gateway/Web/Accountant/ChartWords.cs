using Region.Contracts.Accounting.V1;

namespace Region.Gateway.Web.Accountant;

/// <summary>How accounts and registers are spoken of.</summary>
internal static class ChartWords
{
    /// <summary>The registers, in the order in which people ask for them.</summary>
    public static IReadOnlyList<(ItemKind Kind, string Wire, string Name)> Registers { get; } =
    [
        (ItemKind.Counterparty, "ITEM_KIND_COUNTERPARTY", "往来单位"),
        (ItemKind.Member, "ITEM_KIND_MEMBER", "成员"),
        (ItemKind.Project, "ITEM_KIND_PROJECT", "项目"),
        (ItemKind.Stock, "ITEM_KIND_STOCK", "存货"),
    ];

    /// <summary>What a sub-account may ask for; the first is what the account above asks for.</summary>
    public static IReadOnlyList<(string Value, string Text)> Uses { get; } =
    [
        ("AUXILIARY_USE_UNSPECIFIED", "同上级科目"),
        ("AUXILIARY_USE_OPTIONAL", "可以填"),
        ("AUXILIARY_USE_REQUIRED", "必须填"),
    ];

    public static string Name(AccountClass kind) => kind switch
    {
        AccountClass.Asset => "资产",
        AccountClass.Liability => "负债",
        AccountClass.Equity => "所有者权益",
        AccountClass.Cost => "成本",
        AccountClass.Income => "收入",
        AccountClass.Expense => "支出",
        AccountClass.Unspecified => "",
    };

    /// <summary>The style of a code by its level.</summary>
    public static string? Deep(string code) => code.Count(sign => sign is '.') switch
    {
        0 => null,
        var level => $"deep{Math.Min(3, level)}",
    };

    /// <summary>Which items its lines carry.</summary>
    public static string Items(Account account)
    {
        (string Name, AuxiliaryUse Use)[] uses =
            [("往来", account.Counterparty), ("项目", account.Project), ("存货", account.Stock)];
        return string.Join("、", uses
            .Where(item => item.Use is AuxiliaryUse.Optional or AuxiliaryUse.Required)
            .Select(item => item.Use is AuxiliaryUse.Required ? $"{item.Name}（必填）" : item.Name));
    }

    public static string Remarks(Account account)
    {
        (bool Holds, string Text)[] remarks =
        [
            (account.Own, "本单位开设"),
            (!account.Leaf, "有明细，不直接记账"),
            (account.TakesAutomatic, "接收自动凭证"),
            (account.Cash is CashKind.Cash or CashKind.Bank, "逐日结账"),
            (account.OpenedOn.Length > 0, $"{Say.Date(account.OpenedOn)}起用"),
            (account.ClosedOn.Length > 0, $"{Say.Date(account.ClosedOn)}停用"),
        ];
        return string.Join("，", remarks.Where(remark => remark.Holds).Select(remark => remark.Text));
    }
}
