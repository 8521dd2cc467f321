using System.Text;
using System.Text.Json;
using Dapr;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace Region.Platform.Tests.Dapr;

/// <summary>The behaviour was measured on the official package 1.18.5.</summary>
public sealed class CloudEventsMiddlewareTests
{
    private const string Envelope = "application/cloudevents+json";

    [Theory]
    [InlineData(Envelope, """{"data":{"a":1}}""", """{"a":1}""", "application/json")]
    [InlineData(Envelope + "; charset=utf-8", """{"data":{"a":1}}""", """{"a":1}""", "application/json")]
    [InlineData(Envelope, """{"data":{"a":1},"datacontenttype":"text/json"}""", """{"a":1}""", "text/json")]
    [InlineData(
        Envelope,
        """{"data":{"a":1},"datacontenttype":"application/json; charset=utf-16"}""",
        """{"a":1}""",
        "application/json")]
    [InlineData(Envelope, """{"data":"a\nb","datacontenttype":"text/plain"}""", "a\nb", "text/plain")]
    [InlineData(Envelope, """{"data":"str","datacontenttype":"application/json"}""", "\"str\"", "application/json")]
    [InlineData(Envelope, """{"data":"str"}""", "\"str\"", "application/json")]
    [InlineData(Envelope, """{"data":"s","datacontenttype":"application/x+json"}""", "s", "application/x+json")]
    [InlineData(Envelope, """{"data_base64":"YWI=","datacontenttype":"x/y"}""", "ab", "x/y")]
    [InlineData(Envelope, """{"Data":7,"DataContentType":"application/json"}""", "7", "application/json")]
    [InlineData(Envelope, """{"id":"1"}""", "", null)]
    [InlineData("application/cloudevents-batch+json", "[1]", "[1]", "application/cloudevents-batch+json")]
    [InlineData("application/json", """{"data":1}""", """{"data":1}""", "application/json")]
    [InlineData("text/plain", "x", "x", "text/plain")]
    public async Task A_request_reaches_the_endpoint_as(string type, string body, string seenBody, string? seenType)
    {
        var seen = await SendAsync(type, body);

        seen.Body.ShouldBe(seenBody);
        seen.ContentType.ShouldBe(seenType);
        seen.ContentLength.ShouldBe(Encoding.UTF8.GetByteCount(body), "the header keeps its old value");
    }

    [Fact]
    public async Task Data_and_data_base64_together_are_a_bad_request()
    {
        var seen = await SendAsync(Envelope, """{"data":1,"data_base64":"YWI="}""");

        seen.Status.ShouldBe(400);
        seen.Body.ShouldBeNull("the endpoint was not called");
    }

    [Fact]
    public async Task A_body_that_is_no_json_or_no_object_is_an_unhandled_error()
    {
        await Should.ThrowAsync<JsonException>(() => SendAsync(Envelope, "{"));
        await Should.ThrowAsync<InvalidOperationException>(() => SendAsync(Envelope, "[]"));
    }

    [Fact]
    public async Task Text_stays_json_when_decoding_is_suppressed()
    {
        var seen = await SendAsync(
            Envelope,
            """{"data":"a","datacontenttype":"text/plain"}""",
            new CloudEventsMiddlewareOptions { SuppressJsonDecodingOfTextPayloads = true });

        seen.Body.ShouldBe("\"a\"");
    }

    [Theory]
    [InlineData(null, null, "id,n,source,topic,traceid,type")]
    [InlineData("id,type", null, "id,type")]
    [InlineData(null, "id,type", "n,source,topic,traceid")]
    public async Task Fields_are_forwarded_as_headers_when_asked(string? included, string? excluded, string expected)
    {
        const string body =
            """
            {"id":"1","type":"t","source":"s","topic":"o","traceid":"x","traceparent":"y","pubsubname":"p",
             "datacontenttype":"application/json","data":1,"N":5}
            """;

        var seen = await SendAsync(Envelope, body, new CloudEventsMiddlewareOptions
        {
            ForwardCloudEventPropertiesAsHeaders = true,
            IncludedCloudEventPropertiesAsHeaders = included?.Split(','),
            ExcludedCloudEventPropertiesFromHeaders = excluded?.Split(','),
        });

        seen.Forwarded.ShouldBe(expected);
    }

    private static async Task<Seen> SendAsync(
        string contentType, string body, CloudEventsMiddlewareOptions? options = null)
    {
        using var services = new ServiceCollection().BuildServiceProvider();
        var builder = new ApplicationBuilder(services);
        builder.UseCloudEvents(options ?? new CloudEventsMiddlewareOptions());
        var seen = new Seen();
        builder.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            seen.Body = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
            seen.ContentType = context.Request.ContentType;
            seen.ContentLength = context.Request.ContentLength;
            seen.Forwarded = string.Join(',', context.Request.Headers.Keys
                .Where(name => name.StartsWith("Cloudevent.", StringComparison.Ordinal))
                .Select(name => name["Cloudevent.".Length..])
                .Order(StringComparer.Ordinal));
        });
        var request = new DefaultHttpContext { RequestServices = services };
        request.Request.ContentType = contentType;
        request.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        request.Request.ContentLength = Encoding.UTF8.GetByteCount(body);
        await builder.Build()(request);
        seen.Status = request.Response.StatusCode;
        return seen;
    }

    private sealed class Seen
    {
        public string? Body { get; set; }

        public string? ContentType { get; set; }

        public long? ContentLength { get; set; }

        public string? Forwarded { get; set; }

        public int Status { get; set; }
    }
}
