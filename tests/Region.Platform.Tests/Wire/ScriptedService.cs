using Grpc.Core;
using Grpc.Testing;

namespace Region.Platform.Tests.Wire;

/// <summary>
/// A service whose handlers a test states; registered as the instance that calls get.
/// </summary>
public sealed class ScriptedService : TestService.TestServiceBase
{
    public Func<SimpleRequest, ServerCallContext, Task<SimpleResponse>> Unary { get; set; } =
        (_, _) => Task.FromResult(new SimpleResponse());

    public Func<IAsyncStreamReader<StreamingOutputCallRequest>, ServerCallContext, Task> Duplex { get; set; } =
        (_, _) => Task.CompletedTask;

    /// <summary>Runs before the handlers of all shapes.</summary>
    public Func<ServerCallContext, Task> Any { get; set; } = _ => Task.CompletedTask;

    public override async Task<SimpleResponse> UnaryCall(SimpleRequest request, ServerCallContext context)
    {
        await Any(context);
        return await Unary(request, context);
    }

    public override async Task<StreamingInputCallResponse> StreamingInputCall(
        IAsyncStreamReader<StreamingInputCallRequest> requestStream, ServerCallContext context)
    {
        await Any(context);
        return new StreamingInputCallResponse();
    }

    public override Task StreamingOutputCall(
        StreamingOutputCallRequest request,
        IServerStreamWriter<StreamingOutputCallResponse> responseStream,
        ServerCallContext context) => Any(context);

    public override async Task FullDuplexCall(
        IAsyncStreamReader<StreamingOutputCallRequest> requestStream,
        IServerStreamWriter<StreamingOutputCallResponse> responseStream,
        ServerCallContext context)
    {
        await Any(context);
        await Duplex(requestStream, context);
    }
}
