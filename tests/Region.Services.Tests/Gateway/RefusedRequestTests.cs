using System.Net;
using System.Text;
using System.Text.Json;
using Shouldly;

namespace Region.Services.Tests.Gateway;

public sealed class RefusedRequestTests
{
    private const string Rounds = "/v1/regions/R01/rounds";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"titel":"x"}""", "UNKNOWN_FIELD", "titel")]
    [InlineData("""{"item":{"colour":"红"}}""", "UNKNOWN_FIELD", "item.colour")]
    [InlineData("""{"requestId":"1","request_id":"2"}""", "DUPLICATE_FIELD", "request_id")]
    [InlineData("""{"title":7}""", "WRONG_TYPE", "title")]
    [InlineData("""{"feePpm":"1.5"}""", "WRONG_TYPE", "feePpm")]
    [InlineData("""{"feePpm":9007199254740993}""", "WRONG_TYPE", "feePpm")]
    [InlineData("""{"mode":"PURCHASE_MODE_STOLEN"}""", "WRONG_TYPE", "mode")]
    [InlineData("""{"item":[]}""", "WRONG_TYPE", "item")]
    [InlineData("""{"region":"R02"}""", "CONTRADICTION", "region")]
    public async Task A_field_that_does_not_fit_is_named(string body, string reason, string field)
    {
        await using var world = await GatewayWorld.StartAsync(Token);

        using var answer = await world.PostAsync(Rounds, body, Token);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = await answer.JsonAsync(Token);
        problem.Text("reason").ShouldBe(reason);
        problem.Text("detail").ShouldContain(field);
        problem.GetProperty("errors")[0].Text("field").ShouldBe(field);
        world.Conversation.Request.ShouldBeNull();
    }

    [Theory]
    [InlineData("""{"title":"x""")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("""{"title":"a","title":"b"}""")]
    [InlineData("""{"title":"\ud800"}""")]
    public async Task What_is_not_a_JSON_object_is_refused_in_Chinese(string body)
    {
        await using var world = await GatewayWorld.StartAsync(Token);

        using var answer = await world.PostAsync(Rounds, body, Token);

        await ShouldBeMalformedAsync(world, answer, "MALFORMED_JSON");
    }

    [Fact]
    public async Task A_body_that_nests_too_deep_is_refused()
    {
        await using var world = await GatewayWorld.StartAsync(Token);
        var deep = string.Concat(Enumerable.Repeat("""{"item":""", 2000)) + new string('}', 2000);

        using var answer = await world.PostAsync(Rounds, deep, Token);

        await ShouldBeMalformedAsync(world, answer, "MALFORMED_JSON");
    }

    [Fact]
    public async Task Bytes_that_are_not_UTF_8_are_refused()
    {
        await using var world = await GatewayWorld.StartAsync(Token);
        using var content = new ByteArrayContent([.. "{\"title\":\""u8, 0xC3, 0x28, .. "\"}"u8]);
        content.Headers.ContentType = new("application/json");

        using var answer = await world.Http.PostAsync(Rounds, content, Token);

        await ShouldBeMalformedAsync(world, answer, "NOT_UTF8");
    }

    [Fact]
    public async Task Another_content_type_is_refused()
    {
        await using var world = await GatewayWorld.StartAsync(Token);
        using var content = new StringContent("{}", Encoding.UTF8, "text/plain");

        using var answer = await world.Http.PostAsync(Rounds, content, Token);

        answer.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        (await answer.JsonAsync(Token)).Text("reason").ShouldBe("CONTENT_TYPE");
    }

    [Theory]
    [InlineData("/v1/regions?colour=red", "UNKNOWN_FIELD", "colour")]
    [InlineData("/v1/regions?pageSize=many", "WRONG_TYPE", "pageSize")]
    [InlineData("/v1/regions?pageSize=1&pageSize=2", "DUPLICATE_FIELD", "pageSize")]
    [InlineData("/v1/regions/R01?region=R02", "CONTRADICTION", "region")]
    public async Task A_query_parameter_that_does_not_fit_is_named(string path, string reason, string field)
    {
        await using var world = await GatewayWorld.StartAsync(Token);

        using var answer = await world.Http.GetAsync(path, Token);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = await answer.JsonAsync(Token);
        problem.Text("reason").ShouldBe(reason);
        problem.GetProperty("errors")[0].Text("field").ShouldBe(field);
    }

    [Fact]
    public async Task An_unknown_route_and_a_wrong_method_are_problems_too()
    {
        await using var world = await GatewayWorld.StartAsync(Token);

        using var unknown = await world.Http.GetAsync("/v1/nothing/here", Token);
        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await unknown.JsonAsync(Token)).Text("reason").ShouldBe("ROUTE_UNKNOWN");

        using var wrong = await world.Http.DeleteAsync("/v1/regions/R01", Token);
        wrong.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        (await wrong.JsonAsync(Token)).Text("reason").ShouldBe("METHOD_NOT_ALLOWED");
    }

    private static async Task ShouldBeMalformedAsync(GatewayWorld world, HttpResponseMessage answer, string reason)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = await answer.JsonAsync(Token);
        problem.Text("reason").ShouldBe(reason);
        problem.Text("detail").ShouldStartWith("请求内容");
        problem.GetProperty("errors").ValueKind.ShouldBe(JsonValueKind.Array);
        world.Conversation.Request.ShouldBeNull();
    }
}
