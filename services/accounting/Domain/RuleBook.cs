using Region.Kernel;

namespace Region.Accounting.Domain;

/// <summary>All published posting rules, old versions too, so that every old voucher can still be explained.</summary>
internal sealed class RuleBook(IReadOnlyList<PostingRule> rules)
{
    public IReadOnlyList<PostingRule> Rules { get; } = rules;

    public PostingRule? Find(string rule, int version) => Rules.FirstOrDefault(candidate =>
        string.Equals(candidate.Rule, rule, StringComparison.Ordinal) && candidate.Version == version);

    /// <summary>The newest rule of villages and companies that is valid for the event at its accounting date.</summary>
    public Decision<PostingRule, Refusal> Choose(Facts facts) => Choose(facts, null);

    /// <summary>
    /// The newest rule that is valid for the event at its accounting date, among those that were written for a regime.
    /// </summary>
    public Decision<PostingRule, Refusal> Choose(Facts facts, Regime? regime)
    {
        var date = facts.Date();
        if (!date.Allowed)
            return date.Refuse<PostingRule>();

        var chosen = Rules
            .Where(rule => string.Equals(rule.Topic, facts.Topic, StringComparison.Ordinal)
                && rule.Regime == regime
                && rule.ValidFrom <= date.Value
                && facts.Meet(rule.When))
            .OrderByDescending(rule => rule.ValidFrom)
            .ThenByDescending(rule => rule.Version)
            .FirstOrDefault();
        return chosen is null ? Missing(facts, regime) : chosen;
    }

    // Names the fields that decide, with the values for which nobody wrote a rule.
    private Refused<Refusal> Missing(Facts facts, Regime? regime)
    {
        var fields = Rules
            .Where(rule => string.Equals(rule.Topic, facts.Topic, StringComparison.Ordinal))
            .SelectMany(rule => rule.When.Keys)
            .Distinct(StringComparer.Ordinal)
            .ToArray();
        return Refusal.RuleMissing.On(
            fields.FirstOrDefault("mode"),
            string.Join(' ', fields.Select(facts.Text).Prepend(facts.Topic)).Trim()
                + (regime is Regime.Coop2021 ? "（农民专业合作社）" : ""));
    }
}
