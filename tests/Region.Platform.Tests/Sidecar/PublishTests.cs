using System.Net;
using System.Text.Json;
using Shouldly;

namespace Region.Platform.Tests.Sidecar;

public sealed class PublishTests
{
    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    public async Task A_publish_is_answered_with_204_and_nothing_else(string method)
    {
        await using var sidecar = await RunningSidecar.StartAsync(("a", ""));

        using var response = await sidecar.SendAsync(
            "a", new HttpMethod(method), "/v1.0/publish/pubsub/t/with/slash", "{}");

        response.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Body(response)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(
        "nowhere/t", "application/json", 404,
        "ERR_PUBSUB_NOT_FOUND", "pubsub nowhere is not found", "DAPR_PUBSUB_NOT_FOUND", false)]
    [InlineData(
        "pubsub", "application/json", 404,
        "ERR_TOPIC_NAME_EMPTY", "topic is empty in pubsub pubsub", "DAPR_PUBSUB_TOPIC_NAME_EMPTY", true)]
    [InlineData(
        "pubsub/t?metadata.rawPayload=maybe", "application/json", 400,
        "ERR_PUBSUB_REQUEST_METADATA",
        "failed deserializing metadata. Error: strconv.ParseBool: parsing \"maybe\": invalid syntax",
        "DAPR_PUBSUB_METADATA_DESERIALIZATION", true)]
    [InlineData(
        "pubsub/t", "application/cloudevents+json", 500,
        "ERR_PUBSUB_CLOUD_EVENTS_SER", "cannot create cloudevent", "DAPR_PUBSUB_CLOUD_EVENT_CREATION", true)]
    public async Task A_refused_publish_says_why_in_daprs_words(
        string target, string type, int status, string code, string message, string reason, bool names)
    {
        await using var sidecar = await RunningSidecar.StartAsync(("a", ""));

        using var response = await sidecar.SendAsync("a", HttpMethod.Post, $"/v1.0/publish/{target}", "{", type);

        ((int)response.StatusCode).ShouldBe(status);
        response.Content.Headers.ContentType!.ToString().ShouldBe("application/json");
        var json = JsonSerializer.Deserialize<JsonElement>(await Body(response));
        json.GetProperty("errorCode").GetString().ShouldBe(code);
        json.GetProperty("message").GetString().ShouldBe(message);
        var details = json.GetProperty("details").EnumerateArray().ToList();
        details[0].GetProperty("@type").GetString().ShouldBe("type.googleapis.com/google.rpc.ErrorInfo");
        details[0].GetProperty("domain").GetString().ShouldBe("dapr.io");
        details[0].GetProperty("reason").GetString().ShouldBe(reason);
        details.Count.ShouldBe(names ? 2 : 1);
        if (names)
        {
            details[1].GetProperty("@type").GetString().ShouldBe("type.googleapis.com/google.rpc.ResourceInfo");
            details[1].GetProperty("resource_type").GetString().ShouldBe("pubsub");
            details[1].GetProperty("resource_name").GetString().ShouldBe("pubsub");
        }
    }

    [Fact]
    public async Task A_topic_outside_the_apps_scope_is_forbidden()
    {
        var folder = RunningSidecar.NewFolder();
        await using var sidecar = await RunningSidecar.StartAsync(
            folder, ownsFolder: true, ["--Sidecar:Apps:0:PublishingScopes=orders"], ("a", ""), ("b", ""));

        using var allowed = await sidecar.PublishAsync("a", "orders", "{}");
        using var refused = await sidecar.PublishAsync("a", "prices", "{}");
        using var free = await sidecar.PublishAsync("b", "prices", "{}");

        allowed.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        free.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var json = JsonSerializer.Deserialize<JsonElement>(await Body(refused));
        json.GetProperty("errorCode").GetString().ShouldBe("ERR_PUBSUB_FORBIDDEN");
        json.GetProperty("message").GetString().ShouldBe("topic prices is not allowed for app id a");
    }

    [Fact]
    public async Task A_wrong_token_gets_401_and_health_needs_none()
    {
        await using var sidecar = await RunningSidecar.StartAsync(("a", ""));

        using var refused = await sidecar.SendAsync("unknown", HttpMethod.Post, "/v1.0/publish/pubsub/t", "{}");
        using var health = await sidecar.Client.GetAsync("/v1.0/healthz", TestContext.Current.CancellationToken);
        using var outbound = await sidecar.Client.GetAsync(
            "/v1.0/healthz/outbound", TestContext.Current.CancellationToken);
        using var other = await sidecar.Client.GetAsync(
            "/v1.0/healthz?appid=unknown", TestContext.Current.CancellationToken);

        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        refused.Content.Headers.ContentType!.MediaType.ShouldBe("text/plain");
        (await Body(refused)).ShouldBe("invalid api token");
        health.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        outbound.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        other.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        (await Body(other)).ShouldContain("ERR_HEALTH_APPID_NOT_MATCH");
    }

