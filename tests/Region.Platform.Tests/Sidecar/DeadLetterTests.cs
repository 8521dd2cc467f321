using System.Net;
using System.Text.Json;
using Shouldly;

namespace Region.Platform.Tests.Sidecar;

public sealed class DeadLetterTests
{
    [Theory]
    [InlineData(404, "", "the app answered 404: it has no such route")]
    [InlineData(200, """{"status":"DROP","reason":"账簿不存在"}""", "账簿不存在")]
    public async Task A_dropped_event_is_listed_and_can_be_replayed_once(int status, string body, string reason)
    {
        await using var app = await SubscriberApp.StartAsync("""[{"topic":"t","pubsubname":"pubsub","route":"t"}]""");
        app.Answer = _ => (status, body);
        await using var sidecar = await RunningSidecar.StartAsync(("a", app.Address));
        await sidecar.KnowsAsync("a", 1);
        using var published = await sidecar.PublishAsync("a", "t?metadata.cloudevent.id=e1", """{"村":1}""");
        await Eventually.Be(async () => (await sidecar.DeadLettersAsync()).Count == 1, "it is listed");
        app.Deliveries.Count.ShouldBe(1);
        var dead = (await sidecar.DeadLettersAsync("?appId=a&topic=t"))[0];
        dead.GetProperty("reason").GetString().ShouldBe(reason);
        JsonSerializer.Deserialize<JsonElement>(dead.GetProperty("payload").GetString()!)
            .GetProperty("id").GetString().ShouldBe("e1");
        app.Answer = _ => (200, "");

        var path = $"/v1.0-region/dead-letters/{dead.GetProperty("id").GetInt64()}/replay";
        using var replayed = await sidecar.OperateAsync(HttpMethod.Post, path);
        using var twice = await sidecar.OperateAsync(HttpMethod.Post, path);

        replayed.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        twice.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        await Eventually.Be(() => app.Deliveries.Count == 2, "it came again");
        app.Deliveries.Last().Json.GetProperty("id").GetString().ShouldBe("e1");
        (await sidecar.DeadLettersAsync()).ShouldBeEmpty();
        (await sidecar.DeadLettersAsync("?includeReplayed=true")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_dead_letter_topic_gets_the_event_as_it_was()
    {
        await using var app = await SubscriberApp.StartAsync(
            """
            [{"topic":"t","pubsubname":"pubsub","route":"t","deadLetterTopic":"poison"},
             {"topic":"poison","pubsubname":"pubsub","route":"dead"}]
            """);
        app.Answer = received => (received.Path is "/t" ? 500 : 200, "");
        await using var sidecar = await RunningSidecar.StartAsync(("a", app.Address));
        await sidecar.KnowsAsync("a", 2);

        using var published = await sidecar.PublishAsync("a", "t", "{}");

        await Eventually.Be(async () => await sidecar.PendingAsync() == 0, "nothing waits");
        app.Deliveries.Select(delivery => delivery.Path).ShouldBe(["/t", "/t", "/t", "/t", "/dead"]);
        app.Deliveries.Last().Json.GetRawText().ShouldBe(app.Deliveries.First().Json.GetRawText());
        (await sidecar.DeadLettersAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("t")]
    public async Task A_dead_letter_topic_that_nobody_reads_or_that_is_forbidden_leaves_the_event_in_the_list(
        string? publishingScopes)
    {
        await using var app = await SubscriberApp.StartAsync(
            """[{"topic":"t","pubsubname":"pubsub","route":"t","deadLetterTopic":"poison"}]""");
        app.Answer = _ => (404, "");
        string[] settings = publishingScopes is null ? [] : [$"--Sidecar:Apps:0:PublishingScopes={publishingScopes}"];
        await using var sidecar = await RunningSidecar.StartAsync(
            RunningSidecar.NewFolder(), ownsFolder: true, settings, ("a", app.Address));
        await sidecar.KnowsAsync("a", 1);

        using var published = await sidecar.PublishAsync("a", "t", "{}");

        await Eventually.Be(async () => (await sidecar.DeadLettersAsync()).Count == 1, "it is listed");
    }

    [Fact]
    public async Task A_payload_that_is_no_event_goes_to_the_list_without_being_sent()
    {
        await using var app = await SubscriberApp.StartAsync("""[{"topic":"t","pubsubname":"pubsub","route":"t"}]""");
        await using var sidecar = await RunningSidecar.StartAsync(("a", app.Address));
        await sidecar.KnowsAsync("a", 1);

        using var published = await sidecar.PublishAsync("a", "t?metadata.rawPayload=1", "no json", "text/plain");

        await Eventually.Be(async () => (await sidecar.DeadLettersAsync()).Count == 1, "it is listed");
        app.Deliveries.ShouldBeEmpty();
    }

    [Fact]
    public async Task Events_of_a_topic_that_the_app_gave_up_are_listed()
    {
        await using var app = await SubscriberApp.StartAsync("""[{"topic":"t","pubsubname":"pubsub","route":"t"}]""");
        await using var sidecar = await RunningSidecar.StartAsync(("a", app.Address));
        await sidecar.KnowsAsync("a", 1);
        var address = app.Address;
        await app.StopAsync();
        using var published = await sidecar.PublishAsync("a", "t", "{}");
        await Eventually.Be(() => !sidecar.IsUp("a"), "its absence is noticed");

        app.Subscriptions = "[]";
        await app.StartAgainAsync(address);

        await Eventually.Be(async () => (await sidecar.DeadLettersAsync()).Count == 1, "it is listed");
        (await sidecar.DeadLettersAsync())[0].GetProperty("reason").GetString()
            .ShouldBe("the app no longer subscribes to this topic");
    }

    [Theory]
    [InlineData("GET", "/v1.0-region/dead-letters")]
    [InlineData("GET", "/v1.0-region/queue")]
    [InlineData("POST", "/v1.0-region/dead-letters/1/replay")]
    public async Task Only_the_operator_sees_them(string method, string path)
    {
        await using var sidecar = await RunningSidecar.StartAsync(("a", ""));

        using var wrong = await sidecar.OperateAsync(new HttpMethod(method), path, "wrong");
        using var app = await sidecar.SendAsync("a", new HttpMethod(method), path);

        wrong.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        app.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task An_unknown_dead_letter_is_not_found()
    {
        await using var sidecar = await RunningSidecar.StartAsync(("a", ""));

        using var response = await sidecar.OperateAsync(HttpMethod.Post, "/v1.0-region/dead-letters/77/replay");

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
