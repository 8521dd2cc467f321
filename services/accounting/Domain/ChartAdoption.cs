using Region.Kernel;

namespace Region.Accounting.Domain;

/// <summary>
/// A book takes a newer version of its chart from 1 January of a year. Published versions never change, and what stands
/// in earlier years stays as it was posted: the new accounts open, and those that fall away close, on that day.
/// </summary>
internal static class ChartAdoption
{
    /// <summary>What the version changes in this book.</summary>
    public static Decision<ChartChange, Refusal> Plan(
        Chart chart,
        ChartEdition edition,
        int year,
        IReadOnlyDictionary<string, Money> held)
    {
        var from = new DateOnly(year, 1, 1);
        var fresh = edition.Accounts.Where(account => chart.Find(account.Code) is null).ToArray();
        var missing = chart.Accounts
            .Where(account => !account.Own && edition.Accounts.All(known => !Same(known.Code, account.Code)))
            .ToArray();
        var gone = chart.Accounts
            .Where(account => account.ClosedOn is null
                && missing.Any(above => Chart.IsWithin(account.Code, above.Code)))
            .ToArray();
        var refused = Refuse(chart, edition, [.. fresh.Select(account => account.Code)], gone, held).ToArray();
        if (refused.Length > 0)
            return refused;

        return new ChartChange
        {
            Version = edition.Version,
            From = from,
            Opened =
            [
                .. fresh.Select(account => account with
                {
                    OpenedOn = from,
                    TakesAutomatic = account.TakesAutomatic && !IsTaken(chart, account),
                }),
            ],
            Closed = [.. gone.Select(account => account with { ClosedOn = from })],
            Renamed =
            [
                .. from account in chart.Accounts
                   let known = edition.Accounts.FirstOrDefault(known => Same(known.Code, account.Code))
                   where known is not null && !account.Own && !Same(known.Name, account.Name)
                   select account with { Name = known.Name },
            ],
        };
    }

    /// <summary>Whether books have years such as this.</summary>
    public static bool IsYear(int year) => year is >= 2000 and <= 2099;

    private static IEnumerable<Refused<Refusal>> Refuse(
        Chart chart,
        ChartEdition edition,
        IReadOnlyCollection<string> fresh,
        IEnumerable<Account> gone,
        IReadOnlyDictionary<string, Money> held)
    {
        foreach (var account in edition.Accounts)
        {
            // A unit's own sub-account stands where the version has one of its own.
            if (chart.Find(account.Code) is { Own: true } own)
                yield return Refusal.ChartCodeTaken.On("version", own.Title);
        }

        var split = fresh.Select(Chart.ParentOf).OfType<string>()
            .Where(parent => chart.IsLeaf(parent))
            .Distinct(StringComparer.Ordinal)
            .Select(parent => chart.Find(parent)!);

        // Income and expenses are closed by the year end of 31 December; what others hold would stand on no leaf.
        foreach (var account in split.Concat(gone))
        {
            var closes = account.Class is AccountClass.Income or AccountClass.Expense;
            if (!closes && held.GetValueOrDefault(account.Code).Fen is not 0)
                yield return Refusal.ChartAccountHeld.On("version", $"{account.Title}：{held[account.Code]}");
        }
    }

    // A unit's own sub-account takes what rules post already.
    private static bool IsTaken(Chart chart, Account account) =>
        Chart.ParentOf(account.Code) is { } above && chart.ChildrenOf(above).Any(child => child.TakesAutomatic);

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.Ordinal);
}

/// <summary>What a version of a chart changes in a book.</summary>
internal sealed record ChartChange
{
    public required int Version { get; init; }

    /// <summary>1 January of the year that it holds from.</summary>
    public required DateOnly From { get; init; }

    public required IReadOnlyList<Account> Opened { get; init; }

    public required IReadOnlyList<Account> Closed { get; init; }

    public required IReadOnlyList<Account> Renamed { get; init; }

    /// <summary>The first of these accounts that would no longer take postings; null where all of them do.</summary>
    public string? Moved(IEnumerable<string> posted) => posted.FirstOrDefault(code =>
        Closed.Any(account => string.Equals(account.Code, code, StringComparison.Ordinal))
        || Opened.Any(account => string.Equals(Chart.ParentOf(account.Code), code, StringComparison.Ordinal)));
}
