using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Region.Gateway.Identity.Sessions;

/// <summary>
/// The id of a session as the browser keeps it: 256 random bits that scripts cannot read. Over TLS the name's prefix
/// makes browsers refuse a cookie that another host or path has set; on plain loopback the prefix is not allowed.
/// </summary>
internal static class SessionCookie
{
    public const string PlainName = "region-session";
    public const string SecureName = $"__Host-{PlainName}";

    private const int Bytes = 32;

    /// <summary>A fresh id, and the hash under which it is stored.</summary>
    public static (string Id, string Hash) Make()
    {
        var id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
        return (id, Hash(id));
    }

    /// <summary>The hash of the id that the browser sent; null where it sent none, or none of ours.</summary>
    public static string? Read(HttpRequest request) =>
        request.Cookies.TryGetValue(NameOn(request), out var id) && id is { Length: 43 } ? Hash(id) : null;

    public static void Write(HttpContext context, string id) =>
        context.Response.Cookies.Append(NameOn(context.Request), id, Options(context.Request));

    public static void Remove(HttpContext context) =>
        context.Response.Cookies.Delete(NameOn(context.Request), Options(context.Request));

    private static string NameOn(HttpRequest request) => request.IsHttps ? SecureName : PlainName;

    // Without an end: it goes with the browser, and the store has the last word anyway.
    private static CookieOptions Options(HttpRequest request) => new()
    {
        HttpOnly = true,
        Secure = request.IsHttps,
        SameSite = SameSiteMode.Lax,
        Path = "/",
        IsEssential = true,
    };

    // A plain hash is enough for 256 random bits; whoever reads the store cannot go back to the id.
    private static string Hash(string id) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(id)));
}
