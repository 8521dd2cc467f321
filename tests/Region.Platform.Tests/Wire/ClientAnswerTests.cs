using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Testing;
using Shouldly;

namespace Region.Platform.Tests.Wire;

/// <summary>
/// What our client makes of answers, right and wrong; the expectations were measured on the official client.
/// </summary>
public sealed class ClientAnswerTests
{
    private static readonly byte[] Message = GrpcFrames.Of(new SimpleResponse());
    private static readonly RawHeader StatusOk = new("grpc-status", "0");

    public static TheoryData<int, StatusCode> HttpStatuses => new()
    {
        { 400, StatusCode.Internal },
        { 401, StatusCode.Unauthenticated },
        { 403, StatusCode.PermissionDenied },
        { 404, StatusCode.Unimplemented },
        { 429, StatusCode.Unavailable },
        { 431, StatusCode.Internal },
        { 502, StatusCode.Unavailable },
        { 503, StatusCode.Unavailable },
        { 504, StatusCode.Unavailable },
        { 500, StatusCode.Unknown },
        { 415, StatusCode.Unknown },
        { 505, StatusCode.Unknown },
    };

    [Theory]
    [MemberData(nameof(HttpStatuses))]
    public async Task An_http_status_without_a_grpc_status_is_mapped(int httpStatus, StatusCode expected)
    {
        var failure = await CallAsync(exchange => exchange.HeadersAsync(
            end: true, new RawHeader(":status", $"{httpStatus}")));

        failure.StatusCode.ShouldBe(expected);
        failure.Status.Detail.ShouldBe($"Bad gRPC response. HTTP status code: {httpStatus}");
    }

