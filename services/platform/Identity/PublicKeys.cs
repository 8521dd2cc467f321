using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Region.Platform.Identity;

/// <summary>Publishes this process's public keys, and fetches those of others.</summary>
internal static class PublicKeys
{
    public const string Path = "/.well-known/jwks.json";

    /// <summary>The name of the HTTP client that fetches.</summary>
    public const string Client = "region-jwks";

    /// <summary>A list of sixteen keys takes four KiB.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>An issuer that needs longer is down; calls wait for this.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet(Path, (SigningKeys keys) => Results.Json(keys.Published())).AllowAnonymous();

    public static async Task<PublicKeySet> FetchAsync(
        HttpClient client, Uri issuer, CancellationToken cancellationToken)
    {
        var json = await client.GetByteArrayAsync(new Uri(issuer, Path), cancellationToken);
        var set = JsonSerializer.Deserialize<PublicKeySet>(json);
        return set is { Keys: not null } ? set : throw new JsonException("The answer holds no keys.");
    }
}
