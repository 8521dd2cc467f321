using Grpc.Reflection;
using Microsoft.AspNetCore.Routing;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the reflection service.</summary>
public static class GrpcReflectionEndpointRouteBuilderExtensions
{
    /// <summary>Maps grpc.reflection in its versions v1 and v1alpha.</summary>
    public static IEndpointConventionBuilder MapGrpcReflectionService(this IEndpointRouteBuilder builder) =>
        new GrpcServiceEndpointConventionBuilder(
        [
            builder.MapGrpcService<ReflectionService>(),
            builder.MapGrpcService<AlphaReflectionService>(),
        ]);
}
