using System.Text.Json;
using Region.Sidecar;
using Region.Sidecar.Apps;
using Region.Sidecar.Delivery;
using Region.Sidecar.Subscriptions;
using Shouldly;

namespace Region.Platform.Tests.Sidecar;

public sealed class RuleTests
{
    private const string Event = """{"type":"a","n":5,"ok":true,"data":{"kind":"茶","deep":{"x":"1"}}}""";

    [Theory]
    [InlineData("""event.type == "a" """, true)]
    [InlineData("""event.type != "a" """, false)]
    [InlineData("event.data.kind == '茶'", true)]
    [InlineData("event.data.deep.x == \"1\"", true)]
    [InlineData("event.data.deep.x == 1", false)]
    [InlineData("event.n == 5", true)]
    [InlineData("event.ok == true && event.n != 6", true)]
    [InlineData("event.type == \"b\" || event.type == \"a\"", true)]
    [InlineData("event.type == \"b\" || event.type == \"a\" && event.n == 6", false)]
    [InlineData("(event.type == \"b\" || event.type == \"a\") && event.n == 5", true)]
    [InlineData("!(event.type == \"a\")", false)]
    [InlineData("event.missing == null", true)]
    [InlineData("event.missing.deeper == \"x\"", false)]
    public void A_match_of_the_supported_part_of_cel_is_evaluated(string expression, bool expected)
    {
        var match = MatchExpression.TryParse(expression, out var error);

        error.ShouldBeNull();
        match.ShouldNotBeNull().IsMatch(JsonSerializer.Deserialize<JsonElement>(Event)).ShouldBe(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("event.type")]
    [InlineData("event.type.startsWith(\"a\")")]
    [InlineData("event.n > 3")]
    [InlineData("has(event.type)")]
    [InlineData("event[\"type\"] == \"a\"")]
    [InlineData("event.type == \"a")]
    [InlineData("event.type == \"a\" &&")]
    [InlineData("(event.type == \"a\"")]
    [InlineData("other.type == \"a\"")]
    [InlineData("event.type == \"\\n\"")]
    [InlineData("event.n == 1.5")]
    public void A_match_outside_the_supported_part_is_refused_with_a_reason(string expression)
    {
        MatchExpression.TryParse(expression, out var error).ShouldBeNull();

        error.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public void A_deeply_nested_match_is_refused_instead_of_overflowing_the_stack()
    {
        var expression = new string('(', 400) + "event.a == 1" + new string(')', 400);

        MatchExpression.TryParse(expression, out var error).ShouldBeNull();
        error.ShouldBe("too deeply nested");
    }

    [Theory]
    [InlineData("5", 5_000)]
    [InlineData("5m", 300_000)]
    [InlineData("1h30m", 5_400_000)]
    [InlineData("1.5s", 1_500)]
    [InlineData("250ms", 250)]
    public void A_time_to_live_is_seconds_or_a_go_duration(string text, int milliseconds) =>
        GoText.ParsePositiveDuration(text).ShouldBe(TimeSpan.FromMilliseconds(milliseconds));

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("5x")]
    [InlineData("m5")]
    public void Anything_else_is_no_time_to_live(string text) => GoText.ParsePositiveDuration(text).ShouldBeNull();

    [Fact]
    public void The_delay_doubles_to_its_maximum_and_at_most_a_fifth_is_taken_off()
    {
        var settings = new RetrySettings { FirstDelay = TimeSpan.FromSeconds(1), MaxDelay = TimeSpan.FromSeconds(60) };

        Delay(1).ShouldBe(1);
        Delay(2).ShouldBe(2);
        Delay(3).ShouldBe(4);
        Delay(7).ShouldBe(60);
        Delay(60).ShouldBe(60);
        Delay(1_000).ShouldBe(60);
        Backoff.After(1, settings, 999).TotalSeconds.ShouldBeInRange(0.8, 0.81);

        double Delay(int attempts) => Backoff.After(attempts, settings, 0).TotalSeconds;
    }

    [Theory]
    [InlineData("", "", null, "t", true)]
    [InlineData("", "", "t, u", "T", true)]
    [InlineData("", "", "t,u", "v", false)]
    [InlineData("", "", "", "t", false)]
    [InlineData("a,b", "", null, "t", false)]
    [InlineData("a,t", "", null, "t", true)]
    [InlineData("", "t", null, "t", false)]
    [InlineData("", "t", "t", "t", true)]
    public void Topic_scopes_follow_daprs_order(
        string allowed, string guarded, string? scope, string topic, bool expected)
    {
        var scopes = new TopicScopes(new SidecarSettings { AllowedTopics = allowed, ProtectedTopics = guarded });

        scopes.IsAllowed(scope, topic).ShouldBe(expected);
    }

    [Fact]
    public void Subscriptions_are_read_in_any_case_and_routes_get_their_slash()
    {
        var list = SubscriptionReader.Read(
            """
            [{"topic":"a","pubsubName":"p","route":"x/../y//z"},
             {"Topic":"b","pubsubname":"p","routes":{"default":"/d","rules":[{"match":"event.type == \u0022q\u0022","path":"q"}]},
              "deadLetterTopic":"dl","metadata":{"rawPayload":"true"},
              "bulkSubscribe":{"enabled":true,"maxMessagesCount":10,"maxAwaitDurationMs":50}},
             {"topic":"c","pubsubname":"p"},
             {"topic":"d","pubsubname":"p","routes":{"rules":[{"match":"event.n > 1","path":"q"}]}}]
            """);

        list.Definitions.Count.ShouldBe(2);
        list.Definitions[0].Rules.ShouldBe([new RouteRule("", "/y/z")]);
        list.Definitions[1].Rules.ShouldBe([new RouteRule("event.type == \"q\"", "/q"), new RouteRule("", "/d")]);
        list.Definitions[1].Bulk.ShouldBe(new BulkOptions(10, 50));
        list.Definitions[1].RawPayload.ShouldBeTrue();
        list.Definitions[1].DeadLetterTopic.ShouldBe("dl");
        list.Refusals.Count.ShouldBe(2);
        list.Refusals[0].ShouldContain("no route");
        list.Refusals[1].ShouldContain("event.n > 1");
    }
}
