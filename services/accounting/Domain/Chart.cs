using System.Text.Json;
using System.Text.Json.Serialization;

namespace Region.Accounting.Domain;

/// <summary>A chart of accounts (会计科目表): which accounts a book has, and which of them may be posted to.</summary>
internal sealed class Chart
{
    private readonly Dictionary<string, Account> _accounts;
    private readonly HashSet<string> _parents;

    /// <exception cref="ArgumentException">A code stands twice, or a sub-account has no parent.</exception>
    public Chart(IEnumerable<Account> accounts)
    {
        _accounts = accounts.ToDictionary(account => account.Code, StringComparer.Ordinal);
        _parents = _accounts.Keys.Select(ParentOf).OfType<string>().ToHashSet(StringComparer.Ordinal);
        if (_parents.FirstOrDefault(parent => !_accounts.ContainsKey(parent)) is { } orphaned)
            throw new ArgumentException($"The account {orphaned} has no row but sub-accounts.", nameof(accounts));
    }

    /// <summary>In the order of the codes.</summary>
    public IEnumerable<Account> Accounts => _accounts.Values.OrderBy(account => account.Code, StringComparer.Ordinal);

    public Account? Find(string code) => _accounts.GetValueOrDefault(code);

    /// <summary>Whether the account exists and has no sub-accounts; only such accounts are posted to.</summary>
    public bool IsLeaf(string code) => _accounts.ContainsKey(code) && !_parents.Contains(code);

    /// <summary>
    /// The chart as it stands on a day: a version that holds from 1 January does not touch vouchers of December.
    /// </summary>
    public Chart On(DateOnly day) => _accounts.Values.Any(account => account.OpenedOn > day)
        ? new Chart(_accounts.Values.Where(account => !(account.OpenedOn > day)))
        : this;

    /// <summary>
    /// Where a posting to this account stands: on itself, or on the sub-account that takes what rules post; null where
    /// there is none.
    /// </summary>
    public string? LeafFor(string code)
    {
        if (!_accounts.ContainsKey(code))
            return null;

        while (_parents.Contains(code))
        {
            if (ChildrenOf(code).FirstOrDefault(account => account.TakesAutomatic) is not { } next)
                return null;

            code = next.Code;
        }

        return code;
    }

    /// <summary>The accounts one level below.</summary>
    public IEnumerable<Account> ChildrenOf(string code) =>
        Accounts.Where(account => string.Equals(ParentOf(account.Code), code, StringComparison.Ordinal));

    /// <summary>The account's name, or its code where the chart has none.</summary>
    public string NameOf(string code) => Find(code)?.Name ?? code;

    /// <summary>The account itself or the one above it on this level, counted from 1; level 0 means itself.</summary>
    public static string AtLevel(string code, int level)
    {
        if (level is 0)
            return code;

        var end = -1;
        for (var dots = 0; dots < level; dots++)
        {
            end = code.IndexOf('.', end + 1);
            if (end < 0)
                return code;
        }

        return code[..end];
    }

    /// <summary>Whether a code is this account's or that of one below it.</summary>
    public static bool IsWithin(string code, string account) =>
        code.StartsWith(account, StringComparison.Ordinal)
        && (code.Length == account.Length || code[account.Length] is '.');

    /// <summary>The account one level above, or null.</summary>
    public static string? ParentOf(string code) =>
        code.LastIndexOf('.') is var dot and > 0 ? code[..dot] : null;
}

/// <summary>One published edition of a chart, as it stands in a data file.</summary>
internal sealed record ChartEdition
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public required Regime Regime { get; init; }

    public required int Version { get; init; }

    public required DateOnly ValidFrom { get; init; }

    /// <summary>The regulation that it was taken from.</summary>
    public required string Source { get; init; }

    public required IReadOnlyList<Account> Accounts { get; init; }

    /// <summary>Reads a data file; throws where it is not one.</summary>
    public static ChartEdition Read(string json) =>
        JsonSerializer.Deserialize<ChartEdition>(json, Format)
        ?? throw new JsonException("The chart of accounts is empty.");
}
