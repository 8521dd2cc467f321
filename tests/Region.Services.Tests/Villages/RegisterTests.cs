using System.Text;
using Google.Protobuf;
using Google.Rpc;
using Grpc.Core;
using Region.Contracts;
using Region.Contracts.Access.V1;
using Region.Contracts.Villages.V1;
using Region.Platform.Operations;
using Region.Platform.Refusals;
using Region.Testing;
using Shouldly;

namespace Region.Services.Tests.Villages;

[Collection(CountyWorlds.Name)]
public sealed class RegisterTests(CountyWorlds worlds)
{
    private static readonly string[] Tables =
        ["register_regions", "register_companies", "register_villages", "register_terms", "commands"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task The_sample_is_registered_and_every_book_is_announced(StoreKind kind)
    {
        var world = await worlds.WorldAsync(kind, Token);

        var region = await CountyWorlds.RegisterOf(world)
            .GetRegionAsync(new GetRegionRequest { Region = "R01" }, cancellationToken: Token);
        region.Company.Company_.ShouldBe("C01");
        region.Villages.Select(village => (village.Village_, village.ContributionFen)).ShouldBe(
            [("V0101", 80_000_000), ("V0102", 50_000_000), ("V0103", 40_000_000), ("V0104", 30_000_000)]);
        var events = await AnnouncedAsync(world);
        events.Count(announced => announced.Topic == Topics.CompanyFounded).ShouldBe(4);
        events.Count(announced => announced.Topic == Topics.VillageJoined).ShouldBe(15);
        events.ShouldContain(announced => announced.Topic == Topics.VillageJoined && announced.Subject == "V0404");
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task Importing_the_same_rows_again_adds_and_announces_nothing(StoreKind kind)
    {
        var world = await worlds.WorldAsync(kind, Token);
        var before = (await AnnouncedAsync(world)).Count;

        var again = await CountyWorlds.RegisterOf(world)
            .ImportRegisterAsync(CountyWorlds.SampleTables($"again-{kind}"), cancellationToken: Token);

        (again.RegionsAdded, again.CompaniesAdded, again.VillagesAdded).ShouldBe((0, 0, 0));
        (await AnnouncedAsync(world)).Count.ShouldBe(before);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite, "V0101,晨光村", "V0102,晨光村", "DUPLICATE_VILLAGE", "村表第3行 村编码")]
    [InlineData(StoreKind.Sqlite, "1620,455", "-3,455", "NUMBER_OUT_OF_RANGE", "村表第2行 人口")]
    [InlineData(StoreKind.Sqlite, "800000.00,40", "800000.01,40", "CONTRIBUTION_DIFFERS", "村表第2行 入股合计")]
    [InlineData(StoreKind.Sqlite, "MADEM0011G", "MADEM0011H", "CREDIT_CODE_INVALID", "村表第2行 统一社会信用代码")]
    [InlineData(StoreKind.Sqlite, "population,", "people,", "TABLE_UNREADABLE", "村表第1行 人口")]
    [InlineData(StoreKind.Postgres, "V0101,晨光村", "V0102,晨光村", "DUPLICATE_VILLAGE", "村表第3行 村编码")]
    public async Task A_bad_table_is_refused_in_Chinese_and_changes_nothing(
        StoreKind kind,
        string good,
        string bad,
        string reason,
        string field)
    {
        var world = await worlds.WorldAsync(kind, Token);
        var before = await CountyWorlds.DumpAsync(world, "villages", [.. Tables, "outbox"], Token);
        var request = CountyWorlds.SampleTables($"bad-{Guid.CreateVersion7()}");
        var text = request.VillagesTable.ToStringUtf8();
        request.VillagesTable = ByteString.CopyFromUtf8(text.Replace(good, bad, StringComparison.Ordinal));

        var refused = await RefusedAsync(world, request);

        refused.StatusCode.ShouldBe(StatusCode.InvalidArgument);
        Reasons(refused).ShouldBe([reason]);
        Fields(refused).ShouldContain(field);
        (await CountyWorlds.DumpAsync(world, "villages", [.. Tables, "outbox"], Token)).ShouldBe(before);
    }

    [Fact]
    public async Task A_table_in_UTF_16_and_one_with_damaged_bytes_are_refused()
    {
        var world = await worlds.WorldAsync(StoreKind.Sqlite, Token);
        var request = CountyWorlds.SampleTables("utf16-table");
        var text = request.VillagesTable.ToStringUtf8();
        request.VillagesTable = ByteString.CopyFrom([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)]);
        (await RefusedAsync(world, request)).Status.Detail.ShouldContain("UTF-16");

        request.VillagesTable = ByteString.CopyFrom([.. Encoding.UTF8.GetBytes(text), 0xFF]);
        (await RefusedAsync(world, request)).Status.Detail.ShouldContain("无法识别的字节");
    }

