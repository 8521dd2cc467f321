using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Grpc.Testing;
using Shouldly;

namespace Region.Platform.Tests.Wire;

/// <summary>What our client sends, and how it ends calls by itself.</summary>
public sealed class ClientRequestTests
{
    private static readonly byte[] Message = GrpcFrames.Of(new SimpleResponse());

    [Fact]
    public async Task The_headers_come_in_the_order_of_the_official_client()
    {
        var request = await CaptureAsync(new Metadata
        {
            { "x-first", "a" },
            { "x-first", "b" },
            { "x-data-bin", [1] },
            { "x-data-bin", [1, 2, 3, 4] },
            { "user-agent", "app/1" },
        });

        request.Headers.Select(header => header.Name).ShouldBe(
        [
            ":method", ":scheme", ":authority", ":path", "user-agent", "te", "grpc-accept-encoding",
            "x-first", "x-data-bin", "content-type",
        ]);
        request.Find(":method").ShouldBe("POST");
        request.Find(":path").ShouldBe("/grpc.testing.TestService/UnaryCall");
        request.Find("te").ShouldBe("trailers");
        request.Find("grpc-accept-encoding").ShouldBe("identity,gzip,deflate");
        request.Find("x-first").ShouldBe("a, b");
        request.Find("x-data-bin").ShouldBe("AQ==, AQIDBA==");
        request.Find("content-type").ShouldBe("application/grpc");
        request.Find("user-agent").ShouldNotBeNull().ShouldMatch(
            @"^app/1 grpc-dotnet/2\.85\.0 \(\.NET 10\.0\.\d+; CLR 10\.0\.\d+; net10\.0; linux; (x64|arm64)\)$");
    }

    [Fact]
    public async Task A_compressed_request_names_its_codec_and_flags_its_message()
    {
        var request = await CaptureAsync(new Metadata { { "grpc-internal-encoding-request", "gzip" } });

        request.Find("grpc-encoding").ShouldBe("gzip");
        request.Find("grpc-internal-encoding-request").ShouldBeNull();
        request.Body.ToArray()[0].ShouldBe((byte)1);
    }

    [Theory]
    [InlineData(3600_000, "1H")]
    [InlineData(1_500_000, "25M")]
    [InlineData(1_234_000, "1234S")]
    [InlineData(900_000, "15M")]
    public async Task A_deadline_is_sent_in_the_largest_unit_that_fits(int milliseconds, string expected)
    {
        // A little less is left when the header is written; rounding up gives the whole unit again.
        var deadline = TimeProvider.System.GetUtcNow().UtcDateTime.AddMilliseconds(milliseconds);

        var request = await CaptureAsync(headers: null, deadline);

        request.Find("grpc-timeout").ShouldBe(expected);
    }

    [Fact]
    public async Task A_short_deadline_is_sent_in_milliseconds_and_its_expiry_resets_the_stream()
    {
        var seen = new TaskCompletionSource<RawExchange>();
        await using var server = RawHttp2Server.Start(exchange =>
        {
            seen.TrySetResult(exchange);
            return Task.CompletedTask;
        });
        using var channel = GrpcChannel.ForAddress(server.Address);
        var deadline = TimeProvider.System.GetUtcNow().UtcDateTime.AddMilliseconds(300);

        var failure = await Should.ThrowAsync<RpcException>(async () =>
            await new TestService.TestServiceClient(channel).UnaryCallAsync(
                new SimpleRequest(), deadline: deadline, cancellationToken: TestContext.Current.CancellationToken));

        failure.StatusCode.ShouldBe(StatusCode.DeadlineExceeded);
        failure.Status.Detail.ShouldBe("");
        var exchange = await seen.Task;
        exchange.Find("grpc-timeout").ShouldNotBeNull().ShouldEndWith("m");
        (await exchange.Reset.Task).ShouldBe(8u);
    }

    [Fact]
    public async Task A_deadline_that_has_passed_fails_without_a_request()
    {
        await using var server = RawHttp2Server.Start(exchange => exchange.AnswerAsync(Message));
        using var channel = GrpcChannel.ForAddress(server.Address);
        var past = TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(-1);

        var failure = await Should.ThrowAsync<RpcException>(async () =>
            await new TestService.TestServiceClient(channel).UnaryCallAsync(
                new SimpleRequest(), deadline: past, cancellationToken: TestContext.Current.CancellationToken));

        failure.StatusCode.ShouldBe(StatusCode.DeadlineExceeded);
        server.Requests.ShouldBe(0);
    }