    [Fact]
    public async Task A_batch_is_stored_whole_and_each_event_keeps_its_type()
    {
        await using var app = await SubscriberApp.StartAsync("""[{"topic":"t","pubsubname":"pubsub","route":"t"}]""");
        await using var sidecar = await RunningSidecar.StartAsync(("a", app.Address));
        await sidecar.KnowsAsync("a", 1);

        using var response = await sidecar.SendAsync(
            "a",
            HttpMethod.Post,
            "/v1.0-alpha1/publish/bulk/pubsub/t?metadata.cloudevent.source=s",
            """
            [{"entryId":"1","event":{"a":1},"contentType":"application/json"},
             {"entryId":"2","event":"茶","contentType":"text/plain"},
             {"entryId":"3","event":"YWI=","contentType":"application/octet-stream",
              "metadata":{"cloudevent.type":"mine"}}]
            """);

        response.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await Eventually.Be(() => app.Deliveries.Count == 3, "three deliveries");
        var events = app.Deliveries.Select(delivery => delivery.Json).ToList();
        events.ShouldAllBe(sent => sent.GetProperty("source").GetString() == "s");
        var byType = events.ToDictionary(
            sent => sent.GetProperty("datacontenttype").GetString()!, StringComparer.Ordinal);
        byType["application/json"].GetProperty("data").GetRawText().ShouldBe("""{"a":1}""");
        byType["text/plain"].GetProperty("data").GetString().ShouldBe("茶");
        byType["application/octet-stream"].GetProperty("data_base64").GetString().ShouldBe("YWI=");
        byType["application/octet-stream"].GetProperty("type").GetString().ShouldBe("mine");
    }

    [Theory]
    [InlineData("""[{"event":1,"contentType":"application/json"}]""")]
    [InlineData("""[{"entryId":"1","event":1,"contentType":"application/json"},{"entryId":"1","event":2,"contentType":"application/json"}]""")]
    [InlineData("""[{"entryId":"1","event":1,"contentType":"image/png"}]""")]
    [InlineData("""[{"entryId":"1","event":1,"contentType":"text/plain"}]""")]
    [InlineData("""[{"entryId":"1","event":"?","contentType":"application/octet-stream"}]""")]
    [InlineData("nonsense")]
    public async Task A_batch_that_cannot_be_read_is_refused_whole(string body)
    {
        await using var sidecar = await RunningSidecar.StartAsync(("a", ""));

        using var response = await sidecar.SendAsync(
            "a", HttpMethod.Post, "/v1.0-alpha1/publish/bulk/pubsub/t", body);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await Body(response)).ShouldContain("ERR_PUBSUB_EVENTS_SER");
    }

    [Fact]
    public async Task A_forbidden_batch_names_every_entry()
    {
        await using var sidecar = await RunningSidecar.StartAsync(
            RunningSidecar.NewFolder(), ownsFolder: true, ["--Sidecar:Apps:0:PublishingScopes="], ("a", ""));

        using var response = await sidecar.SendAsync(
            "a",
            HttpMethod.Post,
            "/v1.0-alpha1/publish/bulk/pubsub/t",
            """[{"entryId":"x","event":1,"contentType":"application/json"}]""");

        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Body(response)).ShouldBe(
            """{"failedEntries":[{"entryId":"x","error":"topic t is not allowed for app id a"}],"errorCode":"ERR_PUBSUB_FORBIDDEN"}""");
    }

    [Fact]
    public async Task Metadata_that_an_app_sets_is_kept_for_that_app()
    {
        await using var sidecar = await RunningSidecar.StartAsync(("a", ""), ("b", ""));

        using var set = await sidecar.SendAsync("a", HttpMethod.Put, "/v1.0/metadata/season", "春", "text/plain");
        using var own = await sidecar.SendAsync("a", HttpMethod.Get, "/v1.0/metadata");
        using var other = await sidecar.SendAsync("b", HttpMethod.Get, "/v1.0/metadata");

        set.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var json = JsonSerializer.Deserialize<JsonElement>(await Body(own));
        json.GetProperty("id").GetString().ShouldBe("a");
        json.GetProperty("extended").GetProperty("season").GetString().ShouldBe("春");
        json.GetProperty("components")[0].GetProperty("name").GetString().ShouldBe("pubsub");
        JsonSerializer.Deserialize<JsonElement>(await Body(other)).GetProperty("extended").GetRawText().ShouldBe("{}");
    }

    [Fact]
    public async Task An_app_may_not_shut_down_a_sidecar_that_serves_others()
    {
        await using var sidecar = await RunningSidecar.StartAsync(("a", ""), ("b", ""));

        using var response = await sidecar.SendAsync("a", HttpMethod.Post, "/v1.0/shutdown");

        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static Task<string> Body(HttpResponseMessage response) =>
        response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
