using Region.Kernel;

namespace Region.Accounting.Domain;

/// <summary>The accounts of fixed assets by regime.</summary>
internal sealed record AssetAccounts(string Asset, string Depreciation, string Clearing)
{
    public static AssetAccounts Of(Regime regime) => regime is Regime.SmallEnterprise2011
        ? new AssetAccounts("1601", "1602", "1606")
        : new AssetAccounts("151", "152", "154");

    /// <summary>
    /// Where depreciation goes; null for a use that the regime does not know. 514 for public use is remembered, not
    /// read: the co-op regime uses 其他支出.
    /// </summary>
    public static string? ExpenseOf(Regime regime, AssetUse use) => (regime, use) switch
    {
        (Regime.Village2023, AssetUse.Production) => "401",
        (Regime.Village2023, AssetUse.Management) => "513",
        (Regime.Village2023, AssetUse.Public) => "514",
        (Regime.SmallEnterprise2011, AssetUse.Production) => "4101",
        (Regime.SmallEnterprise2011, AssetUse.Sales) => "5601",
        (Regime.SmallEnterprise2011, AssetUse.Management) => "5602",
        (Regime.Coop2021, AssetUse.Production) => "401",
        (Regime.Coop2021, AssetUse.Management) => "523",
        (Regime.Coop2021, AssetUse.Public) => "529",
        _ => null,
    };
}

/// <summary>What one card must still be depreciated by the end of a month.</summary>
internal sealed record DueDepreciation(AssetCard Card, Money Amount);

/// <summary>Depreciation (折旧), monthly, from the month after an asset was put to use.</summary>
internal static class Depreciation
{
    /// <summary>Cards with something to depreciate by the end of a month, in the order of their codes.</summary>
    /// <param name="cards">The register.</param>
    /// <param name="month">The first day of the month.</param>
    public static IReadOnlyList<DueDepreciation> Due(IEnumerable<AssetCard> cards, DateOnly month) =>
    [
        .. cards.Select(card => new DueDepreciation(card, card.DueBy(month)))
            .Where(due => due.Amount.Fen > 0)
            .OrderBy(due => due.Card.Code, StringComparer.Ordinal),
    ];

    /// <summary>
    /// Refuses a run where an earlier month that still takes vouchers lacks its own: depreciation that is made up for
    /// at the end of the year is what auditors find.
    /// </summary>
    public static Refused<Refusal>? Refuse(IReadOnlyCollection<AssetCard> cards, DateOnly month, BookState state)
    {
        var before = month.AddMonths(-1);
        var last = month.AddDays(-1);
        return !state.IsClosed(last) && !(last < state.OpeningDate) && Due(cards, before).Count > 0
            ? Refusal.DepreciationEarlierMonth.On("month", BusinessDate.WriteMonth(before))
            : null;
    }

    /// <summary>One voucher for all cards, on the last day of the month.</summary>
    public static Draft Prepare(IReadOnlyList<DueDepreciation> due, DateOnly month, Regime regime, string login)
    {
        var name = Estimate.NameOf(month);
        return new Draft
        {
            Word = Words.General,
            Kind = VoucherKind.Depreciation,
            Date = Estimate.LastDayOf(month),
            Summary = $"计提{name}固定资产折旧",
            Attachments = 1,
            PreparedBy = login,
            PostedBy = login,
            Origin = new Origin
            {
                Rule = "depreciation",
                RuleVersion = 1,
                Document = FormattableString.Invariant($"{name}固定资产折旧计算表（{due.Count} 张卡片）"),
            },
            Postings =
            [
                .. due.GroupBy(
                        one => AssetAccounts.ExpenseOf(regime, one.Card.TermsIn(month).Use)!, StringComparer.Ordinal)
                    .OrderBy(group => group.Key, StringComparer.Ordinal)
                    .Select(group => new Posting
                    {
                        Account = group.Key,
                        Debit = Money.Sum(group.Select(one => one.Amount)),
                    }),
                new Posting
                {
                    Account = AssetAccounts.Of(regime).Depreciation,
                    Credit = Money.Sum(due.Select(one => one.Amount)),
                },
            ],
        };
    }
}
