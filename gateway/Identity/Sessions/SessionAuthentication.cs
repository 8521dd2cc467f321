using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Region.Gateway.Identity.Sessions;

/// <summary>
/// Turns the session's cookie into a principal. Only pages and forms look at it: REST asks for a token in the header,
/// so that no other site can make a browser call it.
/// </summary>
internal sealed class SessionAuthentication(
    SessionBook sessions,
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "session";
    public const string LoginPath = "/login";
    public const string UnitClaim = "unit";
    public const string RegionClaim = "region";
    public const string BookClaim = "book";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (SessionCookie.Read(Request) is not { } hash)
            return AuthenticateResult.NoResult();

        if (await sessions.FindAsync(hash, Context.RequestAborted) is not { } session)
            return AuthenticateResult.Fail("The session is over.");

        Context.Features.Set(session);
        return AuthenticateResult.Success(new AuthenticationTicket(ToPrincipal(session), SchemeName));
    }

    /// <summary>Who is not logged in goes to the login page and comes back to where he wanted to go.</summary>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var wanted = HttpMethods.IsGet(Request.Method) ? $"{Request.Path}{Request.QueryString}" : "/";
        Response.Redirect($"{LoginPath}?return={Uri.EscapeDataString(wanted)}");
        return Task.CompletedTask;
    }

    private static ClaimsPrincipal ToPrincipal(BrowserSession session) => new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, session.Caller.Login),
            new Claim(ClaimTypes.Name, session.Caller.Name),
            new Claim(ClaimTypes.Role, session.Caller.Role.ToString()),
            new Claim(UnitClaim, session.Caller.Unit),
            new Claim(RegionClaim, session.Caller.Region),
            new Claim(BookClaim, session.Caller.Book),
        ],
        SchemeName));
}
