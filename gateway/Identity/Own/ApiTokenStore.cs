using Region.Platform.Storage;

namespace Region.Gateway.Identity.Own;

/// <summary>A machine's token as it is stored.</summary>
internal sealed class ApiTokenRow
{
    public required string TokenId { get; init; }
    public required string TokenHash { get; init; }
    public required string Label { get; init; }
    public required string Login { get; init; }
    public required long Role { get; init; }
    public required string Unit { get; init; }
    public required string Region { get; init; }
    public required string Book { get; init; }
    public required long CreatedAt { get; init; }
    public required string EndsOn { get; init; }
    public long UsedAt { get; init; }
    public long RevokedAt { get; init; }
}

/// <summary>The only SQL on tokens of machines.</summary>
internal static class ApiTokenStore
{
    private const string Columns =
        "token_id, token_hash, label, login, role, unit, region, book, created_at, ends_on, used_at, revoked_at";

    public static Task AddTokenAsync(
        this UnitOfWork work, ApiTokenRow token, CancellationToken cancellationToken) => work.ExecuteAsync(
        $"""
        INSERT INTO api_tokens ({Columns}) VALUES (
          @TokenId, @TokenHash, @Label, @Login, @Role, @Unit, @Region, @Book, @CreatedAt, @EndsOn, @UsedAt, @RevokedAt)
        """,
        token,
        cancellationToken);

    public static Task<ApiTokenRow?> FindTokenAsync(
        this Session session, string tokenHash, CancellationToken cancellationToken) =>
        session.FindAsync<ApiTokenRow>(
            $"SELECT {Columns} FROM api_tokens WHERE token_hash = @tokenHash", new { tokenHash }, cancellationToken);

    /// <summary>The newest tokens of a person, revoked and ended ones included.</summary>
    public static Task<IReadOnlyList<ApiTokenRow>> ListTokensAsync(
        this Session session, string login, CancellationToken cancellationToken) => session.QueryAsync<ApiTokenRow>(
        $"SELECT {Columns} FROM api_tokens WHERE login = @login ORDER BY token_id DESC LIMIT 200",
        new { login },
        cancellationToken);

    public static Task UseTokenAsync(
        this UnitOfWork work, string tokenId, long now, CancellationToken cancellationToken) => work.ExecuteAsync(
        "UPDATE api_tokens SET used_at = @now WHERE token_id = @tokenId", new { tokenId, now }, cancellationToken);

    /// <summary>How many were found; one that was revoked before stays as it was.</summary>
    public static async Task<long> RevokeTokenAsync(
        this UnitOfWork work, string login, string tokenId, long now, CancellationToken cancellationToken)
    {
        await work.ExecuteAsync(
            """
            UPDATE api_tokens SET revoked_at = @now
            WHERE login = @login AND token_id = @tokenId AND revoked_at = 0
            """,
            new { login, tokenId, now },
            cancellationToken);
        return await work.ScalarAsync<long>(
            "SELECT COUNT(*) FROM api_tokens WHERE login = @login AND token_id = @tokenId",
            new { login, tokenId },
            cancellationToken);
    }

    public static Task<int> RevokeTokensOfAsync(
        this UnitOfWork work, string login, long now, CancellationToken cancellationToken) => work.ExecuteAsync(
        "UPDATE api_tokens SET revoked_at = @now WHERE login = @login AND revoked_at = 0",
        new { login, now },
        cancellationToken);
}
