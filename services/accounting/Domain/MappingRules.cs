using Region.Kernel;

namespace Region.Accounting.Domain;

/// <summary>
/// Finds the new account of an old row. The accountant's own rows go before the published ones, a longer old code
/// before a shorter one, and a row with a condition before one without.
/// </summary>
internal sealed class MappingRules
{
    private const string Whole = "不分";
    private readonly IReadOnlyList<OwnMappingRow> _own;
    private readonly Chart _chart;
    private readonly Rule[] _rules;

    public MappingRules(IReadOnlyList<OwnMappingRow> own, OldMapping published, Chart chart)
    {
        (_own, _chart) = (own, chart);
        _rules =
        [
            .. own.Select(row => new Rule(true, row.Old, row.Condition, row.Account)
            {
                Into = row.Into,
                DecidedBy = FormattableString.Invariant($"对照表第{row.Number}行"),
            }),
            .. published.Rows.Select(row => new Rule(false, row.Old, row.Condition, row.Account)
            {
                Hint = $"可选 {string.Join('、', row.Candidates.Select(Title))}；{row.Note}",
                DecidedBy = $"默认对照 {row.Old} {row.Condition}".Trim(),
            }),
        ];
    }

    /// <summary>What is wrong with the accountant's own rows.</summary>
    public IEnumerable<Refused<Refusal>> Refuse()
    {
        foreach (var row in _own)
        {
            var field = FormattableString.Invariant($"对照表第{row.Number}行");
            if (row.Old.Length is 0)
                yield return Refusal.TransitionTargetInvalid.On(field, "旧科目编码不能为空。");

            if (!_chart.IsLeaf(row.Account))
                yield return Refusal.TransitionTargetInvalid.On(field, $"新科目「{row.Account}」不是账套的末级科目。");

            if (row.Into is not ("" or Whole) && SlotOf(row.Into) is null)
                yield return Refusal.TransitionTargetInvalid.On(field, $"归入「{row.Into}」只能是往来单位、项目、存货或不分。");
        }
    }

    /// <summary>The account that takes an old row.</summary>
    public Decision<MappingTarget, Refusal> For(OldRow row)
    {
        var fitting = _rules
            .Where(rule => row.Code.StartsWith(rule.Old, StringComparison.Ordinal) && row.Meets(rule.Condition))
            .GroupBy(rule => (rule.Own, rule.Old.Length, Conditional: rule.Condition.Length > 0))
            .OrderByDescending(group => group.Key.Own)
            .ThenByDescending(group => group.Key.Length)
            .ThenByDescending(group => group.Key.Conditional)
            .FirstOrDefault();
        if (fitting is null)
            return Refusal.TransitionUnmapped.On(row.Field(""), row.Title);

        var rule = fitting.First();
        if (fitting.Skip(1).Any(other => (other.Account, other.Into) != (rule.Account, rule.Into)))
            return Refusal.TransitionAmbiguous.On(row.Field(""), row.Title);

        if (rule.Account.Length is 0)
            return Refusal.TransitionUndecided.On(row.Field(""), $"{row.Title}（{rule.Hint}）");

        // The published table cannot know what the unit opened; the accountant's own rows name the very account.
        var account = rule.Own ? rule.Account : _chart.LeafFor(rule.Account) ?? rule.Account;
        return new MappingTarget(account, rule.DecidedBy, SlotOf(rule.Into), rule.Into is Whole);
    }

    private static ItemSlot? SlotOf(string into) => into switch
    {
        "往来单位" => ItemSlot.Counterparty,
        "项目" => ItemSlot.Project,
        "存货" => ItemSlot.Stock,
        _ => null,
    };

    private string Title(string account) => _chart.Find(account)?.Title ?? account;

    private sealed record Rule(bool Own, string Old, string Condition, string Account)
    {
        public string Into { get; init; } = "";

        public string Hint { get; init; } = "";

        public required string DecidedBy { get; init; }
    }
}

/// <summary>Where an old row goes.</summary>
/// <param name="Account">The new account.</param>
/// <param name="DecidedBy">Which row of which table says so.</param>
/// <param name="Into">What the old item becomes; null where the new account decides.</param>
/// <param name="IsWhole">Whether the old item is left out.</param>
internal sealed record MappingTarget(string Account, string DecidedBy, ItemSlot? Into, bool IsWhole)
{
    /// <summary>
    /// What the item becomes on this account: what the accountant said, else what the account requires or allows.
    /// </summary>
    public ItemSlot? SlotFor(Account? account, string item)
    {
        if (item.Length is 0 || IsWhole || account is null)
            return null;

        (ItemSlot Slot, AuxiliaryUse Use)[] slots =
        [
            (ItemSlot.Counterparty, account.Counterparty), (ItemSlot.Stock, account.Stock),
            (ItemSlot.Project, account.Project),
        ];
        return Into ?? slots
            .Where(slot => slot.Use is not AuxiliaryUse.None)
            .OrderByDescending(slot => slot.Use)
            .Select(slot => (ItemSlot?)slot.Slot)
            .FirstOrDefault();
    }
}
