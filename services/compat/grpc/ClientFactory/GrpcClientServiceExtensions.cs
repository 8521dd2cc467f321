using System.Diagnostics.CodeAnalysis;
using Grpc.Net.ClientFactory;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers gRPC clients.</summary>
public static class GrpcClientServiceExtensions
{
    private const DynamicallyAccessedMemberTypes Constructors = DynamicallyAccessedMemberTypes.PublicConstructors;

    /// <summary>Registers a client under the name of its type.</summary>
    public static IHttpClientBuilder AddGrpcClient<[DynamicallyAccessedMembers(Constructors)] TClient>(
        this IServiceCollection services)
        where TClient : class =>
        Register<TClient>(services, typeof(TClient).Name);

    /// <summary>Registers a client under the name of its type, with settings.</summary>
    public static IHttpClientBuilder AddGrpcClient<[DynamicallyAccessedMembers(Constructors)] TClient>(
        this IServiceCollection services,
        Action<GrpcClientFactoryOptions> configureClient)
        where TClient : class =>
        services.AddGrpcClient<TClient>(typeof(TClient).Name, configureClient);

    /// <summary>Registers a client under the name of its type, with settings that need services.</summary>
    public static IHttpClientBuilder AddGrpcClient<[DynamicallyAccessedMembers(Constructors)] TClient>(
        this IServiceCollection services,
        Action<IServiceProvider, GrpcClientFactoryOptions> configureClient)
        where TClient : class =>
        services.AddGrpcClient<TClient>(typeof(TClient).Name, configureClient);

    /// <summary>Registers a client under a name.</summary>
    public static IHttpClientBuilder AddGrpcClient<[DynamicallyAccessedMembers(Constructors)] TClient>(
        this IServiceCollection services,
        string name)
        where TClient : class =>
        Register<TClient>(services, name);

    /// <summary>Registers a client under a name, with settings.</summary>
    public static IHttpClientBuilder AddGrpcClient<[DynamicallyAccessedMembers(Constructors)] TClient>(
        this IServiceCollection services,
        string name,
        Action<GrpcClientFactoryOptions> configureClient)
        where TClient : class
    {
        ArgumentNullException.ThrowIfNull(configureClient);
        var builder = Register<TClient>(services, name);
        services.Configure(name, configureClient);
        return builder;
    }

    /// <summary>Registers a client under a name, with settings that need services.</summary>
    public static IHttpClientBuilder AddGrpcClient<[DynamicallyAccessedMembers(Constructors)] TClient>(
        this IServiceCollection services,
        string name,
        Action<IServiceProvider, GrpcClientFactoryOptions> configureClient)
        where TClient : class
    {
        ArgumentNullException.ThrowIfNull(configureClient);
        var builder = Register<TClient>(services, name);
        builder.ConfigureGrpcClient(configureClient);
        return builder;
    }

    private static IHttpClientBuilder Register<[DynamicallyAccessedMembers(Constructors)] TClient>(
        IServiceCollection services,
        string name)
        where TClient : class
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(name);
        services.TryAddSingleton<GrpcChannelCache>();
        services.TryAddTransient<GrpcClientFactory, DefaultGrpcClientFactory>();
        ClientRegistrations.Of(services).Reserve(name, typeof(TClient));
        var builder = services.AddHttpClient(name);

        // Inserted rather than added, so that a handler which the application configures wins.
        services.Configure<Http.HttpClientFactoryOptions>(name, options =>
            options.HttpMessageHandlerBuilderActions.Insert(0, handlers =>
                handlers.PrimaryHandler = GrpcHandlers.CreateDefault()));
        services.AddTransient(provider => provider.GetRequiredService<GrpcClientFactory>().CreateClient<TClient>(name));
        return builder;
    }
}
