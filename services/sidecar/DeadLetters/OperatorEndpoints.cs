using Microsoft.Data.Sqlite;
using Region.Sidecar.Publishing;
using Region.Sidecar.Store;
using Region.Sidecar.Subscriptions;

namespace Region.Sidecar.DeadLetters;

/// <summary>What an operator can see and do: the dead letters, their replay, and how much waits.</summary>
internal static class OperatorEndpoints
{
    private const int DefaultPageSize = 50;
    private const int MaxPageSize = 200;

    public static void MapOperator(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/v1.0-region");
        group.MapGet("/dead-letters", (
            DeadLetterReads reads, string? appId, string? topic, bool? includeReplayed, int? page, int? pageSize) =>
            Results.Ok(reads.Page(
                appId,
                topic,
                includeReplayed ?? false,
                Math.Max(1, page ?? 1),
                Math.Clamp(pageSize ?? DefaultPageSize, 1, MaxPageSize))));
        group.MapGet("/queue", (DeadLetterReads reads) => Results.Ok(reads.Queue()));
        group.MapPost("/dead-letters/{id:long}/replay", ReplayAsync);
    }

    private static async Task ReplayAsync(HttpContext context, long id, StoreWriter writer, SubscriptionTable table)
    {
        Replay replay;
        try
        {
            replay = await writer.RunAsync(new ReplayWrite(id, table), context.RequestAborted);
        }
        catch (SqliteException exception)
        {
            await ErrorJson.WriteAsync(
                context, StatusCodes.Status500InternalServerError, "ERR_REPLAY", exception.Message);
            return;
        }

        var (status, code, message) = replay switch
        {
            Replay.Queued => (StatusCodes.Status202Accepted, string.Empty, string.Empty),
            Replay.Unknown => (StatusCodes.Status404NotFound, "ERR_DEAD_LETTER_NOT_FOUND", "no such dead letter"),
            Replay.AlreadyReplayed =>
                (StatusCodes.Status409Conflict, "ERR_DEAD_LETTER_REPLAYED", "it was replayed before"),
            Replay.NoSubscription =>
                (StatusCodes.Status409Conflict, "ERR_NO_SUBSCRIPTION", "the app does not subscribe to its topic"),
        };
        if (code.Length == 0)
        {
            context.Response.StatusCode = status;
            return;
        }

        await ErrorJson.WriteAsync(context, status, code, message);
    }
}
