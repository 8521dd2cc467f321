using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Region.Sidecar.Apps;
using Region.Sidecar.Store;
using Region.Sidecar.Subscriptions;

namespace Region.Sidecar.Delivery;

/// <summary>An event that is ready to be sent.</summary>
internal sealed record Prepared(StoredEvent Event, int Attempts, DeliveryBody Body);

/// <summary>Takes due deliveries of one subscription to its app and records how each of them ended.</summary>
internal sealed partial class Deliverer(
    EventStore store,
    StoreWriter writer,
    TopicScopesByApp scopes,
    TimeProvider clock,
    IOptions<SidecarSettings> settings,
    ILogger<Deliverer> logger)
{
    private static readonly TimeSpan AfterFailedCommit = TimeSpan.FromSeconds(1);

    private readonly RetrySettings _retry = settings.Value.Retry;

    /// <summary>Sends what is due. An event that is not among the endings was not seen by the app.</summary>
    public async Task<List<(StoredEvent Event, Ending Ending)>> SendAsync(
        ServedApp app, Subscription subscription, IReadOnlyList<DueDelivery> due, CancellationToken cancellationToken)
    {
        var endings = new List<(StoredEvent Event, Ending Ending)>(due.Count);
        var byPath = new Dictionary<string, List<Prepared>>(StringComparer.Ordinal);
        foreach (var delivery in due)
        {
            Prepare(subscription, delivery, endings, byPath);
        }

        foreach (var (path, prepared) in byPath)
        {
            if (subscription.Definition.Bulk is not null)
            {
                await SendBulkAsync(app, subscription, path, prepared, endings, cancellationToken);
                continue;
            }

            foreach (var single in prepared)
            {
                await SendSingleAsync(app, subscription, path, single, endings, cancellationToken);
            }
        }

        return endings;
    }

    private void Prepare(
        Subscription subscription,
        DueDelivery delivery,
        List<(StoredEvent Event, Ending Ending)> endings,
        Dictionary<string, List<Prepared>> byPath)
    {
        var stored = delivery.Event ?? store.ReadEvent(delivery.Seq);
        if (stored is null)
        {
            return;
        }

        if (stored.ExpiresAt <= clock.GetUtcNow())
        {
            endings.Add((stored, GiveUp(subscription, delivery.Attempts, "it expired", keep: false)));
        }
        else if (DeliveryBody.For(stored, subscription) is not { } body)
        {
            endings.Add((stored, GiveUp(subscription, delivery.Attempts, "it is not a CloudEvent", keep: true)));
        }
        else if (subscription.PathFor(body.Envelope) is not { } path)
        {
            endings.Add((stored, GiveUp(subscription, delivery.Attempts, "no route takes it", keep: false)));
        }
        else
        {
            if (!byPath.TryGetValue(path, out var prepared))
            {
                byPath.Add(path, prepared = []);
            }

            prepared.Add(new Prepared(stored, delivery.Attempts, body));
        }
    }

    private async Task SendSingleAsync(
        ServedApp app,
        Subscription subscription,
        string path,
        Prepared single,
        List<(StoredEvent Event, Ending Ending)> endings,
        CancellationToken cancellationToken)
    {
        var (traceParent, traceState) = (single.Event.TraceParent, single.Event.TraceState);
        var isTraced = ActivityContext.TryParse(traceParent, traceState, isRemote: true, out var parsed);
        var parent = isTraced ? parsed : default;
        using var activity = SidecarTelemetry.Source.StartActivity(
            "sidecar.event.deliver", ActivityKind.Producer, parent);
        var answer = await app.Channel!.PostAsync(
            new AppRequest
            {
                Path = path,
                Body = single.Body.Json,
                ContentType = "application/cloudevents+json",
                PubSub = single.Event.PubSub,
                TraceParent = activity?.Id ?? traceParent,
                TraceState = traceState,
            },
            cancellationToken);
        if (IsUnreachable(app, answer))
        {
            return;
        }

        endings.Add((single.Event, ToEnding(subscription, single, AppVerdict.OfSingle(answer))));
    }

    private async Task SendBulkAsync(
        ServedApp app,
        Subscription subscription,
        string path,
        List<Prepared> entries,
        List<(StoredEvent Event, Ending Ending)> endings,
        CancellationToken cancellationToken)
    {
        using var activity = SidecarTelemetry.Source.StartActivity("sidecar.event.deliver-bulk", ActivityKind.Producer);
        var id = Guid.CreateVersion7(clock.GetUtcNow()).ToString();
        var answer = await app.Channel!.PostAsync(
            new AppRequest
            {
                Path = path,
                Body = BulkBody.Write(id, subscription, entries),
                ContentType = "application/json",
                PubSub = subscription.Definition.PubSub,
                TraceParent = activity?.Id,
            },
            cancellationToken);
        if (IsUnreachable(app, answer))
        {
            return;
        }

        var verdicts = AppVerdict.OfBulk(answer, [.. entries.Select(entry => BulkBody.EntryId(entry.Event.Seq))]);
        foreach (var (entry, verdict) in entries.Zip(verdicts))
        {
            endings.Add((entry.Event, ToEnding(subscription, entry, verdict)));
        }
    }

    /// <summary>Nobody saw the request, so it is no attempt: the event waits until the app is back.</summary>
    private bool IsUnreachable(ServedApp app, AppAnswer answer)
    {
        if (!answer.IsUnreachable)
        {
            return false;
        }

        if (app.IsUp)
        {
            LogUnreachable(logger, app.AppId, answer.Error);
        }

        app.MarkDown();
        return true;
    }

    private Ending ToEnding(Subscription subscription, Prepared sent, AppVerdict verdict)
    {
        if (verdict.Verdict is Verdict.Success)
        {
            return new Ending.Done();
        }

        var attempts = sent.Attempts + 1;
        if (verdict.Verdict is Verdict.Drop || attempts >= _retry.MaxAttempts)
        {
            return GiveUp(subscription, attempts, verdict.Reason, keep: true);
        }

        var delay = Backoff.After(attempts, _retry, RandomNumberGenerator.GetInt32(1_000));
        LogRetried(logger, sent.Event.Seq, sent.Event.Topic, subscription.AppId, attempts, verdict.Reason);
        return new Ending.Again(attempts, delay, verdict.Reason);
    }

    private Ending.Dead GiveUp(Subscription subscription, int attempts, string reason, bool keep)
    {
        // A dead-letter publish is the app's publish, so its scopes hold for it; refused, the event is kept here.
        var topic = subscription.Definition.DeadLetterTopic;
        var mayPublish = topic is not null && scopes.MayPublish(subscription.AppId, topic);
        LogGivenUp(logger, subscription.Definition.Topic, subscription.AppId, attempts, reason);
        return new Ending.Dead(attempts, reason, mayPublish ? topic : null, keep || topic is not null);
    }

    /// <summary>Records the endings and brings again what must come again.</summary>
    public async Task SettleAsync(
        Subscription subscription,
        IReadOnlyList<DueDelivery> due,
        List<(StoredEvent Event, Ending Ending)> endings,
        CancellationToken cancellationToken)
    {
        var bySeq = endings.ToDictionary(ending => ending.Event.Seq, ending => ending.Ending);
        var settled = endings.Count == 0 || await TryCommitAsync(subscription, endings, cancellationToken);
        foreach (var delivery in due)
        {
            var ending = bySeq.GetValueOrDefault(delivery.Seq);
            if (ending is null)
            {
                subscription.Queue.Return(delivery, TimeSpan.Zero);
            }
            else if (!settled)
            {
                subscription.Queue.Return(delivery, AfterFailedCommit);
            }
            else
            {
                Count(ending);
                if (ending is Ending.Again again)
                {
                    subscription.Queue.Return(delivery with { Attempts = again.Attempts }, again.After);
                }
            }
        }
    }

    /// <summary>Tells of a failure that ended neither the app's loop nor its deliveries.</summary>
    public void NoteFailure(string appId, Exception exception) => LogFailure(logger, exception, appId);

    private async Task<bool> TryCommitAsync(
        Subscription subscription,
        List<(StoredEvent Event, Ending Ending)> endings,
        CancellationToken cancellationToken)
    {
        try
        {
            await writer.RunAsync(new SettleWrite(subscription, endings), cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is SqliteException or InvalidOperationException)
        {
            // The app has them but that is not on disk: they come again, which handlers must bear anyway.
            LogNotSettled(logger, exception, subscription.AppId);
            return false;
        }
    }

    private static void Count(Ending ending)
    {
        var counter = ending switch
        {
            Ending.Again => SidecarTelemetry.Retried,
            Ending.Dead => SidecarTelemetry.DeadLettered,
            _ => SidecarTelemetry.Delivered,
        };
        counter.Add(1);
    }

    [LoggerMessage(9101, LogLevel.Warning, "App {AppId} is unreachable, its events wait: {Error}")]
    private static partial void LogUnreachable(ILogger logger, string appId, string? error);

    [LoggerMessage(9102, LogLevel.Information, "Event {Seq} of {Topic} to {AppId} failed {Attempts} times: {Reason}")]
    private static partial void LogRetried(
        ILogger logger, long seq, string topic, string appId, int attempts, string reason);

    [LoggerMessage(9103, LogLevel.Warning, "An event of {Topic} to {AppId} is given up after {Attempts}: {Reason}")]
    private static partial void LogGivenUp(ILogger logger, string topic, string appId, int attempts, string reason);

    [LoggerMessage(9104, LogLevel.Error, "What became of deliveries to {AppId} could not be stored")]
    private static partial void LogNotSettled(ILogger logger, Exception exception, string appId);

    [LoggerMessage(9105, LogLevel.Error, "Delivering to {AppId} failed and is tried again")]
    private static partial void LogFailure(ILogger logger, Exception exception, string appId);
}
