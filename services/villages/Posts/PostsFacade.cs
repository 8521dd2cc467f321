using Google.Protobuf;
using Grpc.Core;
using Region.Contracts.Access.V1;
using Region.Contracts.Villages.V1;
using Region.Kernel;
using Region.Platform.Commands;
using Region.Platform.Identity;
using Region.Platform.Refusals;
using Region.Platform.Storage;
using Region.Platform.Tables;
using Region.Villages.Domain;
using Region.Villages.Regions;

namespace Region.Villages.Posts;

/// <summary>Posts on the wire.</summary>
internal sealed class PostsFacade(
    CommandRunner<Refusal> commands, RefusalBook<Refusal> refusals, Database database, TimeProvider clock)
    : PostService.PostServiceBase
{
    private const int UsualPage = 50;
    private const int LargestPage = 200;

    private static readonly TableLayout Layout = new()
    {
        Columns = ["login", "name", "role", "unit"],
        Optional = ["ends_on"],
        Titles = TableTitles.OfPosts,
    };

    public override Task<ImportPostsResponse> ImportPosts(ImportPostsRequest request, ServerCallContext context)
    {
        var table = ReadTable(request);
        return OnceAsync<ImportPostsResponse>(request, request.RequestId, context, async (work, by, token) =>
        {
            if (!table.Allowed)
                return table.Refuse<ImportPostsResponse>();

            var added = await Posts.ImportPosts.RunAsync(work, table.Value, by, token);
            return added.Map(count => new ImportPostsResponse { PostsAdded = count });
        });
    }

    public override Task<AppointPostResponse> AppointPost(AppointPostRequest request, ServerCallContext context)
    {
        var wanted = new WantedPost
        {
            Login = request.Login,
            Name = request.Name,
            Role = RoleOf(request.Role),
            Unit = request.Unit,
            Since = request.Since,
            EndsOn = request.EndsOn,
            Replaces = request.Replaces,
        };
        return OnceAsync<AppointPostResponse>(request, request.RequestId, context, async (work, by, token) =>
        {
            var appointed = await Posts.AppointPost.RunAsync(work, wanted, by, token);
            return appointed.Map(done => new AppointPostResponse
            {
                Post = ToWire(done.Added),
                Ended = done.Ended is { } ended ? ToWire(ended) : null,
            });
        });
    }

    public override Task<EndPostResponse> EndPost(EndPostRequest request, ServerCallContext context)
    {
        var wanted = new WantedEnd
        {
            Login = request.Login,
            Role = RoleOf(request.Role),
            Unit = request.Unit,
            Since = request.Since,
            EndsOn = request.EndsOn,
            Reason = request.Reason,
        };
        return OnceAsync<EndPostResponse>(request, request.RequestId, context, async (work, by, token) =>
        {
            var ended = await Posts.EndPost.RunAsync(work, wanted, by, token);
            return ended.Map(post => new EndPostResponse { Post = ToWire(post) });
        });
    }

    public override async Task<ListPostsResponse> ListPosts(ListPostsRequest request, ServerCallContext context)
    {
        var day = DayOf(request.HeldOn) ?? BusinessDate.At(clock.GetUtcNow());
        await using var session = await database.ReadAsync(context.CancellationToken);
        var posts = await PostsStore.OfAsync(session, request.Login, day, context.CancellationToken);
        return new ListPostsResponse { Posts = { posts.Select(ToWire) } };
    }

    public override async Task<ListTermsResponse> ListTerms(ListTermsRequest request, ServerCallContext context)
    {
        if (request.PageSize is < 0 or > LargestPage)
            refusals.Throw(Refusal.NumberOutOfRange.On("page_size", request.PageSize));

        if (request.Logins.Count > LargestPage)
            refusals.Throw(Refusal.NumberOutOfRange.On("logins", request.Logins.Count));

        if (TermKey.Read(request.PageToken) is not { } after)
        {
            refusals.Throw(Refusal.PageUnreadable.On("page_token"));
            return new ListTermsResponse();
        }

        var size = request.PageSize is 0 ? UsualPage : request.PageSize;
        await using var session = await database.ReadAsync(context.CancellationToken);
        var rows = await PostsStore.ListAsync(
            session,
            (request.Unit, request.Logins, PostsStore.Written(DayOf(request.HeldOn))),
            (after, size + 1),
            context.CancellationToken);
        var page = rows.Take(size).ToArray();
        return new ListTermsResponse
        {
            Posts = { page.Select(ToWire) },
            NextPageToken = rows.Count > size ? TermKey.Write(page[^1]) : "",
        };
    }

    private Task<TAnswer> OnceAsync<TAnswer>(
        IMessage request,
        string requestId,
        ServerCallContext context,
        Func<UnitOfWork, string, CancellationToken, Task<Decision<TAnswer, Refusal>>> act)
        where TAnswer : class, IMessage<TAnswer>, new() => commands.OnceAsync(
        request,
        requestId,
        database,
        RegisterFacade.LockName,
        context,
        (work, cancellationToken) => act(work, context.Caller().Login, cancellationToken));

    private DateOnly? DayOf(string text)
    {
        if (text.Length is 0)
            return null;

        if (!BusinessDate.TryRead(text, out var day))
            refusals.Throw(Refusal.DateUnreadable.On("held_on", text));
        return day;
    }

    // Services are no people and hold no posts.
    private static PostRole? RoleOf(Role role) => Enum.IsDefined((PostRole)role) ? (PostRole)role : null;

    private static Decision<PostTable, Refusal> ReadTable(ImportPostsRequest request)
    {
        var result = TableReader.Read(request.PostsTable.Memory, Layout);
        if (!result.IsReadable)
            return TableFaults.Of(PostImport.Table, result.Problems);

        var rows = result.Rows.Select(row => new PostRow(row.Number, row["login"], row["name"])
        {
            Role = row["role"],
            Unit = row["unit"],
            EndsOn = row["ends_on"],
        });
        return new PostTable([.. rows], request.Since);
    }

    private static Contracts.Villages.V1.Post ToWire(Domain.Post post) => new()
    {
        Login = post.Login,
        Name = post.Name,
        Role = (Role)post.Role,
        Unit = post.Unit,
        Region = post.Region,
        Book = post.Book,
        Since = BusinessDate.Write(post.Since),
        EndsOn = PostsStore.Written(post.EndsOn),
        EndReason = post.EndReason,
    };
}