    [Fact]
    public async Task A_table_may_have_the_titles_that_the_page_names()
    {
        var world = await worlds.WorldAsync(StoreKind.Sqlite, Token);
        var request = CountyWorlds.SampleTables("titled-table");
        var text = request.VillagesTable.ToStringUtf8().Split('\n', 2);
        var header = text[0].TrimEnd('\r');
        header.Split(',').ShouldContain("population");
        var titled = header.Replace("population", "人口", StringComparison.Ordinal)
            .Replace("region", "区域编码", StringComparison.Ordinal)
            .Replace("contribution", "入股合计", StringComparison.Ordinal);
        request.VillagesTable = ByteString.CopyFromUtf8($"{titled}\n{text[1]}");

        var answer = await CountyWorlds.RegisterOf(world).ImportRegisterAsync(request, cancellationToken: Token);

        answer.VillagesAdded.ShouldBe(0);
        request.RequestId = "titled-twice";
        request.VillagesTable = ByteString.CopyFromUtf8($"{titled},population\n{text[1]}");
        var refused = await RefusedAsync(world, request);
        refused.Status.Detail.ShouldContain("出现了两次");
    }

    [Fact]
    public async Task A_table_in_GB18030_is_read()
    {
        var world = await worlds.WorldAsync(StoreKind.Sqlite, Token);
        var request = CountyWorlds.SampleTables("gb18030-table");
        var gb = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;
        request.VillagesTable = ByteString.CopyFrom(gb.GetBytes(request.VillagesTable.ToStringUtf8()));

        var answer = await CountyWorlds.RegisterOf(world).ImportRegisterAsync(request, cancellationToken: Token);

        answer.VillagesAdded.ShouldBe(0);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task Posts_are_imported_once_and_listed_with_region_and_book(StoreKind kind)
    {
        var world = await worlds.WorldAsync(kind, Token);
        var posts = new PostService.PostServiceClient(world.As("villages", Callers.Of(Role.CountyOffice, "COUNTY")));
        const string table = """
            login,name,role,unit
            town.accountant,样例代理会计三,village_accountant,V0103
            town.accountant,样例代理会计三,village_accountant,V0104
            r01.cashier,样例出纳A,cashier,R01
            """;
        var request = new ImportPostsRequest
        {
            RequestId = "posts-0001",
            PostsTable = ByteString.CopyFromUtf8(table),
            Since = "2026-01-01",
        };
        (await posts.ImportPostsAsync(request, cancellationToken: Token)).PostsAdded.ShouldBe(3);
        request.RequestId = "posts-0002";
        (await posts.ImportPostsAsync(request, cancellationToken: Token)).PostsAdded.ShouldBe(0);

        var town = await posts.ListPostsAsync(
            new ListPostsRequest { Login = "town.accountant" },
            cancellationToken: Token);
        town.Posts.Select(post => (post.Role, post.Unit, post.Region, post.Book)).ShouldBe(
            [(Role.VillageAccountant, "V0103", "R01", "V0103"), (Role.VillageAccountant, "V0104", "R01", "V0104")]);
        var cashier = await posts.ListPostsAsync(
            new ListPostsRequest { Login = "r01.cashier" },
            cancellationToken: Token);
        cashier.Posts.Single().Book.ShouldBe("C01");
        (await posts.ListPostsAsync(new ListPostsRequest { Login = "nobody" }, cancellationToken: Token))
            .Posts.ShouldBeEmpty();
    }

    [Fact]
    public async Task Regions_are_listed_page_by_page()
    {
        var world = await worlds.WorldAsync(StoreKind.Sqlite, Token);
        var register = CountyWorlds.RegisterOf(world);
        var first = await register.ListRegionsAsync(new ListRegionsRequest { PageSize = 3 }, cancellationToken: Token);
        var second = await register.ListRegionsAsync(
            new ListRegionsRequest { PageSize = 3, PageToken = first.NextPageToken },
            cancellationToken: Token);

        first.Regions.Select(region => region.Region).ShouldBe(["R01", "R02", "R03"]);
        second.Regions.Select(region => region.Region).ShouldBe(["R04"]);
        second.NextPageToken.ShouldBeEmpty();
    }

    private static async Task<RpcException> RefusedAsync(ServiceWorld world, ImportRegisterRequest request) =>
        await Should.ThrowAsync<RpcException>(async () =>
            await CountyWorlds.RegisterOf(world).ImportRegisterAsync(request, cancellationToken: Token));

    private static IEnumerable<string> Reasons(RpcException refused) => StatusDetails.Read(refused)!.Details
        .Where(detail => detail.Is(ErrorInfo.Descriptor))
        .Select(detail => detail.Unpack<ErrorInfo>().Type);

    private static IEnumerable<string> Fields(RpcException refused) => StatusDetails.Read(refused)!.Details
        .Where(detail => detail.Is(BadRequest.Descriptor))
        .SelectMany(detail => detail.Unpack<BadRequest>().FieldViolations)
        .Select(violation => violation.Field);

    private static async Task<List<Announcement>> AnnouncedAsync(ServiceWorld world)
    {
        var announcements = (Announcements)world.Services("villages").GetService(typeof(Announcements))!;
        return await announcements.AllAsync(Token).ToListAsync(Token);
    }
}
