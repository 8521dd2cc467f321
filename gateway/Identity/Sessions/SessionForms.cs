using Region.Contracts.Access.V1;
using Region.Contracts.Identity.V1;
using Region.Gateway.Edge;
using Region.Gateway.Web;

namespace Region.Gateway.Identity.Sessions;

/// <summary>
/// The forms of login (fields <c>login</c>, <c>password</c>, <c>code</c>), logout and switching posts (<c>role</c>,
/// such as VillageAccountant or its number, and <c>unit</c>). Each takes <c>return</c>, demands the antiforgery
/// token of its page (<c>__RequestVerificationToken</c>) and answers 303: after a refusal to
/// <c>/login?refused=REASON&amp;return=…</c>, whose sentence is <see cref="Refusals.SentenceOf"/>.
/// </summary>
internal static class SessionForms
{
    /// <summary>A new password by the old one: password, code, wanted, repeated.</summary>
    public const string PasswordPath = "/password";

    /// <summary>The first password by a one-time code: code, wanted, repeated.</summary>
    public const string WelcomePath = "/welcome";

    public static void MapSessionForms(this IEndpointRouteBuilder app)
    {
        app.MapPost("/login", LogInAsync).WithMetadata(Counted.AsLogin, FormSize.Small);
        app.MapPost("/logout", LogOutAsync).WithMetadata(Counted.AsPage, FormSize.Small);
        app.MapPost("/post", SwitchAsync).WithMetadata(Counted.AsPage, FormSize.Small);
        app.MapPost(PasswordPath, ChangePasswordAsync).WithMetadata(Counted.AsLogin, FormSize.Small);
        app.MapPost(WelcomePath, WelcomeAsync).WithMetadata(Counted.AsLogin, FormSize.Small);
    }

    private static async Task<IResult> LogInAsync(
        HttpContext context, IFormCollection form, LogIn logIn, SessionBook sessions)
    {
        var back = Field(form, "return");
        var request = new LoginRequest
        {
            Login = Field(form, "login"),
            Password = Field(form, "password"),
            Code = Field(form, "code"),
        };
        var decision = await logIn.AdmitAsync(request, Origin.Of(context), context.RequestAborted);
        if (!decision.Allowed)
            return Refused(decision.Refusals[0].Rule, back);

        await OpenAsync(context, sessions, decision.Value);
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
            return Refused(moved.Refusals[0].Rule, Field(form, "return"));

        SessionCookie.Write(context, moved.Value);
        return new SeeOther(LocalPath.Of(Field(form, "return")));
    }

    private static string Field(IFormCollection form, string name) => form[name].ToString();

    // The new password is typed twice; which login it is, the session says.
    private static async Task<IResult> ChangePasswordAsync(
        HttpContext context, IFormCollection form, Visitor visitor, ChoosePassword choose)
    {
        if (!visitor.IsLoggedIn)
            return new SeeOther(SessionAuthentication.LoginPath);

        if (!string.Equals(Field(form, "wanted"), Field(form, "repeated"), StringComparison.Ordinal))
            return RefusedAt(PasswordPath, Refusal.PasswordsDiffer);

        var shown = new Shown(visitor.Caller.Login, Field(form, "password"), Field(form, "code"));
        var changed = await choose.ChangeAsync(
            shown, Field(form, "wanted"), Origin.Of(context), context.RequestAborted);
        return changed.Allowed
            ? new SeeOther($"{SessionAuthentication.LoginPath}?done=password")
            : RefusedAt(PasswordPath, changed.Refusals[0].Rule);
    }

    private static async Task<IResult> WelcomeAsync(HttpContext context, IFormCollection form, ChoosePassword choose)
    {
        if (!string.Equals(Field(form, "wanted"), Field(form, "repeated"), StringComparison.Ordinal))
            return RefusedAt(Welcome(context), Refusal.PasswordsDiffer);

        var set = await choose.SetFirstAsync(
            Field(form, "code"), Field(form, "wanted"), Origin.Of(context), context.RequestAborted);
        return set.Allowed
            ? new SeeOther($"{SessionAuthentication.LoginPath}?done=password&login={Uri.EscapeDataString(set.Value)}")
            : RefusedAt(Welcome(context), set.Refusals[0].Rule);
    }

    // Whoever came by a link keeps its code; one that was typed never stands in an address.
    private static string Welcome(HttpContext context) =>
        context.Request.Query["code"].ToString() is { Length: > 0 } code
            ? $"{WelcomePath}?code={Uri.EscapeDataString(code)}"
            : WelcomePath;

    /// <summary>
    /// Opens a session under a fresh id, whatever the browser sent: nobody can plant one before the login and use it
    /// afterwards.
    /// </summary>
    internal static async Task OpenAsync(HttpContext context, SessionBook sessions, Admission admitted)
    {
        var former = SessionCookie.Read(context.Request);
        var id = await sessions.OpenAsync(admitted, former, Origin.Of(context), context.RequestAborted);
        SessionCookie.Write(context, id);
    }

    /// <summary>
    /// Back to the login page. The reason is in the address, never what was typed: people type their password into the
    /// wrong field.
    /// </summary>
    internal static SeeOther Refused(Refusal refusal, string? back) => new(
        $"{SessionAuthentication.LoginPath}?refused={Refusals.ReasonOf(refusal)}"
        + $"&return={Uri.EscapeDataString(LocalPath.Of(back))}");

    private static SeeOther RefusedAt(string path, Refusal refusal) =>
        new($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}refused={Refusals.ReasonOf(refusal)}");
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
