using Grpc.Core;

namespace Grpc.AspNetCore.Server;

/// <summary>Runs the four shapes of a call: reads what the handler needs and writes what it gives.</summary>
internal static class MethodRunners
{
    public static Func<HttpServerCallContext, Task> Unary<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        UnaryServerMethod<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class =>
        async call =>
        {
            var request = await ReadSingleAsync(call, method.RequestMarshaller);
            await WriteSingleAsync(call, method.ResponseMarshaller, await handler(request, call));
        };

    public static Func<HttpServerCallContext, Task> ClientStreaming<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        ClientStreamingServerMethod<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class =>
        async call =>
        {
            var requests = new RequestStream<TRequest>(call, method.RequestMarshaller.ContextualDeserializer);
            try
            {
                await WriteSingleAsync(call, method.ResponseMarshaller, await handler(requests, call));
            }
            finally
            {
                requests.Close();
            }
        };

    public static Func<HttpServerCallContext, Task> ServerStreaming<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        ServerStreamingServerMethod<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class =>
        async call =>
        {
            var request = await ReadSingleAsync(call, method.RequestMarshaller);
            var responses = new ResponseStream<TResponse>(call, method.ResponseMarshaller.ContextualSerializer);
            try
            {
                await handler(request, responses, call);
            }
            finally
            {
                responses.Close();
            }
        };

    public static Func<HttpServerCallContext, Task> Duplex<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        DuplexStreamingServerMethod<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class =>
        async call =>
        {
            var requests = new RequestStream<TRequest>(call, method.RequestMarshaller.ContextualDeserializer);
            var responses = new ResponseStream<TResponse>(call, method.ResponseMarshaller.ContextualSerializer);
            try
            {
                await handler(requests, responses, call);
            }
            finally
            {
                requests.Close();
                responses.Close();
            }
        };

    private static async ValueTask<T> ReadSingleAsync<T>(HttpServerCallContext call, Marshaller<T> marshaller)
        where T : class
    {
        var request = await call.Reader.ReadAsync(marshaller.ContextualDeserializer, call.CancellationToken)
            ?? throw new RpcException(new Status(StatusCode.Internal, "Incomplete message."));
        await call.Reader.ReadEndAsync(call.CancellationToken);
        return request;
    }

    private static async ValueTask WriteSingleAsync<T>(HttpServerCallContext call, Marshaller<T> marshaller, T? message)
        where T : class
    {
        if (message is null)
            throw new RpcException(new Status(StatusCode.Cancelled, "No message returned from method."));

        if (!call.HasEnded)
            await call.WriteMessageAsync(message, marshaller.ContextualSerializer, call.WriteOptions?.Flags ?? default);
    }
}
