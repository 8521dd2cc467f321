using System.Net;
using Shouldly;

namespace Region.Platform.Tests.Sidecar;

public sealed class DeliveryTests
{
    private const string Orders = """[{"topic":"orders","pubsubName":"pubsub","route":"in/orders"}]""";

    [Fact]
    public async Task An_event_arrives_once_as_an_envelope_with_the_apps_token()
    {
        await using var app = await SubscriberApp.StartAsync(Orders);
        await using var sidecar = await RunningSidecar.StartAsync(("buyer", ""), ("village", app.Address));
        await sidecar.KnowsAsync("village", 1);

        using var published = await sidecar.PublishAsync("buyer", "orders", """{"kg":12.500}""");
        await Eventually.Be(async () => app.Deliveries.Count == 1 && await sidecar.PendingAsync() == 0, "acknowledged");

        var delivery = app.Deliveries.Single();
        delivery.Path.ShouldBe("/in/orders");
        delivery.Headers.ContentType.ToString().ShouldBe("application/cloudevents+json");
        delivery.Headers["dapr-api-token"].ToString().ShouldBe("app-of-village");
        delivery.Headers["pubsubName"].ToString().ShouldBe("pubsub");
        delivery.Json.GetProperty("source").GetString().ShouldBe("buyer");
        delivery.Json.GetProperty("data").GetRawText().ShouldBe("""{"kg":12.500}""");

        // A child span of the publisher's, so the same trace and another parent.
        var stored = delivery.Json.GetProperty("traceparent").GetString()!;
        delivery.Headers.TraceParent.ToString()[..35].ShouldBe(stored[..35]);
    }

    [Fact]
    public async Task Each_app_gets_its_own_copy()
    {
        await using var first = await SubscriberApp.StartAsync(Orders);
        await using var second = await SubscriberApp.StartAsync(Orders);
        await using var sidecar = await RunningSidecar.StartAsync(("a", first.Address), ("b", second.Address));
        await sidecar.KnowsAsync("a", 1);
        await sidecar.KnowsAsync("b", 1);

        using var published = await sidecar.PublishAsync("a", "orders", "{}");

        await Eventually.Be(() => first.Deliveries.Count == 1 && second.Deliveries.Count == 1, "both have it");
    }

    [Fact]
    public async Task A_failing_event_comes_again_and_does_not_hold_up_the_others()
    {
        await using var app = await SubscriberApp.StartAsync(Orders);
        app.Answer = received => (received.Body.Contains("\"bad\"", StringComparison.Ordinal) ? 503 : 200, "");
        await using var sidecar = await RunningSidecar.StartAsync(("a", app.Address));
        await sidecar.KnowsAsync("a", 1);

        using var bad = await sidecar.PublishAsync("a", "orders", "\"bad\"");
        for (var number = 0; number < 20; number++)
        {
            using var good = await sidecar.PublishAsync("a", "orders", "\"good\"");
        }

        await Eventually.Be(async () => await sidecar.PendingAsync() == 0, "nothing waits");
        app.Deliveries.Count(delivery => delivery.Body.Contains("\"good\"", StringComparison.Ordinal)).ShouldBe(20);
        app.Deliveries.Count(delivery => delivery.Body.Contains("\"bad\"", StringComparison.Ordinal)).ShouldBe(4);
        var dead = (await sidecar.DeadLettersAsync()).ShouldHaveSingleItem();
        dead.GetProperty("reason").GetString().ShouldBe("HTTP 503");
        dead.GetProperty("attempts").GetInt32().ShouldBe(4);
        dead.GetProperty("appId").GetString().ShouldBe("a");
    }

