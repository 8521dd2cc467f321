using System.Diagnostics.CodeAnalysis;
using Grpc.Core;

namespace Grpc.Net.Client;

/// <summary>Makes the four shapes of calls through a channel.</summary>
internal sealed class HttpCallInvoker(GrpcChannel channel) : CallInvoker
{
    [SuppressMessage("Usage", "MA0045", Justification = "A blocking call blocks; its callers asked for that.")]
    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        using var call = AsyncUnaryCall(method, host, options, request);
        return call.ResponseAsync.GetAwaiter().GetResult();
    }

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        var call = new HttpCall<TRequest, TResponse>(channel, method, options);
        call.Start(request);
        return new AsyncUnaryCall<TResponse>(
            call.GetResponseAsync(),
            static state => ((HttpCall<TRequest, TResponse>)state).GetHeadersAsync(),
            static state => ((HttpCall<TRequest, TResponse>)state).GetStatus(),
            static state => ((HttpCall<TRequest, TResponse>)state).GetTrailers(),
            static state => ((HttpCall<TRequest, TResponse>)state).Dispose(),
            call);
    }

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        var call = new HttpCall<TRequest, TResponse>(channel, method, options);
        call.Start(request);
        return new AsyncServerStreamingCall<TResponse>(
            new ClientStreamReader<TRequest, TResponse>(call),
            static state => ((HttpCall<TRequest, TResponse>)state).GetHeadersAsync(),
            static state => ((HttpCall<TRequest, TResponse>)state).GetStatus(),
            static state => ((HttpCall<TRequest, TResponse>)state).GetTrailers(),
            static state => ((HttpCall<TRequest, TResponse>)state).Dispose(),
            call);
    }

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options)
    {
        var call = new HttpCall<TRequest, TResponse>(channel, method, options);
        var writer = call.StartStream();
        return new AsyncClientStreamingCall<TRequest, TResponse>(
            writer,
            call.GetResponseAsync(),
            static state => ((HttpCall<TRequest, TResponse>)state).GetHeadersAsync(),
            static state => ((HttpCall<TRequest, TResponse>)state).GetStatus(),
            static state => ((HttpCall<TRequest, TResponse>)state).GetTrailers(),
            static state => ((HttpCall<TRequest, TResponse>)state).Dispose(),
            call);
    }

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options)
    {
        var call = new HttpCall<TRequest, TResponse>(channel, method, options);
        var writer = call.StartStream();
        return new AsyncDuplexStreamingCall<TRequest, TResponse>(
            writer,
            new ClientStreamReader<TRequest, TResponse>(call),
            static state => ((HttpCall<TRequest, TResponse>)state).GetHeadersAsync(),
            static state => ((HttpCall<TRequest, TResponse>)state).GetStatus(),
            static state => ((HttpCall<TRequest, TResponse>)state).GetTrailers(),
            static state => ((HttpCall<TRequest, TResponse>)state).Dispose(),
            call);
    }
}
