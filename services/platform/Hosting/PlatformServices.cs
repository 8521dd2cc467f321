using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Region.Contracts;
using Region.Platform.Access;
using Region.Platform.Identity;

namespace Region.Platform.Hosting;

/// <summary>The parts of the platform that every host has.</summary>
internal static class PlatformServices
{
    /// <summary>gRPC with faults translated outermost and access enforced before any service code.</summary>
    public static void AddGrpcPlatform(this IServiceCollection services)
    {
        services.TryAddSingleton(_ => AccessRules.Of(typeof(Topics).Assembly));
        services.AddSingleton<FaultInterceptor>();
        services.AddSingleton<AccessInterceptor>();
        services.AddSingleton<ServiceCallInterceptor>();
        services.AddSingleton<RetriedReads>();
        services.AddHttpContextAccessor();
        services.AddGrpc(grpc =>
        {
            grpc.MaxReceiveMessageSize = ServiceHost.MaxRequestBytes;
            grpc.EnableDetailedErrors = false;
            grpc.Interceptors.Add<FaultInterceptor>();
            grpc.Interceptors.Add<AccessInterceptor>();
        });
        services.AddGrpcReflection();
        services.AddGrpcHealthChecks().AddCheck<ReadinessCheck>("ready");
    }

    /// <summary>This process's keys and tokens, and the check of everybody's.</summary>
    public static void AddIdentity(this IServiceCollection services, string service, string keyFile)
    {
        services.AddSingleton(provider => new SigningKeys(keyFile, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new TokenMint(
            service, provider.GetRequiredService<SigningKeys>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new ServiceTokens(
            service, provider.GetRequiredService<TokenMint>(), provider.GetRequiredService<TimeProvider>()));
        services.AddHttpClient(PublicKeys.Client, client =>
        {
            client.Timeout = PublicKeys.Timeout;
            client.MaxResponseContentBufferSize = PublicKeys.MaxBytes;
        });
        services.AddSingleton(provider => new Issuers(
            service,
            provider.GetRequiredService<SigningKeys>(),
            OtherIssuers(provider, service),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<Issuers>>()));
        services.AddSingleton(provider => new TokenValidator(
            provider.GetRequiredService<Issuers>(), provider.GetRequiredService<TimeProvider>()));
    }

    /// <summary>The client of the sidecar, and the policy «Dapr» that only the sidecar passes.</summary>
    public static void AddSidecar(this IServiceCollection services, IConfiguration configuration, ServiceAddress own)
    {
        services.AddDaprClient(dapr =>
        {
            dapr.UseHttpEndpoint(configuration["Region:Dapr:HttpEndpoint"] ?? "http://127.0.0.1:3500");
            dapr.UseGrpcEndpoint(configuration["Region:Dapr:GrpcEndpoint"] ?? "http://127.0.0.1:50001");
            if (own.ApiToken.Length > 0)
                dapr.UseDaprApiToken(own.ApiToken);
        });
        services.AddAuthentication().AddDapr(sidecar =>
        {
            if (own.AppToken.Length > 0)
                sidecar.Token = own.AppToken;
        });
        services.AddAuthorization(policies => policies.AddDapr());
    }

    private static Dictionary<string, Func<CancellationToken, Task<PublicKeySet>>> OtherIssuers(
        IServiceProvider provider, string self)
    {
        var directory = provider.GetRequiredService<ServiceDirectory>();
        var clients = provider.GetRequiredService<IHttpClientFactory>();
        return directory.Names.Where(name => !string.Equals(name, self, StringComparison.Ordinal)).ToDictionary(
            name => name,
            name => (Func<CancellationToken, Task<PublicKeySet>>)(cancellationToken => PublicKeys.FetchAsync(
                clients.CreateClient(PublicKeys.Client), directory.Of(name).Http, cancellationToken)),
            StringComparer.Ordinal);
    }
}
