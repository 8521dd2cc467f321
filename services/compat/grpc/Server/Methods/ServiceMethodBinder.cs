using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server;

/// <summary>
/// Learns the methods of a service from its generated binder, which gives no handlers when it gets no service; the
/// handlers are the methods of the service type by name, called on an instance that each call gets for itself.
/// </summary>
internal sealed class ServiceMethodBinder<
    [DynamicallyAccessedMembers(GrpcEndpointRouteBuilderExtensions.ServiceMembers)] TService>(
    MethodSettings settings,
    ILogger logger) : ServiceBinderBase
    where TService : class
{
    private readonly InterceptorPipeline _pipeline = new(settings.Interceptors);
    private readonly List<ServiceMethod> _methods = [];

    private delegate Task<TResponse> Unary<TRequest, TResponse>(
        TService service, TRequest request, ServerCallContext context);

    private delegate Task<TResponse> ClientStreaming<TRequest, TResponse>(
        TService service, IAsyncStreamReader<TRequest> requests, ServerCallContext context);

    private delegate Task ServerStreaming<TRequest, TResponse>(
        TService service, TRequest request, IServerStreamWriter<TResponse> responses, ServerCallContext context);

    private delegate Task Duplex<TRequest, TResponse>(
        TService service,
        IAsyncStreamReader<TRequest> requests,
        IServerStreamWriter<TResponse> responses,
        ServerCallContext context);

    public IReadOnlyList<ServiceMethod> Methods => _methods;

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        UnaryServerMethod<TRequest, TResponse>? handler)
    {
        var target = Find(method, typeof(TRequest), typeof(ServerCallContext));
        var invoke = target.CreateDelegate<Unary<TRequest, TResponse>>();
        Add(method, target, streamsRequests: false, MethodRunners.Unary(method, _pipeline.Unary<TRequest, TResponse>(
            async (request, context) =>
            {
                var service = ServiceActivator<TService>.Activate(context.GetHttpContext().RequestServices);
                try
                {
                    return await invoke(service.Instance, request, context);
                }
                finally
                {
                    await service.ReleaseAsync();
                }
            })));
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        ClientStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var target = Find(method, typeof(IAsyncStreamReader<TRequest>), typeof(ServerCallContext));
        var invoke = target.CreateDelegate<ClientStreaming<TRequest, TResponse>>();
        Add(method, target, streamsRequests: true, MethodRunners.ClientStreaming(
            method,
            _pipeline.ClientStreaming<TRequest, TResponse>(async (requests, context) =>
            {
                var service = ServiceActivator<TService>.Activate(context.GetHttpContext().RequestServices);
                try
                {
                    return await invoke(service.Instance, requests, context);
                }
                finally
                {
                    await service.ReleaseAsync();
                }
            })));
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        ServerStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var target = Find(
            method, typeof(TRequest), typeof(IServerStreamWriter<TResponse>), typeof(ServerCallContext));
        var invoke = target.CreateDelegate<ServerStreaming<TRequest, TResponse>>();
        Add(method, target, streamsRequests: false, MethodRunners.ServerStreaming(
            method,
            _pipeline.ServerStreaming<TRequest, TResponse>(async (request, responses, context) =>
            {
                var service = ServiceActivator<TService>.Activate(context.GetHttpContext().RequestServices);
                try
                {
                    await invoke(service.Instance, request, responses, context);
                }
                finally
                {
                    await service.ReleaseAsync();
                }
            })));
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        DuplexStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var target = Find(
            method,
            typeof(IAsyncStreamReader<TRequest>),
            typeof(IServerStreamWriter<TResponse>),
            typeof(ServerCallContext));
        var invoke = target.CreateDelegate<Duplex<TRequest, TResponse>>();
        Add(method, target, streamsRequests: true, MethodRunners.Duplex(
            method,
            _pipeline.Duplex<TRequest, TResponse>(async (requests, responses, context) =>
            {
                var service = ServiceActivator<TService>.Activate(context.GetHttpContext().RequestServices);
                try
                {
                    await invoke(service.Instance, requests, responses, context);
                }
                finally
                {
                    await service.ReleaseAsync();
                }
            })));
    }

    private static MethodInfo Find(IMethod method, params Type[] parameters) =>
        typeof(TService).GetMethod(method.Name, BindingFlags.Instance | BindingFlags.Public, parameters)
        ?? throw new InvalidOperationException($"Could not find '{method.Name}' on {typeof(TService)}.");

    private void Add(
        IMethod method,
        MethodInfo target,
        bool streamsRequests,
        Func<HttpServerCallContext, Task> run)
    {
        // The method's attributes come last, so that they win over those of the service.
        object[] metadata =
        [
            .. typeof(TService).GetCustomAttributes(inherit: true),
            .. target.GetCustomAttributes(inherit: true),
            new GrpcMethodMetadata(typeof(TService), method),
            new HttpMethodMetadata(["POST"], acceptCorsPreflight: true),
        ];
        var server = new CallServer(settings, streamsRequests, run, logger);
        _methods.Add(new ServiceMethod(method, metadata, server.ServeAsync));
    }
}
