using Grpc.Core;

namespace Grpc.AspNetCore.Server;

/// <summary>Builds, once for each method, the way from the server through the interceptors to the handler.</summary>
internal sealed class InterceptorPipeline(IEnumerable<InterceptorRegistration> registrations)
{
    private readonly InterceptorActivator[] _innermostFirst =
        [.. registrations.Reverse().Select(registration => new InterceptorActivator(registration))];

    public UnaryServerMethod<TRequest, TResponse> Unary<TRequest, TResponse>(
        UnaryServerMethod<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class
    {
        foreach (var activator in _innermostFirst)
        {
            var next = handler;
            handler = async (request, context) =>
            {
                var interceptor = activator.Activate(context.GetHttpContext().RequestServices);
                try
                {
                    return await interceptor.Instance.UnaryServerHandler(request, context, next);
                }
                finally
                {
                    await interceptor.ReleaseAsync();
                }
            };
        }

        return handler;
    }

    public ClientStreamingServerMethod<TRequest, TResponse> ClientStreaming<TRequest, TResponse>(
        ClientStreamingServerMethod<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class
    {
        foreach (var activator in _innermostFirst)
        {
            var next = handler;
            handler = async (requests, context) =>
            {
                var interceptor = activator.Activate(context.GetHttpContext().RequestServices);
                try
                {
                    return await interceptor.Instance.ClientStreamingServerHandler(requests, context, next);
                }
                finally
                {
                    await interceptor.ReleaseAsync();
                }
            };
        }

        return handler;
    }

    public ServerStreamingServerMethod<TRequest, TResponse> ServerStreaming<TRequest, TResponse>(
        ServerStreamingServerMethod<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class
    {
        foreach (var activator in _innermostFirst)
        {
            var next = handler;
            handler = async (request, responses, context) =>
            {
                var interceptor = activator.Activate(context.GetHttpContext().RequestServices);
                try
                {
                    await interceptor.Instance.ServerStreamingServerHandler(request, responses, context, next);
                }
                finally
                {
                    await interceptor.ReleaseAsync();
                }
            };
        }

        return handler;
    }

    public DuplexStreamingServerMethod<TRequest, TResponse> Duplex<TRequest, TResponse>(
        DuplexStreamingServerMethod<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class
    {
        foreach (var activator in _innermostFirst)
        {
            var next = handler;
            handler = async (requests, responses, context) =>
            {
                var interceptor = activator.Activate(context.GetHttpContext().RequestServices);
                try
                {
                    await interceptor.Instance.DuplexStreamingServerHandler(requests, responses, context, next);
                }
                finally
                {
                    await interceptor.ReleaseAsync();
                }
            };
        }

        return handler;
    }
}
