using Dapr;
using Dapr.AspNetCore;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Shouldly;

namespace Region.Platform.Tests.Dapr;

/// <summary>The answers were recorded from the official package 1.18.5.</summary>
public sealed class SubscribeHandlerTests
{
    [Fact]
    public async Task The_list_is_byte_for_byte_what_the_official_package_answers()
    {
        var (status, contentType, body) = await AskAsync(app =>
        {
            app.MapPost("/raw", () => "").WithTopic("pubsub", "raw", true);
            app.MapPost("/orders", () => "").WithTopic("pubsub", "orders");
            app.MapPost("/r2", () => "").WithTopic(new TopicOptions { PubsubName = "pubsub", Name = "routed" });
            app.MapPost("/r1", () => "").WithTopic(new TopicOptions
            {
                PubsubName = "pubsub",
                Name = "routed",
                Match = "event.type == \"a\"",
                Priority = 1,
            });
            app.MapPost("/dl", () => "").WithTopic(
                new TopicOptions { PubsubName = "pubsub", Name = "dl", DeadLetterTopic = "poison" });
            app.MapPost("/bulk", () => "").WithTopic("pubsub", "bulk").WithBulkSubscribe(
                new BulkSubscribeTopicOptions { TopicName = "bulk", MaxMessagesCount = 10, MaxAwaitDurationMs = 50 });
        });

        status.ShouldBe(200);
        contentType.ShouldBeNull();
        body.ShouldBe(
            "["
            + """{"topic":"bulk","pubsubName":"pubsub","route":"bulk","bulkSubscribe":{"enabled":true,"maxMessagesCount":10,"maxAwaitDurationMs":50}},"""
            + """{"topic":"dl","pubsubName":"pubsub","route":"dl","deadLetterTopic":"poison"},"""
            + """{"topic":"orders","pubsubName":"pubsub","route":"orders"},"""
            + """{"topic":"raw","pubsubName":"pubsub","route":"raw","metadata":{"rawPayload":"true"}},"""
            + """{"topic":"routed","pubsubName":"pubsub","routes":{"default":"r2","rules":[{"match":"event.type == \u0022a\u0022","path":"r1"}]}}"""
            + "]");
    }

    [Fact]
    public async Task Two_topics_on_one_endpoint_are_two_entries_and_attributes_count_too()
    {
        var (_, _, body) = await AskAsync(app => app
            .MapPost("/x/y", [Topic("pubsub", "c", "event.n == 1", 2)] () => "")
            .WithTopic("pubsub", "b")
            .WithTopic("other", "a"));

        body.ShouldBe(
            """[{"topic":"a","pubsubName":"other","route":"x/y"},{"topic":"b","pubsubName":"pubsub","route":"x/y"},"""
            + """{"topic":"c","pubsubName":"pubsub","routes":{"rules":[{"match":"event.n == 1","path":"x/y"}]}}]""");
    }

    [Fact]
    public async Task Rules_stand_in_the_order_of_their_priority()
    {
        var (_, _, body) = await AskAsync(app =>
        {
            app.MapPost("/second", () => "").WithTopic(Rule("event.a == 2", 2));
            app.MapPost("/first", () => "").WithTopic(Rule("event.a == 1", 1));
        });

        body.ShouldContain("""[{"match":"event.a == 1","path":"first"},{"match":"event.a == 2","path":"second"}]""");

        static TopicOptions Rule(string match, int priority) =>
            new() { PubsubName = "pubsub", Name = "t", Match = match, Priority = priority };
    }

    [Fact]
    public async Task Values_of_the_same_metadata_key_are_joined_by_a_comma()
    {
        var (_, _, body) = await AskAsync(app =>
        {
            app.MapPost("/a", () => "").WithTopic("pubsub", "t", new Dictionary<string, string> { ["k"] = "1" });
            app.MapPost("/b", () => "").WithTopic(new TopicOptions
            {
                PubsubName = "pubsub",
                Name = "t",
                Match = "event.a == 1",
                Metadata = new Dictionary<string, string> { ["k"] = "2" },
            });
        });

        body.ShouldContain("\"metadata\":{\"k\":\"1,2\"}");
    }

    [Fact]
    public async Task An_app_without_topics_answers_an_empty_list() =>
        (await AskAsync(_ => { })).Body.ShouldBe("[]");

    [Fact]
    public async Task A_route_with_a_parameter_makes_it_fail()
    {
        var (status, _, _) = await AskAsync(app => app.MapPost("ctl/{id?}", () => "").WithTopic("pubsub", "t"));

        status.ShouldBe(500);
    }

    private static async Task<(int Status, string? ContentType, string Body)> AskAsync(Action<WebApplication> map)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.MapSubscribeHandler();
        map(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        using var response = await client.GetAsync("/dapr/subscribe", TestContext.Current.CancellationToken);
        return (
            (int)response.StatusCode,
            response.Content.Headers.ContentType?.ToString(),
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
