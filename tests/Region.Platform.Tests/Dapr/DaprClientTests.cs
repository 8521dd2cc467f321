using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Dapr;
using Dapr.Client;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Region.Platform.Tests.Sidecar;
using Shouldly;

namespace Region.Platform.Tests.Dapr;

/// <summary>The client against a running sidecar, over gRPC as the official client publishes.</summary>
public sealed class DaprClientTests
{
    private const string AllOfT = """[{"topic":"t","pubsubname":"pubsub","route":"t"}]""";

    [Fact]
    public async Task Data_is_published_as_json_in_an_envelope()
    {
        var sent = await DeliveredAsync((client, token) =>
            client.PublishEventAsync("pubsub", "t", new Weighed("茶", 12.500m), token));

        sent.GetProperty("data").GetProperty("goods").GetString().ShouldBe("茶");
        sent.GetProperty("data").GetProperty("kilograms").GetRawText().ShouldBe("12.500");
        sent.GetProperty("datacontenttype").GetString().ShouldBe("application/json");
        sent.GetProperty("source").GetString().ShouldBe("a");
    }

    [Fact]
    public async Task A_publish_without_data_is_an_empty_text()
    {
        var sent = await DeliveredAsync((client, token) => client.PublishEventAsync("pubsub", "t", token));

        sent.GetProperty("datacontenttype").GetString().ShouldBe("text/plain");
        sent.GetProperty("data").GetString().ShouldBe("");
    }

    [Fact]
    public async Task Metadata_reaches_the_sidecar()
    {
        var metadata = new Dictionary<string, string> { ["cloudevent.id"] = "e1" };

        var sent = await DeliveredAsync((client, token) => client.PublishEventAsync("pubsub", "t", 1, metadata, token));
        var empty = await DeliveredAsync((client, token) => client.PublishEventAsync("pubsub", "t", metadata, token));

        sent.GetProperty("id").GetString().ShouldBe("e1");
        empty.GetProperty("id").GetString().ShouldBe("e1");
    }

