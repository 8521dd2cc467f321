using System.Diagnostics.CodeAnalysis;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.ClientFactory;

/// <summary>Gives calls the deadline and the cancellation of the served call that makes them.</summary>
internal sealed class ContextPropagationInterceptor(
    GrpcContextPropagationOptions options,
    IHttpContextAccessor accessor,
    ILogger<ContextPropagationInterceptor> logger) : Interceptor
{
    private const string NotFound = "Unable to propagate server context values to the call. ";

    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        TRequest request,
        ClientInterceptorContext<TRequest, TResponse> context,
        BlockingUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        var propagated = Propagate(context, out var link);
        using (link)
            return continuation(request, propagated);
    }

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request,
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        var call = continuation(request, Propagate(context, out var link));
        return link is null ? call : new AsyncUnaryCall<TResponse>(
            ReleaseAfter(call.ResponseAsync, link),
            call.ResponseHeadersAsync,
            call.GetStatus,
            call.GetTrailers,
            () => Release(call, link));
    }

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        TRequest request,
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncServerStreamingCallContinuation<TRequest, TResponse> continuation)
    {
        var call = continuation(request, Propagate(context, out var link));
        return link is null ? call : new AsyncServerStreamingCall<TResponse>(
            call.ResponseStream,
            call.ResponseHeadersAsync,
            call.GetStatus,
            call.GetTrailers,
            () => Release(call, link));
    }

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncClientStreamingCallContinuation<TRequest, TResponse> continuation)
    {
        var call = continuation(Propagate(context, out var link));
        return link is null ? call : new AsyncClientStreamingCall<TRequest, TResponse>(
            call.RequestStream,
            ReleaseAfter(call.ResponseAsync, link),
            call.ResponseHeadersAsync,
            call.GetStatus,
            call.GetTrailers,
            () => Release(call, link));
    }

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncDuplexStreamingCallContinuation<TRequest, TResponse> continuation)
    {
        var call = continuation(Propagate(context, out var link));
        return link is null ? call : new AsyncDuplexStreamingCall<TRequest, TResponse>(
            call.RequestStream,
            call.ResponseStream,
            call.ResponseHeadersAsync,
            call.GetStatus,
            call.GetTrailers,
            () => Release(call, link));
    }

    private static async Task<T> ReleaseAfter<T>(Task<T> response, CancellationTokenSource link)
    {
        using (link)
            return await response;
    }

    private static void Release(IDisposable call, CancellationTokenSource link)
    {
        call.Dispose();
        link.Dispose();
    }

    private ClientInterceptorContext<TRequest, TResponse> Propagate<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context,
        out CancellationTokenSource? link)
        where TRequest : class
        where TResponse : class
    {
        link = null;
        if (!TryFindServedCall(out var served))
            return context;

        var callOptions = context.Options;
        if (served.Deadline < (callOptions.Deadline ?? DateTime.MaxValue))
            callOptions = callOptions.WithDeadline(served.Deadline);

        if (served.CancellationToken.CanBeCanceled)
        {
            if (callOptions.CancellationToken.CanBeCanceled)
            {
                link = CancellationTokenSource.CreateLinkedTokenSource(
                    served.CancellationToken, callOptions.CancellationToken);
            }

            callOptions = callOptions.WithCancellationToken(link?.Token ?? served.CancellationToken);
        }

        return new ClientInterceptorContext<TRequest, TResponse>(context.Method, context.Host, callOptions);
    }

    private bool TryFindServedCall([NotNullWhen(true)] out ServerCallContext? served)
    {
        served = accessor.HttpContext?.Features.Get<IServerCallContextFeature>()?.ServerCallContext;
        if (served is not null)
            return true;

        if (!options.SuppressContextNotFoundErrors)
        {
            throw new InvalidOperationException(NotFound + (accessor.HttpContext is null
                ? "Can't find the current HttpContext."
                : "Can't find the gRPC ServerCallContext on the current HttpContext."));
        }

        PropagationLog.ContextNotFound(logger);
        return false;
    }
}
