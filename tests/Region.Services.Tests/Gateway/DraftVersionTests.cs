using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Region.Contracts.Accounting.V1;
using Shouldly;

namespace Region.Services.Tests.Gateway;

/// <summary>ETag and If-Match on drafts that people change together.</summary>
public sealed class DraftVersionTests
{
    private const string Draft = "/v1/books/V0101/drafts/d1";
    private const string Update = $"{Draft}:update";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_draft_answers_its_version_as_its_ETag_and_a_list_answers_none()
    {
        await using var world = await GatewayWorld.StartAsync(Token);

        using var one = await world.Http.GetAsync(Draft, Token);
        using var list = await world.Http.GetAsync("/v1/books/V0101/drafts", Token);

        one.Headers.ETag.ShouldBe(new EntityTagHeaderValue("\"3\""));
        list.StatusCode.ShouldBe(HttpStatusCode.OK);
        list.Headers.ETag.ShouldBeNull();
    }

    [Fact]
    public async Task The_ETag_that_was_read_is_the_version_that_is_changed_and_the_answer_bears_the_next()
    {
        await using var world = await GatewayWorld.StartAsync(Token);

        using var done = await SendAsync(world, "{}", "\"3\"");

        done.StatusCode.ShouldBe(HttpStatusCode.OK);
        ((UpdateDraftRequest)world.Conversation.Request!).Version.ShouldBe(FakeDrafts.Newest);
        done.Headers.ETag.ShouldBe(new EntityTagHeaderValue("\"4\""));
    }

    [Theory]
    [InlineData("\"2\"", "DRAFT_VERSION_DIFFERS", "草稿已被他人修改，请重新打开。")]
    [InlineData("W/\"3\"", "IF_MATCH", "请求头 If-Match 与现在的版本不符：内容已被修改，请重新读取后再改。")]
    [InlineData("\"abc\"", "IF_MATCH", "请求头 If-Match 与现在的版本不符：内容已被修改，请重新读取后再改。")]
    public async Task A_stale_ETag_is_refused_with_412_and_a_Chinese_problem(string tag, string reason, string detail)
    {
        await using var world = await GatewayWorld.StartAsync(Token);

        using var refused = await SendAsync(world, "{}", tag);

        refused.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        refused.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = await refused.JsonAsync(Token);
        (problem.Text("reason"), problem.Text("detail")).ShouldBe((reason, detail));
        problem.GetProperty("status").GetInt32().ShouldBe(412);
    }

    [Theory]
    [InlineData("{\"version\":\"3\"}", 200)]
    [InlineData("{\"version\":\"2\"}", 409)]
    public async Task Without_If_Match_the_version_in_the_body_counts(string body, int status)
    {
        await using var world = await GatewayWorld.StartAsync(Token);

        using var answer = await SendAsync(world, body, tag: null);

        ((int)answer.StatusCode).ShouldBe(status);
    }

    [Theory]
    [InlineData("{\"version\":\"2\"}", "\"3\"", "CONTRADICTION")]
    [InlineData("{}", "\"3\", \"4\"", "IF_MATCH")]
    public async Task Two_versions_at_once_are_refused(string body, string tag, string reason)
    {
        await using var world = await GatewayWorld.StartAsync(Token);

        using var refused = await SendAsync(world, body, tag);

        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.JsonAsync(Token)).Text("reason").ShouldBe(reason);
    }

    private static Task<HttpResponseMessage> SendAsync(GatewayWorld world, string body, string? tag)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Update)
        {
            Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json")),
        };
        if (tag is not null)
            request.Headers.TryAddWithoutValidation("If-Match", tag);
        return world.Http.SendAsync(request, Token);
    }
}
