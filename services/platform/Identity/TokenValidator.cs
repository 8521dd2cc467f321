using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Region.Contracts.Access.V1;

namespace Region.Platform.Identity;

/// <summary>What became of a token: a caller, a refusal, or that the issuer's keys could not be had.</summary>
/// <param name="Caller">Who calls; null where the token is not good.</param>
/// <param name="Undecided">Nothing can be said now: the issuer is unknown to us so far and does not answer.</param>
public readonly record struct TokenVerdict(Caller? Caller, bool Undecided);

/// <summary>
/// Checks tokens: ES256 only, the issuer's own published key, audience, life. A service can vouch only for itself, and
/// only the gateway for people. Good tokens are remembered until they expire, since a signature takes a tenth of a
/// millisecond to check.
/// </summary>
public sealed class TokenValidator
{
    private const int Remembered = 10_000;

    private static readonly TokenVerdict Refused = new(null, Undecided: false);

    private readonly Issuers _issuers;
    private readonly TimeProvider _clock;
    private readonly JsonWebTokenHandler _handler = new() { MaximumTokenSizeInBytes = TokenRules.MaxTokenLength };
    private readonly BoundedCache<TokenHash, Accepted> _accepted = new(Remembered);

    internal TokenValidator(Issuers issuers, TimeProvider clock)
    {
        _issuers = issuers;
        _clock = clock;
    }

    /// <summary>Says whose token it is. Never throws for what stands in the token.</summary>
    public async ValueTask<TokenVerdict> ValidateAsync(string token, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(token) || token.Length > TokenRules.MaxTokenLength)
            return Refused;

        var hash = TokenHash.Of(token);
        if (_accepted.TryGet(hash, out var accepted))
        {
            // By the clock as a new token would be; and by the time that has passed, which no hand sets back.
            var expired = _clock.GetUtcNow() >= accepted.Expires
                || _clock.GetElapsedTime(accepted.Since) >= accepted.Left;
            return expired ? Refused : new TokenVerdict(accepted.Caller, Undecided: false);
        }

        if (Read(token) is not { } jwt || _issuers.Find(jwt.Issuer) is not { } issuer)
            return Refused;

        var found = await issuer.FindAsync(jwt.Kid, cancellationToken);
        if (found.Key is not { } key)
            return new TokenVerdict(null, found.Undecided);

        if (!await IsSignedAsync(jwt, key) || CallerOf(jwt) is not { } caller)
            return Refused;

        var expires = new DateTimeOffset(jwt.ValidTo, TimeSpan.Zero) + TokenRules.ClockSkew;
        var left = expires - _clock.GetUtcNow();
        _accepted.Set(hash, new Accepted(caller, expires, _clock.GetTimestamp(), left));
        return new TokenVerdict(caller, Undecided: false);
    }

    /// <summary>Reads header and claims, and refuses by them what need not be checked further.</summary>
    private JsonWebToken? Read(string token)
    {
        try
        {
            var jwt = _handler.ReadJsonWebToken(token);
            return jwt.Alg is TokenRules.Algorithm
                && !string.IsNullOrEmpty(jwt.Kid)
                && !string.IsNullOrEmpty(jwt.Issuer)
                && !jwt.TryGetHeaderValue<object>("crit", out _) && IsAlive(jwt)
                    ? jwt
                    : null;
        }
        catch (Exception exception) when (exception is SecurityTokenException or ArgumentException or JsonException
            or FormatException or OverflowException or InvalidOperationException)
        {
            return null;
        }
    }

    private bool IsAlive(JsonWebToken jwt)
    {
        var now = _clock.GetUtcNow().UtcDateTime;
        return jwt.ValidTo != DateTime.MinValue && jwt.IssuedAt != DateTime.MinValue
            && now < jwt.ValidTo + TokenRules.ClockSkew
            && now >= jwt.ValidFrom - TokenRules.ClockSkew
            && now >= jwt.IssuedAt - TokenRules.ClockSkew
            && jwt.ValidTo - jwt.IssuedAt <= TokenRules.MaxLifetime;
    }

    private async Task<bool> IsSignedAsync(JsonWebToken jwt, ECDsaSecurityKey key)
    {
        var result = await _handler.ValidateTokenAsync(jwt, new TokenValidationParameters
        {
            IssuerSigningKey = key,
            ValidAlgorithms = [TokenRules.Algorithm],
            ValidIssuer = jwt.Issuer,
            ValidAudience = TokenRules.Audience,
            RequireSignedTokens = true,
            RequireExpirationTime = true,

            // Life was checked above, by our own clock.
            ValidateLifetime = false,
        });
        return result.IsValid;
    }

    /// <summary>The caller that this issuer may vouch for; null where it may not.</summary>
    private static Caller? CallerOf(JsonWebToken jwt)
    {
        if (string.IsNullOrEmpty(jwt.Subject) || TokenRules.ReadRole(Claim(jwt, TokenRules.RoleClaim)) is not { } role)
            return null;

        var unit = Claim(jwt, TokenRules.UnitClaim);
        var mayVouch = role == Role.Service
            ? string.Equals(unit, jwt.Issuer, StringComparison.Ordinal)
            : jwt.Issuer is TokenRules.PeoplesIssuer;
        if (!mayVouch || unit.Length == 0)
            return null;

        var caller = new Caller
        {
            Login = jwt.Subject,
            Name = Claim(jwt, TokenRules.NameClaim),
            Role = role,
            Unit = unit,
            Region = Claim(jwt, TokenRules.RegionClaim),
            Book = Claim(jwt, TokenRules.BookClaim),
        };
        return caller.IsConsistent() ? caller : null;
    }

    private static string Claim(JsonWebToken jwt, string name) =>
        jwt.TryGetPayloadValue<string>(name, out var value) ? value ?? "" : "";

    private sealed record Accepted(Caller Caller, DateTimeOffset Expires, long Since, TimeSpan Left);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct TokenHash(UInt128 First, UInt128 Second)
    {
        public static TokenHash Of(string token)
        {
            Span<byte> hash = stackalloc byte[32];
            SHA256.HashData(Encoding.UTF8.GetBytes(token), hash);
            return new TokenHash(
                BinaryPrimitives.ReadUInt128BigEndian(hash),
                BinaryPrimitives.ReadUInt128BigEndian(hash[16..]));
        }
    }
}
