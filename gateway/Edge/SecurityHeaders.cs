namespace Region.Gateway.Edge;

/// <summary>What browsers are told about every answer: nothing from outside, no frames, no guessing of types.</summary>
internal static class SecurityHeaders
{
    private const string Closed =
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    // Our own files and nothing written into the page: what somebody smuggles into a text is never a script.
    private const string Pages =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        + "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    // The API page sets styles from its script and draws its icons from data: addresses.
    private const string ApiPage =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + "font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private const string OneYear = "max-age=31536000; includeSubDomains";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        // When the answer starts, since a handler of exceptions clears what was set before.
        context.Response.OnStarting(static state =>
        {
            Set((HttpContext)state);
            return Task.CompletedTask;
        }, context);
        return next(context);
    });

    private static void Set(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = PolicyOf(context.Request.Path);
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";

        // What people may see is theirs alone; it stays in no cache, nor behind the back button after a logout.
        if (context.Request.Path.StartsWithSegments("/v1", StringComparison.Ordinal)
            || (headers.CacheControl.Count is 0 && context.GetEndpoint()?.IsPage() is true))
        {
            headers.CacheControl = "no-store";
        }

        if (context.Request.IsHttps)
            headers.StrictTransportSecurity = OneYear;
    }

    private static string PolicyOf(PathString path)
    {
        if (path.StartsWithSegments("/api", StringComparison.Ordinal))
            return ApiPage;

        return path.StartsWithSegments("/v1", StringComparison.Ordinal) ? Closed : Pages;
    }
}
