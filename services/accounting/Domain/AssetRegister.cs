using Region.Kernel;

namespace Region.Accounting.Domain;

/// <summary>What an accountant writes on a new card.</summary>
internal sealed record AssetDraft
{
    public required string Code { get; init; }

    public required string Name { get; init; }

    public string Category { get; init; } = "";

    public required string InService { get; init; }

    public required AssetUse? Use { get; init; }

    public required DepreciationMethod? Method { get; init; }

    public required long OriginalFen { get; init; }

    /// <summary>The residual value's part of the original value, in parts per million.</summary>
    public long ResidualPartsPerMillion { get; init; }

    /// <summary>Of the straight line.</summary>
    public int LifeMonths { get; init; }

    /// <summary>Of the method by work: all units that the asset will do.</summary>
    public string WorkTotal { get; init; } = "";

    /// <summary>Depreciated before, where the card is brought over at the opening of the book.</summary>
    public long DepreciatedFen { get; init; }

    public int DepreciatedMonths { get; init; }
}

/// <summary>What an accountant changes of a card, from the next month on.</summary>
internal sealed record AssetChange
{
    public required string ChangedOn { get; init; }

    public required string Name { get; init; }

    public string Category { get; init; } = "";

    public required AssetUse? Use { get; init; }

    public required long OriginalFen { get; init; }

    public required long ResidualFen { get; init; }

    public int RemainingMonths { get; init; }

    public string RemainingWork { get; init; } = "";

    public required string Reason { get; init; }
}

/// <summary>The rules of the asset register.</summary>
internal static class AssetRegister
{
    public const int MaximumCode = 32;
    public const int MaximumName = 60;
    public const int MaximumMonths = 1_200;

    private const long Whole = 1_000_000;

    /// <summary>Registers a card: depreciation begins in the month after it was put to use.</summary>
    public static Decision<AssetCard, Refusal> Register(AssetDraft draft, Regime regime)
    {
        if (draft.Code.Length is 0 or > MaximumCode || !PlainText.IsPlain(draft.Code))
            return Refusal.AssetTextInvalid.On("asset_code", draft.Code);

        if (!BusinessDate.TryRead(draft.InService, out var inService))
            return Refusal.DateInvalid.On("in_service", draft.InService);

        if (draft.ResidualPartsPerMillion is < 0 or > Whole)
            return Refusal.AssetAmountInvalid.On("residual_ppm", draft.ResidualPartsPerMillion);

        var original = new Money(draft.OriginalFen);
        var residual = draft.OriginalFen is > 0 and <= Bookkeeping.MaximumFen
            ? new Rate(draft.ResidualPartsPerMillion).Of(original)
            : Money.Zero;
        var depreciated = new Money(draft.DepreciatedFen);
        if (depreciated.Fen < 0 || depreciated > original - residual
            || draft.DepreciatedMonths is < 0 or > MaximumMonths
            || (depreciated.Fen > 0 && draft.DepreciatedMonths is 0))
        {
            return Refusal.AssetDepreciatedInvalid.On("depreciated_fen", depreciated);
        }

        var terms = Terms(
            new AssetTerms
            {
                From = AssetCard.FirstOf(inService).AddMonths(1 + draft.DepreciatedMonths),
                ActedOn = inService,
                Name = draft.Name,
                Category = draft.Category,
                Use = draft.Use ?? default,
                Method = draft.Method ?? default,
                Original = original,
                Residual = residual,
                Total = original - residual - depreciated,
                Span = 0,
            },
            draft.LifeMonths - draft.DepreciatedMonths,
            draft.WorkTotal,
            regime);
        return terms.Map(first => new AssetCard
        {
            Code = draft.Code,
            InService = inService,
            OpeningDepreciated = depreciated,
            Terms = [first],
        });
    }

    /// <summary>
    /// Changes a card from the next month on, never for months that are past (未来适用法): what is not depreciated yet is
    /// spread over what remains.
    /// </summary>
    public static Decision<AssetTerms, Refusal> Change(AssetCard card, AssetChange change, Regime regime)
    {
        if (!PlainText.IsPlain(change.Reason) || change.Reason.Length is 0 or > Reversal.MaximumReason)
            return Refusal.ReasonInvalid.On("reason", change.Reason);

        var on = DayOf(card, "changed_on", change.ChangedOn);
        if (!on.Allowed)
            return on.Refuse<AssetTerms>();

        var original = new Money(change.OriginalFen);
        var residual = new Money(change.ResidualFen);
        if (residual.Fen < 0 || residual > original)
            return Refusal.AssetAmountInvalid.On("residual_fen", residual);

        if (original - residual < card.Depreciated)
            return Refusal.AssetDepreciatedInvalid.On("original_fen", original);

        return Terms(
            new AssetTerms
            {
                From = AssetCard.FirstOf(on.Value).AddMonths(1),
                ActedOn = on.Value,
                Name = change.Name,
                Category = change.Category,
                Use = change.Use ?? default,
                Method = card.Newest.Method,
                Original = original,
                Residual = residual,
                Total = original - residual - card.Depreciated,
                Span = 0,
                Reason = change.Reason,
            },
            change.RemainingMonths,
            change.RemainingWork,
            regime);
    }

