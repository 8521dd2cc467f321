using Region.Contracts.Access.V1;
using Region.Contracts.Villages.V1;
using Region.Platform.Identity;

namespace Region.Gateway.Identity.Sessions;

/// <summary>A browser that is logged in, under one of the person's posts.</summary>
internal sealed record BrowserSession
{
    /// <summary>Names the session in lists; it opens nothing.</summary>
    public required string SessionId { get; init; }

    /// <summary>Who, and the post that is acted under.</summary>
    public required Caller Caller { get; init; }

    /// <summary>All posts that the person held when villages was last asked.</summary>
    public required IReadOnlyList<Post> Posts { get; init; }
}

/// <summary>What a post lets its holder be.</summary>
internal static class PostCallers
{
    public static Caller ToCaller(this Post post) => new()
    {
        Login = post.Login,
        Name = post.Name,
        Role = post.Role,
        Unit = post.Unit,
        Region = post.Region,
        Book = post.Book,
    };

    public static bool Is(this Post post, Role role, string unit) =>
        post.Role == role && string.Equals(post.Unit, unit, StringComparison.Ordinal);
}