    [Fact]
    public async Task A_cloud_event_goes_as_the_envelope_itself_and_gets_no_id()
    {
        var sent = await DeliveredAsync((client, token) => client.PublishEventAsync(
            "pubsub",
            "t",
            new CloudEvent<int>(7) { Source = new Uri("urn:x"), Type = "mine", Subject = "村" },
            token));

        sent.GetProperty("type").GetString().ShouldBe("mine");
        sent.GetProperty("source").GetString().ShouldBe("urn:x");
        sent.GetProperty("subject").GetString().ShouldBe("村");
        sent.GetProperty("data").GetInt32().ShouldBe(7);
        sent.TryGetProperty("id", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Bytes_are_published_as_they_are()
    {
        var body = Encoding.UTF8.GetBytes("""{"id":"own","type":"x","source":"s","specversion":"1.0","data":1.10}""");

        var sent = await DeliveredAsync((client, token) => client.PublishByteEventAsync(
            "pubsub", "t", body, "application/cloudevents+json", cancellationToken: token));

        sent.GetProperty("id").GetString().ShouldBe("own");
        sent.GetProperty("data").GetRawText().ShouldBe("1.10");
    }

    [Fact]
    public async Task A_batch_is_published_with_one_call()
    {
        await using var app = await SubscriberApp.StartAsync(AllOfT);
        await using var sidecar = await RunningSidecar.StartAsync(("a", app.Address));
        await sidecar.KnowsAsync("a", 1);
        using var client = Client(sidecar);

        var response = await client.BulkPublishEventAsync(
            "pubsub",
            "t",
            new List<object> { 1, "b", Encoding.UTF8.GetBytes("ab") },
            cancellationToken: TestContext.Current.CancellationToken);

        response.FailedEntries.ShouldBeEmpty();
        await Eventually.Be(() => app.Deliveries.Count == 3, "three deliveries");
        var events = app.Deliveries.Select(delivery => delivery.Json).ToList();
        events.Count(sent => sent.TryGetProperty("data_base64", out _)).ShouldBe(1);
        events.Count(sent => sent.GetProperty("datacontenttype").GetString() is "application/json").ShouldBe(2);
    }

    [Fact]
    public async Task The_trace_under_way_is_the_publishers()
    {
        using var activity = new Activity("publish").SetIdFormat(ActivityIdFormat.W3C).Start();

        var sent = await DeliveredAsync((client, token) => client.PublishEventAsync("pubsub", "t", 1, token));

        sent.GetProperty("traceparent").GetString()!.ShouldContain(activity.TraceId.ToHexString());
    }

    [Fact]
    public async Task A_refused_publish_is_a_dapr_exception_around_the_status()
    {
        await using var sidecar = await RunningSidecar.StartAsync(
            RunningSidecar.NewFolder(), ownsFolder: true, ["--Sidecar:Apps:0:PublishingScopes=t"], ("a", ""));
        using var client = Client(sidecar);
        using var stranger = Client(sidecar, "wrong");

        (await RefusalAsync(client, "nowhere", "t"))
            .ShouldBe((StatusCode.InvalidArgument, "pubsub nowhere is not found"));
        (await RefusalAsync(client, "pubsub", "u"))
            .ShouldBe((StatusCode.PermissionDenied, "topic u is not allowed for app id a"));
        (await RefusalAsync(stranger, "pubsub", "t")).ShouldBe((StatusCode.Unauthenticated, "invalid api token"));
        var batch = await Should.ThrowAsync<DaprException>(() => client.BulkPublishEventAsync(
            "pubsub", "u", [1], cancellationToken: TestContext.Current.CancellationToken));
        batch.Message.ShouldBe(
            "Bulk Publish operation failed: the Dapr endpoint indicated a failure. See InnerException for details.");
    }

    [Fact]
    public async Task Missing_arguments_are_refused_before_anything_is_sent()
    {
        using var client = new DaprClientBuilder().Build();
        var token = TestContext.Current.CancellationToken;

        await Should.ThrowAsync<ArgumentNullException>(() => client.PublishEventAsync<string>("p", "t", null!, token));
        await Should.ThrowAsync<ArgumentNullException>(() => client.PublishEventAsync(null!, "t", 1, token));
        await Should.ThrowAsync<ArgumentException>(() => client.PublishEventAsync("", "t", 1, token));
        await Should.ThrowAsync<ArgumentException>(() => client.PublishEventAsync("p", "", 1, token));
    }

    [Fact]
    public async Task Health_metadata_and_shutdown_speak_with_the_sidecar()
    {
        await using var sidecar = await RunningSidecar.StartAsync(("a", ""));
        using var client = Client(sidecar);
        var token = TestContext.Current.CancellationToken;

        await client.WaitForSidecarAsync(token);
        (await client.CheckHealthAsync(token)).ShouldBeTrue();
        (await client.CheckOutboundHealthAsync(token)).ShouldBeTrue();
        await client.SetMetadataAsync("season", "春", token);
        var metadata = await client.GetMetadataAsync(token);

        metadata.Id.ShouldBe("a");
        metadata.Extended["season"].ShouldBe("春");
        metadata.Components.ShouldHaveSingleItem().Name.ShouldBe("pubsub");
        var refused = await Should.ThrowAsync<RpcException>(() => client.ShutdownSidecarAsync(token));
        refused.StatusCode.ShouldBe(StatusCode.PermissionDenied);
    }

    [Fact]
    public async Task Where_no_sidecar_listens_it_is_not_healthy()
    {
        using var client = new DaprClientBuilder().UseHttpEndpoint("http://127.0.0.1:1").Build();

        (await client.CheckHealthAsync(TestContext.Current.CancellationToken)).ShouldBeFalse();
        (await client.CheckOutboundHealthAsync(TestContext.Current.CancellationToken)).ShouldBeFalse();
    }

    [Fact]
    public void The_container_hands_out_one_client_that_reads_its_options()
    {
        var services = new ServiceCollection();
        services.AddDaprClient(builder => builder.UseJsonSerializationOptions(JsonSerializerOptions.Strict));
        using var provider = services.BuildServiceProvider();

        var client = provider.GetRequiredService<DaprClient>();

        client.ShouldBeSameAs(provider.GetRequiredService<DaprClient>());
        client.JsonSerializerOptions.ShouldBeSameAs(JsonSerializerOptions.Strict);
    }

    private static DaprClient Client(RunningSidecar sidecar, string? token = null) => new DaprClientBuilder()
        .UseGrpcEndpoint(sidecar.GrpcAddress)
        .UseHttpEndpoint(sidecar.HttpAddress)
        .UseDaprApiToken(token ?? RunningSidecar.TokenOf("a"))
        .Build();

    private static async Task<JsonElement> DeliveredAsync(Func<DaprClient, CancellationToken, Task> publish)
    {
        await using var app = await SubscriberApp.StartAsync(AllOfT);
        await using var sidecar = await RunningSidecar.StartAsync(("a", app.Address));
        await sidecar.KnowsAsync("a", 1);
        using var client = Client(sidecar);
        await publish(client, TestContext.Current.CancellationToken);
        await Eventually.Be(() => app.Deliveries.Count == 1, "it was delivered");
        return app.Deliveries.Single().Json;
    }

    private static async Task<(StatusCode Code, string Detail)> RefusalAsync(
        DaprClient client, string pubsub, string topic)
    {
        var refused = await Should.ThrowAsync<DaprException>(
            () => client.PublishEventAsync(pubsub, topic, 1, TestContext.Current.CancellationToken));
        refused.Message.ShouldBe(
            "Publish operation failed: the Dapr endpoint indicated a failure. See InnerException for details.");
        var status = refused.InnerException.ShouldBeOfType<RpcException>().Status;
        return (status.StatusCode, status.Detail);
    }

    private sealed record Weighed(string Goods, decimal Kilograms);
}
