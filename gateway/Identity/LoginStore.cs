using Region.Platform.Storage;

namespace Region.Gateway.Identity;

/// <summary>A login, or one that failed, as it is stored.</summary>
internal sealed class LoginRow
{
    public required string LoginId { get; init; }
    public required string Login { get; init; }
    public required long TriedAt { get; init; }
    public required string Address { get; init; }
    public required string Agent { get; init; }
    public required string Way { get; init; }
    public required string Refusal { get; init; }
}

/// <summary>The only SQL on the record of logins and on the second factor.</summary>
internal static class LoginStore
{
    public static Task AddLoginAsync(
        this UnitOfWork work, LoginRow login, CancellationToken cancellationToken) => work.ExecuteAsync(
        """
        INSERT INTO logins (login_id, login, tried_at, address, agent, way, refusal)
        VALUES (@LoginId, @Login, @TriedAt, @Address, @Agent, @Way, @Refusal)
        """,
        login,
        cancellationToken);

    /// <summary>The logins of one person, or of all where none is named, newest first, older than one.</summary>
    public static Task<IReadOnlyList<LoginRow>> ListLoginsAsync(
        this Session session, string login, string before, int most, CancellationToken cancellationToken) =>
        session.QueryAsync<LoginRow>(
            """
            SELECT login_id, login, tried_at, address, agent, way, refusal FROM logins
            WHERE (@login = '' OR login = @login) AND (@before = '' OR login_id < @before)
            ORDER BY login_id DESC LIMIT @most
            """,
            new { login, before, most },
            cancellationToken);

    /// <summary>Notes a secret that a first code is to confirm.</summary>
    public static Task StartFactorAsync(
        this UnitOfWork work, string login, string secret, CancellationToken cancellationToken) => work.ExecuteAsync(
        "UPDATE accounts SET factor_secret = @secret, factor_on = 0, factor_step = 0 WHERE login = @login",
        new { login, secret },
        cancellationToken);

    public static Task TurnFactorOnAsync(
        this UnitOfWork work, string login, CancellationToken cancellationToken) => work.ExecuteAsync(
        "UPDATE accounts SET factor_on = 1 WHERE login = @login", new { login }, cancellationToken);

    public static async Task TurnFactorOffAsync(
        this UnitOfWork work, string login, CancellationToken cancellationToken)
    {
        await work.ExecuteAsync(
            "UPDATE accounts SET factor_secret = '', factor_on = 0 WHERE login = @login",
            new { login },
            cancellationToken);
        await work.ExecuteAsync(
            "DELETE FROM recovery_codes WHERE login = @login", new { login }, cancellationToken);
    }

    /// <summary>Whether the step was not spent before.</summary>
    public static async Task<bool> SpendStepAsync(
        this UnitOfWork work, string login, long step, CancellationToken cancellationToken) => await work.ExecuteAsync(
        "UPDATE accounts SET factor_step = @step WHERE login = @login AND factor_step < @step",
        new { login, step },
        cancellationToken) > 0;

    public static Task AddRecoveryCodeAsync(
        this UnitOfWork work, string login, string codeHash, CancellationToken cancellationToken) =>
        work.ExecuteAsync(
            "INSERT INTO recovery_codes (login, code_hash) VALUES (@login, @codeHash)",
            new { login, codeHash },
            cancellationToken);

    /// <summary>Whether there was such a code; it is gone now.</summary>
    public static async Task<bool> SpendRecoveryCodeAsync(
        this UnitOfWork work, string login, string codeHash, CancellationToken cancellationToken) =>
        await work.ExecuteAsync(
            "DELETE FROM recovery_codes WHERE login = @login AND code_hash = @codeHash",
            new { login, codeHash },
            cancellationToken) > 0;

    public static Task<long> CountRecoveryCodesAsync(
        this Session session, string login, CancellationToken cancellationToken) => session.ScalarAsync<long>(
        "SELECT COUNT(*) FROM recovery_codes WHERE login = @login", new { login }, cancellationToken);
}