    [Theory]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(503)]
    public async Task A_grpc_status_wins_over_the_http_status(int httpStatus)
    {
        var failure = await CallAsync(exchange => exchange.HeadersAsync(
            end: true, new RawHeader(":status", $"{httpStatus}"), new RawHeader("grpc-status", "9")));

        failure.StatusCode.ShouldBe(StatusCode.FailedPrecondition);
    }

    [Fact]
    public async Task A_foreign_content_type_is_told()
    {
        var failure = await CallAsync(exchange => exchange.HeadersAsync(
            end: true, RawExchange.Ok, new RawHeader("content-type", "text/html")));

        failure.StatusCode.ShouldBe(StatusCode.Cancelled);
        failure.Status.Detail.ShouldBe("Bad gRPC response. Invalid content-type value: text/html");
    }

    [Fact]
    public async Task A_missing_content_type_is_told()
    {
        var failure = await CallAsync(exchange => exchange.HeadersAsync(end: true, RawExchange.Ok));

        failure.StatusCode.ShouldBe(StatusCode.Cancelled);
        failure.Status.Detail.ShouldBe("Bad gRPC response. Response did not have a content-type header.");
    }

    [Theory]
    [InlineData("abc", StatusCode.Cancelled, "Unexpected grpc-status value: abc")]
    [InlineData("99", (StatusCode)99, "")]
    [InlineData("5", StatusCode.NotFound, "")]
    public async Task A_status_in_the_trailers_is_read(string value, StatusCode expected, string detail)
    {
        var failure = await CallAsync(exchange => exchange.AnswerAsync(Message, new RawHeader("grpc-status", value)));

        failure.StatusCode.ShouldBe(expected);
        failure.Status.Detail.ShouldBe(detail);
    }

    [Fact]
    public async Task Trailers_without_a_status_end_the_call_as_cancelled()
    {
        var failure = await CallAsync(exchange => exchange.AnswerAsync(Message, new RawHeader("x-other", "1")));

        failure.StatusCode.ShouldBe(StatusCode.Cancelled);
        failure.Status.Detail.ShouldBe("No grpc-status found on response.");
    }

    [Fact]
    public async Task A_reset_after_the_message_leaves_the_status_missing()
    {
        var failure = await CallAsync(async exchange =>
        {
            await exchange.HeadersAsync(end: false, RawExchange.Ok, RawExchange.Grpc);
            await exchange.DataAsync(Message);
            await exchange.ResetAsync(2);
        });

        // A reset may overtake the message in the client's buffers; then its code decides.
        failure.StatusCode.ShouldBeOneOf(StatusCode.Cancelled, StatusCode.Internal);
    }

    [Fact]
    public async Task Success_without_a_message_is_an_internal_error()
    {
        var trailersOnly = await CallAsync(exchange => exchange.HeadersAsync(
            end: true, RawExchange.Ok, RawExchange.Grpc, StatusOk));
        var noMessage = await CallAsync(exchange => exchange.AnswerAsync([], StatusOk));

        trailersOnly.StatusCode.ShouldBe(StatusCode.Internal);
        noMessage.StatusCode.ShouldBe(StatusCode.Internal);
        noMessage.Status.Detail.ShouldBe("Failed to deserialize response message.");
    }

    [Fact]
    public async Task Two_messages_in_a_unary_answer_are_an_internal_error()
    {
        var failure = await CallAsync(exchange => exchange.AnswerAsync([.. Message, .. Message], StatusOk));

        failure.StatusCode.ShouldBe(StatusCode.Internal);
        failure.Status.Detail.ShouldBe("Unexpected data after finished reading message.");
    }

    [Theory]
    [InlineData(StatusCode.Internal, "00000000", null)]
    [InlineData(StatusCode.Internal, "000000000a01", null)]
    [InlineData(StatusCode.Unavailable, "0000000003ffffff", null)]
    [InlineData(StatusCode.Internal, "0100000000", null)]
    [InlineData(StatusCode.Internal, "0100000000", "identity")]
    [InlineData(StatusCode.Unimplemented, "0100000000", "snappy")]
    [InlineData(StatusCode.ResourceExhausted, "0000400001", null)]
    [InlineData(StatusCode.ResourceExhausted, "00ffffffff", null)]
    public async Task A_message_that_cannot_be_read_ends_the_call(StatusCode expected, string frame, string? encoding)
    {
        var failure = await CallAsync(async exchange =>
        {
            RawHeader[] headers = encoding is null
                ? [RawExchange.Ok, RawExchange.Grpc]
                : [RawExchange.Ok, RawExchange.Grpc, new RawHeader("grpc-encoding", encoding)];
            await exchange.HeadersAsync(end: false, headers);
            await exchange.DataAsync(Convert.FromHexString(frame));
            await exchange.HeadersAsync(end: true, StatusOk);
        });

        failure.StatusCode.ShouldBe(expected);
    }

    [Theory]
    [InlineData(0u, StatusCode.Internal)]
    [InlineData(1u, StatusCode.Internal)]
    [InlineData(2u, StatusCode.Internal)]
    [InlineData(3u, StatusCode.Internal)]
    [InlineData(7u, StatusCode.Unavailable)]
    [InlineData(8u, StatusCode.Cancelled)]
    [InlineData(11u, StatusCode.ResourceExhausted)]
    [InlineData(12u, StatusCode.PermissionDenied)]
    public async Task A_reset_is_mapped_by_its_code(uint code, StatusCode expected)
    {
        var failure = await CallAsync(exchange => exchange.ResetAsync(code));

        failure.StatusCode.ShouldBe(expected);
    }

    [Fact]
    public async Task A_connection_that_closes_in_the_middle_is_an_internal_error()
    {
        var failure = await CallAsync(exchange =>
        {
            exchange.CloseConnection();
            return Task.CompletedTask;
        });

        failure.StatusCode.ShouldBe(StatusCode.Internal);
    }

    [Fact]
    public async Task Bad_escapes_in_the_message_are_left_as_they_are()
    {
        var failure = await CallAsync(exchange => exchange.HeadersAsync(
            end: true,
            RawExchange.Ok,
            RawExchange.Grpc,
            new RawHeader("grpc-status", "9"),
            new RawHeader("grpc-message", "bad %zz and %4")));

        failure.Status.Detail.ShouldBe("bad %zz and %4");
    }

    [Fact]
    public async Task Comma_joined_binary_trailers_are_split_and_padding_is_not_required()
    {
        var failure = await CallAsync(exchange => exchange.HeadersAsync(
            end: true,
            RawExchange.Ok,
            RawExchange.Grpc,
            new RawHeader("grpc-status", "9"),
            new RawHeader("x-details-bin", "AQ==,AQIDBA")));

        failure.Trailers.GetAll("x-details-bin").Select(entry => entry.ValueBytes)
            .ShouldBe([new byte[] { 1 }, new byte[] { 1, 2, 3, 4 }]);
    }

    private static async Task<RpcException> CallAsync(Func<RawExchange, Task> script)
    {
        await using var server = RawHttp2Server.Start(script);
        using var channel = GrpcChannel.ForAddress(server.Address);
        var client = new TestService.TestServiceClient(channel);
        using var call = client.UnaryCallAsync(
            new SimpleRequest(), cancellationToken: TestContext.Current.CancellationToken);

        var failure = await Should.ThrowAsync<RpcException>(async () => await call);

        return failure;
    }
}
