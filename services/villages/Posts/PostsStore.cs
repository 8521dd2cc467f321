using Region.Kernel;
using Region.Platform.Storage;
using Region.Villages.Domain;

namespace Region.Villages.Posts;

/// <summary>The table of posts.</summary>
internal static class PostsStore
{
    internal static async Task<IReadOnlyList<Post>> LoadAsync(Session session, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync<PostRecord>(
            "SELECT login, name, role, unit, region, since FROM register_posts ORDER BY login, unit, role",
            parameters: null,
            cancellationToken);
        return [.. rows.Select(row => row.ToPost())];
    }

    internal static async Task<IReadOnlyList<Post>> OfAsync(
        Session session,
        string login,
        CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync<PostRecord>(
            """
            SELECT login, name, role, unit, region, since FROM register_posts
            WHERE login = @login ORDER BY unit, role
            """,
            new { login },
            cancellationToken);
        return [.. rows.Select(row => row.ToPost())];
    }

    internal static Task<int> AddAsync(UnitOfWork work, Post post, CancellationToken cancellationToken) =>
        work.ExecuteAsync(
            """
            INSERT INTO register_posts (login, name, role, unit, region, since)
            VALUES (@Login, @Name, @role, @Unit, @Region, @since)
            """,
            new
            {
                post.Login,
                post.Name,
                role = (long)post.Role,
                post.Unit,
                post.Region,
                since = BusinessDate.Write(post.Since),
            },
            cancellationToken);
}

/// <summary>A row of the table.</summary>
internal sealed record PostRecord
{
    public required string Login { get; init; }
    public required string Name { get; init; }
    public required long Role { get; init; }
    public required string Unit { get; init; }
    public required string Region { get; init; }
    public required string Since { get; init; }

    internal Post ToPost() => new()
    {
        Login = Login,
        Name = Name,
        Role = (PostRole)Role,
        Unit = Unit,
        Region = Region,
        Since = BusinessDate.TryRead(Since, out var since)
            ? since
            : throw new InvalidOperationException($"{Since} is stored as a date."),
    };
}
