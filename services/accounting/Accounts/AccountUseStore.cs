using Region.Accounting.Domain;
using Region.Kernel;
using Region.Platform.Storage;

namespace Region.Accounting.Accounts;

/// <summary>How accounts and items are used, the acts on them, and the versions of the chart.</summary>
internal static class AccountUseStore
{
    /// <summary>Whether anything was ever posted to the account.</summary>
    public static async Task<bool> IsUsedAsync(Session session, string account, CancellationToken cancellationToken) =>
        await session.ScalarAsync<long>(
            """
            SELECT (SELECT COUNT(*) FROM postings WHERE account = @account)
              + (SELECT COUNT(*) FROM balances WHERE account = @account)
            """,
            new { account },
            cancellationToken) > 0;

    /// <summary>What the account and those below it hold, and the day of the newest posting.</summary>
    public static async Task<AccountUsage> UsageAsync(
        Session session,
        string account,
        CancellationToken cancellationToken)
    {
        var below = $"{account}.%";
        var held = await session.QueryAsync<HeldRow>(
            """
            SELECT account AS code, CAST(SUM(debit - credit) AS BIGINT) AS fen
            FROM balances WHERE account = @account OR account LIKE @below
            GROUP BY account, counterparty, project, stock
            HAVING SUM(debit - credit) <> 0 OR SUM(debit_quantity - credit_quantity) <> 0
            """,
            new { account, below },
            cancellationToken);
        var last = await session.ScalarAsync<string?>(
            """
            SELECT MAX(v.accounting_date) FROM postings p JOIN vouchers v ON v.sequence = p.sequence
            WHERE p.account = @account OR p.account LIKE @below
            """,
            new { account, below },
            cancellationToken);
        return new AccountUsage(
            Money.Sum(held.Select(row => new Money(row.Fen))),
            held.Count,
            BusinessDate.TryRead(last, out var day) ? day : null);
    }

    /// <summary>An account that holds something of an item; null where none does.</summary>
    public static async Task<string?> HoldingAsync(
        Session session,
        ItemKind kind,
        string code,
        CancellationToken cancellationToken)
    {
        var column = kind switch
        {
            ItemKind.Project => "project",
            ItemKind.Stock => "stock",
            _ => "counterparty",
        };
        var row = await session.FindAsync<HeldRow>(
            $"""
            SELECT account AS code, CAST(SUM(debit - credit) AS BIGINT) AS fen FROM balances WHERE {column} = @code
            GROUP BY account
            HAVING SUM(debit - credit) <> 0 OR SUM(debit_quantity - credit_quantity) <> 0
            ORDER BY account LIMIT 1
            """,
            new { code },
            cancellationToken);
        return row is null ? null : $"科目 {row.Code}";
    }

    /// <summary>What every account holds now, signed to debit.</summary>
    public static async Task<IReadOnlyDictionary<string, Money>> HeldAsync(
        Session session,
        CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync<HeldRow>(
            "SELECT account AS code, CAST(SUM(debit - credit) AS BIGINT) AS fen FROM balances GROUP BY account",
            null,
            cancellationToken);
        return rows.ToDictionary(row => row.Code, row => new Money(row.Fen), StringComparer.Ordinal);
    }

    /// <summary>
    /// The earliest voucher from a day on; null where there is none. The red voucher that takes December's estimate
    /// back by itself does not begin a year.
    /// </summary>
    public static async Task<DateOnly?> FirstFromAsync(
        Session session,
        DateOnly from,
        CancellationToken cancellationToken)
    {
        var day = await session.ScalarAsync<string?>(
            """
            SELECT MIN(accounting_date) FROM vouchers
            WHERE accounting_date >= @from AND NOT (kind = 'Estimate' AND reverses <> '')
            """,
            new { from = BusinessDate.Write(from) },
            cancellationToken);
        return BusinessDate.TryRead(day, out var first) ? first : null;
    }

    /// <summary>The accounts that stand on vouchers from a day on.</summary>
    public static Task<IReadOnlyList<string>> PostedFromAsync(
        Session session,
        DateOnly from,
        CancellationToken cancellationToken) =>
        session.QueryAsync<string>(
            """
            SELECT DISTINCT p.account FROM vouchers v JOIN postings p ON p.sequence = v.sequence
            WHERE v.accounting_date >= @from ORDER BY p.account
            """,
            new { from = BusinessDate.Write(from) },
            cancellationToken);

    /// <summary>The versions of the chart that the book follows or followed, the newest last.</summary>
    public static Task<IReadOnlyList<VersionRow>> VersionsAsync(
        Session session,
        CancellationToken cancellationToken) =>
        session.QueryAsync<VersionRow>(
            "SELECT version, holds_from FROM chart_versions ORDER BY version", null, cancellationToken);

    public static Task AddVersionAsync(
        UnitOfWork work,
        ChartChange change,
        ActRow by,
        CancellationToken cancellationToken) =>
        work.ExecuteAsync(
            """
            INSERT INTO chart_versions (version, holds_from, adopted_by, adopted_at)
            VALUES (@Version, @HoldsFrom, @Login, @ActedAt)
            """,
            new { Version = (long)change.Version, HoldsFrom = BusinessDate.Write(change.From), by.Login, by.ActedAt },
            cancellationToken);

    public static Task NoteAsync(UnitOfWork work, ActRow act, CancellationToken cancellationToken) =>
        work.ExecuteAsync(
            """
            INSERT INTO account_acts (act, subject, code, before_name, after_name, login, name, acted_at)
            VALUES (@Act, @Subject, @Code, @BeforeName, @AfterName, @Login, @Name, @ActedAt)
            """,
            act,
            cancellationToken);

    /// <summary>Acts before a place, newest first.</summary>
    public static Task<IReadOnlyList<ActRow>> ActsAsync(
        Session session,
        long before,
        int most,
        CancellationToken cancellationToken) =>
        session.QueryAsync<ActRow>(
            """
            SELECT seq, act, subject, code, before_name, after_name, login, name, acted_at
            FROM account_acts WHERE seq < @before ORDER BY seq DESC LIMIT @most
            """,
            new { before, most },
            cancellationToken);

    private sealed record HeldRow
    {
        public required string Code { get; init; }

        public required long Fen { get; init; }
    }
}

/// <summary>A version of the chart in a book; holds_from is empty for the one that it began with.</summary>
internal sealed record VersionRow
{
    public required long Version { get; init; }

    public required string HoldsFrom { get; init; }
}

/// <summary>Something that was done to an account, an item or the chart.</summary>
internal sealed record ActRow
{
    public long Seq { get; init; }

    public required string Act { get; init; }

    public required string Subject { get; init; }

    public required string Code { get; init; }

    public string BeforeName { get; init; } = "";

    public required string AfterName { get; init; }

    public required string Login { get; init; }

    public required string Name { get; init; }

    public required long ActedAt { get; init; }
}
