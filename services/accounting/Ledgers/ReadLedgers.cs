using Region.Accounting.Domain;
using Region.Accounting.Vouchers;
using Region.Kernel;
using Region.Platform.Storage;

namespace Region.Accounting.Ledgers;

/// <summary>Loads what a list needs and lets the domain make its rows.</summary>
internal static class ReadLedgers
{
    /// <summary>总账 of an account with each of its sub-accounts, or of all accounts of the first level.</summary>
    public static async Task<IReadOnlyList<GeneralLine>> GeneralAsync(
        Session session,
        string account,
        (string From, string To) months,
        long? knownAt,
        CancellationToken cancellationToken)
    {
        var sums = await LedgersStore.MonthsAsync(session, knownAt, cancellationToken);
        var byAccount = sums
            .SelectMany(row => Shown(row.Account, account).Select(shown => (Shown: shown, row.Month, row.Moved)))
            .GroupBy(row => row.Shown, StringComparer.Ordinal)
            .Select(rows => KeyValuePair.Create(
                rows.Key,
                (IReadOnlyDictionary<string, Turnover>)rows
                    .GroupBy(row => row.Month, StringComparer.Ordinal)
                    .ToDictionary(
                        month => month.Key,
                        month => month.Aggregate(default(Turnover), (sum, row) => sum + row.Moved),
                        StringComparer.Ordinal)));
        return GeneralLedger.Rows(byAccount, months.From, months.To);
    }

    /// <summary>A page of a detail ledger or journal; one more line is read to know where totals stand.</summary>
    public static async Task<DetailPage> DetailAsync(
        Session session,
        DetailQuery query,
        DetailPlace after,
        DetailForm form,
        CancellationToken cancellationToken)
    {
        var standing = await DetailsStore.StandingAsync(session, query, after, cancellationToken);
        var entries = await DetailsStore.EntriesAsync(session, query, after, form.Most + 1, cancellationToken);
        return new DetailPage
        {
            Start = standing,
            IsFirst = after == DetailPlace.Before(query.From),
            Entries = [.. entries.Take(form.Most)],
            Next = entries.ElementAtOrDefault(form.Most),
            Daily = form.Daily,
            EndsYear = query is { To: { Month: 12, Day: 31 }, KnownAt: null }
                && (await VouchersStore.StateAsync(session, cancellationToken)).IsClosed(query.To),
        };
    }

    /// <summary>往来明细: what is open with each counterparty of an account.</summary>
    public static async Task<IReadOnlyList<AgedBalance>> AgeingAsync(
        Session session,
        AgeingQuery query,
        CancellationToken cancellationToken)
    {
        var lines = await LedgersStore.AgeingAsync(session, query, cancellationToken);
        return
        [
            .. lines.GroupBy(line => (line.Account, line.Counterparty))
                .Select(group => AgedBalance.Of(group.Key, Ageing.Open(group.Select(line => line.Entry)), query.AsOf))
                .Where(row => row.Balance.Fen is not 0)
                .OrderBy(row => row.Account, StringComparer.Ordinal)
                .ThenBy(row => row.Counterparty, StringComparer.Ordinal),
        ];
    }

    // The accounts whose rows a leaf counts for: the first level, or the asked account and what lies between.
    private static IEnumerable<string> Shown(string leaf, string asked)
    {
        if (asked.Length is 0)
        {
            yield return Chart.AtLevel(leaf, 1);
            yield break;
        }

        for (var code = leaf; code is not null && Chart.IsWithin(code, asked); code = Chart.ParentOf(code))
            yield return code;
    }
}

/// <summary>How many lines, and whether every day is balanced.</summary>
internal readonly record struct DetailForm(int Most, bool Daily);

/// <summary>What is open with one counterparty on one account.</summary>
internal sealed record AgedBalance
{
    public required string Account { get; init; }

    public required string Counterparty { get; init; }

    /// <summary>Signed to debit.</summary>
    public required Money Balance { get; init; }

    public required IReadOnlyList<Money> Bands { get; init; }

    /// <summary>Oldest first.</summary>
    public required IReadOnlyList<OpenAmount> Open { get; init; }

    public static AgedBalance Of(
        (string Account, string Counterparty) key,
        IReadOnlyList<OpenAmount> open,
        DateOnly asOf) => new()
        {
            Account = key.Account,
            Counterparty = key.Counterparty,
            Balance = Money.Sum(open.Select(item => item.Open)),
            Bands = Ageing.ByAge(open, asOf),
            Open = open,
        };
}
