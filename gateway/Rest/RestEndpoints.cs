namespace Region.Gateway.Rest;

/// <summary>Maps the REST methods as ordinary endpoints, so that limits and 405 answers come from routing.</summary>
internal static class RestEndpoints
{
    public static IServiceCollection AddRest(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(RestSettings.From(configuration))
        .AddSingleton<Upstreams>()
        .AddSingleton<Transcoder>();

    /// <summary>Maps each method; the result says which endpoint serves which, so that policies can be added.</summary>
    public static IReadOnlyList<(RestMethod Method, IEndpointConventionBuilder Endpoint)> MapRest(
        this IEndpointRouteBuilder app, IReadOnlyList<RestMethod> methods)
    {
        var transcoder = app.ServiceProvider.GetRequiredService<Transcoder>();
        return
        [
            .. from method in methods
               let endpoint = app
                   .MapMethods(method.Path.Pattern, [method.Verb], context => transcoder.ServeAsync(context, method))
                   .WithDisplayName(method.Descriptor.FullName)
                   .WithMetadata(method)
               select (method, (IEndpointConventionBuilder)endpoint),
        ];
    }
}
