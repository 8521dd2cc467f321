using Grpc.Core;
using Grpc.Testing;
using Shouldly;

namespace Region.Platform.Tests.Wire;

/// <summary>The streaming cases of interop-test-descriptions.md.</summary>
internal static class InteropStreams
{
    private const string Initial = "x-grpc-test-echo-initial";
    private const string Trailing = "x-grpc-test-echo-trailing-bin";
    private static readonly int[] RequestSizes = [27182, 8, 1828, 45904];
    private static readonly int[] ResponseSizes = [31415, 9, 2653, 58979];

    public static async Task ClientStreaming(CallInvoker invoker, CancellationToken cancellationToken)
    {
        using var call = new TestService.TestServiceClient(invoker).StreamingInputCall(
            cancellationToken: cancellationToken);
        foreach (var size in RequestSizes)
        {
            await call.RequestStream.WriteAsync(
                new StreamingInputCallRequest { Payload = InteropCases.Zeros(size) }, cancellationToken);
        }

        await call.RequestStream.CompleteAsync();
        var response = await call;

        response.AggregatedPayloadSize.ShouldBe(74922);
        call.GetStatus().StatusCode.ShouldBe(StatusCode.OK);
    }

    public static async Task ServerStreaming(CallInvoker invoker, CancellationToken cancellationToken)
    {
        var request = new StreamingOutputCallRequest();
        request.ResponseParameters.AddRange(ResponseSizes.Select(size => new ResponseParameters { Size = size }));
        using var call = new TestService.TestServiceClient(invoker).StreamingOutputCall(
            request, cancellationToken: cancellationToken);

        var sizes = new List<int>();
        await foreach (var response in call.ResponseStream.ReadAllAsync(cancellationToken))
            sizes.Add(response.Payload.Body.Length);

        sizes.ShouldBe(ResponseSizes);
        call.GetStatus().StatusCode.ShouldBe(StatusCode.OK);
    }

    public static async Task PingPong(CallInvoker invoker, CancellationToken cancellationToken)
    {
        using var call = new TestService.TestServiceClient(invoker).FullDuplexCall(
            cancellationToken: cancellationToken);
        for (var i = 0; i < RequestSizes.Length; i++)
        {
            await call.RequestStream.WriteAsync(Ping(RequestSizes[i], ResponseSizes[i]), cancellationToken);
            (await call.ResponseStream.MoveNext(cancellationToken)).ShouldBeTrue();
            call.ResponseStream.Current.Payload.Body.Length.ShouldBe(ResponseSizes[i]);
        }

        await call.RequestStream.CompleteAsync();
        (await call.ResponseStream.MoveNext(cancellationToken)).ShouldBeFalse();
        call.GetStatus().StatusCode.ShouldBe(StatusCode.OK);
    }

    public static async Task EmptyStream(CallInvoker invoker, CancellationToken cancellationToken)
    {
        using var call = new TestService.TestServiceClient(invoker).FullDuplexCall(
            cancellationToken: cancellationToken);
        await call.RequestStream.CompleteAsync();

        (await call.ResponseStream.MoveNext(cancellationToken)).ShouldBeFalse();
        call.GetStatus().StatusCode.ShouldBe(StatusCode.OK);
    }

    public static async Task CustomMetadata(CallInvoker invoker, CancellationToken cancellationToken)
    {
        var client = new TestService.TestServiceClient(invoker);
        var metadata = new Metadata
        {
            { Initial, "test_initial_metadata_value" },
            { Trailing, [0xab, 0xab, 0xab] },
        };

        using var unary = client.UnaryCallAsync(
            new SimpleRequest { ResponseSize = 314159, Payload = InteropCases.Zeros(271828) },
            metadata,
            cancellationToken: cancellationToken);
        await unary;
        using var duplex = client.FullDuplexCall(metadata, cancellationToken: cancellationToken);
        await duplex.RequestStream.WriteAsync(Ping(271828, 314159), cancellationToken);
        await duplex.RequestStream.CompleteAsync();
        (await duplex.ResponseStream.MoveNext(cancellationToken)).ShouldBeTrue();
        duplex.ResponseStream.Current.Payload.Body.Length.ShouldBe(314159);
        (await duplex.ResponseStream.MoveNext(cancellationToken)).ShouldBeFalse();

        (await unary.ResponseHeadersAsync).GetValue(Initial).ShouldBe("test_initial_metadata_value");
        unary.GetTrailers().GetValueBytes(Trailing).ShouldBe(new byte[] { 0xab, 0xab, 0xab });
        (await duplex.ResponseHeadersAsync).GetValue(Initial).ShouldBe("test_initial_metadata_value");
        duplex.GetTrailers().GetValueBytes(Trailing).ShouldBe(new byte[] { 0xab, 0xab, 0xab });
    }

    public static async Task CancelAfterBegin(CallInvoker invoker, CancellationToken cancellationToken)
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var call = new TestService.TestServiceClient(invoker).StreamingInputCall(
            cancellationToken: cancellation.Token);

        await cancellation.CancelAsync();
        var failure = await Should.ThrowAsync<RpcException>(async () => await call);

        failure.StatusCode.ShouldBe(StatusCode.Cancelled);
        call.GetStatus().StatusCode.ShouldBe(StatusCode.Cancelled);
    }

    public static async Task CancelAfterFirstResponse(CallInvoker invoker, CancellationToken cancellationToken)
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var call = new TestService.TestServiceClient(invoker).FullDuplexCall(
            cancellationToken: cancellation.Token);
        await call.RequestStream.WriteAsync(Ping(27182, 31415), cancellationToken);
        (await call.ResponseStream.MoveNext(cancellationToken)).ShouldBeTrue();

        await cancellation.CancelAsync();
        var failure = await Should.ThrowAsync<RpcException>(
            async () => await call.ResponseStream.MoveNext(cancellationToken));

        failure.StatusCode.ShouldBe(StatusCode.Cancelled);
        call.GetStatus().StatusCode.ShouldBe(StatusCode.Cancelled);
    }

    public static async Task TimeoutOnSleepingServer(CallInvoker invoker, CancellationToken cancellationToken)
    {
        using var call = new TestService.TestServiceClient(invoker).FullDuplexCall(
            deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddMilliseconds(1),
            cancellationToken: cancellationToken);

        var failure = await Should.ThrowAsync<RpcException>(async () =>
        {
            await call.RequestStream.WriteAsync(
                new StreamingOutputCallRequest { Payload = InteropCases.Zeros(27182) }, cancellationToken);
            await call.ResponseStream.MoveNext(cancellationToken);
        });

        failure.StatusCode.ShouldBe(StatusCode.DeadlineExceeded);
        call.GetStatus().StatusCode.ShouldBe(StatusCode.DeadlineExceeded);
    }

    private static StreamingOutputCallRequest Ping(int requestSize, int responseSize) => new()
    {
        ResponseParameters = { new ResponseParameters { Size = responseSize } },
        Payload = InteropCases.Zeros(requestSize),
    };
}
