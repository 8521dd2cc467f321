using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Region.Gateway.Identity.Outside;

/// <summary>
/// Speaks with the provider: its discovery document, the exchange of a code, and the check of its token (issuer,
/// audience, signature, life, nonce). Whatever does not fit is nobody.
/// </summary>
internal sealed class OutsideProvider(
    OutsideSettings settings, IHttpClientFactory clients, TimeProvider clock, ILogger<OutsideProvider> logger)
{
    /// <summary>The name of the HTTP client.</summary>
    public const string Client = "outside";

    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    private readonly JsonWebTokenHandler _handler = new();

    /// <summary>The provider's page that the browser is sent to; null where it does not answer.</summary>
    public async Task<string?> AddressAsync(OutsideTrip trip, string callback, CancellationToken cancellationToken)
    {
        if (await GuardAsync(() => DiscoverAsync(cancellationToken), cancellationToken) is not { } found)
            return null;

        var query = QueryString.Create(
        [
            KeyValuePair.Create<string, string?>("response_type", "code"),
            KeyValuePair.Create<string, string?>("scope", "openid"),
            KeyValuePair.Create<string, string?>("client_id", settings.ClientId),
            KeyValuePair.Create<string, string?>("redirect_uri", callback),
            KeyValuePair.Create<string, string?>("state", trip.State),
            KeyValuePair.Create<string, string?>("nonce", trip.Nonce),
            KeyValuePair.Create<string, string?>("code_challenge", trip.Challenge),
            KeyValuePair.Create<string, string?>("code_challenge_method", "S256"),
        ]);
        return found.AuthorizationEndpoint + query.ToUriComponent();
    }

    /// <summary>Whom the provider vouches for (sub); null for nobody.</summary>
    public async Task<string?> SubjectAsync(
        OutsideTrip trip, string code, string callback, CancellationToken cancellationToken) =>
        await GuardAsync(
            async () =>
            {
                var found = await DiscoverAsync(cancellationToken);
                var token = await RedeemAsync(found, trip, (code, callback), cancellationToken);
                var keys = await GetAsync(found.JwksUri, cancellationToken);
                return await CheckAsync(token, new JsonWebKeySet(keys), trip);
            },
            cancellationToken);

    private async Task<string?> CheckAsync(string token, JsonWebKeySet keys, OutsideTrip trip)
    {
        var now = clock.GetUtcNow();
        var result = await _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = settings.Issuer,
            ValidAudience = settings.ClientId,
            IssuerSigningKeys = keys.GetSigningKeys(),
            ValidAlgorithms = ["RS256", "ES256", "PS256"],
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            LifetimeValidator = (from, until, _, _) =>
                until is { } end && now < new DateTimeOffset(end, TimeSpan.Zero) + Skew
                && (from is not { } start || now >= new DateTimeOffset(start, TimeSpan.Zero) - Skew),
        });
        if (!result.IsValid || result.SecurityToken is not JsonWebToken jwt)
            return null;

        return jwt.TryGetPayloadValue<string>("nonce", out var nonce)
            && string.Equals(nonce, trip.Nonce, StringComparison.Ordinal)
            && jwt.Subject is { Length: > 0 } subject
                ? subject
                : null;
    }

    private async Task<string> RedeemAsync(
        Discovery found, OutsideTrip trip, (string Code, string Callback) got, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, found.TokenEndpoint);
        request.Content = new FormUrlEncodedContent(
        [
            KeyValuePair.Create("grant_type", "authorization_code"),
            KeyValuePair.Create("code", got.Code),
            KeyValuePair.Create("redirect_uri", got.Callback),
            KeyValuePair.Create("client_id", settings.ClientId),
            KeyValuePair.Create("code_verifier", trip.Verifier),
        ]);
        if (settings.ClientSecret.Length > 0)
        {
            var pair = $"{Uri.EscapeDataString(settings.ClientId)}:{Uri.EscapeDataString(settings.ClientSecret)}";
            request.Headers.Authorization = new AuthenticationHeaderValue(
                "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
        }

        using var http = clients.CreateClient(Client);
        using var answer = await http.SendAsync(request, cancellationToken);
        answer.EnsureSuccessStatusCode();
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        return JsonSerializer.Deserialize<Redeemed>(text)?.IdToken ?? throw new JsonException("There is no id_token.");
    }

    private async Task<Discovery> DiscoverAsync(CancellationToken cancellationToken)
    {
        var text = await GetAsync($"{settings.Issuer}/.well-known/openid-configuration", cancellationToken);
        var found = JsonSerializer.Deserialize<Discovery>(text) ?? throw new JsonException("The document is empty.");
        string[] addresses = [found.AuthorizationEndpoint, found.TokenEndpoint, found.JwksUri];
        return string.Equals(found.Issuer.TrimEnd('/'), settings.Issuer, StringComparison.Ordinal)
            && addresses.All(OutsideSettings.IsSafe)
                ? found
                : throw new JsonException("The document is another issuer's, or names unsafe addresses.");
    }

    private async Task<string> GetAsync(string address, CancellationToken cancellationToken)
    {
        using var http = clients.CreateClient(Client);
        return await http.GetStringAsync(new Uri(address), cancellationToken);
    }

    private async Task<T?> GuardAsync<T>(Func<Task<T>> ask, CancellationToken cancellationToken)
        where T : class?
    {
        try
        {
            return await ask();
        }
        catch (Exception exception) when (
            exception is HttpRequestException or JsonException or SecurityTokenException or ArgumentException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            OutsideLog.Failed(logger, settings.Issuer, exception);
            return null;
        }
    }

    private sealed record Discovery
    {
        [JsonPropertyName("issuer")]
        public required string Issuer { get; init; }

        [JsonPropertyName("authorization_endpoint")]
        public required string AuthorizationEndpoint { get; init; }

        [JsonPropertyName("token_endpoint")]
        public required string TokenEndpoint { get; init; }

        [JsonPropertyName("jwks_uri")]
        public required string JwksUri { get; init; }
    }

    private sealed record Redeemed
    {
        [JsonPropertyName("id_token")]
        public string? IdToken { get; init; }
    }
}

internal static partial class OutsideLog
{
    [LoggerMessage(5011, LogLevel.Warning, "The provider {Issuer} did not answer as it should.")]
    public static partial void Failed(ILogger logger, string issuer, Exception exception);
}
