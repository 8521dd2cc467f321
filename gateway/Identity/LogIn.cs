using Region.Contracts.Access.V1;
using Region.Contracts.Identity.V1;
using Region.Contracts.Villages.V1;
using Region.Gateway.Identity.Sessions;
using Region.Kernel;
using Region.Platform.Identity;

namespace Region.Gateway.Identity;

/// <summary>Finds the post that somebody who has come in acts under.</summary>
internal sealed class LogIn(Credentials credentials, PostService.PostServiceClient posts, TokenMint mint)
{
    public const int LongestLogin = 64;

    /// <summary>The hash's cost must not grow with what a stranger sends.</summary>
    public const int LongestPassword = 128;

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    /// <summary>A token for one post, for callers of the API.</summary>
    public async Task<Decision<LoginResponse, Refusal>> HandleAsync(
        LoginRequest request, Origin origin, CancellationToken cancellationToken) =>
        (await AdmitAsync(request, origin, cancellationToken)).Map(Answer);

    /// <summary>Who may come in, and under which post.</summary>
    public async Task<Decision<Admission, Refusal>> AdmitAsync(
        LoginRequest request, Origin origin, CancellationToken cancellationToken)
    {
        var shown = new Shown(request.Login, request.Password, request.Code);
        var account = await credentials.CheckAsync(shown, origin, cancellationToken);
        return account.Allowed
            ? await HeldAsync(request, cancellationToken)
            : account.Refuse<Admission>();
    }

    /// <summary>Somebody whom an outside provider has vouched for, under his first post.</summary>
    public async Task<Decision<Admission, Refusal>> AdmitVouchedAsync(
        string subject, Origin origin, CancellationToken cancellationToken)
    {
        var account = await credentials.VouchedAsync(subject, origin, cancellationToken);
        return account.Allowed
            ? await HeldAsync(new LoginRequest { Login = account.Value.Login }, cancellationToken)
            : account.Refuse<Admission>();
    }

    /// <summary>Which post to act under: the first that fits what was asked for.</summary>
    internal static Decision<Post, Refusal> Acting(LoginRequest request, IReadOnlyList<Post> held)
    {
        if (held.Count is 0)
            return Refusal.NoPost.On("login");

        var post = held.FirstOrDefault(candidate =>
            (request.Unit.Length is 0 || string.Equals(candidate.Unit, request.Unit, StringComparison.Ordinal))
            && (request.Role is Role.Unspecified || candidate.Role == request.Role));
        return post is not null
            ? post
            : Refusal.PostNotHeld.On(
                request.Unit.Length > 0 ? "unit" : "role",
                $"{request.Unit} {OpenApi.OpenApiTexts.Name(request.Role)}".Trim());
    }

    private async Task<Decision<Admission, Refusal>> HeldAsync(
        LoginRequest request, CancellationToken cancellationToken)
    {
        var held = await posts.ListPostsAsync(
            new ListPostsRequest { Login = request.Login }, cancellationToken: cancellationToken);
        return Acting(request, held.Posts).Map(post => new Admission(post, held.Posts));
    }

    private LoginResponse Answer(Admission admitted) => new()
    {
        AccessToken = mint.Mint(admitted.Acting.ToCaller(), Lifetime),
        ExpiresInSeconds = (int)Lifetime.TotalSeconds,
        Name = admitted.Acting.Name,
        Acting = Held(admitted.Acting),
        Posts = { admitted.Held.Select(Held) },
    };

    private static HeldPost Held(Post post) =>
        new() { Role = post.Role, Unit = post.Unit, Region = post.Region, Book = post.Book };
}

/// <summary>A person who was let in.</summary>
/// <param name="Acting">The post to act under.</param>
/// <param name="Held">All posts of the person.</param>
internal sealed record Admission(Post Acting, IReadOnlyList<Post> Held);
