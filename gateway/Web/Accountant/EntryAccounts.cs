using Region.Contracts.Accounting.V1;
using Region.Kernel;

namespace Region.Gateway.Web.Accountant;

/// <summary>
/// The accounts that a voucher in the making may name. An account that is split or closed from a day on takes postings
/// before it: December is entered after a new version of the chart was adopted for January.
/// </summary>
internal static class EntryAccounts
{
    /// <summary>Those that take postings on some day of the last twelve months or later.</summary>
    public static IReadOnlyList<Account> Of(IReadOnlyCollection<Account> chart, DateOnly today)
    {
        var oldest = BusinessDate.Write(today.AddYears(-1));
        return
        [
            .. chart.Where(account => (account.Leaf && account.ClosedOn.Length is 0)
                || string.CompareOrdinal(Until(account, chart), oldest) > 0),
        ];
    }

    /// <summary>The first day on which it takes none any more; empty where there is no such day.</summary>
    public static string Until(Account account, IReadOnlyCollection<Account> chart)
    {
        var split = chart
            .Where(other => other.Code.StartsWith($"{account.Code}.", StringComparison.Ordinal))
            .Select(other => other.OpenedOn)
            .Min(StringComparer.Ordinal);
        return account.Leaf || split is null || (account.ClosedOn.Length > 0
            && string.CompareOrdinal(account.ClosedOn, split) < 0) ? account.ClosedOn : split;
    }
}
