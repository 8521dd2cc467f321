using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace Region.Gateway.Identity.Outside;

/// <summary>What must come back from the provider with the person whom we sent there.</summary>
/// <param name="State">Ties the answer to this browser.</param>
/// <param name="Nonce">Ties the provider's token to this trip.</param>
/// <param name="Verifier">The secret behind the PKCE challenge.</param>
/// <param name="Back">The page of ours to go to afterwards.</param>
internal sealed record OutsideTrip(string State, string Nonce, string Verifier, string Back)
{
    private const int Bytes = 32;

    public static OutsideTrip To(string back) => new(Random(), Random(), Random(), back);

    /// <summary>The PKCE challenge (S256, RFC 7636).</summary>
    public string Challenge => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    private static string Random() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
}

/// <summary>Keeps the trip in a sealed cookie of the browser that makes it, for ten minutes.</summary>
internal sealed class OutsideTrips(IDataProtectionProvider protection)
{
    private const string CookieName = "region-outside";
    private const string CookiePath = "/login/outside";

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private readonly ITimeLimitedDataProtector _seal =
        protection.CreateProtector("region.outside.trip").ToTimeLimitedDataProtector();

    public void Write(HttpContext context, OutsideTrip trip) => context.Response.Cookies.Append(
        CookieName, _seal.Protect(JsonSerializer.Serialize(trip), Longest), Options(context.Request));

    /// <summary>The trip of this browser, once; null where it made none, or too long ago.</summary>
    public OutsideTrip? Take(HttpContext context)
    {
        if (!context.Request.Cookies.TryGetValue(CookieName, out var text))
            return null;

        context.Response.Cookies.Delete(CookieName, Options(context.Request));
        try
        {
            return JsonSerializer.Deserialize<OutsideTrip>(_seal.Unprotect(text));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    // Lax: the provider sends the browser back with a link, which Strict would not let the cookie travel with.
    private static CookieOptions Options(HttpRequest request) => new()
    {
        HttpOnly = true,
        Secure = request.IsHttps,
        SameSite = SameSiteMode.Lax,
        Path = CookiePath,
        MaxAge = Longest,
        IsEssential = true,
    };
}
