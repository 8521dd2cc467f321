using System.Globalization;
using Region.Kernel;
using Region.Platform.Storage;
using Region.Villages.Domain;

namespace Region.Villages.Posts;

/// <summary>The table of posts with their terms.</summary>
internal static class PostsStore
{
    private const string Columns = "login, name, role, unit, region, since, ends_on, end_reason";

    internal static async Task<IReadOnlyList<Post>> LoadAsync(Session session, CancellationToken cancellationToken) =>
        ToPosts(await session.QueryAsync<PostRecord>(
            $"SELECT {Columns} FROM register_terms ORDER BY login, unit, role, since",
            parameters: null,
            cancellationToken));

    /// <summary>What a person holds on a day.</summary>
    internal static async Task<IReadOnlyList<Post>> OfAsync(
        Session session,
        string login,
        DateOnly day,
        CancellationToken cancellationToken) =>
        ToPosts(await session.QueryAsync<PostRecord>(
            $"""
            SELECT {Columns} FROM register_terms
            WHERE login = @login AND since <= @day AND (ends_on = '' OR ends_on >= @day) ORDER BY unit, role, since
            """,
            new { login, day = BusinessDate.Write(day) },
            cancellationToken));

    /// <summary>Terms by unit, role, first day and login, after one.</summary>
    internal static async Task<IReadOnlyList<Post>> ListAsync(
        Session session,
        (string Unit, IReadOnlyList<string> Logins, string Day) wanted,
        (TermKey After, int Most) page,
        CancellationToken cancellationToken)
    {
        var names = wanted.Logins.Index().ToDictionary(
            login => $"login{login.Index.ToString(CultureInfo.InvariantCulture)}",
            login => (object)login.Item,
            StringComparer.Ordinal);
        var parameters = new Dictionary<string, object>(names, StringComparer.Ordinal)
        {
            ["unit"] = wanted.Unit,
            ["day"] = wanted.Day,
            ["afterUnit"] = page.After.Unit,
            ["afterRole"] = page.After.Role,
            ["afterSince"] = page.After.Since,
            ["afterLogin"] = page.After.Login,
            ["most"] = page.Most,
        };
        var logins = names.Count is 0 ? "" : $"AND login IN (@{string.Join(", @", names.Keys)})";
        return ToPosts(await session.QueryAsync<PostRecord>(
            $"""
            SELECT {Columns} FROM register_terms
            WHERE (@unit = '' OR unit = @unit OR region = @unit)
              AND (@day = '' OR (since <= @day AND (ends_on = '' OR ends_on >= @day)))
              AND (unit > @afterUnit OR (unit = @afterUnit AND (role > @afterRole OR (role = @afterRole
                AND (since > @afterSince OR (since = @afterSince AND login > @afterLogin)))))) {logins}
            ORDER BY unit, role, since, login LIMIT @most
            """,
            parameters,
            cancellationToken));
    }

    internal static Task<int> AddAsync(UnitOfWork work, Post post, string by, CancellationToken cancellationToken) =>
        work.ExecuteAsync(
            """
            INSERT INTO register_terms
              (login, name, role, unit, region, since, ends_on, appointed_by, ended_by, end_reason)
            VALUES (@Login, @Name, @role, @Unit, @Region, @since, @endsOn, @by, '', '')
            """,
            new
            {
                post.Login,
                post.Name,
                role = (long)post.Role,
                post.Unit,
                post.Region,
                since = BusinessDate.Write(post.Since),
                endsOn = Written(post.EndsOn),
                by,
            },
            cancellationToken);

    internal static Task<int> EndAsync(UnitOfWork work, Post post, string by, CancellationToken cancellationToken) =>
        work.ExecuteAsync(
            """
            UPDATE register_terms SET ends_on = @endsOn, ended_by = @by, end_reason = @EndReason
            WHERE login = @Login AND unit = @Unit AND role = @role AND since = @since
            """,
            new
            {
                post.Login,
                post.Unit,
                role = (long)post.Role,
                since = BusinessDate.Write(post.Since),
                endsOn = Written(post.EndsOn),
                post.EndReason,
                by,
            },
            cancellationToken);

    internal static string Written(DateOnly? day) => day is { } there ? BusinessDate.Write(there) : "";

    private static IReadOnlyList<Post> ToPosts(IReadOnlyList<PostRecord> rows) => [.. rows.Select(row => row.ToPost())];
}

/// <summary>The place of a term in the order of its list.</summary>
internal sealed record TermKey(string Unit, long Role, string Since, string Login)
{
    private const char Mark = '/';

    public static TermKey First { get; } = new("", 0, "", "");

    /// <summary>Null for a text that is no place.</summary>
    public static TermKey? Read(string text) =>
        text.Length is 0 ? First
        : text.Split(Mark) is [var unit, var role, var since, var login]
            && long.TryParse(role, CultureInfo.InvariantCulture, out var number)
            ? new TermKey(unit, number, since, login)
            : null;

    public static string Write(Post post) => string.Join(
        Mark,
        post.Unit,
        ((long)post.Role).ToString(CultureInfo.InvariantCulture),
        BusinessDate.Write(post.Since),
        post.Login);
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
    public required string EndsOn { get; init; }
    public required string EndReason { get; init; }

    internal Post ToPost() => new()
    {
        Login = Login,
        Name = Name,
        Role = (PostRole)Role,
        Unit = Unit,
        Region = Region,
        Since = Day(Since),
        EndsOn = EndsOn.Length > 0 ? Day(EndsOn) : null,
        EndReason = EndReason,
    };

    private static DateOnly Day(string text) => BusinessDate.TryRead(text, out var day)
        ? day
        : throw new InvalidOperationException($"{text} is stored as a date.");
}
