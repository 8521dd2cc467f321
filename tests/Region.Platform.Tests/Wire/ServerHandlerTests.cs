using Grpc.Core;
using Grpc.Testing;
using Shouldly;

namespace Region.Platform.Tests.Wire;

/// <summary>What handlers see of a call, and what becomes of what they do.</summary>
public sealed class ServerHandlerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_handler_sees_the_call()
    {
        await using var server = await ScriptedServer.StartAsync();
        var seen = new List<string>();
        server.Service.Unary = (_, context) =>
        {
            context.UserState["mark"] = "set";
            seen.Add(context.Method);
            seen.Add(context.Host);
            seen.Add(context.Peer.Split(':')[0]);
            seen.Add(context.RequestHeaders.GetValue("x-village")!);
            seen.Add($"{context.RequestHeaders.Get("grpc-accept-encoding") is null}");
            seen.Add($"{context.Deadline == DateTime.MaxValue}");
            seen.Add($"{context.AuthContext.IsPeerAuthenticated}");
            seen.Add(context.GetHttpContext().Items["mark"] as string ?? "");
            return Task.FromResult(new SimpleResponse());
        };

        await server.Client.UnaryCallAsync(
            new SimpleRequest(), new Metadata { { "x-village", "v1" } }, cancellationToken: Cancellation);

        seen.ShouldBe(
        [
            "/grpc.testing.TestService/UnaryCall", server.Address.Authority, "ipv4", "v1", "True", "True", "False",
            "set",
        ]);
    }

    [Fact]
    public async Task An_rpc_exception_gives_its_status_and_its_trailers()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Service.Unary = (_, context) =>
        {
            context.ResponseTrailers.Add("x-own", "1");
            throw new RpcException(
                new Status(StatusCode.FailedPrecondition, "期间已关闭"),
                new Metadata { { "grpc-status-details-bin", [8, 9] } });
        };

        var failure = await Should.ThrowAsync<RpcException>(
            async () => await server.Client.UnaryCallAsync(new SimpleRequest(), cancellationToken: Cancellation));

        failure.Status.Detail.ShouldBe("期间已关闭");
        failure.StatusCode.ShouldBe(StatusCode.FailedPrecondition);
        failure.Trailers.GetValue("x-own").ShouldBe("1");
        failure.Trailers.GetValueBytes("grpc-status-details-bin").ShouldBe(new byte[] { 8, 9 });
    }

    [Theory]
    [InlineData(false, "Exception was thrown by handler.")]
    [InlineData(true, "Exception was thrown by handler. InvalidOperationException: secret")]
    public async Task Another_exception_is_told_only_if_details_are_enabled(bool detailed, string expected)
    {
        await using var server = await ScriptedServer.StartAsync(options => options.EnableDetailedErrors = detailed);
        server.Service.Unary = (_, _) => throw new InvalidOperationException("secret");

        var failure = await Should.ThrowAsync<RpcException>(
            async () => await server.Client.UnaryCallAsync(new SimpleRequest(), cancellationToken: Cancellation));

        failure.StatusCode.ShouldBe(StatusCode.Unknown);
        failure.Status.Detail.ShouldBe(expected);
    }

    [Fact]
    public async Task A_handler_without_a_response_cancels_the_call()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Service.Unary = (_, _) => Task.FromResult<SimpleResponse>(null!);

        var failure = await Should.ThrowAsync<RpcException>(
            async () => await server.Client.UnaryCallAsync(new SimpleRequest(), cancellationToken: Cancellation));

        failure.StatusCode.ShouldBe(StatusCode.Cancelled);
        failure.Status.Detail.ShouldBe("No message returned from method.");
    }

    [Fact]
    public async Task The_token_fires_when_the_client_leaves()
    {
        await using var server = await ScriptedServer.StartAsync();
        var entered = new TaskCompletionSource();
        var cancelled = new TaskCompletionSource();
        server.Service.Duplex = async (_, context) =>
        {
            await using var registration = context.CancellationToken.Register(() => cancelled.TrySetResult());
            entered.TrySetResult();
            await cancelled.Task;
        };
        using var call = server.Client.FullDuplexCall(cancellationToken: Cancellation);
        await entered.Task.WaitAsync(TimeSpan.FromSeconds(10), Cancellation);

        call.Dispose();

        await cancelled.Task.WaitAsync(TimeSpan.FromSeconds(10), Cancellation);
    }

    [Fact]
    public async Task The_token_fires_when_the_deadline_passes_and_the_deadline_is_known()
    {
        await using var server = await ScriptedServer.StartAsync();
        var ended = new TaskCompletionSource<DateTime>();
        server.Service.Unary = async (_, context) =>
        {
            var waiting = new TaskCompletionSource();
            await using (context.CancellationToken.Register(() => waiting.TrySetResult()))
                await waiting.Task;

            ended.TrySetResult(context.Deadline);
            return new SimpleResponse();
        };
        var deadline = TimeProvider.System.GetUtcNow().UtcDateTime.AddMilliseconds(200);

        var failure = await Should.ThrowAsync<RpcException>(async () => await server.Client.UnaryCallAsync(
            new SimpleRequest(), deadline: deadline, cancellationToken: Cancellation));
        var seen = await ended.Task.WaitAsync(TimeSpan.FromSeconds(10), Cancellation);

        failure.StatusCode.ShouldBe(StatusCode.DeadlineExceeded);
        (seen - deadline).Duration().ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Headers_may_be_sent_first_and_only_once()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Service.Unary = async (_, context) =>
        {
            await context.WriteResponseHeadersAsync(new Metadata { { "x-first", "1" }, { "x-bytes-bin", [1] } });
            await Should.ThrowAsync<InvalidOperationException>(() => context.WriteResponseHeadersAsync([]));
            return new SimpleResponse();
        };
        using var call = server.Client.UnaryCallAsync(new SimpleRequest(), cancellationToken: Cancellation);

        await call;

        (await call.ResponseHeadersAsync).GetValue("x-first").ShouldBe("1");
        (await call.ResponseHeadersAsync).GetValueBytes("x-bytes-bin").ShouldBe(new byte[] { 1 });
    }

    [Fact]
    public async Task A_status_beside_a_response_sends_both()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Service.Unary = (_, context) =>
        {
            context.Status = new Status(StatusCode.DataLoss, "half");
            return Task.FromResult(new SimpleResponse { Payload = InteropCases.Zeros(1) });
        };
        var probe = new Probe(GrpcFrames.Of([])) { Path = "/grpc.testing.TestService/UnaryCall" };

        var answer = await probe.SendAsync(server.Address.Port, Cancellation);

        answer.DataAsHex.ShouldBe("00000000050a03120100");
        answer.Find("grpc-status").ShouldBe("15");
        answer.Find("grpc-message").ShouldBe("half");
    }
}