    [Fact]
    public async Task Rules_choose_the_route_and_an_event_that_none_takes_is_acknowledged()
    {
        await using var app = await SubscriberApp.StartAsync(
            """
            [{"topic":"t","pubsubName":"pubsub","routes":{"rules":[
              {"match":"event.type == \u0022a\u0022","path":"is-a"},
              {"match":"event.data.kind == \u0022茶\u0022","path":"is-tea"}]}}]
            """);
        await using var sidecar = await RunningSidecar.StartAsync(("a", app.Address));
        await sidecar.KnowsAsync("a", 1);

        using var typed = await sidecar.PublishAsync("a", "t?metadata.cloudevent.type=a", "{}");
        using var tea = await sidecar.PublishAsync("a", "t", """{"kind":"茶"}""");
        using var other = await sidecar.PublishAsync("a", "t", """{"kind":"米"}""");

        await Eventually.Be(async () => await sidecar.PendingAsync() == 0, "nothing waits");
        app.Deliveries.Select(delivery => delivery.Path).ShouldBe(["/is-a", "/is-tea"], ignoreOrder: true);
        (await sidecar.DeadLettersAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_event_published_while_the_app_is_down_waits_for_it_without_using_up_attempts()
    {
        await using var app = await SubscriberApp.StartAsync(Orders);
        await using var sidecar = await RunningSidecar.StartAsync(("a", app.Address));
        await sidecar.KnowsAsync("a", 1);
        await app.StopAsync();

        for (var number = 0; number < 10; number++)
        {
            using var published = await sidecar.PublishAsync("a", "orders", "{}");
        }

        (await sidecar.PendingAsync()).ShouldBe(10);
        await app.StartAgainAsync(app.Address);

        await Eventually.Be(async () => await sidecar.PendingAsync() == 0, "all were delivered");
        app.Deliveries.Count.ShouldBe(10);
        (await sidecar.DeadLettersAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_app_that_answers_for_the_first_time_gets_what_was_published_before()
    {
        await using var app = await SubscriberApp.StartAsync(Orders);
        var address = app.Address;
        await app.StopAsync();
        await using var sidecar = await RunningSidecar.StartAsync(("a", address));
        using var published = await sidecar.PublishAsync("a", "orders", "{}");

        await app.StartAgainAsync(address);

        await Eventually.Be(() => app.Deliveries.Count == 1, "it has the early event");
    }

    [Fact]
    public async Task What_waits_survives_a_restart_with_its_attempts()
    {
        var folder = RunningSidecar.NewFolder();
        string[] patient = ["--Sidecar:Retry:FirstDelay=00:00:00.400", "--Sidecar:Retry:MaxDelay=00:00:00.400"];
        await using var app = await SubscriberApp.StartAsync(Orders);
        app.Answer = _ => (500, "");
        await using (var sidecar = await RunningSidecar.StartAsync(
            folder, ownsFolder: false, patient, ("a", app.Address)))
        {
            await sidecar.KnowsAsync("a", 1);
            using var published = await sidecar.PublishAsync("a", "orders", "{}");
            await Eventually.Be(() => app.Deliveries.Count == 2, "two attempts");
        }

        await using (var again = await RunningSidecar.StartAsync(folder, ownsFolder: true, patient, ("a", app.Address)))
        {
            await Eventually.Be(async () => (await again.DeadLettersAsync()).Count == 1, "given up");
            (await again.DeadLettersAsync())[0].GetProperty("attempts").GetInt32().ShouldBe(4);
        }

        app.Deliveries.Count.ShouldBe(4);
    }

    [Fact]
    public async Task An_expired_event_is_not_delivered()
    {
        await using var app = await SubscriberApp.StartAsync(Orders);
        await using var sidecar = await RunningSidecar.StartAsync(("a", app.Address));
        await sidecar.KnowsAsync("a", 1);

        using var old = await sidecar.PublishAsync(
            "a", "orders", """{"id":"1","expiration":"2020-01-01T00:00:00Z"}""", "application/cloudevents+json");
        using var fresh = await sidecar.PublishAsync("a", "orders", "1");

        await Eventually.Be(async () => await sidecar.PendingAsync() == 0, "nothing waits");
        app.Deliveries.ShouldHaveSingleItem().Json.GetProperty("data").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task A_raw_subscription_gets_bytes_in_an_envelope_whose_id_stays_the_same()
    {
        await using var app = await SubscriberApp.StartAsync(
            """[{"topic":"orders","pubsubName":"pubsub","route":"r","metadata":{"rawPayload":"true"}}]""");
        app.Answer = _ => (app.Deliveries.IsEmpty ? 500 : 200, "");
        await using var sidecar = await RunningSidecar.StartAsync(("a", app.Address));
        await sidecar.KnowsAsync("a", 1);

        using var published = await sidecar.PublishAsync("a", "orders?metadata.rawPayload=true", "ab", "text/plain");

        await Eventually.Be(() => app.Deliveries.Count == 2, "two attempts");
        var events = app.Deliveries.Select(delivery => delivery.Json).ToList();
        events[0].GetProperty("data_base64").GetString().ShouldBe("YWI=");
        events[0].GetProperty("id").GetString().ShouldBe(events[1].GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_bulk_subscription_gets_many_at_once_and_only_the_unanswered_come_again()
    {
        await using var app = await SubscriberApp.StartAsync(
            """
            [{"topic":"t","pubsubName":"pubsub","route":"bulk",
              "bulkSubscribe":{"enabled":true,"maxMessagesCount":50,"maxAwaitDurationMs":10}}]
            """);
        var address = app.Address;
        await using var sidecar = await RunningSidecar.StartAsync(("a", address));
        await sidecar.KnowsAsync("a", 1);
        await app.StopAsync();
        for (var number = 0; number < 30; number++)
        {
            using var published = await sidecar.PublishAsync("a", "t", $"{number}");
        }

        app.Answer = AnswerAllButTheFirstTime;
        await app.StartAgainAsync(address);
        await Eventually.Be(async () => await sidecar.PendingAsync() == 0, "nothing waits");

        var first = app.Deliveries.First().Json;
        first.GetProperty("type").GetString().ShouldBe("com.dapr.event.sent.bulk");
        first.GetProperty("pubsubname").GetString().ShouldBe("pubsub");
        first.GetProperty("topic").GetString().ShouldBe("t");
        app.Deliveries.First().Headers.ContentType.ToString().ShouldBe("application/json");
        app.Deliveries.Count.ShouldBeLessThan(30);
        var numbers = app.Deliveries.SelectMany(Entries).Select(entry => entry.Number).ToList();
        numbers.Distinct().Order().ShouldBe(Enumerable.Range(0, 30));
        numbers.Count(number => number == 7).ShouldBe(2);
        numbers.Count.ShouldBe(31);

        (int Status, string Body) AnswerAllButTheFirstTime(Received received)
        {
            var isFirst = !app.Deliveries.SelectMany(Entries).Any(entry => entry.Number == 7);
            var answered = Entries(received)
                .Where(entry => !isFirst || entry.Number != 7)
                .Select(entry => $$"""{"entryId":"{{entry.EntryId}}","status":"SUCCESS"}""");
            return (200, $$"""{"statuses":[{{string.Join(',', answered)}}]}""");
        }
    }

    [Fact]
    public async Task Subscriptions_outside_the_scope_or_of_unknown_components_are_not_served()
    {
        await using var app = await SubscriberApp.StartAsync(
            """
            [{"topic":"orders","pubsubName":"pubsub","route":"o"},{"topic":"secret","pubsubName":"pubsub","route":"s"},
             {"topic":"orders","pubsubName":"elsewhere","route":"e"}]
            """);
        await using var sidecar = await RunningSidecar.StartAsync(
            RunningSidecar.NewFolder(),
            ownsFolder: true,
            ["--Sidecar:Apps:0:SubscriptionScopes=orders"],
            ("a", app.Address));

        await sidecar.KnowsAsync("a", 1);

        using var published = await sidecar.PublishAsync("a", "secret", "{}");
        published.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await sidecar.PendingAsync()).ShouldBe(0);
    }

    private static IEnumerable<(string EntryId, int Number)> Entries(Received received) =>
        received.Json.GetProperty("entries").EnumerateArray().Select(entry => (
            entry.GetProperty("entryId").GetString()!,
            entry.GetProperty("event").GetProperty("data").GetInt32()));
}
