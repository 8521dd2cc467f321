using Region.Kernel;

namespace Region.Accounting.Domain;

/// <summary>Goods of one item that came before their bill, from one counterparty.</summary>
internal sealed record EstimatedGoods
{
    /// <summary>Whom the estimate is owed to, such as 暂估-C01: apart from what is owed by bills.</summary>
    public required string Counterparty { get; init; }

    public string CounterpartyName { get; init; } = "";

    public required string Stock { get; init; }

    public Quantity Quantity { get; init; }

    public Money Amount { get; init; }

    /// <summary>How many acceptances say so.</summary>
    public int Papers { get; init; }
}

/// <summary>
/// Estimates (暂估入库): goods that were accepted and not billed by the end of a month stand in its stock at the order's
/// price, and leave it again in red on the first day of the next month, so that the bill is posted as if nothing had
/// been estimated.
/// </summary>
internal static class Estimate
{
    private const string Rule = "estimate";

    /// <summary>The accounts on which goods, and what is owed for them, are estimated.</summary>
    public static (string Stock, string Payable) AccountsOf(Regime regime) =>
        regime is Regime.SmallEnterprise2011 ? ("1405", "2202") : ("121", "211");

    /// <summary>
    /// What a month's estimate must still say: the goods that are due, less those that the month's estimates hold
    /// already. Empty where the month is estimated, or where there is nothing to estimate.
    /// </summary>
    public static IReadOnlyList<EstimatedGoods> Missing(
        IReadOnlyList<EstimatedGoods> due,
        IReadOnlyList<EstimatedGoods> estimated)
    {
        var known = estimated.ToDictionary(Key);
        var asked = due.Where(goods => goods.Amount.Fen > 0).ToDictionary(Key);
        return
        [
            .. known.Keys.Union(asked.Keys)
                .OrderBy(key => key.Counterparty, StringComparer.Ordinal)
                .ThenBy(key => key.Stock, StringComparer.Ordinal)
                .Where(key => !Same(known.GetValueOrDefault(key), asked.GetValueOrDefault(key)))
                .SelectMany(key => (EstimatedGoods?[])
                    [Negated(known.GetValueOrDefault(key)), asked.GetValueOrDefault(key)])
                .OfType<EstimatedGoods>(),
        ];
    }

    /// <summary>
    /// The estimate of a month, on its last day. Where an earlier one was too small or too large, the whole item stands
    /// in red beside what is right.
    /// </summary>
    public static Draft Prepare(Regime regime, DateOnly month, IReadOnlyList<EstimatedGoods> missing, string login)
    {
        var (stock, payable) = AccountsOf(regime);
        return new Draft
        {
            Word = Words.General,
            Kind = VoucherKind.Estimate,
            Date = LastDayOf(month),
            Summary = $"{NameOf(month)}末暂估入库：已验收、发票未到",
            Attachments = missing.Sum(goods => goods.Papers),
            PreparedBy = login,
            PostedBy = login,
            Origin = new Origin
            {
                Rule = Rule,
                RuleVersion = 1,
                Document = $"{NameOf(month)}末已验收未结算物资清单",
            },
            Postings =
            [
                .. missing.Select(goods => new Posting
                {
                    Account = stock,
                    Stock = goods.Stock,
                    Quantity = goods.Quantity,
                    Debit = goods.Amount,
                }),
                .. missing.Select(goods => new Posting
                {
                    Account = payable,
                    Counterparty = goods.Counterparty,
                    CounterpartyName = goods.CounterpartyName,
                    Credit = goods.Amount,
                }),
            ],
        };
    }

    /// <summary>
    /// The red voucher of an estimate, on the first day of the next month. It corrects no error, so the rule that red
    /// stays within the year does not hold it back from January.
    /// </summary>
    public static Draft TakeBack(Voucher estimate)
    {
        var content = estimate.Content;
        return content with
        {
            Date = content.Date.AddDays(1),
            Summary = $"冲回{Reversal.NameOf(estimate)}暂估入库",
            Attachments = 0,
            Reverses = estimate.Id,
            Postings = [.. content.Postings.Select(posting => posting.Negated())],
        };
    }

    public static DateOnly LastDayOf(DateOnly month) =>
        new DateOnly(month.Year, month.Month, 1).AddMonths(1).AddDays(-1);

    /// <summary>A month as people name it: 2026年3月.</summary>
    public static string NameOf(DateOnly month) => FormattableString.Invariant($"{month.Year}年{month.Month}月");

    private static (string Counterparty, string Stock) Key(EstimatedGoods goods) => (goods.Counterparty, goods.Stock);

    private static bool Same(EstimatedGoods? known, EstimatedGoods? asked) =>
        (known?.Amount ?? Money.Zero) == (asked?.Amount ?? Money.Zero)
        && (known?.Quantity.Thousandths ?? 0) == (asked?.Quantity.Thousandths ?? 0);

    private static EstimatedGoods? Negated(EstimatedGoods? goods) => goods is null ? null : goods with
    {
        Quantity = Quantity.FromThousandths(-goods.Quantity.Thousandths),
        Amount = -goods.Amount,
        Papers = 0,
    };
}
