using Region.Accounting.Charts;
using Region.Accounting.Domain;

namespace Region.Accounting.Rules;

/// <summary>The posting rules that ship with this service as data files.</summary>
internal static class PublishedRules
{
    private static readonly Lazy<RuleBook> Loaded = new(Load);

    public static RuleBook Book => Loaded.Value;

    private static RuleBook Load()
    {
        var assembly = typeof(PublishedRules).Assembly;
        return new RuleBook([.. ResourceText.All(assembly, ".Rules.").Select(PostingRule.Read)]);
    }
}
