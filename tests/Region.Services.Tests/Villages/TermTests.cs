using Google.Protobuf;
using Grpc.Core;
using Region.Contracts.Access.V1;
using Region.Contracts.Villages.V1;
using Region.Kernel;
using Region.Testing;
using Shouldly;

namespace Region.Services.Tests.Villages;

/// <summary>Posts end and begin on days, and the gateway is told only of those that are held today.</summary>
[Collection(CountyWorlds.Name)]
public sealed class TermTests(CountyWorlds worlds)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static DateOnly Today => BusinessDate.At(TimeProvider.System.GetUtcNow());

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task An_accountant_is_followed_by_another_and_each_is_held_on_her_own_days(StoreKind kind)
    {
        var posts = await PostsAsync(kind);
        await AppointAsync(posts, "leaving", "V0201", "2026-01-01");
        var tomorrow = Today.AddDays(1);

        var done = await posts.AppointPostAsync(
            Wanted("coming", "V0201", BusinessDate.Write(tomorrow), wanted => wanted.Replaces = "leaving"),
            cancellationToken: Token);

        done.Ended.EndsOn.ShouldBe(BusinessDate.Write(Today));
        (await HeldAsync(posts, "leaving")).ShouldBe(["V0201"]);
        (await HeldAsync(posts, "coming")).ShouldBeEmpty("her term begins tomorrow");
        (await HeldAsync(posts, "leaving", tomorrow)).ShouldBeEmpty();
        (await HeldAsync(posts, "coming", tomorrow)).ShouldBe(["V0201"]);
        (await posts.ListTermsAsync(new ListTermsRequest { Unit = "V0201" }, cancellationToken: Token))
            .Posts.Select(post => (post.Login, post.EndsOn, post.EndReason)).ShouldBe(
                [("leaving", BusinessDate.Write(Today), "由样例coming接任"), ("coming", "", "")]);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_post_that_ended_yesterday_is_held_no_more(StoreKind kind)
    {
        var posts = await PostsAsync(kind);
        await AppointAsync(posts, "gone", "V0202", "2026-01-01");

        var ended = await posts.EndPostAsync(
            new EndPostRequest
            {
                RequestId = $"end-{Guid.CreateVersion7()}",
                Login = "gone",
                Role = Role.VillageAccountant,
                Unit = "V0202",
                Since = "2026-01-01",
                EndsOn = BusinessDate.Write(Today.AddDays(-1)),
                Reason = "调离",
            },
            cancellationToken: Token);

        ended.Post.EndReason.ShouldBe("调离");
        (await HeldAsync(posts, "gone")).ShouldBeEmpty();
        await AppointAsync(posts, "gone", "V0202", BusinessDate.Write(Today));
        (await HeldAsync(posts, "gone")).ShouldBe(["V0202"], "the same person may hold the post again");
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task Two_at_a_time_are_refused_in_a_Chinese_sentence_that_names_the_holder(StoreKind kind)
    {
        var posts = await PostsAsync(kind);
        await AppointAsync(posts, "one", "V0203", "2026-01-01");

        var refused = await Should.ThrowAsync<RpcException>(AppointAsync(posts, "other", "V0203", "2026-05-01"));

        refused.StatusCode.ShouldBe(StatusCode.FailedPrecondition);
        refused.Status.Detail.ShouldBe(
            "V0203 的村会计由样例one担任（2026-01-01 起），同一时间只能由一人担任；请先卸任，或按接任办理。");
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task Terms_are_listed_page_by_page_by_unit_person_and_day(StoreKind kind)
    {
        var posts = await PostsAsync(kind);
        const string table = """
            login,name,role,unit,ends_on
            many.a,样例many.a,buyer,R04,2026-02-28
            many.b,样例many.b,buyer,R04,
            many.c,样例many.c,receiver,R04,
            many.d,样例many.d,supervisor,V0402,
            """;
        await posts.ImportPostsAsync(
            new ImportPostsRequest
            {
                RequestId = "many-0001",
                PostsTable = ByteString.CopyFromUtf8(table),
                Since = "2026-01-01",
            },
            cancellationToken: Token);

        var seen = new List<string>();
        var page = "";
        do
        {
            var answer = await posts.ListTermsAsync(
                new ListTermsRequest { Unit = "R04", PageSize = 1, PageToken = page }, cancellationToken: Token);
            seen.AddRange(answer.Posts.Select(post => post.Login));
            page = answer.NextPageToken;
        }
        while (page.Length > 0);

        seen.ShouldBe(["many.a", "many.b", "many.c", "many.d"]);
        (await posts.ListTermsAsync(
            new ListTermsRequest { Unit = "R04", HeldOn = "2026-03-01" }, cancellationToken: Token))
            .Posts.Select(post => post.Login).ShouldBe(["many.b", "many.c", "many.d"]);
        (await posts.ListTermsAsync(new ListTermsRequest { Logins = { "many.d", "many.a" } }, cancellationToken: Token))
            .Posts.Select(post => post.Unit).ShouldBe(["R04", "V0402"]);
    }

    private async Task<PostService.PostServiceClient> PostsAsync(StoreKind kind)
    {
        var world = await worlds.WorldAsync(kind, Token);
        return new PostService.PostServiceClient(world.As("villages", Callers.Of(Role.CountyOffice, "COUNTY")));
    }

    private static Task<AppointPostResponse> AppointAsync(
        PostService.PostServiceClient posts, string login, string unit, string since) =>
        posts.AppointPostAsync(Wanted(login, unit, since), cancellationToken: Token).ResponseAsync;

    private static AppointPostRequest Wanted(
        string login, string unit, string since, Action<AppointPostRequest>? change = null)
    {
        var wanted = new AppointPostRequest
        {
            RequestId = $"appoint-{Guid.CreateVersion7()}",
            Login = login,
            Name = $"样例{login}",
            Role = Role.VillageAccountant,
            Unit = unit,
            Since = since,
        };
        change?.Invoke(wanted);
        return wanted;
    }

    private static async Task<IEnumerable<string>> HeldAsync(
        PostService.PostServiceClient posts, string login, DateOnly? day = null)
    {
        var request = new ListPostsRequest { Login = login, HeldOn = day is { } on ? BusinessDate.Write(on) : "" };
        return (await posts.ListPostsAsync(request, cancellationToken: Token)).Posts.Select(post => post.Unit);
    }
}
