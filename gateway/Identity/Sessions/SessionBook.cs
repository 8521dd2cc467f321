using Google.Protobuf;
using Google.Protobuf.Collections;
using Grpc.Core;
using Region.Contracts.Access.V1;
using Region.Contracts.Villages.V1;
using Region.Kernel;
using Region.Platform.Identity;
using Region.Platform.Storage;

namespace Region.Gateway.Identity.Sessions;

/// <summary>Opens, finds, moves and ends browser sessions.</summary>
internal sealed class SessionBook(
    Database database,
    PostService.PostServiceClient posts,
    SampleMode sample,
    SessionBounds bounds,
    TimeProvider clock)
{
    private const string LockName = "sessions";

    /// <summary>Opens a session and ends the one that the browser had; answers the new id.</summary>
    public async Task<string> OpenAsync(
        Admission admitted, string? formerHash, Origin origin, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (id, hash) = SessionCookie.Make();
        await using var work = await database.BeginAsync(LockName, cancellationToken);
        await work.ForgetEndedSessionsAsync(
            now.ToUnixTimeMilliseconds(), (now - bounds.Idle).ToUnixTimeMilliseconds(), cancellationToken);
        if (formerHash is not null)
            await work.EndSessionAsync(formerHash, cancellationToken);

        await work.AddSessionAsync(NewRow(admitted, hash, origin, now), cancellationToken);
        await work.CommitAsync(cancellationToken);
        return id;
    }

    /// <summary>The session behind an id; null where it is over, or its person no longer holds the post.</summary>
    public async Task<BrowserSession?> FindAsync(string idHash, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (row, account) = await ReadAsync(idHash, cancellationToken);
        if (row is null || account is null || !bounds.Allow(row, now) || (account.Sample is 1 && !sample.On))
            return null;

        if (Age(row.PostsAt, now) >= SessionBounds.PostsFresh)
            return await RefreshAsync(row, now, cancellationToken);

        if (Age(row.SeenAt, now) >= SessionBounds.SeenStep)
            await WriteAsync(work => work.SeeSessionAsync(
                idHash, now.ToUnixTimeMilliseconds(), cancellationToken), cancellationToken);
        return ToSession(row, PostsOf(row));
    }

    /// <summary>Acts under another of the person's posts from now on, under a new id, which is answered.</summary>
    public async Task<Decision<string, Refusal>> SwitchAsync(
        string idHash, BrowserSession session, (Role Role, string Unit) wanted, CancellationToken cancellationToken)
    {
        var held = await posts.ListPostsAsync(
            new ListPostsRequest { Login = session.Caller.Login }, cancellationToken: cancellationToken);
        if (held.Posts.FirstOrDefault(post => post.Is(wanted.Role, wanted.Unit)) is not { } post)
            return Refusal.PostNotHeld.On("unit", wanted.Unit);

        var (id, hash) = SessionCookie.Make();
        await using var work = await database.BeginAsync(LockName, cancellationToken);
        if (await work.MoveSessionAsync(idHash, hash, post.ToCaller(), cancellationToken) is 0)
            return Refusal.LoginWrong.On("");

        await work.NotePostsAsync(
            hash, held.ToByteArray(), clock.GetUtcNow().ToUnixTimeMilliseconds(), cancellationToken);
        await work.CommitAsync(cancellationToken);
        return id;
    }

    public Task EndAsync(string idHash, CancellationToken cancellationToken) =>
        WriteAsync(work => work.EndSessionAsync(idHash, cancellationToken), cancellationToken);

    private async Task<(SessionRow? Row, AccountRow? Account)> ReadAsync(
        string idHash, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(cancellationToken);
        var row = await session.FindSessionAsync(idHash, cancellationToken);
        return row is null ? (null, null) : (row, await session.FindAccountAsync(row.Login, cancellationToken));
    }

    // A post that has ended must not go on in a browser that stays open.
    private async Task<BrowserSession?> RefreshAsync(
        SessionRow row, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ListPostsResponse held;
        try
        {
            held = await posts.ListPostsAsync(
                new ListPostsRequest { Login = row.Login }, cancellationToken: cancellationToken);
        }
        catch (RpcException) when (!cancellationToken.IsCancellationRequested)
        {
            return Age(row.PostsAt, now) < SessionBounds.PostsUsable ? ToSession(row, PostsOf(row)) : null;
        }

        var stillHeld = held.Posts.Any(post => post.Is((Role)row.Role, row.Unit));
        await WriteAsync(
            async work =>
            {
                if (!stillHeld)
                {
                    await work.EndSessionAsync(row.IdHash, cancellationToken);
                    return;
                }

                var at = now.ToUnixTimeMilliseconds();
                await work.NotePostsAsync(row.IdHash, held.ToByteArray(), at, cancellationToken);
                await work.SeeSessionAsync(row.IdHash, at, cancellationToken);
            },
            cancellationToken);
        return stillHeld ? ToSession(row, held.Posts) : null;
    }

    private async Task WriteAsync(Func<UnitOfWork, Task> write, CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync(LockName, cancellationToken);
        await write(work);
        await work.CommitAsync(cancellationToken);
    }

    private SessionRow NewRow(Admission admitted, string hash, Origin origin, DateTimeOffset now) => new()
    {
        IdHash = hash,
        SessionId = Guid.CreateVersion7(now).ToString(),
        Login = admitted.Acting.Login,
        Name = admitted.Acting.Name,
        Role = (long)admitted.Acting.Role,
        Unit = admitted.Acting.Unit,
        Region = admitted.Acting.Region,
        Book = admitted.Acting.Book,
        Posts = new ListPostsResponse { Posts = { admitted.Held } }.ToByteArray(),
        PostsAt = now.ToUnixTimeMilliseconds(),
        CreatedAt = now.ToUnixTimeMilliseconds(),
        SeenAt = now.ToUnixTimeMilliseconds(),
        EndsAt = (now + bounds.Longest).ToUnixTimeMilliseconds(),
        Address = origin.Address,
        Agent = origin.Agent,
    };

    // A moment that lies in the future was noted by a clock that has been set back: as old as can be.
    private static TimeSpan Age(long moment, DateTimeOffset now)
    {
        var age = now - DateTimeOffset.FromUnixTimeMilliseconds(moment);
        return age < TimeSpan.Zero ? TimeSpan.MaxValue : age;
    }

    private static RepeatedField<Post> PostsOf(SessionRow row) => ListPostsResponse.Parser.ParseFrom(row.Posts).Posts;

    private static BrowserSession ToSession(SessionRow row, IReadOnlyList<Post> held) => new()
    {
        SessionId = row.SessionId,
        Posts = held,
        Caller = new Caller
        {
            Login = row.Login,
            Name = row.Name,
            Role = (Role)row.Role,
            Unit = row.Unit,
            Region = row.Region,
            Book = row.Book,
        },
    };
}
