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

    /// <summary>Whether postings name a counterparty (往来单位).</summary>
    public CounterpartyUse Counterparty { get; init; }
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

/// <summary>Whether postings of an account carry a counterparty.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CounterpartyUse>))]
internal enum CounterpartyUse
{
    /// <summary>A counterparty is refused.</summary>
    None = 0,

    /// <summary>The accountant may split the account by counterparty.</summary>
    Optional = 1,

    /// <summary>A posting without a counterparty is refused.</summary>
    Required = 2,
}

/// <summary>Which chart and rules a book follows.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Regime>))]
internal enum Regime
{
    /// <summary>农村集体经济组织会计制度.</summary>
    Village2023 = 1,

    /// <summary>小企业会计准则.</summary>
    SmallEnterprise2011 = 2,
}
