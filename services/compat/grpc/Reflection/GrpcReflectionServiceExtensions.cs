using Grpc.Reflection;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the reflection service.</summary>
public static class GrpcReflectionServiceExtensions
{
    /// <summary>Adds the reflection service; it tells of the services that are mapped when it is first asked.</summary>
    public static IServiceCollection AddGrpcReflection(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(provider => new ReflectionAnswers(
            new ReflectedSymbols(MappedServices.Find(provider.GetRequiredService<EndpointDataSource>()))));
        return services;
    }
}
