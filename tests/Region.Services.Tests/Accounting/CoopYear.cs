using Google.Protobuf;
using Region.Contracts;
using Region.Contracts.Accounting.V1;
using Region.Contracts.Committee.V1;
using Region.Contracts.Market.V1;
using Region.Contracts.Procurement.V1;
using Region.Contracts.Villages.V1;

namespace Region.Services.Tests.Accounting;

/// <summary>一个合作社一年里发生的事，和手算出来的年末数字（分）。</summary>
internal static class CoopYear
{
    /// <summary>每月 10 日的事；没有说明的单价、对方照样例。</summary>
    public static IReadOnlyList<(int Month, string Topic, IMessage Message)> Happenings =>
    [
        (2, Topics.PrepaymentReceived, new PrepaymentReceived { AmountFen = 20_000 }),
        (3, Topics.DeliveryApportioned, new DeliveryApportioned { GoodsFen = 15_000 }),
        (4, Topics.SettlementAllocated, new SettlementAllocated
        {
            Mode = PurchaseMode.Agency, GoodsFen = 15_000, FreightFen = 600, FeeFen = 400,
        }),
        (4, Topics.RefundPaid, new RefundPaid { AmountFen = 4_000 }),
        (5, Topics.MemberProductReceived, new MemberProductReceived { AgreedFen = 10_000 }),
        (5, Topics.MemberProductSold, new MemberProductSold { AgreedFen = 10_000, ProceedsFen = 10_800 }),
        (6, Topics.MemberPaid, new MemberPaid { AmountFen = 10_000 }),
        (7, Topics.ProceedsPaid, new ProceedsPaid { AmountFen = 30_000 }),
        (8, Topics.DividendDeclared, new DividendDeclared { AmountFen = 2_000 }),
        (9, Topics.DividendPaid, new DividendPaid { AmountFen = 2_000 }),
        (10, Topics.GrantReceived, new GrantReceived { Recipient = Recipient.Village, AmountFen = 8_000 }),
        (11, Topics.GrantSpent, new GrantSpent { Use = GrantUse.Asset, AmountFen = 8_000 }),
        (12, Topics.PayAccrued, new PayAccrued
        {
            Kind = PayKind.Wages, Use = PayUse.Management, AmountFen = 3_000,
        }),
        (12, Topics.PayAccrued, new PayAccrued { Kind = PayKind.Labour, Use = PayUse.Operation, AmountFen = 1_000 }),
        (12, Topics.PayPaid, new PayPaid { Kind = PayKind.Wages, AmountFen = 3_000 }),
        (12, Topics.PayPaid, new PayPaid { Kind = PayKind.Labour, AmountFen = 1_000 }),
    ];

    /// <summary>成员大会的决议：按交易量返还 100，按出资分配 50。</summary>
    public static YearEndPlan Plan => new()
    {
        AppropriationPpm = 100_000,
        Distributions =
        {
            new Distribution { Counterparty = "M01", AmountFen = 6_000, Purpose = "patronage" },
            new Distribution { Counterparty = "M02", AmountFen = 4_000, Purpose = "patronage" },
            new Distribution { Counterparty = "M01", AmountFen = 3_000 },
            new Distribution { Counterparty = "M02", AmountFen = 2_000 },
        },
        Meeting = "2026年成员大会决议",
    };

    /// <summary>结账后的余额，借方为正。</summary>
    public static IReadOnlyDictionary<string, long> ByHand => new Dictionary<string, long>
    {
        ["102"] = 62_800,
        ["121"] = 7_000,
        ["151"] = 20_000,
        ["152"] = -3_700,
        ["221 M01"] = -6_000,
        ["221 M02"] = -4_000,
        ["222 M01"] = -3_000,
        ["222 M02"] = -2_000,
        ["301 M01"] = -30_000,
        ["301 M02"] = -20_000,
        ["311"] = -18_000,
        ["322"] = -2_360,
        ["332.02"] = -840,
        ["401"] = 100,
    };

    /// <summary>资产负债表的期末余额。</summary>
    public static IReadOnlyList<(string Caption, long Fen)> BalanceSheet =>
    [
        ("货币资金", 62_800), ("应收款项", 0), ("存货", 7_100), ("固定资产净值", 16_300), ("固定资产小计", 16_300), ("资产总计", 86_200),
        ("应付款项", 0), ("应付盈余返还", 10_000), ("应付剩余盈余", 5_000), ("专项应付款", 0), ("负债合计", 15_000), ("股金", 50_000),
        ("专项基金", 18_000), ("盈余公积", 2_360), ("未分配盈余", 840), ("负债和所有者权益总计", 86_200),
    ];

    /// <summary>盈余及盈余分配表的本年累计。</summary>
    public static IReadOnlyList<(string Caption, long Fen)> Income =>
    [
        ("一、经营收入", 30_800), ("加：投资收益", 2_000), ("减：经营支出", 10_000), ("管理费用", 4_200), ("二、经营收益", 18_600),
        ("四、本年盈余", 18_600), ("加：年初未分配盈余", -1_000), ("其他转入", 0), ("减：提取盈余公积", 1_760), ("五、可分配盈余", 15_840),
        ("减：盈余返还", 10_000), ("剩余盈余分配", 5_000), ("转为成员出资", 0), ("六、年末未分配盈余", 840),
    ];
}
