using System.Text;
using System.Text.Json;
using Region.Sidecar.Publishing;
using Region.Sidecar.Store;
using Shouldly;

namespace Region.Platform.Tests.Sidecar;

public sealed class EnvelopeTests
{
    private const string Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static readonly DateTimeOffset Now = new(2026, 3, 5, 1, 2, 3, 456, TimeSpan.Zero);

    [Fact]
    public void A_plain_publish_gets_all_the_fields_that_dapr_writes()
    {
        var json = Json(Request("""{"金额":1.10}""") with { TraceState = "k=v" });

        Guid.TryParse(Text(json, "id"), out _).ShouldBeTrue();
        Text(json, "specversion").ShouldBe("1.0");
        Text(json, "datacontenttype").ShouldBe("application/json");
        Text(json, "source").ShouldBe("procurement");
        Text(json, "type").ShouldBe("com.dapr.event.sent");
        Text(json, "topic").ShouldBe("orders");
        Text(json, "pubsubname").ShouldBe("pubsub");
        Text(json, "traceid").ShouldBe(Trace);
        Text(json, "traceparent").ShouldBe(Trace);
        Text(json, "tracestate").ShouldBe("k=v");
        Text(json, "time").ShouldBe("2026-03-05T01:02:03Z");
        json.GetProperty("data").GetRawText().ShouldBe("""{"金额":1.10}""");
        json.TryGetProperty("subject", out _).ShouldBeFalse();
        json.TryGetProperty("expiration", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("application/json", "[1,2]", "data", "[1,2]")]
    [InlineData("Application/JSON; charset=utf-8", "{\"a\":1}", "data", "{\"a\":1}")]
    [InlineData("application/json", "no json", "data", "\"no json\"")]
    [InlineData("application/json", "", "data", "\"\"")]
    [InlineData("application/json", "{} {}", "data", "\"{} {}\"")]
    [InlineData("text/plain", "村", "data", "\"村\"")]
    [InlineData("application/xml", "<a/>", "data", "\"<a/>\"")]
    [InlineData("application/vnd.x+json", "{}", "data", "\"{}\"")]
    [InlineData("application/octet-stream", "ab", "data_base64", "\"YWI=\"")]
    [InlineData("application/cloudevents+protobuf", "ab", "data_base64", "\"YWI=\"")]
    public void The_content_type_decides_how_data_is_written(
        string contentType, string data, string member, string expected)
    {
        var json = Json(Request(data) with { ContentType = contentType });

        json.GetProperty(member).GetRawText().ShouldBe(expected);
        Text(json, "datacontenttype").ShouldBe(contentType);
    }

    [Fact]
    public void Without_a_content_type_it_is_plain_text() =>
        Text(Json(Request("x") with { ContentType = "" }), "datacontenttype").ShouldBe("text/plain");

    [Fact]
    public void Metadata_overrides_the_fields_that_may_be_overridden()
    {
        var json = Json(Request(
            "{}",
            ("CloudEvent.Id", "i"),
            ("cloudevent.source", "s"),
            ("cloudevent.type", "t"),
            ("cloudevent.subject", "u"),
            ("cloudevent.tracestate", "w"),
            ("cloudevent.traceid", "loses"),
            ("cloudevent.traceparent", "wins"),
            ("cloudevent.topic", "never")));

        string[] fields = ["id", "source", "type", "subject", "tracestate", "traceid", "traceparent", "topic"];
        fields.Select(field => Text(json, field)).ShouldBe(["i", "s", "t", "u", "w", "wins", "wins", "orders"]);
    }

    [Theory]
    [InlineData("ttlInSeconds", "60", "2026-03-05T01:03:03Z")]
    [InlineData("TTL", "5m", "2026-03-05T01:07:03Z")]
    public void A_time_to_live_becomes_an_expiration(string key, string value, string expected)
    {
        var stored = Stored(Request("{}", (key, value)));

        Text(Parse(stored), "expiration").ShouldBe(expected);
        stored.ExpiresAt.ShouldNotBeNull();
    }

    [Fact]
    public void A_raw_payload_is_left_alone()
    {
        var stored = Stored(Request("{ raw }", ("rawPayload", "t"), ("ttl", "5")));

        Encoding.UTF8.GetString(stored.Payload).ShouldBe("{ raw }");
        stored.ExpiresAt.ShouldBeNull();
    }

    [Fact]
    public void An_envelope_of_the_publisher_keeps_its_own_fields()
    {
        var json = Json(Own(
            """
            {"id":"x1","source":"s","type":"t","specversion":"1.0","subject":"村","time":"2020-01-01T00:00:00Z","ext":7,
             "traceparent":"own","traceid":"mine","tracestate":"q","topic":"lies","pubsubname":"lies","data":{"a":1}}
            """));

        string[] fields = ["id", "source", "type", "subject", "time", "traceid", "traceparent", "tracestate"];
        fields.Select(field => Text(json, field))
            .ShouldBe(["x1", "s", "t", "村", "2020-01-01T00:00:00Z", "mine", "own", "q"]);
        json.GetProperty("ext").GetInt32().ShouldBe(7);
        Text(json, "topic").ShouldBe("orders");
        Text(json, "pubsubname").ShouldBe("pubsub");
    }

    [Fact]
    public void An_envelope_of_the_publisher_gets_what_is_missing_but_no_id()
    {
        var json = Json(Own("""{"source":null,"data":1}""") with { TraceState = "k=v" });

        json.TryGetProperty("id", out _).ShouldBeFalse();
        string[] fields = ["source", "type", "specversion", "time", "traceid", "traceparent", "tracestate"];
        fields.Select(field => Text(json, field)).ShouldBe(
            ["Dapr", "com.dapr.event.sent", "1.0", "2026-03-05T01:02:03Z", Trace, Trace, "k=v"]);
    }

    [Fact]
    public void An_envelope_of_the_publisher_ignores_overrides() =>
        Text(Json(Own("""{"id":"a","source":"b"}""", ("cloudevent.id", "z"))), "id").ShouldBe("a");

    [Theory]
    [InlineData("nonsense")]
    [InlineData("[]")]
    [InlineData("")]
    public void An_envelope_that_is_no_object_is_refused(string body) =>
        Envelope.For(Own(body), "procurement", Now).ShouldBeNull();

    private static PublishRequest Own(string body, params (string Key, string Value)[] metadata) =>
        Request(body, metadata) with { ContentType = "application/cloudevents+json; charset=utf-8" };

    private static PublishRequest Request(string body, params (string Key, string Value)[] metadata) => new()
    {
        PubSub = "pubsub",
        Topic = "orders",
        Data = Encoding.UTF8.GetBytes(body),
        ContentType = "application/json",
        Metadata = metadata.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.OrdinalIgnoreCase),
        TraceParent = Trace,
    };

    private static StoredEvent Stored(PublishRequest request) =>
        Envelope.For(request, "procurement", Now).ShouldNotBeNull();

    private static JsonElement Json(PublishRequest request) => Parse(Stored(request));

    private static JsonElement Parse(StoredEvent stored) => JsonSerializer.Deserialize<JsonElement>(stored.Payload);

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();
}
