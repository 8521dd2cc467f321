using Region.Contracts.Access.V1;
using Region.Contracts.Identity.V1;
using Region.Contracts.Villages.V1;
using Region.Gateway.Identity.Sessions;
using Region.Kernel;
using Region.Platform.Identity;
using Region.Platform.Storage;

namespace Region.Gateway.Identity;

/// <summary>Checks login and password, and finds the post to act under.</summary>
internal sealed class LogIn(
    Database database,
    Passwords passwords,
    PostService.PostServiceClient posts,
    TokenMint mint,
    SampleMode sample,
    TimeProvider clock)
{
    public const int LongestLogin = 64;

    /// <summary>The hash's cost must not grow with what a stranger sends.</summary>
    public const int LongestPassword = 128;

    // One for all logins: an attempt also removes expired failures of others, and two that did so under locks of their
    // own could each wait for the other's row.
    private const string LockName = "logins";

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    /// <summary>A token for one post, for callers of the API.</summary>
    public async Task<Decision<LoginResponse, Refusal>> HandleAsync(
        LoginRequest request, CancellationToken cancellationToken) =>
        (await AdmitAsync(request, cancellationToken)).Map(Answer);

    /// <summary>Who may come in, and under which post.</summary>
    public async Task<Decision<Admission, Refusal>> AdmitAsync(
        LoginRequest request, CancellationToken cancellationToken)
    {
        if (request.Login.Length is 0 or > LongestLogin || request.Password.Length is 0 or > LongestPassword)
            return Refusal.LoginMalformed.On(request.Login.Length is 0 or > LongestLogin ? "login" : "password");

        var tried = await TryAsync(request.Login, cancellationToken);
        if (!tried.Allowed)
            return tried.Refuse<Admission>();

        if (!passwords.Fits(tried.Value, request.Password))
            return Refusal.LoginWrong.On("");

        await ForgetAsync(request.Login, cancellationToken);
        var held = await posts.ListPostsAsync(
            new ListPostsRequest { Login = request.Login }, cancellationToken: cancellationToken);
        return Acting(request, held.Posts).Map(post => new Admission(post, held.Posts));
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

    // Null: no such account, or a sample account where none are let in; which of the two, nobody learns.
    private async Task<Decision<AccountRow?, Refusal>> TryAsync(string login, CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync(LockName, cancellationToken);
        var failures = Lockout.Try(await work.FindFailuresAsync(login, cancellationToken), clock.GetUtcNow());
        if (!failures.Allowed)
            return failures.Refuse<AccountRow?>();

        await work.SaveFailuresAsync(login, failures.Value, cancellationToken);
        var account = await work.FindAccountAsync(login, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return account is { Sample: 1 } && !sample.On ? null : account;
    }

    private async Task ForgetAsync(string login, CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync(LockName, cancellationToken);
        await work.ForgetFailuresAsync(login, cancellationToken);
        await work.CommitAsync(cancellationToken);
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

/// <summary>A person whose password was right.</summary>
/// <param name="Acting">The post to act under.</param>
/// <param name="Held">All posts of the person.</param>
internal sealed record Admission(Post Acting, IReadOnlyList<Post> Held);
