using Region.Contracts.Access.V1;
using Region.Contracts.Identity.V1;
using Region.Gateway.Edge;
using Region.Kernel;

namespace Region.Gateway.Identity.Sessions;

/// <summary>
/// The forms of login (fields <c>login</c>, <c>password</c>), logout and switching posts (<c>role</c>, such as
/// VillageAccountant or its number, and <c>unit</c>). Each takes <c>return</c>, demands the antiforgery token of its
/// page (<c>__RequestVerificationToken</c>) and answers 303: after a refusal to
/// <c>/login?refused=REASON&amp;return=…</c>, whose sentence is <see cref="Refusals.SentenceOf"/>.
/// </summary>
internal static class SessionForms
{
    public static void MapSessionForms(this IEndpointRouteBuilder app)
    {
        app.MapPost("/login", LogInAsync).WithMetadata(Counted.AsLogin);
        app.MapPost("/logout", LogOutAsync).WithMetadata(Counted.AsPage);
        app.MapPost("/post", SwitchAsync).WithMetadata(Counted.AsPage);
    }

    private static async Task<IResult> LogInAsync(
        HttpContext context, IFormCollection form, LogIn logIn, SessionBook sessions)
    {
        var back = Field(form, "return");
        var request = new LoginRequest { Login = Field(form, "login"), Password = Field(form, "password") };
        var decision = await logIn.AdmitAsync(request, context.RequestAborted);
        if (!decision.Allowed)
            return Refused(decision.Refusals[0], back);

        // A fresh id, whatever the browser sent: nobody can plant one before the login and use it afterwards.
        var former = SessionCookie.Read(context.Request);
        var id = await sessions.OpenAsync(decision.Value, former, Origin.Of(context), context.RequestAborted);
        SessionCookie.Write(context, id);
        return new SeeOther(LocalPath.Of(back));
    }

    private static async Task<IResult> LogOutAsync(HttpContext context, IFormCollection form, SessionBook sessions)
    {
        if (SessionCookie.Read(context.Request) is { } hash)
            await sessions.EndAsync(hash, context.RequestAborted);

        SessionCookie.Remove(context);
        return new SeeOther(LocalPath.Of(Field(form, "return")));
    }

    private static async Task<IResult> SwitchAsync(
        HttpContext context, IFormCollection form, Visitor visitor, SessionBook sessions)
    {
        if (SessionCookie.Read(context.Request) is not { } hash || visitor.Session is not { } session)
            return new SeeOther(SessionAuthentication.LoginPath);

        var role = Enum.TryParse<Role>(Field(form, "role"), out var named) ? named : Role.Unspecified;
        var moved = await sessions.SwitchAsync(hash, session, (role, Field(form, "unit")), context.RequestAborted);
        if (!moved.Allowed)
            return Refused(moved.Refusals[0], Field(form, "return"));

        SessionCookie.Write(context, moved.Value);
        return new SeeOther(LocalPath.Of(Field(form, "return")));
    }

    private static string Field(IFormCollection form, string name) => form[name].ToString();

    // The reason is in the address, never what was typed: people type their password into the wrong field.
    private static SeeOther Refused(Refused<Refusal> refused, string? back) => new(
        $"{SessionAuthentication.LoginPath}?refused={Refusals.ReasonOf(refused.Rule)}"
        + $"&return={Uri.EscapeDataString(LocalPath.Of(back))}");
}

/// <summary>After a form: look there, with GET.</summary>
internal sealed class SeeOther(string path) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = path;
        httpContext.Response.Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }
}