    /// <summary>
    /// The voucher by which an asset leaves: its net value goes to 固定资产清理. The month in which it leaves is still
    /// depreciated, and before.
    /// </summary>
    public static Decision<Draft, Refusal> Dispose(AssetCard card, string disposedOn, string reason, Regime regime)
    {
        if (!PlainText.IsPlain(reason) || reason.Length is 0 or > Reversal.MaximumReason)
            return Refusal.ReasonInvalid.On("reason", reason);

        var on = DayOf(card, "disposed_on", disposedOn);
        if (!on.Allowed)
            return on.Refuse<Draft>();

        var accounts = AssetAccounts.Of(regime);
        Posting[] lines =
        [
            new() { Account = accounts.Depreciation, Debit = card.Depreciated },
            new() { Account = accounts.Clearing, Debit = card.Net },
            new() { Account = accounts.Asset, Credit = card.Newest.Original },
        ];
        return new Draft
        {
            Word = Words.General,
            Date = on.Value,
            Summary = $"固定资产 {card.Code} {card.Newest.Name} 转入清理：{reason}",
            Attachments = 1,
            PreparedBy = Words.Automatic,
            PostedBy = Words.Automatic,
            Origin = new Origin { Rule = "asset-disposal", RuleVersion = 1, Document = $"固定资产卡片 {card.Code}" },
            Postings = [.. lines.Where(line => line.Amount.Fen is not 0)],
        };
    }

    /// <summary>Units of work for a month that is not depreciated yet.</summary>
    public static Decision<Quantity, Refusal> Work(AssetCard card, DateOnly month, string units)
    {
        if (card.Newest.Method is not DepreciationMethod.WorkUnits)
            return Refusal.AssetMethodInvalid.On("asset_code", card.Code);

        if (card.DisposedOn is { } gone && AssetCard.FirstOf(gone) < month)
            return Refusal.AssetDisposed.On("asset_code", card.Code);

        if (month < card.Newest.From)
            return Refusal.AssetDateInvalid.On("month", BusinessDate.WriteMonth(month));

        if (card.Works.ContainsKey(month))
            return Refusal.AssetWorkTwice.On("month", BusinessDate.WriteMonth(month));

        return Quantity.TryRead(units, out var work) && work.Thousandths >= 0
            ? work
            : Refusal.AssetSpanInvalid.On("units", units);
    }

    private static Decision<DateOnly, Refusal> DayOf(AssetCard card, string field, string text)
    {
        if (card.DisposedOn is not null)
            return Refusal.AssetDisposed.On("asset_code", card.Code);

        if (!BusinessDate.TryRead(text, out var on))
            return Refusal.DateInvalid.On(field, text);

        var month = AssetCard.FirstOf(on);
        var isPast = on < card.Newest.ActedOn || (card.Terms.Count > 1 && month.AddMonths(1) < card.Newest.From);
        if (isPast || card.TargetBy(month) < card.Posted)
            return Refusal.AssetDateInvalid.On(field, text);

        var due = card.DueBy(month);
        return due.Fen > 0 ? Refusal.AssetDepreciationDue.On(field, $"{BusinessDate.WriteMonth(on)} {due}") : on;
    }

    private static Decision<AssetTerms, Refusal> Terms(AssetTerms terms, int months, string work, Regime regime)
    {
        if (terms.Name.Length is 0 or > MaximumName || !PlainText.IsPlain(terms.Name))
            return Refusal.AssetTextInvalid.On("name", terms.Name);

        if (terms.Category.Length > MaximumName || !PlainText.IsPlain(terms.Category))
            return Refusal.AssetTextInvalid.On("category", terms.Category);

        if (terms.Original.Fen is <= 0 or > Bookkeeping.MaximumFen)
            return Refusal.AssetAmountInvalid.On("original_fen", terms.Original);

        if (AssetAccounts.ExpenseOf(regime, terms.Use) is null)
            return Refusal.AssetUseInvalid.On("use", (int)terms.Use);

        if (terms.Method is DepreciationMethod.WorkUnits)
        {
            return Quantity.TryRead(work, out var units) && units.Thousandths > 0
                ? terms with { Span = units.Thousandths }
                : Refusal.AssetSpanInvalid.On("work_total", work);
        }

        if (terms.Method is not DepreciationMethod.StraightLine)
            return Refusal.AssetMethodInvalid.On("method", (int)terms.Method);

        // A card that is depreciated to the end has no months left.
        var least = terms.Total.Fen is 0 ? 0 : 1;
        return months >= least && months <= MaximumMonths
            ? terms with { Span = months }
            : Refusal.AssetSpanInvalid.On("life_months", months);
    }
}
