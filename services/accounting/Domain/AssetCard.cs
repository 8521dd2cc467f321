using Region.Kernel;

namespace Region.Accounting.Domain;

/// <summary>A card of the asset register (固定资产卡片), with what was depreciated of it so far.</summary>
internal sealed record AssetCard
{
    public required string Code { get; init; }

    /// <summary>The day on which it was put to use; depreciation begins in the month after.</summary>
    public required DateOnly InService { get; init; }

    /// <summary>Depreciated before the card came into this book.</summary>
    public Money OpeningDepreciated { get; init; }

    /// <summary>Its registration and its changes, in their order; at least one.</summary>
    public required IReadOnlyList<AssetTerms> Terms { get; init; }

    /// <summary>Units of work by the first day of their month.</summary>
    public IReadOnlyDictionary<DateOnly, Quantity> Works { get; init; } = new Dictionary<DateOnly, Quantity>();

    /// <summary>Posted in this book, by vouchers that nobody cancelled.</summary>
    public Money Posted { get; init; }

    public DateOnly? DisposedOn { get; init; }

    public AssetTerms Newest => Terms[^1];

    /// <summary>What holds for the card in a month: the newest terms that begin until then.</summary>
    /// <param name="month">The first day of the month.</param>
    public AssetTerms TermsIn(DateOnly month) => Terms.LastOrDefault(terms => terms.From <= month) ?? Terms[0];

    /// <summary>累计折旧.</summary>
    public Money Depreciated => OpeningDepreciated + Posted;

    /// <summary>净值.</summary>
    public Money Net => Newest.Original - Depreciated;

    /// <summary>
    /// What must be depreciated until the end of a month, less what was posted: so a month that was left out, or a card
    /// that came late, is made good by the next run, and a second run finds nothing.
    /// </summary>
    /// <param name="month">The first day of the month.</param>
    public Money DueBy(DateOnly month) => TargetBy(month) is var target && target > Posted
        ? target - Posted
        : Money.Zero;

    /// <summary>What must be depreciated in this book until the end of a month.</summary>
    /// <param name="month">The first day of the month.</param>
    public Money TargetBy(DateOnly month)
    {
        // A card goes on in the month in which it leaves, and stops after it.
        var last = DisposedOn is { } gone && FirstOf(gone) < month ? FirstOf(gone) : month;
        var target = Money.Zero;
        for (var index = 0; index < Terms.Count; index++)
        {
            var terms = Terms[index];
            var end = index + 1 < Terms.Count && Terms[index + 1].From <= last
                ? Terms[index + 1].From.AddMonths(-1)
                : last;
            if (terms.From <= end)
                target += terms.DepreciationFor(MonthsBetween(terms.From, end), WorkBetween(terms.From, end));
        }

        return target;
    }

    public static DateOnly FirstOf(DateOnly day) => new(day.Year, day.Month, 1);

    private static int MonthsBetween(DateOnly from, DateOnly end) =>
        ((end.Year - from.Year) * 12) + end.Month - from.Month + 1;

    private long WorkBetween(DateOnly from, DateOnly end) =>
        Works.Where(work => work.Key >= from && work.Key <= end).Sum(work => work.Value.Thousandths);
}

/// <summary>What holds for a card from a month on.</summary>
internal sealed record AssetTerms
{
    /// <summary>An asset at a nominal value of one yuan is not depreciated.</summary>
    public const long NominalFen = 100;

    /// <summary>The first day of the first month.</summary>
    public required DateOnly From { get; init; }

    public required DateOnly ActedOn { get; init; }

    public required string Name { get; init; }

    public string Category { get; init; } = "";

    public required AssetUse Use { get; init; }

    public required DepreciationMethod Method { get; init; }

    /// <summary>原值.</summary>
    public required Money Original { get; init; }

    /// <summary>预计净残值: depreciation stops here.</summary>
    public Money Residual { get; init; }

    /// <summary>What is depreciated from the first month on.</summary>
    public required Money Total { get; init; }

    /// <summary>Over how many months, or over how many thousandths of units of work.</summary>
    public required long Span { get; init; }

    public string Reason { get; init; } = "";

    /// <summary>
    /// Depreciation of the first so many months, or of so much work: equal parts rounded down, and in the last part
    /// what is left, so that the total is exact to the fen.
    /// </summary>
    public Money DepreciationFor(int months, long thousandths)
    {
        if (Original.Fen <= NominalFen || Total.Fen <= 0)
            return Money.Zero;

        var done = Method is DepreciationMethod.StraightLine ? months : thousandths;
        if (done >= Span)
            return Total;

        return Method is DepreciationMethod.StraightLine
            ? new Money(Total.Fen / Span * done)
            : new Money((long)((Int128)Total.Fen * done / Span));
    }
}

/// <summary>What an asset is used for: where its depreciation goes.</summary>
internal enum AssetUse
{
    /// <summary>生产经营用.</summary>
    Production = 1,

    /// <summary>管理用.</summary>
    Management = 2,

    /// <summary>公益用; a village's.</summary>
    Public = 3,

    /// <summary>销售用; a company's.</summary>
    Sales = 4,
}

internal enum DepreciationMethod
{
    /// <summary>年限平均法.</summary>
    StraightLine = 1,

    /// <summary>工作量法.</summary>
    WorkUnits = 2,
}
