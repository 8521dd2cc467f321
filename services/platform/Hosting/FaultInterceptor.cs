using System.Diagnostics;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.Logging;
using Region.Platform.Refusals;

namespace Region.Platform.Hosting;

/// <summary>
/// Turns exceptions into statuses: what passes into UNAVAILABLE, what is broken into INTERNAL with a number to find
/// it in
/// the log by. Nothing of the inside (types, SQL, paths) leaves the service.
/// </summary>
internal sealed class FaultInterceptor(TimeProvider clock, ILogger<FaultInterceptor> logger) : Interceptor
{
    private const string Domain = "region";

    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(request, context);
        }
        catch (Exception exception) when (exception is not RpcException call || call.IsBroken())
        {
            throw Translate(exception, context);
        }
    }

    public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        ServerCallContext context,
        ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(requestStream, context);
        }
        catch (Exception exception) when (exception is not RpcException call || call.IsBroken())
        {
            throw Translate(exception, context);
        }
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(request, responseStream, context);
        }
        catch (Exception exception) when (exception is not RpcException call || call.IsBroken())
        {
            throw Translate(exception, context);
        }
    }

    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(requestStream, responseStream, context);
        }
        catch (Exception exception) when (exception is not RpcException call || call.IsBroken())
        {
            throw Translate(exception, context);
        }
    }

    private RpcException Translate(Exception exception, ServerCallContext context)
    {
        if (exception is OperationCanceledException && context.CancellationToken.IsCancellationRequested)
        {
            var late = context.Deadline != DateTime.MaxValue && clock.GetUtcNow().UtcDateTime >= context.Deadline;
            return new RpcException(new Status(late ? StatusCode.DeadlineExceeded : StatusCode.Cancelled, ""));
        }

        if (Faults.IsPassing(exception))
        {
            Log.Unavailable(logger, context.Method, exception);

            // What is down may be another service that this one asked, or the store.
            var sentence = exception is RpcException
                ? "服务暂时不可用，请稍后再试。"
                : "系统暂时无法写入或读取数据，请稍后再试。";
            return StatusDetails.Exception(StatusCode.Unavailable, "UNAVAILABLE", Domain, sentence);
        }

        var number = Activity.Current?.TraceId.ToHexString() ?? Guid.CreateVersion7(clock.GetUtcNow()).ToString("n");
        Log.Broken(logger, context.Method, number, exception);
        return StatusDetails.Exception(
            StatusCode.Internal, "INTERNAL", Domain, $"系统内部出错，此次操作没有完成。请把编号 {number} 告诉运维人员。");
    }
}

internal static partial class Log
{
    [LoggerMessage(1001, LogLevel.Warning, "{Method} cannot be served now.")]
    public static partial void Unavailable(ILogger logger, string method, Exception exception);

    [LoggerMessage(1002, LogLevel.Error, "{Method} broke; number {Number}.")]
    public static partial void Broken(ILogger logger, string method, string number, Exception exception);
}
