using Region.Gateway.Edge;
using Region.Gateway.Identity.Sessions;

namespace Region.Gateway.Identity.Outside;

/// <summary>
/// <c>GET /login/outside?return=…</c> sends the browser to the provider, <c>/login/outside/back</c> takes it back. Both
/// are links, not forms, since the content policy lets forms go to this site only.
/// </summary>
internal static class OutsideRoutes
{
    public const string Path = "/login/outside";

    private const string BackPath = Path + "/back";

    public static void MapOutsideLogin(this IEndpointRouteBuilder app)
    {
        if (!app.ServiceProvider.GetRequiredService<OutsideSettings>().IsOn)
            return;

        app.MapGet(Path, LeaveAsync).WithMetadata(Counted.AsLogin);
        app.MapGet(BackPath, ComeBackAsync).WithMetadata(Counted.AsLogin);
    }

    private static async Task<IResult> LeaveAsync(HttpContext context, OutsideTrips trips, OutsideProvider provider)
    {
        var trip = OutsideTrip.To(LocalPath.Of(context.Request.Query["return"]));
        var address = await provider.AddressAsync(trip, Callback(context.Request), context.RequestAborted);
        if (address is null)
            return SessionForms.Refused(Refusal.OutsideFailed, trip.Back);

        trips.Write(context, trip);
        return new SeeOther(address);
    }

    private static async Task<IResult> ComeBackAsync(
        HttpContext context, OutsideTrips trips, OutsideProvider provider, LogIn logIn, SessionBook sessions)
    {
        var query = context.Request.Query;
        if (trips.Take(context) is not { } trip
            || !string.Equals(query["state"], trip.State, StringComparison.Ordinal)
            || query["code"].ToString() is not { Length: > 0 } code
            || await provider.SubjectAsync(trip, code, Callback(context.Request), context.RequestAborted)
                is not { } subject)
        {
            return SessionForms.Refused(Refusal.OutsideFailed, "/");
        }

        var admitted = await logIn.AdmitVouchedAsync(subject, Origin.Of(context), context.RequestAborted);
        if (!admitted.Allowed)
            return SessionForms.Refused(admitted.Refusals[0].Rule, trip.Back);

        await SessionForms.OpenAsync(context, sessions, admitted.Value);
        return new SeeOther(trip.Back);
    }

    private static string Callback(HttpRequest request) => $"{request.Scheme}://{request.Host}{BackPath}";
}
