using System.Text.Json.Serialization;

namespace Region.Accounting.Domain;

/// <summary>An account (科目) of a book's chart.</summary>
internal sealed record Account
{
    /// <summary>Such as 102 or 322.02; a dot begins a lower level.</summary>
    public required string Code { get; init; }

    public required string Name { get; init; }

    public required AccountClass Class { get; init; }

    /// <summary>The normal side. Contra accounts such as 152 累计折旧 are assets with the credit side.</summary>
    public required Side Side { get; init; }

    /// <summary>Whether postings name a counterparty (往来单位 or 成员).</summary>
    public AuxiliaryUse Counterparty { get; init; }

    /// <summary>Whether postings name a project (项目).</summary>
    public AuxiliaryUse Project { get; init; }

    /// <summary>Whether postings name a stock item (存货) with a quantity.</summary>
    public AuxiliaryUse Stock { get; init; }

    /// <summary>Whether the account is cash or a bank account; their vouchers carry the cashier's signature.</summary>
    public CashKind Cash { get; init; }

    /// <summary>The first day on which it takes no more postings; null while it is in use.</summary>
    public DateOnly? ClosedOn { get; init; }

    /// <summary>The first day on which the chart has it; null where it has it from the beginning.</summary>
    public DateOnly? OpenedOn { get; init; }

    /// <summary>Whether the unit opened it (明细科目), so that the unit may rename and close it.</summary>
    public bool Own { get; init; }

    /// <summary>
    /// Whether what a posting rule posts to the account above comes here. Of the sub-accounts of one account one does,
    /// so that no rule has to know what a unit opens.
    /// </summary>
    public bool TakesAutomatic { get; init; }

    /// <summary>Code and name, as people write it.</summary>
    public string Title => $"{Code} {Name}";
}

[JsonConverter(typeof(JsonStringEnumConverter<Side>))]
internal enum Side
{
    Debit = 1,
    Credit = 2,
}

[JsonConverter(typeof(JsonStringEnumConverter<AccountClass>))]
internal enum AccountClass
{
    Asset = 1,
    Liability = 2,
    Equity = 3,
    Cost = 4,
    Income = 5,
    Expense = 6,
}

/// <summary>Whether postings of an account carry an auxiliary item (辅助核算): counterparty, project or stock.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AuxiliaryUse>))]
internal enum AuxiliaryUse
{
    /// <summary>An item is refused.</summary>
    None = 0,

    /// <summary>The accountant may split the account by items.</summary>
    Optional = 1,

    /// <summary>A posting without an item is refused.</summary>
    Required = 2,
}

/// <summary>Accounts whose journals are balanced daily (日记账).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CashKind>))]
internal enum CashKind
{
    None = 0,

    /// <summary>库存现金: never below zero without a stated reason.</summary>
    Cash = 1,

    /// <summary>银行存款: reconciled with the bank's statement.</summary>
    Bank = 2,
}

/// <summary>Which chart and rules a book follows.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Regime>))]
internal enum Regime
{
    /// <summary>农村集体经济组织会计制度.</summary>
    Village2023 = 1,

    /// <summary>小企业会计准则.</summary>
    SmallEnterprise2011 = 2,

    /// <summary>农民专业合作社会计制度.</summary>
    Coop2021 = 3,
}
