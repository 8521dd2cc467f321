using Google.Protobuf;
using Grpc.Core;
using Grpc.Testing;

namespace Region.Platform.Tests.Wire;

/// <summary>The server side of gRPC's interoperability tests, as interop-test-descriptions.md states it.</summary>
public sealed class InteropService : TestService.TestServiceBase
{
    private const string InternalEncodingRequest = "grpc-internal-encoding-request";

    public override Task<Empty> EmptyCall(Empty request, ServerCallContext context) => Task.FromResult(new Empty());

    public override async Task<SimpleResponse> UnaryCall(SimpleRequest request, ServerCallContext context)
    {
        await EchoMetadataAsync(context, request.ResponseCompressed?.Value ?? false);
        CheckCompression(request.ExpectCompressed, context);
        SetStatus(request.ResponseStatus, context);
        if (request.ResponseCompressed is { Value: false })
            context.WriteOptions = new WriteOptions(WriteFlags.NoCompress);

        return new SimpleResponse { Payload = Zeros(request.ResponseSize) };
    }

    public override async Task StreamingOutputCall(
        StreamingOutputCallRequest request,
        IServerStreamWriter<StreamingOutputCallResponse> responseStream,
        ServerCallContext context)
    {
        await EchoMetadataAsync(context, request.ResponseParameters.Any(p => p.Compressed?.Value ?? false));
        SetStatus(request.ResponseStatus, context);
        foreach (var parameters in request.ResponseParameters)
            await AnswerAsync(parameters, responseStream);
    }

    public override async Task<StreamingInputCallResponse> StreamingInputCall(
        IAsyncStreamReader<StreamingInputCallRequest> requestStream,
        ServerCallContext context)
    {
        await EchoMetadataAsync(context, compress: false);
        var sum = 0;
        await foreach (var request in requestStream.ReadAllAsync(CancellationToken.None))
        {
            CheckCompression(request.ExpectCompressed, context);
            sum += request.Payload.Body.Length;
        }

        return new StreamingInputCallResponse { AggregatedPayloadSize = sum };
    }

    public override async Task FullDuplexCall(
        IAsyncStreamReader<StreamingOutputCallRequest> requestStream,
        IServerStreamWriter<StreamingOutputCallResponse> responseStream,
        ServerCallContext context)
    {
        await EchoMetadataAsync(context, compress: false);
        await foreach (var request in requestStream.ReadAllAsync(CancellationToken.None))
        {
            SetStatus(request.ResponseStatus, context);
            foreach (var parameters in request.ResponseParameters)
                await AnswerAsync(parameters, responseStream);
        }
    }

    public override Task HalfDuplexCall(
        IAsyncStreamReader<StreamingOutputCallRequest> requestStream,
        IServerStreamWriter<StreamingOutputCallResponse> responseStream,
        ServerCallContext context) =>
        throw new NotSupportedException();

    private static async Task EchoMetadataAsync(ServerCallContext context, bool compress)
    {
        var headers = new Metadata();
        if (compress)
            headers.Add(InternalEncodingRequest, "gzip");

        foreach (var entry in context.RequestHeaders)
        {
            if (entry.Key is "x-grpc-test-echo-initial")
                headers.Add(entry);
            else if (entry.Key is "x-grpc-test-echo-trailing-bin")
                context.ResponseTrailers.Add(entry);
        }

        if (headers.Count > 0)
            await context.WriteResponseHeadersAsync(headers);
    }

    private static void CheckCompression(BoolValue? expected, ServerCallContext context)
    {
        // What a handler can see of it: whether the request named a codec at all.
        var named = context.GetHttpContext().Request.Headers["grpc-encoding"].ToString();
        if (expected is { Value: true } && named is "" or "identity")
        {
            throw new RpcException(new Status(StatusCode.InvalidArgument, "The request is not compressed."));
        }
    }

    private static void SetStatus(EchoStatus? status, ServerCallContext context)
    {
        if (status is not null)
            context.Status = new Status((StatusCode)status.Code, status.Message);
    }

    private static async Task AnswerAsync(
        ResponseParameters parameters,
        IServerStreamWriter<StreamingOutputCallResponse> responses)
    {
        if (parameters.IntervalUs > 0)
        {
            var pause = TimeSpan.FromMicroseconds(parameters.IntervalUs);
            await Task.Delay(pause, TimeProvider.System, CancellationToken.None);
        }

        if (parameters.Compressed is { Value: false })
            responses.WriteOptions = new WriteOptions(WriteFlags.NoCompress);
        else if (parameters.Compressed is { Value: true })
            responses.WriteOptions = WriteOptions.Default;

        await responses.WriteAsync(new StreamingOutputCallResponse { Payload = Zeros(parameters.Size) });
    }

    private static Payload Zeros(int size)
    {
        // No client accepts more by default, and random requests must not buy memory.
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, 4 * 1024 * 1024);
        return new Payload { Body = ByteString.CopyFrom(new byte[size]) };
    }
}
