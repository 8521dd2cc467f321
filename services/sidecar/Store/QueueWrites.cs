using Region.Sidecar.Subscriptions;

namespace Region.Sidecar.Store;

/// <summary>Stores events and queues them for everybody who subscribes to their topic.</summary>
internal sealed class PublishWrite(IReadOnlyList<StoredEvent> events) : Write<int>
{
    protected override int Run(WriteSession session)
    {
        foreach (var published in events)
        {
            session.Publish(published);
        }

        return events.Count;
    }

    protected override void AfterCommit(int result) => SidecarTelemetry.Published.Add(result);
}

/// <summary>How a delivery ended.</summary>
internal abstract record Ending
{
    /// <summary>The app has it, or it is to be forgotten.</summary>
    public sealed record Done : Ending;

    /// <summary>It comes again.</summary>
    public sealed record Again(int Attempts, TimeSpan After, string Error) : Ending;

    /// <summary>
    /// It will not come again; it goes to the dead-letter topic where there is one that somebody reads.
    /// </summary>
    public sealed record Dead(int Attempts, string Reason, string? Topic, bool KeepWithoutTopic) : Ending;
}

/// <summary>Records how the deliveries of one request ended.</summary>
internal sealed class SettleWrite(
    Subscription subscription, IReadOnlyList<(StoredEvent Event, Ending Ending)> endings) : Write<int>
{
    protected override int Run(WriteSession session)
    {
        foreach (var (settled, ending) in endings)
        {
            Settle(session, settled, ending);
        }

        return endings.Count;
    }

    private void Settle(WriteSession session, StoredEvent settled, Ending ending)
    {
        if (ending is Ending.Again again)
        {
            session.Postpone(subscription.Id, settled.Seq, again.Attempts, again.Error);
            return;
        }

        session.RemoveDelivery(subscription.Id, settled.Seq);
        if (ending is not Ending.Dead dead)
        {
            return;
        }

        var readers = 0;
        if (dead.Topic is { } topic)
        {
            readers = session.Publish(settled with { Topic = topic, ExpiresAt = null });
        }

        // A dead-letter topic that nobody reads would lose the event, so it is listed here as well.
        if (readers == 0 && (dead.KeepWithoutTopic || dead.Topic is not null))
        {
            session.Bury(subscription.AppId, settled, dead.Attempts, dead.Reason);
        }
    }
}
