using Grpc.Core;
using Grpc.Testing;
using Shouldly;

namespace Region.Platform.Tests.Wire;

/// <summary>The compression cases of interop-test-descriptions.md.</summary>
internal static class InteropCompression
{
    private static readonly Metadata Gzip = new() { { "grpc-internal-encoding-request", "gzip" } };

    public static async Task ClientCompressedUnary(CallInvoker invoker, CancellationToken cancellationToken)
    {
        var client = new TestService.TestServiceClient(invoker);
        var compressed = new SimpleRequest
        {
            ExpectCompressed = new BoolValue { Value = true },
            ResponseSize = 314159,
            Payload = InteropCases.Zeros(271828),
        };
        var plain = compressed.Clone();
        plain.ExpectCompressed = new BoolValue { Value = false };

        // The probe: a message that claims compression and has none must be found out.
        var probe = await Should.ThrowAsync<RpcException>(
            async () => await client.UnaryCallAsync(compressed, cancellationToken: cancellationToken));
        var first = await client.UnaryCallAsync(compressed, new CallOptions(Gzip, null, cancellationToken));
        var second = await client.UnaryCallAsync(plain, cancellationToken: cancellationToken);

        probe.StatusCode.ShouldBe(StatusCode.InvalidArgument);
        first.Payload.Body.Length.ShouldBe(314159);
        second.Payload.Body.Length.ShouldBe(314159);
    }

    public static async Task ServerCompressedUnary(CallInvoker invoker, CancellationToken cancellationToken)
    {
        var client = new TestService.TestServiceClient(invoker);
        foreach (var compressed in new[] { true, false })
        {
            var request = new SimpleRequest
            {
                ResponseCompressed = new BoolValue { Value = compressed },
                ResponseSize = 314159,
                Payload = InteropCases.Zeros(271828),
            };

            var response = await client.UnaryCallAsync(request, cancellationToken: cancellationToken);

            response.Payload.Body.Length.ShouldBe(314159);
        }
    }

    public static async Task ClientCompressedStreaming(CallInvoker invoker, CancellationToken cancellationToken)
    {
        var client = new TestService.TestServiceClient(invoker);
        using var call = client.StreamingInputCall(Gzip, cancellationToken: cancellationToken);
        await call.RequestStream.WriteAsync(
            new StreamingInputCallRequest
            {
                ExpectCompressed = new BoolValue { Value = true },
                Payload = InteropCases.Zeros(27182),
            },
            cancellationToken);
        call.RequestStream.WriteOptions = new WriteOptions(WriteFlags.NoCompress);
        await call.RequestStream.WriteAsync(
            new StreamingInputCallRequest
            {
                ExpectCompressed = new BoolValue { Value = false },
                Payload = InteropCases.Zeros(45904),
            },
            cancellationToken);
        await call.RequestStream.CompleteAsync();

        var response = await call;

        response.AggregatedPayloadSize.ShouldBe(73086);
    }

    public static async Task ServerCompressedStreaming(CallInvoker invoker, CancellationToken cancellationToken)
    {
        var client = new TestService.TestServiceClient(invoker);
        var request = new StreamingOutputCallRequest
        {
            ResponseParameters =
            {
                new ResponseParameters { Compressed = new BoolValue { Value = true }, Size = 31415 },
                new ResponseParameters { Compressed = new BoolValue { Value = false }, Size = 92653 },
            },
        };
        using var call = client.StreamingOutputCall(request, cancellationToken: cancellationToken);

        var sizes = new List<int>();
        await foreach (var response in call.ResponseStream.ReadAllAsync(cancellationToken))
            sizes.Add(response.Payload.Body.Length);

        sizes.ShouldBe([31415, 92653]);
    }
}
