using System.Text.Json;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Region.Platform.Crashes;

namespace Region.Platform.Events;

/// <summary>One event on its way to its handler.</summary>
internal delegate Task<Outcome> Dispatch(
    IServiceProvider services,
    JsonElement envelope,
    EventHeader header,
    CancellationToken cancellationToken);

/// <summary>
/// Reads deliveries, hands them to their handlers and answers the sidecar: success only after the handler's commit,
/// 503 for what is not ready, DROP for what is impossible once the dead letter is on disk.
/// </summary>
internal sealed class EventDispatcher(
    IServiceScopeFactory scopes,
    DeadLetterStore deadLetters,
    ILogger<EventDispatcher> logger)
{
    private readonly Dictionary<string, Dispatch> _handlers = new(StringComparer.Ordinal);

    internal void Register(string topic, Dispatch handler) => _handlers.Add(topic, handler);

    /// <summary>Applies an event from its stored envelope, as a replay does.</summary>
    internal async Task<Outcome> ApplyAsync(
        EventHeader header,
        JsonElement envelope,
        CancellationToken cancellationToken)
    {
        if (!_handlers.TryGetValue(header.Topic, out var handler))
            return Outcome.Impossible("本服务不再接收这个主题的事件。");

        await using var scope = scopes.CreateAsyncScope();
        return await handler(scope.ServiceProvider, envelope, header, cancellationToken);
    }

    internal async Task ReceiveAsync(string topic, HttpContext context)
    {
        CrashPoints.Enter(topic);
        CrashPoints.Reach(CrashPoints.BeforeHandling);
        using var body = await ReadAsync(context);
        await ReceiveSingleAsync(topic, body, context);
        CrashPoints.Reach(CrashPoints.AfterAcknowledging);
    }

    internal async Task ReceiveBulkAsync<TEvent, THandler>(string topic, HttpContext context)
        where TEvent : class, IMessage<TEvent>, new()
        where THandler : IBulkEventHandler<TEvent>
    {
        CrashPoints.Enter(topic);
        CrashPoints.Reach(CrashPoints.BeforeHandling);
        using var body = await ReadAsync(context);
        if (body is null || !body.RootElement.TryGetProperty("entries", out var entries))
        {
            // A sidecar that was told of no bulk, or fell back from it, delivers singly to the same route.
            await ReceiveSingleAsync(topic, body, context);
            CrashPoints.Reach(CrashPoints.AfterAcknowledging);
            return;
        }

        var batch = entries.EnumerateArray().Select(entry => new BulkEntry(
            entry.GetProperty("entryId").GetString() ?? "",
            entry.GetProperty("event"))).ToArray();
        await using var scope = scopes.CreateAsyncScope();
        var outcomes = await BulkDelivery<TEvent>.ApplyAsync(
            topic, batch, scope.ServiceProvider.GetRequiredService<THandler>(), deadLetters, context.RequestAborted);
        foreach (var outcome in outcomes.Where(outcome => outcome.IsImpossible))
            Log.Impossible(logger, topic, "bulk", outcome.Reason);

        CrashPoints.Reach(CrashPoints.BeforeAcknowledging);
        await context.Response.WriteAsJsonAsync(
            new
            {
                statuses = batch.Zip(outcomes, (entry, outcome) =>
                    new { entryId = entry.Id, status = Status(outcome) }).ToArray(),
            },
            context.RequestAborted);
        CrashPoints.Reach(CrashPoints.AfterAcknowledging);
    }

    private static string Status(Outcome outcome) =>
        outcome.IsApplied ? "SUCCESS" : outcome.IsImpossible ? "DROP" : "RETRY";

    private static async Task<JsonDocument?> ReadAsync(HttpContext context)
    {
        try
        {
            return await JsonDocument.ParseAsync(
                context.Request.Body, cancellationToken: context.RequestAborted);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task ReceiveSingleAsync(string topic, JsonDocument? body, HttpContext context)
    {
        var outcome = body is null || Envelope.ReadHeader(topic, body.RootElement) is not { } header
            ? await UnreadableAsync(topic)
            : await SettleAsync(header, body.RootElement, context.RequestAborted);
        context.Response.StatusCode = outcome.IsApplied || outcome.IsImpossible
            ? StatusCodes.Status200OK
            : StatusCodes.Status503ServiceUnavailable;
        CrashPoints.Reach(CrashPoints.BeforeAcknowledging);
        await context.Response.WriteAsJsonAsync(new { status = Status(outcome) }, context.RequestAborted);
    }

    private async Task<Outcome> SettleAsync(
        EventHeader header,
        JsonElement envelope,
        CancellationToken cancellationToken)
    {
        var outcome = await ApplyAsync(header, envelope, cancellationToken);
        if (outcome.IsImpossible)
        {
            await deadLetters.KeepAsync(header, envelope, outcome.Reason, cancellationToken);
            Log.Impossible(logger, header.Topic, header.Id, outcome.Reason);
        }
        else if (!outcome.IsApplied)
        {
            Log.NotReady(logger, header.Topic, header.Id, outcome.Reason);
        }

        return outcome;
    }

    private Task<Outcome> UnreadableAsync(string topic)
    {
        // Without an id nothing can be kept under it; the sidecar keeps the delivery in its own dead letters.
        Log.Unreadable(logger, topic);
        return Task.FromResult(EventRoutes.Unreadable);
    }
}

/// <summary>One entry of a bulk delivery.</summary>
internal readonly record struct BulkEntry(string Id, JsonElement Event);
