using System.Text.Json;
using System.Text.Json.Serialization;
using Dapr;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

public static class DaprEndpointRouteBuilderExtensions
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Answers the sidecar's question which topics go to which endpoints.</summary>
    public static IEndpointConventionBuilder MapSubscribeHandler(this IEndpointRouteBuilder endpoints) =>
        Map(endpoints, rawPayload: false);

    /// <summary>Answers the sidecar's question which topics go to which endpoints.</summary>
    public static IEndpointConventionBuilder MapSubscribeHandler(
        this IEndpointRouteBuilder endpoints, SubscribeOptions options) =>
        Map(endpoints, options?.EnableRawPayload ?? false);

    private static IEndpointConventionBuilder Map(IEndpointRouteBuilder endpoints, bool rawPayload)
    {
        Require.NotNull(endpoints);

        // Written as text without a content type, byte for byte what the official package answers.
        return endpoints.MapGet("dapr/subscribe", context => context.Response.WriteAsync(
            JsonSerializer.Serialize(
                SubscriptionList.From(context.RequestServices.GetRequiredService<EndpointDataSource>(), rawPayload),
                Json),
            context.RequestAborted));
    }
}
