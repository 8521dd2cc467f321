using Dapr;

namespace Microsoft.AspNetCore.Builder;

public static class DaprApplicationBuilderExtensions
{
    /// <summary>Unwraps structured CloudEvents before the endpoints see them.</summary>
    public static IApplicationBuilder UseCloudEvents(this IApplicationBuilder builder) =>
        UseCloudEvents(builder, new CloudEventsMiddlewareOptions());

    /// <summary>Unwraps structured CloudEvents before the endpoints see them.</summary>
    public static IApplicationBuilder UseCloudEvents(
        this IApplicationBuilder builder, CloudEventsMiddlewareOptions options)
    {
        Require.NotNull(builder);
        return builder.UseMiddleware<CloudEventsMiddleware>(options);
    }
}
