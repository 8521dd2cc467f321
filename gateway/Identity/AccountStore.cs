using Region.Platform.Storage;

namespace Region.Gateway.Identity;

/// <summary>An account as it is stored.</summary>
internal sealed class AccountRow
{
    public required string Login { get; init; }

    public required string PasswordHash { get; init; }

    public long Sample { get; init; }
}

/// <summary>The only SQL on accounts and failed logins.</summary>
internal static class AccountStore
{
    public static Task<AccountRow?> FindAccountAsync(
        this Session session, string login, CancellationToken cancellationToken) => session.FindAsync<AccountRow>(
        "SELECT login, password_hash, sample FROM accounts WHERE login = @login",
        new { login },
        cancellationToken);

    public static Task AddAccountAsync(
        this UnitOfWork work, AccountRow account, DateTimeOffset now, CancellationToken cancellationToken) =>
        work.ExecuteAsync(
            """
            INSERT INTO accounts (login, password_hash, sample, created_at)
            VALUES (@Login, @PasswordHash, @Sample, @now) ON CONFLICT DO NOTHING
            """,
            new { account.Login, account.PasswordHash, account.Sample, now = now.ToUnixTimeMilliseconds() },
            cancellationToken);

    public static async Task<Failures?> FindFailuresAsync(
        this Session session, string login, CancellationToken cancellationToken)
    {
        var row = await session.FindAsync<FailuresRow>(
            "SELECT failures, last_at FROM login_failures WHERE login = @login", new { login }, cancellationToken);
        return row is null ? null : new Failures(row.Failures, DateTimeOffset.FromUnixTimeMilliseconds(row.LastAt));
    }

    /// <summary>Writes the failures of one name and forgets those, of any name, that no longer count.</summary>
    public static async Task SaveFailuresAsync(
        this UnitOfWork work, string login, Failures failures, CancellationToken cancellationToken)
    {
        await work.ExecuteAsync(
            """
            INSERT INTO login_failures (login, failures, last_at) VALUES (@login, @Count, @last)
            ON CONFLICT (login) DO UPDATE SET failures = excluded.failures, last_at = excluded.last_at
            """,
            new { login, failures.Count, last = failures.LastAt.ToUnixTimeMilliseconds() },
            cancellationToken);
        await work.ExecuteAsync(
            "DELETE FROM login_failures WHERE last_at < @oldest",
            new { oldest = (failures.LastAt - Lockout.Duration).ToUnixTimeMilliseconds() },
            cancellationToken);
    }

    public static Task ForgetFailuresAsync(
        this UnitOfWork work, string login, CancellationToken cancellationToken) => work.ExecuteAsync(
        "DELETE FROM login_failures WHERE login = @login", new { login }, cancellationToken);

    private sealed class FailuresRow
    {
        public long Failures { get; init; }

        public long LastAt { get; init; }
    }
}
