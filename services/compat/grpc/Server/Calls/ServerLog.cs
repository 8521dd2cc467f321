using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server;

/// <summary>What the server logs of calls.</summary>
internal static partial class ServerLog
{
    [LoggerMessage(1, LogLevel.Information, "Call {Method} ended with {StatusCode}.")]
    public static partial void CallFailed(ILogger logger, string method, StatusCode statusCode, Exception exception);

    [LoggerMessage(2, LogLevel.Error, "The handler of {Method} failed.")]
    public static partial void HandlerFailed(ILogger logger, string method, Exception exception);

    [LoggerMessage(3, LogLevel.Debug, "The deadline of {Method} passed.")]
    public static partial void DeadlineExceeded(ILogger logger, string method);

    [LoggerMessage(4, LogLevel.Information, "A request of {ContentType} is not gRPC.")]
    public static partial void NotGrpc(ILogger logger, string? contentType);

    [LoggerMessage(5, LogLevel.Information, "{Path} is not implemented.")]
    public static partial void Unimplemented(ILogger logger, string? path);

    [LoggerMessage(6, LogLevel.Debug, "A callback on the cancellation of {Method} failed.")]
    public static partial void CancellationCallbackFailed(ILogger logger, string method, Exception exception);
}
