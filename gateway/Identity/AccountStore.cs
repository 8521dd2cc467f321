using Region.Platform.Storage;

namespace Region.Gateway.Identity;

/// <summary>An account as it is stored.</summary>
internal sealed class AccountRow
{
    public required string Login { get; init; }

    /// <summary>Empty until the person has chosen a password.</summary>
    public required string PasswordHash { get; init; }

    public long Sample { get; init; }

    public string LockedReason { get; init; } = "";

    public long PasswordAt { get; init; }

    public string? Subject { get; init; }

    public string FactorSecret { get; init; } = "";

    public long FactorOn { get; init; }

    public long FactorStep { get; init; }

    public string FirstCodeHash { get; init; } = "";

    public long FirstCodeEnds { get; init; }
}

/// <summary>The only SQL on accounts and failed logins.</summary>
internal static class AccountStore
{
    private const string Columns =
        "login, password_hash, sample, locked_reason, password_at, subject, factor_secret, factor_on, factor_step, "
        + "first_code_hash, first_code_ends";

    public static Task<AccountRow?> FindAccountAsync(
        this Session session, string login, CancellationToken cancellationToken) => session.FindAsync<AccountRow>(
        $"SELECT {Columns} FROM accounts WHERE login = @login", new { login }, cancellationToken);

    public static Task<AccountRow?> FindSubjectAsync(
        this Session session, string subject, CancellationToken cancellationToken) => session.FindAsync<AccountRow>(
        $"SELECT {Columns} FROM accounts WHERE subject = @subject", new { subject }, cancellationToken);

    public static Task<AccountRow?> FindFirstCodeAsync(
        this Session session, string codeHash, CancellationToken cancellationToken) => session.FindAsync<AccountRow>(
        $"SELECT {Columns} FROM accounts WHERE first_code_hash = @codeHash", new { codeHash }, cancellationToken);

    public static Task<IReadOnlyList<AccountRow>> ListAccountsAsync(
        this Session session, string login, string after, int most, CancellationToken cancellationToken) =>
        session.QueryAsync<AccountRow>(
            $"""
            SELECT {Columns} FROM accounts
            WHERE login > @after AND (@login = '' OR login = @login) ORDER BY login LIMIT @most
            """,
            new { login, after, most },
            cancellationToken);

    /// <summary>How many accounts belong to people rather than to the sample.</summary>
    public static Task<long> CountPeopleAsync(this Session session, CancellationToken cancellationToken) =>
        session.ScalarAsync<long>(
            "SELECT COUNT(*) FROM accounts WHERE sample = 0 AND password_hash <> ''",
            parameters: null,
            cancellationToken);

    /// <summary>Whether it is new.</summary>
    public static async Task<bool> AddAccountAsync(
        this UnitOfWork work, AccountRow account, DateTimeOffset now, CancellationToken cancellationToken) =>
        await work.ExecuteAsync(
            """
            INSERT INTO accounts (login, password_hash, sample, created_at, first_code_hash, first_code_ends)
            VALUES (@Login, @PasswordHash, @Sample, @now, @FirstCodeHash, @FirstCodeEnds) ON CONFLICT DO NOTHING
            """,
            new
            {
                account.Login,
                account.PasswordHash,
                account.Sample,
                now = now.ToUnixTimeMilliseconds(),
                account.FirstCodeHash,
                account.FirstCodeEnds,
            },
            cancellationToken) > 0;

    /// <summary>Sets a password; a one-time code is spent by it.</summary>
    public static Task SetPasswordAsync(
        this UnitOfWork work, string login, string hash, DateTimeOffset now, CancellationToken cancellationToken) =>
        work.ExecuteAsync(
            """
            UPDATE accounts SET password_hash = @hash, password_at = @now, first_code_hash = '', first_code_ends = 0
            WHERE login = @login
            """,
            new { login, hash, now = now.ToUnixTimeMilliseconds() },
            cancellationToken);

    /// <summary>Takes password and second factor away, and lets the person in by a one-time code.</summary>
    public static Task ResetAccountAsync(
        this UnitOfWork work, string login, string codeHash, long ends, CancellationToken cancellationToken) =>
        work.ExecuteAsync(
            """
            UPDATE accounts SET password_hash = '', factor_secret = '', factor_on = 0, first_code_hash = @codeHash,
              first_code_ends = @ends
            WHERE login = @login
            """,
            new { login, codeHash, ends },
            cancellationToken);

    public static Task LockAccountAsync(
        this UnitOfWork work, string login, string reason, CancellationToken cancellationToken) => work.ExecuteAsync(
        "UPDATE accounts SET locked_reason = @reason WHERE login = @login",
        new { login, reason },
        cancellationToken);

    public static Task LinkAccountAsync(
        this UnitOfWork work, string login, string? subject, CancellationToken cancellationToken) => work.ExecuteAsync(
        "UPDATE accounts SET subject = @subject WHERE login = @login",
        new { login, subject },
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
