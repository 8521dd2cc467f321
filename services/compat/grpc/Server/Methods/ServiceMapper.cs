using System.Diagnostics.CodeAnalysis;
using Grpc.Core;
using Grpc.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Grpc.AspNetCore.Server;

/// <summary>Maps services, and what is asked for but not implemented, to paths.</summary>
internal sealed class ServiceMapper(IServiceProvider services, ILoggerFactory loggers)
{
    private readonly HashSet<string> _mapped = new(StringComparer.Ordinal);
    private readonly ILogger _logger = loggers.CreateLogger("Grpc.AspNetCore.Server");

    public GrpcServiceEndpointConventionBuilder Map<
        [DynamicallyAccessedMembers(GrpcEndpointRouteBuilderExtensions.ServiceMembers)] TService>(
        IEndpointRouteBuilder endpoints)
        where TService : class
    {
        var all = services.GetRequiredService<IOptions<GrpcServiceOptions>>().Value;
        var own = services.GetRequiredService<IOptions<GrpcServiceOptions<TService>>>().Value;
        var binder = new ServiceMethodBinder<TService>(MethodSettings.Overlay(all, own), _logger);
        BindMethodFinder.Find(typeof(TService))(binder);

        var builders = new List<IEndpointConventionBuilder>();
        foreach (var method in binder.Methods)
        {
            var endpoint = endpoints.Map(method.Method.FullName, method.Serve);
            endpoint.Add(convention =>
            {
                convention.DisplayName = $"gRPC - {method.Method.FullName}";
                foreach (var item in method.Metadata)
                    convention.Metadata.Add(item);
            });
            builders.Add(endpoint);
        }

        if (!(own.IgnoreUnknownServices ?? all.IgnoreUnknownServices ?? false))
            MapUnimplemented(endpoints, binder.Methods);

        return new GrpcServiceEndpointConventionBuilder(builders);
    }

    private void MapUnimplemented(IEndpointRouteBuilder endpoints, IReadOnlyList<ServiceMethod> methods)
    {
        foreach (var service in methods.Select(method => method.Method.ServiceName).Distinct(StringComparer.Ordinal))
            MapUnimplemented(endpoints, service, "Method is unimplemented.");

        MapUnimplemented(endpoints, "{unimplementedService}", "Service is unimplemented.");
    }

    private void MapUnimplemented(IEndpointRouteBuilder endpoints, string service, string detail)
    {
        if (!_mapped.Add(service))
            return;

        var pattern = $"{service}/{{unimplementedMethod:{UnimplementedConstraint.Name}}}";
        endpoints.Map(pattern, http =>
        {
            ServerLog.Unimplemented(_logger, http.Request.Path);
            http.Response.ContentType = GrpcHeaders.ContentType;
            ResponseStatus.Write(http.Response, new Status(StatusCode.Unimplemented, detail), trailers: null);
            return Task.CompletedTask;
        }).Add(convention => convention.DisplayName = $"gRPC - {detail}");
    }
}
