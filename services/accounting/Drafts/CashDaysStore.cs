using Region.Accounting.Domain;
using Region.Accounting.Vouchers;
using Region.Kernel;
using Region.Platform.Storage;

namespace Region.Accounting.Drafts;

/// <summary>What a cash account held and moved, day by day.</summary>
internal static class CashDaysStore
{
    /// <summary>What it held when a month began; opening balances count as before every month.</summary>
    public static async Task<Money> BeforeAsync(
        Session session,
        string account,
        string month,
        CancellationToken cancellationToken) =>
        new(await session.ScalarAsync<long>(
            """
            SELECT CAST(COALESCE(SUM(debit - credit), 0) AS BIGINT) FROM balances
            WHERE account = @account AND month < @month
            """,
            new { account, month },
            cancellationToken));

    /// <summary>What it moved on each day from the beginning of a month on, in the order of the days.</summary>
    public static async Task<IReadOnlyList<DayMoved>> DaysAsync(
        Session session,
        string account,
        string month,
        CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync<(string Day, long Fen)>(
            """
            SELECT v.accounting_date AS day, CAST(SUM(p.debit - p.credit) AS BIGINT) AS fen
            FROM vouchers v JOIN postings p ON p.sequence = v.sequence
            WHERE v.month >= @month AND v.word <> '期初' AND p.account = @account
            GROUP BY v.accounting_date ORDER BY v.accounting_date
            """,
            new { account, month },
            cancellationToken);
        return [.. rows.Select(row => new DayMoved(Day.Read(row.Day), new Money(row.Fen)))];
    }
}
