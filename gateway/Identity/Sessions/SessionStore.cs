using Region.Platform.Identity;
using Region.Platform.Storage;

namespace Region.Gateway.Identity.Sessions;

/// <summary>A session as it is stored.</summary>
internal sealed class SessionRow
{
    public required string IdHash { get; init; }
    public required string SessionId { get; init; }
    public required string Login { get; init; }
    public required string Name { get; init; }
    public required long Role { get; init; }
    public required string Unit { get; init; }
    public required string Region { get; init; }
    public required string Book { get; init; }
    public required byte[] Posts { get; init; }
    public required long PostsAt { get; init; }
    public required long CreatedAt { get; init; }
    public required long SeenAt { get; init; }
    public required long EndsAt { get; init; }
    public required string Address { get; init; }
    public required string Agent { get; init; }
}

/// <summary>The only SQL on sessions.</summary>
internal static class SessionStore
{
    private const string Columns =
        "id_hash, session_id, login, name, role, unit, region, book, posts, posts_at, created_at, seen_at, ends_at, "
        + "address, agent";

    public static Task<SessionRow?> FindSessionAsync(
        this Session session, string idHash, CancellationToken cancellationToken) => session.FindAsync<SessionRow>(
        $"SELECT {Columns} FROM sessions WHERE id_hash = @idHash", new { idHash }, cancellationToken);

    /// <summary>The newest sessions of a person; nobody has more than can be looked through.</summary>
    public static Task<IReadOnlyList<SessionRow>> ListSessionsAsync(
        this Session session, string login, CancellationToken cancellationToken) => session.QueryAsync<SessionRow>(
        $"SELECT {Columns} FROM sessions WHERE login = @login ORDER BY created_at DESC LIMIT 100",
        new { login },
        cancellationToken);

    public static Task AddSessionAsync(
        this UnitOfWork work, SessionRow row, CancellationToken cancellationToken) => work.ExecuteAsync(
        $"""
        INSERT INTO sessions ({Columns}) VALUES (
          @IdHash, @SessionId, @Login, @Name, @Role, @Unit, @Region, @Book, @Posts, @PostsAt, @CreatedAt, @SeenAt,
          @EndsAt, @Address, @Agent)
        """,
        row,
        cancellationToken);

    /// <summary>Gives the session a new id and another post.</summary>
    public static Task<int> MoveSessionAsync(
        this UnitOfWork work, string oldHash, string newHash, Caller acting, CancellationToken cancellationToken) =>
        work.ExecuteAsync(
            """
            UPDATE sessions SET id_hash = @newHash, name = @Name, role = @role, unit = @Unit, region = @Region,
              book = @Book
            WHERE id_hash = @oldHash
            """,
            new { oldHash, newHash, acting.Name, role = (long)acting.Role, acting.Unit, acting.Region, acting.Book },
            cancellationToken);

    public static Task SeeSessionAsync(
        this UnitOfWork work, string idHash, long seenAt, CancellationToken cancellationToken) => work.ExecuteAsync(
        "UPDATE sessions SET seen_at = @seenAt WHERE id_hash = @idHash",
        new { idHash, seenAt },
        cancellationToken);

    public static Task NotePostsAsync(
        this UnitOfWork work, string idHash, byte[] posts, long postsAt, CancellationToken cancellationToken) =>
        work.ExecuteAsync(
            "UPDATE sessions SET posts = @posts, posts_at = @postsAt WHERE id_hash = @idHash",
            new { idHash, posts, postsAt },
            cancellationToken);

    public static Task<int> EndSessionAsync(
        this UnitOfWork work, string idHash, CancellationToken cancellationToken) => work.ExecuteAsync(
        "DELETE FROM sessions WHERE id_hash = @idHash", new { idHash }, cancellationToken);

    public static Task<int> EndListedSessionAsync(
        this UnitOfWork work, string login, string sessionId, CancellationToken cancellationToken) =>
        work.ExecuteAsync(
            "DELETE FROM sessions WHERE login = @login AND session_id = @sessionId",
            new { login, sessionId },
            cancellationToken);

    public static Task<int> EndSessionsOfAsync(
        this UnitOfWork work, string login, CancellationToken cancellationToken) => work.ExecuteAsync(
        "DELETE FROM sessions WHERE login = @login", new { login }, cancellationToken);

    /// <summary>Forgets sessions of anybody that can no longer be used.</summary>
    public static Task<int> ForgetEndedSessionsAsync(
        this UnitOfWork work, long now, long seenBefore, CancellationToken cancellationToken) => work.ExecuteAsync(
        "DELETE FROM sessions WHERE ends_at <= @now OR seen_at < @seenBefore",
        new { now, seenBefore },
        cancellationToken);
}
