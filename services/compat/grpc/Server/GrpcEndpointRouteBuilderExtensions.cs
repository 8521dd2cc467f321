using System.Diagnostics.CodeAnalysis;
using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps gRPC services to paths.</summary>
public static class GrpcEndpointRouteBuilderExtensions
{
    internal const DynamicallyAccessedMemberTypes ServiceMembers = DynamicallyAccessedMemberTypes.All;

    /// <summary>Maps the methods of a service to their paths.</summary>
    public static GrpcServiceEndpointConventionBuilder MapGrpcService<
        [DynamicallyAccessedMembers(ServiceMembers)] TService>(this IEndpointRouteBuilder builder)
        where TService : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        var mapper = builder.ServiceProvider.GetService<ServiceMapper>() ?? throw new InvalidOperationException(
            "Unable to find the required services. Please add all the required services by calling " +
            "'IServiceCollection.AddGrpc' inside the call to 'ConfigureServices(...)' in the application startup " +
            "code.");
        return mapper.Map<TService>(builder);
    }
}
