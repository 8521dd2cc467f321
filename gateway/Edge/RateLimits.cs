using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.RateLimiting;
using Region.Contracts.Identity.V1;
using Region.Gateway.Problems;
using Region.Gateway.Rest;

namespace Region.Gateway.Edge;

/// <summary>
/// How much one caller may ask: by address, by token, and far less for logins. REST methods, pages and forms are
/// counted: the gateway calls its own gRPC port, and probes must always be answered. Section <c>Region:Limits</c>.
/// </summary>
internal static class RateLimits
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public static IServiceCollection AddRateLimits(this IServiceCollection services, IConfiguration configuration)
    {
        var address = Bucket(configuration, "PerAddress", burst: 1000, perSecond: 500);
        var token = Bucket(configuration, "PerToken", burst: 300, perSecond: 150);
        var login = Bucket(configuration, "Login", burst: 60, perSecond: 1);
        return services.AddRateLimiter(options =>
        {
            options.GlobalLimiter = PartitionedRateLimiter.CreateChained(
                Limiter(address, Address),
                Limiter(token, Token),
                Limiter(login, context => IsLogin(context) ? Address(context) : null));
            options.OnRejected = RejectAsync;
        });
    }

    private static TokenBucketRateLimiterOptions Bucket(
        IConfiguration configuration, string name, int burst, int perSecond)
    {
        var section = configuration.GetSection($"Region:Limits:{name}");
        return new TokenBucketRateLimiterOptions
        {
            TokenLimit = section.GetValue("Burst", burst),
            TokensPerPeriod = section.GetValue("PerSecond", perSecond),
            ReplenishmentPeriod = Second,
            QueueLimit = 0,
        };
    }

    // A key of null, or a request for no REST method, is not counted.
    private static PartitionedRateLimiter<HttpContext> Limiter(
        TokenBucketRateLimiterOptions bucket, Func<HttpContext, string?> key) =>
        PartitionedRateLimiter.Create<HttpContext, string>(
            context => IsCounted(context.GetEndpoint()) && key(context) is { } name
                ? RateLimitPartition.GetTokenBucketLimiter(name, _ => bucket)
                : RateLimitPartition.GetNoLimiter(""),
            StringComparer.Ordinal);

    private static string Address(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "unknown";

    private static string? Token(HttpContext context) =>
        context.Request.Headers.Authorization is [{ Length: > 0 } authorization]
            ? Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(authorization)))
            : null;

    private static bool IsCounted(Endpoint? endpoint) =>
        endpoint is not null && (endpoint.Metadata.GetMetadata<RestMethod>() is not null || endpoint.IsPage());

    private static bool IsLogin(HttpContext context)
    {
        var metadata = context.GetEndpoint()!.Metadata;
        return metadata.GetMetadata<Counted>() is { IsLogin: true } || string.Equals(
            metadata.GetMetadata<RestMethod>()?.Descriptor.Service.FullName,
            SessionService.Descriptor.FullName,
            StringComparison.Ordinal);
    }

    private static async ValueTask RejectAsync(OnRejectedContext rejected, CancellationToken cancellationToken)
    {
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : Second;
        var seconds = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds));
        rejected.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        await ProblemHosting.WriteAsync(rejected.HttpContext, Unknown.Of(StatusCodes.Status429TooManyRequests));
    }
}

/// <summary>Marks an endpoint of the web side: limited, and served to the world. Razor pages need no mark.</summary>
internal sealed record Counted(bool IsLogin)
{
    public static Counted AsPage { get; } = new(IsLogin: false);

    /// <summary>Whoever guesses passwords is slowed down far sooner.</summary>
    public static Counted AsLogin { get; } = new(IsLogin: true);
}

/// <summary>Tells pages from the rest.</summary>
internal static class PageEndpoints
{
    public static bool IsPage(this Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<Counted>() is not null
        || endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null;
}
