using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Region.Platform.Identity;

/// <summary>
/// Signs tokens in the name of this process. The gateway mints people's tokens; a service only its own.
/// </summary>
public sealed class TokenMint(string issuer, SigningKeys keys, TimeProvider clock)
{
    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>A signed token that says who the caller is.</summary>
    /// <param name="caller">A person under one post, or the issuer itself.</param>
    /// <param name="lifetime">At most <see cref="TokenRules.MaxLifetime"/>.</param>
    public string Mint(Caller caller, TimeSpan lifetime)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(lifetime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lifetime, TokenRules.MaxLifetime);

        var now = clock.GetUtcNow();
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = TokenRules.Audience,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = (now + lifetime).UtcDateTime,
            SigningCredentials = new SigningCredentials(keys.Current(), TokenRules.Algorithm),
            Subject = new ClaimsIdentity(
            [
                new Claim(JwtRegisteredClaimNames.Sub, caller.Login),
                new Claim(TokenRules.NameClaim, caller.Name),
                new Claim(TokenRules.RoleClaim, TokenRules.Write(caller.Role)),
                new Claim(TokenRules.UnitClaim, caller.Unit),
                new Claim(TokenRules.RegionClaim, caller.Region),
                new Claim(TokenRules.BookClaim, caller.Book),
            ]),
        });
    }
}

/// <summary>The token that this process shows when it calls another service for itself.</summary>
public sealed class ServiceTokens(string service, TokenMint mint, TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan RenewBefore = TimeSpan.FromMinutes(2);

    // Replaced as a whole; two threads that renew at once make two good tokens.
    private volatile Minted? _minted;

    /// <summary>
    /// A token with at least two minutes to go. After a jump of the clock, forward or back, the old one is no good to
    /// anybody: one from the future is refused like one that has expired.
    /// </summary>
    public string Current()
    {
        var now = clock.GetUtcNow();
        if (_minted is { } minted && now >= minted.At && now < minted.At + Lifetime - RenewBefore)
            return minted.Token;

        var token = mint.Mint(Caller.Service(service), Lifetime);
        _minted = new Minted(token, now);
        return token;
    }

    private sealed record Minted(string Token, DateTimeOffset At);
}
