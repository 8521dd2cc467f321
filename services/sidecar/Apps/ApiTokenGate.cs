using Grpc.Core;

namespace Region.Sidecar.Apps;

/// <summary>
/// Lets in who shows a token: an app to Dapr's interface, an operator to ours, anybody to the health probes.
/// </summary>
internal sealed class ApiTokenGate(RequestDelegate next, AppRegistry apps)
{
    private const string AppToken = "dapr-api-token";
    private const string OperatorToken = "region-operator-token";
    private static readonly object AppKey = new();

    /// <summary>The app whose token the request showed.</summary>
    public static ServedApp AppOf(HttpContext context) => (ServedApp)context.Items[AppKey]!;

    public async Task InvokeAsync(HttpContext context)
    {
        var path = context.Request.Path;
        if (IsOpen(path))
        {
            await next(context);
        }
        else if (path.StartsWithSegments("/v1.0-region", StringComparison.Ordinal))
        {
            await AdmitAsync(context, apps.IsOperator(context.Request.Headers[OperatorToken].ToString()));
        }
        else
        {
            var app = apps.FindByToken(context.Request.Headers[AppToken].ToString());
            context.Items[AppKey] = app;
            await AdmitAsync(context, app is not null);
        }
    }

    /// <summary>
    /// Probes tell nothing, and reflection only what is published anyway; Dapr's client asks before it has a token.
    /// </summary>
    private static bool IsOpen(PathString path) =>
        path.StartsWithSegments("/v1.0/healthz", StringComparison.Ordinal)
        || path.Value!.StartsWith("/grpc.reflection.", StringComparison.Ordinal);

    private async Task AdmitAsync(HttpContext context, bool isAdmitted)
    {
        const string refusal = "invalid api token";
        if (isAdmitted)
        {
            await next(context);
            return;
        }

        if (context.Request.ContentType?.StartsWith("application/grpc", StringComparison.Ordinal) == true)
        {
            context.Response.ContentType = "application/grpc";
            context.Response.Headers["grpc-status"] = $"{(int)StatusCode.Unauthenticated}";
            context.Response.Headers["grpc-message"] = refusal;
            return;
        }

        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        context.Response.ContentType = "text/plain";
        await context.Response.WriteAsync(refusal, context.RequestAborted);
    }
}
