using Region.Platform.Storage;

namespace Region.Accounting.Looks;

/// <summary>Who from outside looked into a book.</summary>
internal static class LooksStore
{
    public static Task AddAsync(UnitOfWork work, LookRow look, CancellationToken cancellationToken) =>
        work.ExecuteAsync(
            """
            INSERT INTO looks (login, name, role, reason, subject, looked_at)
            VALUES (@Login, @Name, @Role, @Reason, @Subject, @LookedAt)
            """,
            look,
            cancellationToken);

    /// <summary>Newest first, before the given place.</summary>
    public static Task<IReadOnlyList<LookRow>> ListAsync(
        Session session,
        long before,
        int most,
        CancellationToken cancellationToken) =>
        session.QueryAsync<LookRow>(
            """
            SELECT seq, login, name, role, reason, subject, looked_at FROM looks
            WHERE seq < @before ORDER BY seq DESC LIMIT @most
            """,
            new { before, most },
            cancellationToken);
}

/// <summary>One look.</summary>
internal sealed record LookRow
{
    public long Seq { get; init; }

    public required string Login { get; init; }

    public required string Name { get; init; }

    /// <summary>The role's name in the contract.</summary>
    public required string Role { get; init; }

    public required string Reason { get; init; }

    public required string Subject { get; init; }

    public required long LookedAt { get; init; }
}
