namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the reflection service.</summary>
public static class GrpcReflectionServiceExtensions
{
    /// <summary>Adds the reflection service.</summary>
    public static IServiceCollection AddGrpcReflection(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        return services;
    }
}
