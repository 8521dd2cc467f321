using Grpc.AspNetCore.ClientFactory;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Lets clients carry on the context of the call that is being served.</summary>
public static class GrpcServerHttpClientBuilderExtensions
{
    /// <summary>Carries on deadline and cancellation of the served call.</summary>
    public static IHttpClientBuilder EnableCallContextPropagation(this IHttpClientBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddHttpContextAccessor();
        return builder.AddInterceptor(services => new ContextPropagationInterceptor(
            services.GetRequiredService<IOptionsMonitor<GrpcContextPropagationOptions>>().Get(builder.Name),
            services.GetRequiredService<IHttpContextAccessor>(),
            services.GetRequiredService<ILogger<ContextPropagationInterceptor>>()));
    }

    /// <summary>Carries on deadline and cancellation of the served call, with settings.</summary>
    public static IHttpClientBuilder EnableCallContextPropagation(
        this IHttpClientBuilder builder,
        Action<GrpcContextPropagationOptions> configureOptions)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Configure(builder.Name, configureOptions);
        return builder.EnableCallContextPropagation();
    }
}
