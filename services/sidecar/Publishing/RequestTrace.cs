using System.Diagnostics;

namespace Region.Sidecar.Publishing;

/// <summary>The trace context of the request under way.</summary>
internal static class RequestTrace
{
    public static (string? Parent, string? State) Of(HttpContext context)
    {
        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } id } activity)
        {
            return (id, activity.TraceStateString);
        }

        var parent = context.Request.Headers.TraceParent.ToString();
        return parent.Length == 0 ? (null, null) : (parent, context.Request.Headers.TraceState.ToString());
    }
}
