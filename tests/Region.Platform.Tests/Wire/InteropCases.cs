using Google.Protobuf;
using Grpc.Core;
using Grpc.Testing;
using Shouldly;

namespace Region.Platform.Tests.Wire;

/// <summary>The unary cases of interop-test-descriptions.md, and where all cases are found by name.</summary>
internal static class InteropCases
{
    private const string Special = "\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈\t\n";

    /// <summary>Every case that works in plaintext without Google's infrastructure.</summary>
    public static IReadOnlyDictionary<string, Func<CallInvoker, CancellationToken, Task>> All { get; } =
        new Dictionary<string, Func<CallInvoker, CancellationToken, Task>>(StringComparer.Ordinal)
        {
            ["empty_unary"] = EmptyUnary,
            ["large_unary"] = LargeUnary,
            ["client_compressed_unary"] = InteropCompression.ClientCompressedUnary,
            ["server_compressed_unary"] = InteropCompression.ServerCompressedUnary,
            ["client_compressed_streaming"] = InteropCompression.ClientCompressedStreaming,
            ["server_compressed_streaming"] = InteropCompression.ServerCompressedStreaming,
            ["client_streaming"] = InteropStreams.ClientStreaming,
            ["server_streaming"] = InteropStreams.ServerStreaming,
            ["ping_pong"] = InteropStreams.PingPong,
            ["empty_stream"] = InteropStreams.EmptyStream,
            ["custom_metadata"] = InteropStreams.CustomMetadata,
            ["status_code_and_message"] = StatusCodeAndMessage,
            ["special_status_message"] = SpecialStatusMessage,
            ["unimplemented_method"] = UnimplementedMethod,
            ["unimplemented_service"] = UnimplementedService,
            ["cancel_after_begin"] = InteropStreams.CancelAfterBegin,
            ["cancel_after_first_response"] = InteropStreams.CancelAfterFirstResponse,
            ["timeout_on_sleeping_server"] = InteropStreams.TimeoutOnSleepingServer,
            ["concurrent_large_unary"] = ConcurrentLargeUnary,
        };

    public static Payload Zeros(int size) => new() { Body = ByteString.CopyFrom(new byte[size]) };

    private static async Task EmptyUnary(CallInvoker invoker, CancellationToken cancellationToken)
    {
        var client = new TestService.TestServiceClient(invoker);

        var response = await client.EmptyCallAsync(new Empty(), cancellationToken: cancellationToken);

        response.ShouldBe(new Empty());
    }

    private static async Task LargeUnary(CallInvoker invoker, CancellationToken cancellationToken)
    {
        var client = new TestService.TestServiceClient(invoker);
        var request = new SimpleRequest { ResponseSize = 314159, Payload = Zeros(271828) };

        var response = await client.UnaryCallAsync(request, cancellationToken: cancellationToken);

        response.Payload.Body.Length.ShouldBe(314159);
    }

    private static async Task ConcurrentLargeUnary(CallInvoker invoker, CancellationToken cancellationToken)
    {
        var client = new TestService.TestServiceClient(invoker);
        var request = new SimpleRequest { ResponseSize = 314159, Payload = Zeros(271828) };
        var calls = Enumerable.Range(0, 1000).Select(async _ =>
        {
            // Only the length is kept: a thousand answers at once would be 300 MB.
            var response = await client.UnaryCallAsync(request, cancellationToken: cancellationToken);
            return response.Payload.Body.Length;
        });

        var lengths = await Task.WhenAll(calls);

        lengths.Length.ShouldBe(1000);
        lengths.ShouldAllBe(length => length == 314159);
    }

    private static async Task StatusCodeAndMessage(CallInvoker invoker, CancellationToken cancellationToken)
    {
        const string message = "test status message";
        var client = new TestService.TestServiceClient(invoker);
        var status = new EchoStatus { Code = 2, Message = message };

        var unary = await Should.ThrowAsync<RpcException>(async () => await client.UnaryCallAsync(
            new SimpleRequest { ResponseStatus = status }, cancellationToken: cancellationToken));
        using var duplex = client.FullDuplexCall(cancellationToken: cancellationToken);
        await duplex.RequestStream.WriteAsync(
            new StreamingOutputCallRequest { ResponseStatus = status }, cancellationToken);
        await duplex.RequestStream.CompleteAsync();
        var stream = await Should.ThrowAsync<RpcException>(
            async () => await duplex.ResponseStream.MoveNext(cancellationToken));

        unary.StatusCode.ShouldBe(StatusCode.Unknown);
        unary.Status.Detail.ShouldBe(message);
        stream.StatusCode.ShouldBe(StatusCode.Unknown);
        stream.Status.Detail.ShouldBe(message);
    }

    private static async Task SpecialStatusMessage(CallInvoker invoker, CancellationToken cancellationToken)
    {
        var client = new TestService.TestServiceClient(invoker);
        var request = new SimpleRequest { ResponseStatus = new EchoStatus { Code = 2, Message = Special } };

        var failure = await Should.ThrowAsync<RpcException>(
            async () => await client.UnaryCallAsync(request, cancellationToken: cancellationToken));

        failure.StatusCode.ShouldBe(StatusCode.Unknown);
        failure.Status.Detail.ShouldBe(Special);
    }

    private static async Task UnimplementedMethod(CallInvoker invoker, CancellationToken cancellationToken)
    {
        var client = new TestService.TestServiceClient(invoker);

        var failure = await Should.ThrowAsync<RpcException>(
            async () => await client.UnimplementedCallAsync(new Empty(), cancellationToken: cancellationToken));

        failure.StatusCode.ShouldBe(StatusCode.Unimplemented);
    }

    private static async Task UnimplementedService(CallInvoker invoker, CancellationToken cancellationToken)
    {
        var client = new UnimplementedService.UnimplementedServiceClient(invoker);

        var failure = await Should.ThrowAsync<RpcException>(
            async () => await client.UnimplementedCallAsync(new Empty(), cancellationToken: cancellationToken));

        failure.StatusCode.ShouldBe(StatusCode.Unimplemented);
    }
}
