using Grpc.Core;
using Region.Contracts.Access.V1;
using Region.Contracts.Villages.V1;
using Region.Kernel;
using Region.Platform.Commands;
using Region.Platform.Storage;
using Region.Platform.Tables;
using Region.Villages.Domain;
using Region.Villages.Regions;

namespace Region.Villages.Posts;

/// <summary>Posts on the wire.</summary>
internal sealed class PostsFacade(CommandRunner<Refusal> commands, Database database) : PostService.PostServiceBase
{
    private static readonly TableLayout Layout = new() { Columns = ["login", "name", "role", "unit"] };

    public override Task<ImportPostsResponse> ImportPosts(ImportPostsRequest request, ServerCallContext context)
    {
        var table = ReadTable(request);
        return commands.OnceAsync(
            request,
            request.RequestId,
            database,
            RegisterFacade.LockName,
            context,
            async (work, cancellationToken) =>
            {
                if (!table.Allowed)
                    return table.Refuse<ImportPostsResponse>();

                var added = await Posts.ImportPosts.RunAsync(work, table.Value, cancellationToken);
                return added.Map(count => new ImportPostsResponse { PostsAdded = count });
            });
    }

    public override async Task<ListPostsResponse> ListPosts(ListPostsRequest request, ServerCallContext context)
    {
        await using var session = await database.ReadAsync(context.CancellationToken);
        var posts = await PostsStore.OfAsync(session, request.Login, context.CancellationToken);
        return new ListPostsResponse { Posts = { posts.Select(ToWire) } };
    }

    private static Decision<PostTable, Refusal> ReadTable(ImportPostsRequest request)
    {
        var result = TableReader.Read(request.PostsTable.Memory, Layout);
        if (!result.IsReadable)
            return TableFaults.Of(PostImport.Table, result.Problems);

        var rows = result.Rows.Select(row => new PostRow(row.Number, row["login"], row["name"])
        {
            Role = row["role"],
            Unit = row["unit"],
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
    };
}
