using Grpc.Core;
using Grpc.Testing;

namespace Region.Platform.Tests.Wire;

/// <summary>
/// A service whose unary and duplex handlers a test states; registered as the instance that calls get.
/// </summary>
public sealed class ScriptedService : TestService.TestServiceBase
{
    public Func<SimpleRequest, ServerCallContext, Task<SimpleResponse>> Unary { get; set; } =
        (_, _) => Task.FromResult(new SimpleResponse());

    public Func<IAsyncStreamReader<StreamingOutputCallRequest>, ServerCallContext, Task> Duplex { get; set; } =
        (_, _) => Task.CompletedTask;

    public override Task<SimpleResponse> UnaryCall(SimpleRequest request, ServerCallContext context) =>
        Unary(request, context);

    public override Task FullDuplexCall(
        IAsyncStreamReader<StreamingOutputCallRequest> requestStream,
        IServerStreamWriter<StreamingOutputCallResponse> responseStream,
        ServerCallContext context) =>
        Duplex(requestStream, context);
}
