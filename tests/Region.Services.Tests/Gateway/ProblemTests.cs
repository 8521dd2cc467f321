using System.Net;
using Grpc.Core;
using Region.Gateway.Problems;
using Shouldly;

namespace Region.Services.Tests.Gateway;

public sealed class ProblemTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_services_refusal_keeps_its_rule_sentence_and_fields()
    {
        await using var world = await GatewayWorld.StartAsync(Token);

        using var answer = await world.PostAsync("/v1/regions/R01/rounds", """{"title":"坏"}""", Token);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = await answer.JsonAsync(Token);
        problem.Text("type").ShouldBe("urn:region:problem:procurement.region:PACK_FRACTION");
        problem.Text("title").ShouldBe("请求不正确");
        problem.GetProperty("status").GetInt32().ShouldBe(400);
        problem.Text("code").ShouldBe("FAILED_PRECONDITION");
        problem.Text("reason").ShouldBe("PACK_FRACTION");
        problem.Text("domain").ShouldBe("procurement.region");
        problem.Text("detail").ShouldBe("每袋数量“0”必须大于零。");
        problem.Text("instance").ShouldBe("/v1/regions/R01/rounds");
        problem.Text("traceId").ShouldNotBeEmpty();
        problem.GetProperty("errors")[0].Text("field").ShouldBe("item.packSize");
        problem.GetProperty("errors")[1].Text("field").ShouldBe("第3行 件数");
        problem.GetProperty("errors")[1].Text("message").ShouldBe("件数“2.5”不是整数。");
    }

    [Fact]
    public async Task What_a_broken_service_says_in_English_reaches_nobody()
    {
        await using var world = await GatewayWorld.StartAsync(Token);

        using var answer = await world.Http.GetAsync("/v1/regions/R98", Token);

        answer.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        var text = await answer.Content.ReadAsStringAsync(Token);
        text.ShouldNotContain("Secret");
        text.ShouldContain("服务内部出错");
    }

    [Fact]
    public async Task Not_found_is_the_one_sentence_without_fields()
    {
        await using var world = await GatewayWorld.StartAsync(Token);

        using var answer = await world.Http.GetAsync("/v1/regions/R99", Token);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var problem = await answer.JsonAsync(Token);
        problem.Text("detail").ShouldBe("没有找到，或无权查看。");
        problem.GetProperty("errors").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_service_that_does_not_run_is_503()
    {
        await using var world = await GatewayWorld.StartAsync(Token, "--Region:Services:accounting:GrpcPort=1");

        using var answer = await world.Http.GetAsync("/v1/books/V0001/ledger", Token);

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await answer.JsonAsync(Token)).Text("detail").ShouldBe("服务暂时不可用，请稍后再试。");
    }

    [Fact]
    public async Task A_method_that_no_service_offers_is_501()
    {
        await using var world = await GatewayWorld.StartAsync(Token);

        using var answer = await world.Http.GetAsync("/v1/regions/R01/rounds", Token);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotImplemented);
    }

    [Theory]
    [InlineData(StatusCode.Unauthenticated, 401)]
    [InlineData(StatusCode.PermissionDenied, 403)]
    [InlineData(StatusCode.NotFound, 404)]
    [InlineData(StatusCode.AlreadyExists, 409)]
    [InlineData(StatusCode.Aborted, 409)]
    [InlineData(StatusCode.FailedPrecondition, 400)]
    [InlineData(StatusCode.ResourceExhausted, 429)]
    [InlineData(StatusCode.Unavailable, 503)]
    [InlineData(StatusCode.DeadlineExceeded, 504)]
    [InlineData(StatusCode.DataLoss, 500)]
    public void Statuses_map_as_google_rpc_says(StatusCode code, int http) =>
        RpcProblems.From(new RpcException(new Status(code, "English"))).Status.ShouldBe(http);

    [Fact]
    public void Every_status_has_a_name_and_a_Chinese_sentence()
    {
        foreach (var code in Enum.GetValues<StatusCode>())
        {
            StatusTable.ToName(code).ShouldMatch("^[A-Z_]+$");
            StatusTable.ToSentence(code).ShouldEndWith("。");
            StatusTable.ToTitle(StatusTable.ToHttp(code)).ShouldNotBeEmpty();
        }
    }

    [Fact]
    public void Broken_details_still_give_the_status()
    {
        var trailers = new Metadata { { "grpc-status-details-bin", [0xFF, 0xFF, 0xFF] } };

        var problem = RpcProblems.From(new RpcException(new Status(StatusCode.NotFound, "x"), trailers));

        problem.Status.ShouldBe(404);
        problem.Detail.ShouldBe("没有找到，或无权查看。");
    }
}
