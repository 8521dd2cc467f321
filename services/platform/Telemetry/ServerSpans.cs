using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Region.Platform.Telemetry;

/// <summary>Gives the framework's server span its service, name and route, which it does not know by itself.</summary>
internal sealed class ServerSpans(RequestDelegate next, Hosting.ThisService self)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpActivityFeature>()?.Activity is { IsAllDataRequested: true } span)
            Describe(span, context);

        await next(context);
    }

    private void Describe(Activity span, HttpContext context)
    {
        span.SetTag("region.service", self.Name);
        if ((context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText is not { } route)
            return;

        var parts = route.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var isGrpc = context.Request.ContentType?.StartsWith("application/grpc", StringComparison.Ordinal) ?? false;
        if (isGrpc && parts.Length == 2)
        {
            span.DisplayName = $"{parts[0]}/{parts[1]}";
            span.SetTag("rpc.system", "grpc");
            span.SetTag("rpc.service", parts[0]);
            span.SetTag("rpc.method", parts[1]);
        }
        else
        {
            span.DisplayName = $"{context.Request.Method} {route}";
            span.SetTag("http.route", route);
        }
    }
}
