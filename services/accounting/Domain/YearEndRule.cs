using System.Text.Json;
using System.Text.Json.Serialization;
using Region.Kernel;

namespace Region.Accounting.Domain;

/// <summary>
/// How a regime closes its year (年终结转), as a data file: which accounts, in which order. A published version never
/// changes. An account is named by its code, by «322/未分配收益» (the leaf of this name below 322), or, in a list, by the
/// first of several that the book's chart has: units make sub-accounts of their own.
/// </summary>
internal sealed record YearEndRule
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public required Regime Regime { get; init; }

    public required string Rule { get; init; }

    public required int Version { get; init; }

    public required DateOnly ValidFrom { get; init; }

    /// <summary>The regulation that it was taken from.</summary>
    public required string Source { get; init; }

    /// <summary>The word of the vouchers.</summary>
    public required string Word { get; init; }

    /// <summary>待处理财产损溢: zero whenever a month is closed.</summary>
    public required IReadOnlyList<string> Pending { get; init; }

    /// <summary>Debts and claims that should move within a year.</summary>
    public required IReadOnlyList<string> Dealings { get; init; }

    /// <summary>本年收益 or 本年利润: zero after the year end.</summary>
    public required string Result { get; init; }

    /// <summary>收益分配 or 利润分配, with all its sub-accounts.</summary>
    public required string Distribution { get; init; }

    /// <summary>The part of it that is carried to the next year.</summary>
    public required IReadOnlyList<string> Retained { get; init; }

    public required IReadOnlyList<YearEndRuleStep> Steps { get; init; }

    /// <summary>Reads a data file; throws where it is not one.</summary>
    public static YearEndRule Read(string json) =>
        JsonSerializer.Deserialize<YearEndRule>(json, Format) ?? throw new JsonException("The year end is empty.");

    /// <summary>Whether an account is one of these or below one of them.</summary>
    public static bool IsWithin(string account, string root) =>
        account.StartsWith(root, StringComparison.Ordinal)
        && (account.Length == root.Length || account[root.Length] is '.');

    /// <summary>
    /// The first of the candidates that is a leaf of the chart, or below which a leaf takes what rules post; null where
    /// there is none.
    /// </summary>
    public static string? LeafOf(IReadOnlyList<string> candidates, Chart chart) =>
        candidates.Select(candidate => Leaf(candidate, chart)).FirstOrDefault(leaf => leaf is not null);

    /// <summary>The details of the accounts within these roots, by account.</summary>
    public static IEnumerable<IGrouping<string, HeldBalance>> LeavesOf(
        IReadOnlyList<string> roots,
        IEnumerable<HeldBalance> held) =>
        held.Where(balance => roots.Any(root => IsWithin(balance.Account, root)))
            .GroupBy(balance => balance.Account, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal);

    /// <summary>Whether a step owes people what the unit decided to distribute.</summary>
    public bool IsDistribution(string step) => Steps.Any(one =>
        one.Act is YearEndAct.Distribution && string.Equals(one.Step, step, StringComparison.Ordinal));

    /// <summary>Whether the year end leaves nothing on an account.</summary>
    public bool MustBeZero(Chart chart, string account) =>
        chart.Find(account)?.Class is AccountClass.Income or AccountClass.Expense
        || IsWithin(account, Result)
        || (IsWithin(account, Distribution)
            && !string.Equals(account, LeafOf(Retained, chart), StringComparison.Ordinal));

    private static string? Leaf(string candidate, Chart chart)
    {
        var slash = candidate.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
            return chart.LeafFor(candidate);

        var (root, name) = (candidate[..slash], candidate[(slash + 1)..]);
        return chart.Accounts.FirstOrDefault(account =>
            IsWithin(account.Code, root)
            && chart.IsLeaf(account.Code)
            && string.Equals(account.Name, name, StringComparison.Ordinal))?.Code;
    }
}

/// <summary>One entry of the year end.</summary>
internal sealed record YearEndRuleStep
{
    /// <summary>Its name for programs, such as appropriation.</summary>
    public required string Step { get; init; }

    /// <summary>Its summary (摘要).</summary>
    public required string Summary { get; init; }

    public required YearEndAct Act { get; init; }

    /// <summary>
    /// The account that is closed or debited; empty where the classes of income and expenses are closed.
    /// </summary>
    public IReadOnlyList<string> From { get; init; } = [];

    /// <summary>The account that takes it.</summary>
    public required IReadOnlyList<string> To { get; init; }

    /// <summary>Takes what is distributed without naming who gets it; empty where a name is needed.</summary>
    public IReadOnlyList<string> ToUnnamed { get; init; } = [];

    /// <summary>What has to be decided for another step before anything of this one; null where nothing has.</summary>
    public YearEndFloor? Floor { get; init; }
}

/// <summary>
/// The least part of what may be distributed of the year's result that a step takes before another one may take any, as
/// a co-operative returns 60 % by dealings (盈余返还) before it distributes the rest by stake.
/// </summary>
internal sealed record YearEndFloor
{
    public required string Step { get; init; }

    public required long LeastPpm { get; init; }

    /// <summary>The law that says so.</summary>
    public required string Source { get; init; }

    /// <summary>Refuses what was decided for the step, where it is too little of the distributable result.</summary>
    public Refused<Refusal>? Refuse(Money decided, Money distributable) =>
        (Int128)decided.Fen * 1_000_000 < (Int128)distributable.Fen * LeastPpm
            ? Refusal.FloorNotReached.On(
                "distributions",
                FormattableString.Invariant(
                    $"{decided}（可分配 {distributable}，至少 {LeastPpm / 10_000m:0.####}%，{Source}）"))
            : null;
}

/// <summary>What an entry of the year end does.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<YearEndAct>))]
internal enum YearEndAct
{
    /// <summary>Closes every income and expense account that holds a credit balance.</summary>
    CloseCredits = 1,

    /// <summary>Closes every income and expense account that holds a debit balance.</summary>
    CloseDebits = 2,

    /// <summary>Carries the balance of an account, with all below it, over to another, whatever its side.</summary>
    CloseAccount = 3,

    /// <summary>Makes good a loss from the reserves, as the unit decided.</summary>
    LossCover = 4,

    /// <summary>Puts a part of the result to the reserves, as the unit decided.</summary>
    Appropriation = 5,

    /// <summary>Owes the members what the unit decided to distribute.</summary>
    Distribution = 6,
}
