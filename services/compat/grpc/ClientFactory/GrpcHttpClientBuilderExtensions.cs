using System.Diagnostics.CodeAnalysis;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Grpc.Net.ClientFactory;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Configures registered gRPC clients.</summary>
public static class GrpcHttpClientBuilderExtensions
{
    /// <summary>Changes the settings of the channel, with services.</summary>
    public static IHttpClientBuilder ConfigureChannel(
        this IHttpClientBuilder builder,
        Action<IServiceProvider, GrpcChannelOptions> configureChannel)
    {
        ArgumentNullException.ThrowIfNull(configureChannel);
        return builder.ConfigureGrpcClient((services, options) =>
            options.ChannelOptionsActions.Add(channel => configureChannel(services, channel)));
    }

    /// <summary>Changes the settings of the channel.</summary>
    public static IHttpClientBuilder ConfigureChannel(
        this IHttpClientBuilder builder,
        Action<GrpcChannelOptions> configureChannel)
    {
        ArgumentNullException.ThrowIfNull(configureChannel);
        return builder.ConfigureGrpcClient((_, options) => options.ChannelOptionsActions.Add(configureChannel));
    }

    /// <summary>Adds an interceptor that all clients of the channel share.</summary>
    public static IHttpClientBuilder AddInterceptor(
        this IHttpClientBuilder builder,
        Func<IServiceProvider, Interceptor> configureInvoker) =>
        builder.AddInterceptor(InterceptorScope.Channel, configureInvoker);

    /// <summary>Adds an interceptor that lives as long as the scope says.</summary>
    public static IHttpClientBuilder AddInterceptor(
        this IHttpClientBuilder builder,
        InterceptorScope scope,
        Func<IServiceProvider, Interceptor> configureInvoker)
    {
        ArgumentNullException.ThrowIfNull(configureInvoker);
        return builder.ConfigureGrpcClient((_, options) =>
            options.InterceptorRegistrations.Add(new InterceptorRegistration(scope, configureInvoker)));
    }

    /// <summary>Adds an interceptor that all clients of the channel share.</summary>
    public static IHttpClientBuilder AddInterceptor(
        this IHttpClientBuilder builder,
        Func<Interceptor> configureInvoker) =>
        builder.AddInterceptor(InterceptorScope.Channel, configureInvoker);

    /// <summary>Adds an interceptor that lives as long as the scope says.</summary>
    public static IHttpClientBuilder AddInterceptor(
        this IHttpClientBuilder builder,
        InterceptorScope scope,
        Func<Interceptor> configureInvoker)
    {
        ArgumentNullException.ThrowIfNull(configureInvoker);
        return builder.AddInterceptor(scope, _ => configureInvoker());
    }

    /// <summary>Adds an interceptor from the services, which all clients of the channel share.</summary>
    public static IHttpClientBuilder AddInterceptor<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TInterceptor>(
        this IHttpClientBuilder builder)
        where TInterceptor : Interceptor =>
        builder.AddInterceptor<TInterceptor>(InterceptorScope.Channel);

    /// <summary>Adds an interceptor from the services, which lives as long as the scope says.</summary>
    public static IHttpClientBuilder AddInterceptor<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TInterceptor>(
        this IHttpClientBuilder builder,
        InterceptorScope scope)
        where TInterceptor : Interceptor =>
        builder.AddInterceptor(scope, services => services.GetRequiredService<TInterceptor>());

    /// <summary>Adds metadata that proves who calls, to each call.</summary>
    public static IHttpClientBuilder AddCallCredentials(
        this IHttpClientBuilder builder,
        Func<AuthInterceptorContext, Metadata, Task> authInterceptor)
    {
        ArgumentNullException.ThrowIfNull(authInterceptor);
        return builder.AddCallCredentials((context, metadata, _) => authInterceptor(context, metadata));
    }

    /// <summary>Adds metadata that proves who calls, to each call, with services.</summary>
    public static IHttpClientBuilder AddCallCredentials(
        this IHttpClientBuilder builder,
        Func<AuthInterceptorContext, Metadata, IServiceProvider, Task> authInterceptor)
    {
        ArgumentNullException.ThrowIfNull(authInterceptor);
        return builder.AddCallOptions(context =>
        {
            var services = context.ServiceProvider;
            AddCredentials(context, CallCredentials.FromInterceptor(
                (call, metadata) => authInterceptor(call, metadata, services)));
        });
    }

    /// <summary>Adds credentials to each call.</summary>
    public static IHttpClientBuilder AddCallCredentials(this IHttpClientBuilder builder, CallCredentials credentials)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        return builder.AddCallOptions(context => AddCredentials(context, credentials));
    }

    /// <summary>Creates the client by a function that needs services.</summary>
    public static IHttpClientBuilder ConfigureGrpcClientCreator(
        this IHttpClientBuilder builder,
        Func<IServiceProvider, CallInvoker, object> configureCreator)
    {
        ArgumentNullException.ThrowIfNull(configureCreator);
        return builder.ConfigureGrpcClient((services, options) =>
            options.Creator = invoker => configureCreator(services, invoker));
    }

    /// <summary>Creates the client by a function.</summary>
    public static IHttpClientBuilder ConfigureGrpcClientCreator(
        this IHttpClientBuilder builder,
        Func<CallInvoker, object> configureCreator)
    {
        ArgumentNullException.ThrowIfNull(configureCreator);
        return builder.ConfigureGrpcClient((_, options) => options.Creator = configureCreator);
    }

    internal static IHttpClientBuilder ConfigureGrpcClient(
        this IHttpClientBuilder builder,
        Action<IServiceProvider, GrpcClientFactoryOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddTransient<IConfigureOptions<GrpcClientFactoryOptions>>(services =>
            new ConfigureNamedOptions<GrpcClientFactoryOptions>(builder.Name, options => configure(services, options)));
        return builder;
    }

    private static IHttpClientBuilder AddCallOptions(
        this IHttpClientBuilder builder,
        Action<CallOptionsContext> addCredentials) =>
        builder.ConfigureGrpcClient((_, options) =>
        {
            options.HasCallCredentials = true;
            options.CallOptionsActions.Add(addCredentials);
        });

    private static void AddCredentials(CallOptionsContext context, CallCredentials credentials)
    {
        var joined = context.CallOptions.Credentials is { } present
            ? CallCredentials.Compose(present, credentials)
            : credentials;
        context.CallOptions = context.CallOptions.WithCredentials(joined);
    }
}
