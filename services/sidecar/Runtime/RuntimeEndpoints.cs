using Microsoft.Data.Sqlite;
using Region.Sidecar.Apps;
using Region.Sidecar.Publishing;
using Region.Sidecar.Store;

namespace Region.Sidecar.Runtime;

/// <summary>Health, metadata and shutdown over HTTP.</summary>
internal static class RuntimeEndpoints
{
    public static void MapRuntime(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/v1.0/healthz", HealthAsync);
        endpoints.MapGet("/v1.0/healthz/outbound", OutboundHealthAsync);
        endpoints.MapGet("/v1.0/metadata", (HttpContext context, RuntimeMetadata metadata) =>
            Results.Json(metadata.For(ApiTokenGate.AppOf(context))));
        endpoints.MapPut("/v1.0/metadata/{key}", SetMetadataAsync);
        endpoints.MapPost("/v1.0/shutdown", ShutDownAsync);
    }

    private static Task HealthAsync(HttpContext context, StoreWriter writer, AppRegistry apps)
    {
        if (!writer.IsRunning)
        {
            return ErrorJson.WriteAsync(
                context,
                StatusCodes.Status500InternalServerError,
                "ERR_HEALTH_NOT_READY",
                "dapr is not ready: [the queue is closed]");
        }

        var appId = context.Request.Query["appid"].ToString();
        return appId.Length > 0 && apps.Find(appId) is null
            ? ErrorJson.WriteAsync(
                context,
                StatusCodes.Status500InternalServerError,
                "ERR_HEALTH_APPID_NOT_MATCH",
                "dapr app-id does not match")
            : NoContent(context);
    }

    private static Task OutboundHealthAsync(HttpContext context, StoreWriter writer) => writer.IsRunning
        ? NoContent(context)
        : ErrorJson.WriteAsync(
            context,
            StatusCodes.Status500InternalServerError,
            "ERR_OUTBOUND_HEALTH_NOT_READY",
            "dapr outbound is not ready");

    private static async Task SetMetadataAsync(HttpContext context, string key, StoreWriter writer)
    {
        using var reader = new StreamReader(context.Request.Body);
        var value = await reader.ReadToEndAsync(context.RequestAborted);
        try
        {
            await writer.RunAsync(
                new SetMetadataWrite(ApiTokenGate.AppOf(context).AppId, key, value), context.RequestAborted);
        }
        catch (SqliteException exception)
        {
            await ErrorJson.WriteAsync(
                context, StatusCodes.Status500InternalServerError, "ERR_METADATA_SET", exception.Message);
            return;
        }

        await NoContent(context);
    }

    private static Task ShutDownAsync(HttpContext context, IHostApplicationLifetime lifetime)
    {
        if (!ApiTokenGate.AppOf(context).Settings.MayShutDown)
        {
            return ErrorJson.WriteAsync(
                context,
                StatusCodes.Status403Forbidden,
                "ERR_SHUTDOWN_FORBIDDEN",
                "this sidecar serves several apps and may not be shut down by this one");
        }

        context.Response.OnCompleted(() =>
        {
            lifetime.StopApplication();
            return Task.CompletedTask;
        });
        return NoContent(context);
    }

    private static Task NoContent(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}
