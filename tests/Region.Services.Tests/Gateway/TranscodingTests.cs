using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Region.Contracts.Procurement.V1;
using Region.Contracts.Villages.V1;
using Shouldly;

namespace Region.Services.Tests.Gateway;

public sealed class TranscodingTests
{
    private const string Rounds = "/v1/regions/R01/rounds";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_body_becomes_the_message_and_the_path_fills_the_rest()
    {
        await using var world = await GatewayWorld.StartAsync(Token);

        using var answer = await world.PostAsync(
            Rounds,
            """
            {"requestId":"1","title":"橡筋","item":{"code":"M001","pack_size":"25"},
             "mode":"PURCHASE_MODE_AGENCY","feePpm":"15000"}
            """,
            Token);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.JsonAsync(Token)).GetProperty("round").Text("roundId").ShouldBe("P1");
        world.Conversation.Request.ShouldBe(new OpenRoundRequest
        {
            RequestId = "1",
            Region = "R01",
            Title = "橡筋",
            Item = new Item { Code = "M001", PackSize = "25" },
            Mode = PurchaseMode.Agency,
            FeePpm = 15000,
        });
    }

    [Fact]
    public async Task A_custom_verb_after_an_id_reaches_its_method()
    {
        await using var world = await GatewayWorld.StartAsync(Token);

        using var answer = await world.PostAsync($"{Rounds}/P1:approve", """{"approvedOn":"2026-01-05"}""", Token);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        world.Conversation.Request.ShouldBe(
            new ApproveRoundRequest { Region = "R01", RoundId = "P1", ApprovedOn = "2026-01-05" });
    }

    [Fact]
    public async Task A_read_takes_path_and_query_and_shows_defaults_and_exact_large_numbers()
    {
        await using var world = await GatewayWorld.StartAsync(Token);

        using var list = await world.Http.GetAsync("/v1/regions?pageSize=7&page_token=a%20b", Token);
        world.Conversation.Request.ShouldBe(new ListRegionsRequest { PageSize = 7, PageToken = "a b" });
        (await list.JsonAsync(Token)).Text("nextPageToken").ShouldBe("");

        using var one = await world.Http.GetAsync("/v1/regions/R01", Token);
        (await one.JsonAsync(Token)).GetProperty("company").Text("registeredCapitalFen").ShouldBe("9007199254740993");
    }

    [Fact]
    public async Task The_callers_token_and_a_deadline_travel_along()
    {
        await using var world = await GatewayWorld.StartAsync(Token, "--Region:Gateway:DeadlineSeconds=7");
        world.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "abc");
        var before = TimeProvider.System.GetUtcNow().UtcDateTime;

        using var answer = await world.Http.GetAsync("/v1/regions/R01", Token);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        world.Conversation.Authorization.ShouldBe("Bearer abc");
        world.Conversation.Deadline.ShouldBeInRange(before.AddSeconds(3), before.AddSeconds(30));
    }

    [Fact]
    public async Task The_operators_service_is_asked_at_the_service_that_the_path_names()
    {
        await using var world = await GatewayWorld.StartAsync(Token);

        using var known = await world.Http.GetAsync("/v1/operations/accounting/check", Token);
        using var unknown = await world.Http.GetAsync("/v1/operations/nowhere/check", Token);

        (await known.JsonAsync(Token)).GetProperty("findings")[0].Text("title").ShouldBe("accounting");
        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await unknown.JsonAsync(Token)).Text("reason").ShouldBe("SERVICE_UNKNOWN");
    }

    [Fact]
    public async Task A_file_is_streamed_as_it_is()
    {
        await using var world = await GatewayWorld.StartAsync(Token);

        using var answer = await world.Http.GetAsync("/v1/books/V0001/ledger", Token);

        answer.Content.Headers.ContentType!.ToString().ShouldBe(
            "text/plain; charset=utf-8", await answer.Content.ReadAsStringAsync(Token));
        (await answer.Content.ReadAsStringAsync(Token)).ShouldBe("2026-01-01 期初\n2026-01-02 采购\n");
    }

    [Fact]
    public async Task A_file_that_is_refused_is_a_problem_and_one_that_breaks_halfway_never_looks_whole()
    {
        await using var world = await GatewayWorld.StartAsync(Token);

        using var refused = await world.Http.GetAsync("/v1/books/V0002/ledger", Token);
        refused.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        refused.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");

        await Should.ThrowAsync<HttpRequestException>(() => world.Http.GetStringAsync("/v1/books/V0003/ledger", Token));
    }

    [Fact]
    public async Task The_idempotency_key_fills_an_absent_request_id_and_may_not_contradict_one()
    {
        await using var world = await GatewayWorld.StartAsync(Token);

        using var filled = await world.PostAsync($"{Rounds}/P1:approve", "{}", Token, key: "k-1");
        filled.StatusCode.ShouldBe(HttpStatusCode.OK);
        ((ApproveRoundRequest)world.Conversation.Request!).RequestId.ShouldBe("k-1");

        using var same = await world.PostAsync($"{Rounds}/P1:approve", """{"requestId":"k-1"}""", Token, key: "k-1");
        same.StatusCode.ShouldBe(HttpStatusCode.OK);

        using var other = await world.PostAsync($"{Rounds}/P1:approve", """{"requestId":"k-2"}""", Token, key: "k-1");
        other.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await other.JsonAsync(Token)).GetProperty("errors")[0].Text("field").ShouldBe("requestId");
    }

    [Fact]
    public async Task A_body_without_content_is_a_request_of_the_path_alone()
    {
        await using var world = await GatewayWorld.StartAsync(Token);

        using var answer = await world.Http.PostAsync($"{Rounds}/P1:approve", content: null, Token);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        world.Conversation.Request.ShouldBe(new ApproveRoundRequest { Region = "R01", RoundId = "P1" });
    }

    [Fact]
    public async Task The_largest_table_passes_and_tables_above_the_limit_are_refused()
    {
        await using var world = await GatewayWorld.StartAsync(Token);
        const int Largest = 14 * 1024 * 1024;
        var table = Convert.ToBase64String(new byte[Largest]);

        using var large = await world.PostAsync("/v1/register:import", $$"""{"villagesTable":"{{table}}"}""", Token);
        large.StatusCode.ShouldBe(HttpStatusCode.OK);
        ((ImportRegisterRequest)world.Conversation.Request!).VillagesTable.Length.ShouldBe(Largest);

        using var above = await world.PostAsync(
            "/v1/register:import", $$"""{"villagesTable":"{{table}}","companiesTable":"{{table}}"}""", Token);
        above.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task A_request_without_tables_has_a_smaller_limit()
    {
        await using var world = await GatewayWorld.StartAsync(Token);

        using var answer = await world.PostAsync(Rounds, $$"""{"title":"{{new string('a', 300_000)}}"}""", Token);

        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await answer.JsonAsync(Token)).Text("reason").ShouldBe("BODY_TOO_LARGE");
        world.Conversation.Request.ShouldBeNull();
    }

    [Fact]
    public async Task A_chunked_body_is_counted_as_it_comes()
    {
        await using var world = await GatewayWorld.StartAsync(Token);
        var body = $$"""{"title":"{{new string('a', 300_000)}}"}""";
        using var content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using var request = new HttpRequestMessage(HttpMethod.Post, Rounds) { Content = content };
        request.Headers.TransferEncodingChunked = true;

        using var answer = await world.Http.SendAsync(request, Token);

        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }
}