    [Fact]
    public void A_deadline_must_be_in_universal_time()
    {
        using var channel = GrpcChannel.ForAddress("http://127.0.0.1:1");
        var client = new TestService.TestServiceClient(channel);
        var local = new DateTime(2100, 1, 1, 0, 0, 0, DateTimeKind.Local);

        Should.Throw<InvalidOperationException>(() => client.UnaryCallAsync(
            new SimpleRequest(), deadline: local, cancellationToken: TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cancelling_resets_the_stream_and_fails_as_asked_for(bool throwCancelled)
    {
        var seen = new TaskCompletionSource<RawExchange>();
        await using var server = RawHttp2Server.Start(exchange =>
        {
            seen.TrySetResult(exchange);
            return Task.CompletedTask;
        });
        using var channel = GrpcChannel.ForAddress(
            server.Address, new GrpcChannelOptions { ThrowOperationCanceledOnCancellation = throwCancelled });
        using var cancellation = new CancellationTokenSource();
        using var call = new TestService.TestServiceClient(channel).UnaryCallAsync(
            new SimpleRequest(), cancellationToken: cancellation.Token);
        var exchange = await seen.Task;

        await cancellation.CancelAsync();
        var failure = await Should.ThrowAsync<Exception>(async () => await call);

        if (throwCancelled)
            failure.ShouldBeAssignableTo<OperationCanceledException>();
        else
            failure.ShouldBeOfType<RpcException>().Status.Detail.ShouldBe("Call canceled by the client.");

        call.GetStatus().StatusCode.ShouldBe(StatusCode.Cancelled);
        (await exchange.Reset.Task).ShouldBe(8u);
    }

    [Fact]
    public async Task A_refused_stream_is_tried_again_by_the_http_client_and_then_unavailable()
    {
        await using var server = RawHttp2Server.Start(exchange => exchange.ResetAsync(7));
        using var channel = GrpcChannel.ForAddress(server.Address);

        var failure = await Should.ThrowAsync<RpcException>(async () =>
            await new TestService.TestServiceClient(channel).UnaryCallAsync(
                new SimpleRequest(), cancellationToken: TestContext.Current.CancellationToken));

        failure.StatusCode.ShouldBe(StatusCode.Unavailable);
        server.Requests.ShouldBe(4);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_unavailable()
    {
        using var channel = GrpcChannel.ForAddress("http://127.0.0.1:1");

        var failure = await Should.ThrowAsync<RpcException>(async () =>
            await new TestService.TestServiceClient(channel).UnaryCallAsync(
                new SimpleRequest(), cancellationToken: TestContext.Current.CancellationToken));

        failure.StatusCode.ShouldBe(StatusCode.Unavailable);
        failure.Status.Detail.ShouldBe("Error connecting to subchannel.");
    }

    [Fact]
    public async Task A_message_over_the_send_limit_is_not_sent()
    {
        await using var server = RawHttp2Server.Start(exchange => exchange.AnswerAsync(Message));
        using var channel = GrpcChannel.ForAddress(
            server.Address, new GrpcChannelOptions { MaxSendMessageSize = 10 });

        var failure = await Should.ThrowAsync<RpcException>(async () =>
            await new TestService.TestServiceClient(channel).UnaryCallAsync(
                new SimpleRequest { Payload = InteropCases.Zeros(11) },
                cancellationToken: TestContext.Current.CancellationToken));

        failure.StatusCode.ShouldBe(StatusCode.ResourceExhausted);
        server.Requests.ShouldBe(0);
    }

    [Fact]
    public async Task A_value_beyond_ascii_is_an_internal_error()
    {
        using var channel = GrpcChannel.ForAddress("http://127.0.0.1:1");
        var metadata = new Metadata { { "x-name", "村" } };

        var failure = await Should.ThrowAsync<RpcException>(async () =>
            await new TestService.TestServiceClient(channel).UnaryCallAsync(
                new SimpleRequest(), metadata, cancellationToken: TestContext.Current.CancellationToken));

        failure.StatusCode.ShouldBe(StatusCode.Internal);
    }

    [Theory]
    [InlineData("x name")]
    [InlineData("x:name")]
    [InlineData("村")]
    [InlineData("")]
    public void A_bad_key_is_refused_at_once(string key) =>
        Should.Throw<ArgumentException>(() => new Metadata { { key, "value" } });

    [Fact]
    public void A_key_is_lowered() => new Metadata { { "X-Name", "value" } }[0].Key.ShouldBe("x-name");

    [Fact]
    public async Task Status_and_trailers_wait_for_the_end_of_the_call()
    {
        await using var server = RawHttp2Server.Start(_ => Task.CompletedTask);
        using var channel = GrpcChannel.ForAddress(server.Address);
        using var call = new TestService.TestServiceClient(channel).UnaryCallAsync(
            new SimpleRequest(), cancellationToken: TestContext.Current.CancellationToken);

        Should.Throw<InvalidOperationException>(() => call.GetStatus());
        Should.Throw<InvalidOperationException>(() => call.GetTrailers());
    }

    [Fact]
    public async Task An_interceptor_sees_and_changes_the_call()
    {
        var request = await CaptureAsync(headers: null, deadline: null, invoker => invoker.Intercept(metadata =>
        {
            metadata.Add("x-intercepted", "yes");
            return metadata;
        }));

        request.Find("x-intercepted").ShouldBe("yes");
    }

    private static async Task<RawExchange> CaptureAsync(
        Metadata? headers,
        DateTime? deadline = null,
        Func<CallInvoker, CallInvoker>? intercept = null)
    {
        RawExchange? captured = null;
        await using var server = RawHttp2Server.Start(exchange =>
        {
            captured = exchange;
            return exchange.AnswerAsync(Message, new RawHeader("grpc-status", "0"));
        });
        using var channel = GrpcChannel.ForAddress(server.Address);
        var invoker = intercept?.Invoke(channel.CreateCallInvoker()) ?? channel.CreateCallInvoker();
        await new TestService.TestServiceClient(invoker).UnaryCallAsync(
            new SimpleRequest { Payload = InteropCases.Zeros(100) },
            headers,
            deadline,
            TestContext.Current.CancellationToken);
        return captured.ShouldNotBeNull();
    }
}
